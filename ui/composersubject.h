// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QString>

namespace Ui {

/// What the text in the field is beside a message of its own.
struct ComposerSubject {
    enum class Kind { Answer, Edit };
    Kind kind;
    Chat::Sequence message;
    QString text;  ///< Of an edit, as it was; of an answer, what is answered.
    QString draft; ///< Of an edit: what stood in the field before.
    /// Of an edit that is not in the field now: what it is to say.
    QString changed = {};
};

} // namespace Ui
