// SPDX-License-Identifier: GPL-3.0-or-later
// What the sanitizers are to pass over, each with its reason: faults of libraries only; and where
// their reports go. Part of every program of a build with sanitizers, so that it holds however a
// program is started.

#include <cstdlib>
#include <dlfcn.h>
#include <string>

extern "C" const char *__tsan_default_suppressions()
{
    return
        // Not built for ThreadSanitizer, so their locks are not seen; what they lend to others
        // through malloc and memcpy then looks unordered. See threadannotations.cpp.
        "called_from_lib:libQt6Core.so\n"
        "called_from_lib:libQt6Test.so\n"
        "called_from_lib:libQt6XcbQpa.so\n"
        "called_from_lib:libglib-2.0.so\n"
        // A connection to the display: locks in one order and in the other, some destroyed while
        // held, and sockets whose numbers are used again.
        "called_from_lib:libxcb.so\n"
        "mutex:libX11.so\n";
}

extern "C" const char *__tsan_default_options()
{
    // QProcess starts programs by a clone() that shares memory until the program runs, which is
    // taken for a fork() in the middle of everything.
    return "die_after_fork=0:print_suppressions=0";
}

#ifdef MADANG_SANITIZE_ADDRESS
extern "C" const char *__lsan_default_suppressions()
{
    return
        // Qt's accessibility talks to a bus until the program is no more.
        "leak:libdbus-1.so\n"
        // A thread of QHostInfo may still wait for a name server when the program ends.
        "leak:__res_context_send\n"
        "leak:__resolv_context_get\n";
}

extern "C" const char *__asan_default_options()
{
    // With strict_string_checks it asks for a NUL where strndup() is told a length; libxkbcommon
    // has such strings.
    return "intercept_strndup=0:print_suppressions=0";
}

namespace {

/// GCC's UndefinedBehaviorSanitizer does not look at log_path when AddressSanitizer is there, too.
[[maybe_unused]] const bool reportsGoToFiles = [] {
    const std::string options = std::getenv("UBSAN_OPTIONS") ? std::getenv("UBSAN_OPTIONS") : "";
    const std::string key = "log_path=";
    const std::size_t at = options.find(key);
    void *const library = dlopen("libubsan.so.1", RTLD_LAZY | RTLD_NOLOAD);
    if (at == std::string::npos || !library)
        return false;
    const std::size_t begin = at + key.size();
    const std::string path = options.substr(begin, options.find(':', begin) - begin);
    auto *const set =
        reinterpret_cast<void (*)(const char *)>(dlsym(library, "__sanitizer_set_report_path"));
    if (set)
        set(path.c_str());
    return set != nullptr;
}();

} // namespace
#endif
