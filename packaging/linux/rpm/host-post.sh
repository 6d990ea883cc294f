# SPDX-License-Identifier: GPL-3.0-or-later
systemd-sysusers madang-host.conf || :
systemd-tmpfiles --create madang-host.conf || :
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload || :
    systemctl try-restart madang-host.service || :
fi
