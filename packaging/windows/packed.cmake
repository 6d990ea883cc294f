# SPDX-License-Identifier: GPL-3.0-or-later
# Run by CPack when a package is made: makes the zip once more, in the order of names and with the date of the
# sources. CPack's own has the file system's order and the time of the installation.
if(NOT CPACK_GENERATOR STREQUAL "ZIP")
    return()
endif()
cmake_path(GET CPACK_TEMPORARY_DIRECTORY PARENT_PATH above)
file(GLOB_RECURSE entries RELATIVE ${above} ${CPACK_TEMPORARY_DIRECTORY}/*)
list(SORT entries)
list(JOIN entries "\n" lines)
file(WRITE ${above}/entries.txt "${lines}\n")
string(TIMESTAMP time "%Y-%m-%d %H:%M:%S UTC" UTC) # of SOURCE_DATE_EPOCH, if that is set
set(ENV{TZ} UTC)
find_program(zip zip)
find_program(touch touch)
if(zip AND touch)
    file(REMOVE ${CPACK_PACKAGE_FILES})
    foreach(entry ${entries})
        execute_process(COMMAND ${touch} -d ${time} ${entry} WORKING_DIRECTORY ${above} COMMAND_ERROR_IS_FATAL ANY)
    endforeach()
    execute_process(COMMAND ${zip} -X -q -@ ${CPACK_PACKAGE_FILES} INPUT_FILE ${above}/entries.txt
        WORKING_DIRECTORY ${above} COMMAND_ERROR_IS_FATAL ANY)
else() # this one tells when it read each file, too
    execute_process(COMMAND ${CMAKE_COMMAND} -E tar cf ${CPACK_PACKAGE_FILES} --format=zip --mtime=${time}
        --files-from=${above}/entries.txt WORKING_DIRECTORY ${above} COMMAND_ERROR_IS_FATAL ANY)
endif()
