# SPDX-License-Identifier: GPL-3.0-or-later
# What Windows needs beside the programs: resources in them, the DLLs they are started with, the licences of
# all that, and CPack's two packages. Included at the end of the project.

# The names of the libraries in .exe files, the icon, and what the system must know before it starts them.
function(madang_program_resources name description)
    configure_file(${CMAKE_SOURCE_DIR}/packaging/windows/program.rc.in ${CMAKE_BINARY_DIR}/${name}.rc @ONLY)
    target_sources(${name} PRIVATE ${CMAKE_BINARY_DIR}/${name}.rc)
    if(MSVC) # which makes a manifest of its own; ours is complete
        target_link_options(${name} PRIVATE /MANIFEST:NO)
    endif()
endfunction()
madang_program_resources(madang-host "Madang host")
madang_program_resources(madang-send "Says something in a Madang room")
if(TARGET madang-thumbnail)
    madang_program_resources(madang-thumbnail "Madang thumbnails")
endif()
if(TARGET madang)
    madang_program_resources(madang "Madang")
    set_target_properties(madang PROPERTIES WIN32_EXECUTABLE ON) # no console beside the window
endif()

# Started by others, or beside them: none of them is named by a program's imports.
get_target_property(qt_core_file Qt6::Core LOCATION)
cmake_path(GET qt_core_file PARENT_PATH qt_bin)
set(qt_plugins ${qt_bin}/../${QT6_INSTALL_PLUGINS})
set(qt_translations ${qt_bin}/../${QT6_INSTALL_TRANSLATIONS})
set(plugins platforms/qwindows tls/qschannelbackend sqldrivers/qsqlite networkinformation/qnetworklistmanager
    styles/qwindowsvistastyle styles/qmodernwindowsstyle iconengines/qsvgicon imageformats/qsvg
    imageformats/qjpeg imageformats/qgif imageformats/qico imageformats/qwebp)
foreach(plugin ${plugins})
    if(EXISTS ${qt_plugins}/${plugin}.dll)
        cmake_path(GET plugin PARENT_PATH folder)
        install(FILES ${qt_plugins}/${plugin}.dll DESTINATION ${folder})
    else()
        list(APPEND plugins_absent ${plugin})
    endif()
endforeach()
message(STATUS "Qt plugins not in this Qt, so not packed: ${plugins_absent}")
foreach(plugin platforms/qwindows tls/qschannelbackend sqldrivers/qsqlite)
    if(plugin IN_LIST plugins_absent)
        message(WARNING "Madang does not run without ${plugin}, which ${qt_plugins} does not have")
    endif()
endforeach()

set(MADANG_LICENCES "" CACHE PATH "Licences of the libraries that are packed, as files")
install(FILES LICENSE DESTINATION licences RENAME madang.txt)
install(FILES resources/emoji/LICENSE DESTINATION licences RENAME emoji.txt)
install(FILES resources/icons/lucide/LICENSE DESTINATION licences RENAME lucide.txt)
install(FILES resources/words/LICENSE DESTINATION licences RENAME words.txt)
install(DIRECTORY packaging/windows/licences/ DESTINATION licences)
if(MADANG_LICENCES)
    install(DIRECTORY ${MADANG_LICENCES}/ DESTINATION licences)
endif()

# Behind everything else, so that it sees all programs and plugins.
set(dll_folders ${qt_bin})
if(MINGW)
    foreach(library libgcc_s_seh-1 libstdc++-6 libwinpthread-1)
        execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${library}.dll OUTPUT_VARIABLE file
            OUTPUT_STRIP_TRAILING_WHITESPACE)
        cmake_path(IS_ABSOLUTE file is_found)
        if(is_found)
            cmake_path(GET file PARENT_PATH folder)
            list(APPEND dll_folders ${folder})
        endif()
    endforeach()
endif()
foreach(folder ${CMAKE_PREFIX_PATH})
    list(APPEND dll_folders ${folder}/bin)
endforeach()
list(REMOVE_DUPLICATES dll_folders)
install(CODE "set(folders \"${dll_folders}\")\nset(objdump \"${CMAKE_OBJDUMP}\")\nset(strip \"${CMAKE_STRIP}\")
set(mingw \"${MINGW}\")\ninclude(\"${CMAKE_SOURCE_DIR}/packaging/windows/dlls.cmake\")")

set(CPACK_PACKAGE_NAME Madang)
set(CPACK_PACKAGE_VENDOR Madang)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_FILE_NAME madang-${PROJECT_VERSION}-win64)
set(CPACK_PACKAGE_INSTALL_DIRECTORY Madang)
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR NSIS ZIP)
set(CPACK_STRIP_FILES ON)
set(CPACK_NSIS_MUI_ICON ${CMAKE_SOURCE_DIR}/packaging/windows/madang.ico)
set(CPACK_MODULE_PATH ${CMAKE_SOURCE_DIR}/packaging/windows) # has the installer's template
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/packaging/windows/cpack.cmake)
file(WRITE ${CMAKE_BINARY_DIR}/portable/madang.portable "") # see Application::isPortable()
set(CPACK_MADANG_PORTABLE ${CMAKE_BINARY_DIR}/portable)
include(CPack)
