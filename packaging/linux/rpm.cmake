# SPDX-License-Identifier: GPL-3.0-or-later
# CPack's RPM packages: unpacked, but tried on no system that uses them.

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE GPL-3.0-or-later)
set(CPACK_RPM_PACKAGE_URL ${PROJECT_HOMEPAGE_URL})
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_DESKTOP_PACKAGE_NAME madang)
set(CPACK_RPM_HOST_PACKAGE_NAME madang-host)
set(CPACK_RPM_DESKTOP_PACKAGE_SUMMARY "Chat with the people on one's own network")
set(CPACK_RPM_HOST_PACKAGE_SUMMARY "Chat host for one's own network, without a window")
set(CPACK_RPM_HOST_POST_INSTALL_SCRIPT_FILE ${CMAKE_CURRENT_LIST_DIR}/rpm/host-post.sh)
set(CPACK_RPM_HOST_PRE_UNINSTALL_SCRIPT_FILE ${CMAKE_CURRENT_LIST_DIR}/rpm/host-preun.sh)
set(CPACK_RPM_HOST_USER_FILELIST "%config(noreplace) ${CMAKE_INSTALL_FULL_SYSCONFDIR}/madang/host.ini"
    "%config(noreplace) ${CMAKE_INSTALL_FULL_SYSCONFDIR}/ufw/applications.d/madang-host")
set(CPACK_RPM_DESKTOP_USER_FILELIST
    "%config(noreplace) ${CMAKE_INSTALL_FULL_SYSCONFDIR}/ufw/applications.d/madang")
set(CPACK_RPM_BUILD_SOURCE_DIRS_PREFIX OFF)
# The same bytes from the same commit.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define _buildhost madang
%define _build_id_links none
%define __os_install_post %{nil}
%define debug_package %{nil}")
# Folders of the system, which are not ours to own.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /etc /etc/ufw /etc/ufw/applications.d /usr/lib/systemd
    /usr/lib/systemd/system /usr/lib/systemd/user /usr/lib/sysusers.d /usr/lib/tmpfiles.d /usr/lib/firewalld
    /usr/lib/firewalld/services /usr/share/man /usr/share/man/man1 /usr/share/man/man8 /usr/share/applications
    /usr/share/metainfo /usr/share/bash-completion /usr/share/bash-completion/completions /usr/share/zsh
    /usr/share/zsh/vendor-completions /usr/share/icons /usr/share/icons/hicolor
    /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps)
foreach(size 16 22 24 32 48 64 96 128 192 256 512)
    list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/icons/hicolor/${size}x${size}
        /usr/share/icons/hicolor/${size}x${size}/apps)
endforeach()
