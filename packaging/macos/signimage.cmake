# SPDX-License-Identifier: GPL-3.0-or-later
# Read by CPack when the disk image is there.
foreach(image ${CPACK_PACKAGE_FILES})
    execute_process(COMMAND ${CPACK_MADANG_SIGN} ${image} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
