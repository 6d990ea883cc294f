# SPDX-License-Identifier: GPL-3.0-or-later
# What Linux has beside the programs, and the packages of it: `desktop` (madang) and `host` (madang-host).
# Included at the end of the project.

# The day of the commit, where ./dev package says so; the same bytes whenever it is built.
string(TIMESTAMP package_day %Y-%m-%d UTC)
string(TIMESTAMP package_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(linux ${CMAKE_CURRENT_LIST_DIR})
set(made ${CMAKE_BINARY_DIR}/linux)

# madang_data(host madang-host.service FROM systemd/x.in TO lib/systemd/system) installs a file of this
# folder; of one that ends in .in what CMake makes of it.
function(madang_data component name)
    cmake_parse_arguments(arg "" "FROM;TO" "" ${ARGN})
    set(file ${linux}/${arg_FROM})
    if(arg_FROM MATCHES "\\.in$")
        configure_file(${file} ${made}/${component}/${name} @ONLY)
        set(file ${made}/${component}/${name})
    endif()
    install(FILES ${file} RENAME ${name} DESTINATION ${arg_TO} COMPONENT ${component})
endfunction()

# The same, compressed as Debian wants it: no name and no time in it.
function(madang_compressed component name)
    cmake_parse_arguments(arg "" "FROM;TO" "" ${ARGN})
    set(output ${made}/${component}/${name}.gz)
    string(MAKE_C_IDENTIFIER compressed_${component}_${name} target)
    add_custom_command(OUTPUT ${output} COMMAND gzip -9nc ${arg_FROM} > ${output} DEPENDS ${arg_FROM} VERBATIM)
    add_custom_target(${target} ALL DEPENDS ${output})
    install(FILES ${output} DESTINATION ${arg_TO} COMPONENT ${component})
endfunction()

set(man ${CMAKE_INSTALL_DATADIR}/man)
set(bash ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
set(zsh ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
file(MAKE_DIRECTORY ${made}/host ${made}/desktop)

# ---- the host

madang_data(host madang-host.service FROM systemd/madang-host.service.in TO lib/systemd/system)
install(DIRECTORY DESTINATION lib/systemd/user COMPONENT host)
configure_file(${linux}/systemd/madang-host-user.service.in ${made}/host/user/madang-host.service @ONLY)
install(FILES ${made}/host/user/madang-host.service DESTINATION lib/systemd/user COMPONENT host)
madang_data(host madang-host.conf FROM systemd/sysusers.conf TO lib/sysusers.d)
install(FILES ${linux}/systemd/tmpfiles.conf RENAME madang-host.conf DESTINATION lib/tmpfiles.d COMPONENT host)
madang_data(host madang-host FROM completions/madang-host.bash TO ${bash})
madang_data(host _madang-host FROM completions/_madang-host TO ${zsh})
madang_data(host host.ini FROM host.ini TO ${CMAKE_INSTALL_FULL_SYSCONFDIR}/madang)

configure_file(${linux}/man/madang-host.8.in ${made}/host/madang-host.8.template @ONLY)
find_package(Python3 COMPONENTS Interpreter QUIET)
if(Python3_FOUND AND NOT CMAKE_CROSSCOMPILING)
    add_custom_command(OUTPUT ${made}/host/madang-host.8
        COMMAND ${Python3_EXECUTABLE} -B ${linux}/hostmanpage.py $<TARGET_FILE:madang-host>
            ${made}/host/madang-host.8.template ${made}/host/madang-host.8
        DEPENDS madang-host ${linux}/hostmanpage.py ${made}/host/madang-host.8.template VERBATIM)
    madang_compressed(host madang-host.8 FROM ${made}/host/madang-host.8 TO ${man}/man8)
else()
    message(STATUS "No Python to write it: packages have no manual page of madang-host")
endif()

# ---- the desktop

if(TARGET madang)
    madang_data(desktop chat.madang.Madang.desktop FROM chat.madang.Madang.desktop
        TO ${CMAKE_INSTALL_DATADIR}/applications)
    madang_data(desktop chat.madang.Madang.metainfo.xml FROM chat.madang.Madang.metainfo.xml.in
        TO ${CMAKE_INSTALL_DATADIR}/metainfo)
    madang_data(desktop madang FROM completions/madang.bash TO ${bash})
    install(FILES ${linux}/completions/madang.bash RENAME madang-send DESTINATION ${bash} COMPONENT desktop)
    madang_data(desktop _madang FROM completions/_madang TO ${zsh})
    foreach(page madang madang-send madang-thumbnail)
        configure_file(${linux}/man/${page}.1.in ${made}/desktop/${page}.1 @ONLY)
        madang_compressed(desktop ${page}.1 FROM ${made}/desktop/${page}.1 TO ${man}/man1)
    endforeach()

    set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
    set(drawing ${CMAKE_SOURCE_DIR}/resources/icons/madang.svg)
    install(FILES ${drawing} RENAME chat.madang.Madang.svg DESTINATION ${icons}/scalable/apps COMPONENT desktop)
    find_program(MADANG_RSVG rsvg-convert)
    if(MADANG_RSVG)
        foreach(size 16 22 24 32 48 64 96 128 192 256 512)
            set(icon ${made}/icons/${size}.png)
            add_custom_command(OUTPUT ${icon} COMMAND ${CMAKE_COMMAND} -E make_directory ${made}/icons
                COMMAND ${MADANG_RSVG} -w ${size} -h ${size} -o ${icon} ${drawing} DEPENDS ${drawing} VERBATIM)
            list(APPEND all_icons ${icon})
            install(FILES ${icon} RENAME chat.madang.Madang.png DESTINATION ${icons}/${size}x${size}/apps
                COMPONENT desktop)
        endforeach()
        add_custom_target(icons ALL DEPENDS ${all_icons})
    else()
        message(STATUS "rsvg-convert not found: the only icon is the scalable one")
    endif()
endif()

# ---- both: firewalls, and what Debian wants of every package

include(${CMAKE_SOURCE_DIR}/packaging/cpack.cmake)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own, in the first line of its description
set(CPACK_GENERATOR DEB)
find_program(MADANG_RPMBUILD rpmbuild)
if(MADANG_RPMBUILD)
    list(APPEND CPACK_GENERATOR RPM)
endif()
set(CPACK_PRE_BUILD_SCRIPTS ${linux}/stagetimes.cmake)
include(${linux}/deb.cmake)
include(${linux}/rpm.cmake)
foreach(component ${CPACK_COMPONENTS_ALL})
    set(name madang)
    set(firewall_title Madang)
    if(component STREQUAL host)
        set(name madang-host)
        set(firewall_title "Madang host")
    endif()
    madang_data(${component} ${name} FROM firewall/ufw.in TO ${CMAKE_INSTALL_FULL_SYSCONFDIR}/ufw/applications.d)
    madang_data(${component} ${name}.xml FROM firewall/firewalld.xml.in TO lib/firewalld/services)
    set(documents ${CMAKE_INSTALL_DATADIR}/doc/${name})
    madang_data(${component} copyright FROM debian/copyright TO ${documents})
    configure_file(${linux}/debian/changelog.in ${made}/${component}/changelog.Debian @ONLY)
    madang_compressed(${component} changelog.Debian FROM ${made}/${component}/changelog.Debian TO ${documents})
    madang_compressed(${component} changelog FROM ${CMAKE_SOURCE_DIR}/CHANGELOG.md TO ${documents})
    if(MADANG_BROWSER_PAGE) # the licences of what is bundled in the pages
        madang_compressed(${component} browser-page-licences FROM ${CMAKE_BINARY_DIR}/web/licenses.txt TO ${documents})
    endif()
endforeach()
include(CPack)
