// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/releases.h"

QUrl releasesPage()
{
    return QUrl(QStringLiteral(MADANG_RELEASES)); // CMakeLists.txt takes nothing but https
}
