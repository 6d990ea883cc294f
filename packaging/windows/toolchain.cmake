# SPDX-License-Identifier: GPL-3.0-or-later
# From Linux for 64-bit Windows with mingw-w64: MADANG_CROSS_PREFIX has the libraries, MADANG_QT the Qt.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

# What CMake tries before it builds knows only the environment and what is named here.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES MADANG_CROSS_PREFIX MADANG_QT)
set(CMAKE_FIND_ROOT_PATH ${MADANG_QT} ${MADANG_CROSS_PREFIX} /usr/x86_64-w64-mingw32)
set(CMAKE_PREFIX_PATH ${MADANG_QT} ${MADANG_CROSS_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} ${MADANG_CROSS_PREFIX}/lib/pkgconfig)
set(PKG_CONFIG_EXECUTABLE /usr/bin/pkg-config CACHE FILEPATH "")

# moc, rcc and lrelease are this system's, of the same version. A Qt that was moved would configure for
# the system that it is on without the second line.
set(QT_HOST_PATH /usr CACHE PATH "")
set(QT_CHAINLOAD_TOOLCHAIN_FILE ${CMAKE_CURRENT_LIST_FILE} CACHE FILEPATH "")
if(NOT QT_HOST_PATH_CMAKE_DIR)
    file(GLOB QT_HOST_PATH_CMAKE_DIR /usr/lib/*/cmake/Qt6HostInfo)
    cmake_path(GET QT_HOST_PATH_CMAKE_DIR PARENT_PATH QT_HOST_PATH_CMAKE_DIR)
    set(QT_HOST_PATH_CMAKE_DIR ${QT_HOST_PATH_CMAKE_DIR} CACHE PATH "")
endif()
set(CMAKE_AUTORCC_OPTIONS --no-zstd) # which Qt for Windows need not have

# Same sources, same bytes, in whatever folder.
set(CMAKE_C_FLAGS_INIT "")
foreach(folder ${MADANG_CROSS_PREFIX}=prefix ${CMAKE_SOURCE_DIR}=. ${CMAKE_BINARY_DIR}=build) # the last one wins
    string(APPEND CMAKE_C_FLAGS_INIT " \"-ffile-prefix-map=${folder}\"")
endforeach()
set(CMAKE_CXX_FLAGS_INIT "${CMAKE_C_FLAGS_INIT}")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-Wl,--no-insert-timestamp")
