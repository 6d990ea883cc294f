// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

/// Whether the system's keychain would take something without asking its person for anything:
/// there is one, it has a place to put things, and that is unlocked. On Windows and macOS it is
/// open while its person is logged in.
///
/// `answer` is called later, once, unless `context` goes before; within some seconds, also where
/// whoever should answer hangs.
void askForOpenKeychain(QObject *context, const std::function<void(bool isOpen)> &answer);
