// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

class MemberListModel;

/// Whether a text calls whoever is of that name, or everybody. "@Kim Lee" does not call Kim where
/// one of the people is called Kim Lee. Takes long only for texts that may be a call.
bool speaksTo(const QString &text, const QString &name, const MemberListModel &people);

} // namespace Ui
