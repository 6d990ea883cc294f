# SPDX-License-Identifier: GPL-3.0-or-later
# Read by CPack for each package.
if(CPACK_GENERATOR STREQUAL "ZIP") # carried about with all that is said, unlike what is installed
    list(APPEND CPACK_INSTALLED_DIRECTORIES ${CPACK_MADANG_PORTABLE} .)
    set(CPACK_PACKAGE_FILE_NAME ${CPACK_PACKAGE_FILE_NAME}-portable)
else()
    set(CPACK_PACKAGE_FILE_NAME ${CPACK_PACKAGE_FILE_NAME}-setup)
endif()
