// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// First in main(): has Qt match without PCRE's compiler in programs that MinGW built. Qt keeps a
/// stack of it for each thread, and GCC's emulated thread_local is freed before it is destroyed: a
/// thread that matched something might crash at its end. Does nothing elsewhere.
inline void matchWithoutCompilerOnMinGW()
{
#ifdef __MINGW32__
    if (!qEnvironmentVariableIsSet("QT_ENABLE_REGEXP_JIT"))
        qputenv("QT_ENABLE_REGEXP_JIT", "0");
#endif
}
