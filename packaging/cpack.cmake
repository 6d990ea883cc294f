# SPDX-License-Identifier: GPL-3.0-or-later
# What the packages of every system say of themselves. The version is that of project().

set(CPACK_PACKAGE_NAME madang)
set(CPACK_PACKAGE_VENDOR Madang)
set(CPACK_PACKAGE_CONTACT "Madang developers <developers@madang.chat>")
set(CPACK_PACKAGE_HOMEPAGE_URL ${PROJECT_HOMEPAGE_URL})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
