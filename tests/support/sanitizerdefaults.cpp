// SPDX-License-Identifier: GPL-3.0-or-later
// What the sanitizers are to pass over, each with its reason: faults of libraries only. Part of
// every program of a build with sanitizers, so that it holds however a program is started.

extern "C" const char *__tsan_default_suppressions()
{
    return
        // Not built for ThreadSanitizer, so their locks are not seen; what they lend to others
        // through malloc and memcpy then looks unordered. See threadannotations.cpp.
        "called_from_lib:libQt6Core.so\n"
        "called_from_lib:libQt6Test.so\n"
        "called_from_lib:libQt6XcbQpa.so\n"
        "called_from_lib:libglib-2.0.so\n";
}

extern "C" const char *__tsan_default_options()
{
    // QProcess starts programs by a clone() that shares memory until the program runs, which is
    // taken for a fork() in the middle of everything.
    return "die_after_fork=0";
}

extern "C" const char *__lsan_default_suppressions()
{
    return "";
}
