// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accountstore.h"

#include <QString>

namespace Server {

/// What makes a name the same as another one: a name may be had once only, in whatever case, with
/// whatever spaces and other things that nobody sees, in whatever of Unicode's forms, and in
/// letters that look like its own.
///
/// `folded` is of the first three, and of Cyrillic and Greek letters that look Latin; `looks` keeps
/// the case, and takes I, l, 1 and |, O and 0, m and rn for the same. `name`: cleanName()'d.
AccountName nameKeys(const QString &name);

} // namespace Server
