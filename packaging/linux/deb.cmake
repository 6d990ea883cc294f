# SPDX-License-Identifier: GPL-3.0-or-later
# CPack's Debian packages. Qt pins its exact version, so each release of Debian has its own.

set(CPACK_COMPONENTS_ALL host)
if(TARGET madang)
    list(APPEND CPACK_COMPONENTS_ALL desktop)
endif()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)

cmake_host_system_information(RESULT release QUERY DISTRIB_INFO)
string(REGEX MATCH "^[a-z]+" release_name "${release_ID}")
if(release_name STREQUAL debian)
    set(release_name deb)
endif()
# Above that of an older Debian, so that an upgrade of the system takes the newer one.
set(package_release 1~${release_name}${release_VERSION_ID})
set(package_suite "${release_VERSION_CODENAME}")
set(package_version ${PROJECT_VERSION}-${package_release})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${package_release})
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${CPACK_PACKAGE_CONTACT}")
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE ${PROJECT_HOMEPAGE_URL})
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_DEBIAN_DESKTOP_PACKAGE_NAME madang)
set(CPACK_DEBIAN_DESKTOP_PACKAGE_SECTION net)
set(CPACK_COMPONENT_DESKTOP_DESCRIPTION "chat with the people on one's own network
Any one computer hosts, the others join: no server, no account, no Internet.
Nothing that was said is lost when a network, a program or the host itself
dies, and each message shows where it is. Rooms, conversations of two, files,
mentions and a search that finds Korean words. Browsers and STOMP clients
come in, too.

This package has the desktop program, which can host, and madang-send, which
says something from a script.")
# Behind the first: what is loaded at run time, which no program's imports name. Until Qt 6.7 the plugins of
# SVG, without which windows have no icon, came with its library.
set(CPACK_DEBIAN_DESKTOP_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, qt6-svg-plugins | libqt6svg6 (<< 6.7.2-5~), qt6-image-formats-plugins, hicolor-icon-theme")
set(CPACK_DEBIAN_DESKTOP_PACKAGE_RECOMMENDS
    "qt6-translations-l10n, qt6-wayland, default-dbus-session-bus | dbus-session-bus, fonts-noto-cjk | fonts-nanum, fonts-noto-color-emoji, hunspell-en-us | hunspell-dictionary, xdg-utils")
set(CPACK_DEBIAN_DESKTOP_PACKAGE_SUGGESTS "hunspell-ko, gnome-keyring | kwalletmanager, madang-host")

set(CPACK_DEBIAN_HOST_PACKAGE_NAME madang-host)
set(CPACK_DEBIAN_HOST_PACKAGE_SECTION net)
set(CPACK_COMPONENT_HOST_DESCRIPTION "chat host for one's own network, without a window
Hosts the rooms of Madang, a chat for local networks, as a service: a STOMP
broker (1.0 to 1.2, over WebSocket, SockJS and TCP) that keeps what was said.
People come in with the desktop program, a browser or any STOMP client.

This package has the host with its units for systemd, for the system and for
one person. Small copies of pictures are made where the package madang is
installed, too.")
# procps: /bin/kill, by which the unit has it read its files again.
set(CPACK_DEBIAN_HOST_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, procps, systemd | systemd-standalone-sysusers | systemd-sysusers, systemd | systemd-standalone-tmpfiles | systemd-tmpfiles")
# Where the log is to be in PostgreSQL.
set(CPACK_DEBIAN_HOST_PACKAGE_RECOMMENDS libqt6sql6-psql)
set(CPACK_DEBIAN_HOST_PACKAGE_SUGGESTS "madang, postgresql, redis-server, rabbitmq-server")

foreach(component ${CPACK_COMPONENTS_ALL})
    string(TOUPPER ${component} upper)
    foreach(script conffiles postinst prerm postrm)
        set(file ${CMAKE_CURRENT_LIST_DIR}/debian/${component}/${script})
        if(EXISTS ${file})
            list(APPEND CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA ${file})
        endif()
    endforeach()
endforeach()
