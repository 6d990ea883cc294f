# SPDX-License-Identifier: GPL-3.0-or-later
# Run by the installation: makes of the installed bundle one that needs nothing else.
set(bundle $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/Madang.app)
set(programs)
foreach(program madang-host madang-send madang-thumbnail)
    if(EXISTS ${bundle}/Contents/MacOS/${program})
        list(APPEND programs -executable=${bundle}/Contents/MacOS/${program})
    endif()
endforeach()
execute_process(COMMAND ${madang_macdeployqt} ${bundle} ${programs} -always-overwrite COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${madang_sign} ${bundle} COMMAND_ERROR_IS_FATAL ANY)
