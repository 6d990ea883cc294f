# SPDX-License-Identifier: GPL-3.0-or-later
# Run by CPack when the files of a package are staged: in what order the uninstaller deletes them. CPack's own list
# is in that of the file system, which is another one each time.
file(GLOB_RECURSE entries LIST_DIRECTORIES true RELATIVE ${CPACK_TEMPORARY_DIRECTORY} ${CPACK_TEMPORARY_DIRECTORY}/*)
list(SORT entries)
set(deletions "")
set(folders "")
foreach(entry ${entries})
    string(REPLACE "/" "\\" name ${entry})
    if(IS_DIRECTORY ${CPACK_TEMPORARY_DIRECTORY}/${entry})
        string(PREPEND folders "RMDir \"$INSTDIR\\${name}\"\n") # what is in it is deleted before it
    else()
        string(APPEND deletions "Delete \"$INSTDIR\\${name}\"\n")
    endif()
endforeach()
file(WRITE ${CPACK_TOPLEVEL_DIRECTORY}/delete.nsh "${deletions}${folders}")
