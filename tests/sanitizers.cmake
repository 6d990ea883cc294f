# SPDX-License-Identifier: GPL-3.0-or-later
# What builds with MADANG_SANITIZE have beside the flags: every program knows what to pass over, and
# every test has the time that they take.

if(NOT MADANG_SANITIZE)
    return()
endif()

add_library(madang_sanitized OBJECT tests/support/sanitizerdefaults.cpp)
if(MADANG_SANITIZE MATCHES thread)
    target_sources(madang_sanitized PRIVATE tests/support/threadannotations.cpp)
endif()
target_link_libraries(madang_sanitized PRIVATE madang_flags ${CMAKE_DL_LIBS})
get_property(targets DIRECTORY PROPERTY BUILDSYSTEM_TARGETS)
foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "EXECUTABLE")
        target_link_libraries(${target} PRIVATE madang_sanitized)
    endif()
endforeach()

get_property(tests DIRECTORY PROPERTY TESTS)
foreach(test IN LISTS tests)
    get_test_property(${test} TIMEOUT seconds)
    math(EXPR seconds "${seconds} * 5")
    set_tests_properties(${test} PROPERTIES TIMEOUT ${seconds})
endforeach()
