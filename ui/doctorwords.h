// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/networkdoctor.h"

#include <QString>

namespace Ui {

/// What the doctor looks at in a step, as a title.
QString stepTitle(NetworkDoctor::Step step);

/// What has come of it by now; empty while nothing has.
QString stepResult(const NetworkDoctor &doctor, NetworkDoctor::Step step);

/// A likely cause, and what helps against it.
struct CauseWords {
    QString cause;
    QString remedy;
    QString command; ///< To be typed by whoever may; empty: none.
};
CauseWords causeWords(const LikelyCause &cause, const NetworkFacts &facts);

/// Of an interface: what it is, and whether it is used.
QString kindWords(Discovery::InterfaceReport::Kind kind);
QString useWords(Discovery::InterfaceReport::Use use);

} // namespace Ui
