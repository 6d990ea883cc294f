// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

/// Where whoever built this program publishes the newest one (`-DMADANG_RELEASES=https://…`); empty
/// where they named no such page. Never what a host says: it could lead anybody to a program of its
/// own.
QUrl releasesPage();
