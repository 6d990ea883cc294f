# SPDX-License-Identifier: GPL-3.0-or-later
# Reads what nearly every file includes of Qt Core and of the standard library once for all libraries
# and programs, and once for all tests, which have other flags and include more. No header of the
# project is among it. Files still include what they use: the preset "dev" builds them without this.

if(NOT MADANG_PRECOMPILED_HEADERS)
    return()
endif()

set(madang_precompiled
    <algorithm> <array> <chrono> <deque> <functional> <map> <memory> <optional> <set> <string>
    <unordered_map> <utility> <variant> <vector> <tl/expected.hpp>
    <QAbstractItemModel> <QByteArray> <QByteArrayList> <QCoreApplication> <QDateTime> <QFile> <QHash>
    <QJsonArray> <QJsonDocument> <QJsonObject> <QLoggingCategory> <QObject> <QPointer>
    <QRegularExpression> <QSet> <QString> <QStringList> <QTimer> <QUrl> <QUuid> <QVariant>)
target_precompile_headers(madang_stomp PRIVATE ${madang_precompiled})
# A Qt in which these headers ask which libraries of Qt there are makes builds slower, not fail.
target_compile_options(madang_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-error=invalid-pch>)

if(MADANG_TESTS)
    file(CONFIGURE OUTPUT precompiled.cpp CONTENT "")
    add_library(madang_tests_precompiled OBJECT EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(madang_tests_precompiled PRIVATE madang_flags Qt6::Test)
    target_compile_options(madang_tests_precompiled PRIVATE ${MADANG_TEST_FLAGS})
    # No <QTest>: what that includes depends on the Qt libraries of the test.
    target_precompile_headers(madang_tests_precompiled PRIVATE ${madang_precompiled}
        <QSignalSpy> <QTemporaryDir> <QtNetwork/QTcpServer> <QtNetwork/QTcpSocket>
        <QtTest/qtestcase.h>)
    set_target_properties(madang_tests_precompiled PROPERTIES AUTOMOC OFF AUTORCC OFF)
endif()

get_property(targets DIRECTORY PROPERTY BUILDSYSTEM_TARGETS)
foreach(target IN LISTS targets)
    get_target_property(libraries ${target} LINK_LIBRARIES)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "UTILITY") # as those that resources of a test come with
        continue()
    endif()
    if(target MATCHES "^tst_")
        target_precompile_headers(${target} REUSE_FROM madang_tests_precompiled)
    elseif(libraries MATCHES "madang_" AND NOT target MATCHES "^madang_(stomp|flags|tests_precompiled)$")
        target_precompile_headers(${target} REUSE_FROM madang_stomp)
    endif()
endforeach()
