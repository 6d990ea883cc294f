# SPDX-License-Identifier: GPL-3.0-or-later
# The bundle Madang.app with all programs in it, and the disk image of it by CPack. Included at the end of the project,
# on macOS alone, when the desktop is built; see README.md.

set(macos ${CMAKE_CURRENT_LIST_DIR})

# What Homebrew's Qt is built for is the system that it was installed on.
set(MADANG_MACOS_MINIMUM ${CMAKE_OSX_DEPLOYMENT_TARGET})
if(NOT MADANG_MACOS_MINIMUM)
    execute_process(COMMAND sw_vers -productVersion OUTPUT_VARIABLE release OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REGEX REPLACE "^([0-9]+).*" "\\1.0" MADANG_MACOS_MINIMUM "${release}")
endif()

set(icon ${CMAKE_BINARY_DIR}/macos/madang.icns)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/macos)
add_custom_command(OUTPUT ${icon}
    COMMAND ${macos}/icon.sh ${CMAKE_SOURCE_DIR}/resources/icons/madang.svg ${icon}
    DEPENDS ${macos}/icon.sh ${CMAKE_SOURCE_DIR}/resources/icons/madang.svg VERBATIM)
target_sources(madang PRIVATE ${icon} ${macos}/ko.lproj/InfoPlist.strings)
set_source_files_properties(${icon} PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
set_source_files_properties(${macos}/ko.lproj/InfoPlist.strings PROPERTIES
    MACOSX_PACKAGE_LOCATION Resources/ko.lproj)
set_target_properties(madang PROPERTIES OUTPUT_NAME Madang
    MACOSX_BUNDLE_INFO_PLIST ${macos}/Info.plist.in)
# A host that is opened here looks beside its program for what makes small pictures.
if(TARGET madang-thumbnail)
    add_custom_command(TARGET madang POST_BUILD COMMAND ${CMAKE_COMMAND} -E copy_if_different
        $<TARGET_FILE:madang-thumbnail> $<TARGET_FILE_DIR:madang>/madang-thumbnail VERBATIM)
    add_dependencies(madang madang-thumbnail)
endif()

install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION Madang.app/Contents/Resources)

# Qt and the other libraries go into the bundle, and then it is signed: ad hoc, unless told by whom.
get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
cmake_path(GET qmake PARENT_PATH qt_programs)
find_program(MADANG_MACDEPLOYQT macdeployqt HINTS ${qt_programs})
if(MADANG_MACDEPLOYQT)
    install(CODE "
        set(madang_macdeployqt \"${MADANG_MACDEPLOYQT}\")
        set(madang_sign \"${macos}/sign.sh\")")
    install(SCRIPT ${macos}/deploy.cmake)
else()
    message(STATUS "macdeployqt not found: what is installed needs the Qt of this computer")
endif()

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGE_NAME madang)
set(CPACK_PACKAGE_VENDOR Madang)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_FILE_NAME madang-${PROJECT_VERSION}-macos-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_PACKAGE_INSTALL_DIRECTORY Madang)
set(CPACK_DMG_VOLUME_NAME Madang)
set(CPACK_DMG_FORMAT UDZO)
set(CPACK_STRIP_FILES OFF) # they are signed by then
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_POST_BUILD_SCRIPTS ${macos}/signimage.cmake)
set(CPACK_MADANG_SIGN ${macos}/sign.sh)
include(CPack)
