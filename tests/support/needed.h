// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// What a test of ours needs of the machine: where it is missing the test is skipped, and fails
/// where every test has to run (MADANG_RUN_ALL_TESTS=1), so that none is left out unseen.
///
/// `isThere`: whether it is; `what`: its name, a literal. Returns from the function.
#define NEEDS(isThere, what)                                                                       \
    do {                                                                                           \
        if (!(isThere)) {                                                                          \
            if (qEnvironmentVariableIntValue("MADANG_RUN_ALL_TESTS") != 0)                         \
                QFAIL(what " is not installed");                                                   \
            QSKIP(what " is not installed");                                                       \
        }                                                                                          \
    } while (false)

/// Likewise for a row of a test among others: it may be missing where not every test has to run.
inline bool hasRow(bool isThere, const char *what)
{
    if (!isThere && qEnvironmentVariableIntValue("MADANG_RUN_ALL_TESTS") != 0)
        QTest::qFail(what, __FILE__, __LINE__);
    return isThere;
}
