// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/window/figures.h"

#include <QProcessEnvironment>
#include <QString>

/// Starts the program with an empty home and an empty profile, as often as that, until it has
/// painted its first window; gives the processor time of all its threads until then, from exec on.
///
/// Qt itself tells of the paint (its logging category qt.widgets.painting), so that the program
/// needs no hook. Empty when it does not, or no window comes.
Times coldStarts(const QString &program, const QProcessEnvironment &environment, int rounds);
