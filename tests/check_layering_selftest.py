#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants includes in a small tree of its own: check_layering.py must refuse each forbidden one,
for the reason given, and let the allowed ones pass."""
import tempfile
import unittest
from pathlib import Path

from check_layering import check

# The smallest tree in which each folder has a header, and the interfaces exist.
FILES = """
stomp/frame.h stomp/headers.h stomp/ackmode.h stomp/wire/ids.h stomp/wire/messages.h stomp/wire/address.h
stomp/wire/destinations.h stomp/net/link.h stomp/net/stompclient.h server/host.h
server/hostconfig.h server/doors/listener.h server/doors/httprequest.h server/web/routes.h
server/broker/application.h server/broker/topics.h server/broker/session.h server/auth/policy.h
server/auth/principal.h server/auth/passwords.h server/chat/rooms.h server/store/store.h
server/store/sqlite.h server/cluster/cluster.h server/cluster/redis.h ui/model/chatclient.h
discovery/lan.h
ui/mainwindow.h ui/timeline/view.h app/application.h tests/support/fake.h
""".split()

ALLOWED = [
    ("stomp/a.cpp", '"stomp/frame.h"'),
    ("stomp/a.cpp", "<QByteArray>"),
    ("stomp/a.cpp", "<QtCore/QByteArray>"),
    ("stomp/a.cpp", "<tl/expected.hpp>"),
    ("stomp/a.cpp", "<vector>"),
    ("stomp/net/a.cpp", '"stomp/frame.h"'),
    ("stomp/net/a.cpp", "<QWebSocket>"),
    ("stomp/net/a.cpp", "<sys/socket.h>"),
    ("server/doors/a.cpp", '"stomp/net/link.h"'),
    ("server/web/a.cpp", '"server/doors/httprequest.h"'),
    ("server/web/a.cpp", '"server/chat/rooms.h"'),
    ("server/broker/a.cpp", '"stomp/frame.h"'),
    ("server/broker/a.cpp", '"server/auth/policy.h"'),
    ("server/broker/a.cpp", '"server/cluster/cluster.h"'),
    ("server/chat/a.cpp", '"server/broker/topics.h"'),
    ("server/chat/a.cpp", '"server/auth/passwords.h"'),
    ("server/chat/a.cpp", '"server/store/store.h"'),
    ("server/auth/a.cpp", '"server/store/store.h"'),
    ("server/auth/a.cpp", "<sodium.h>"),
    ("server/store/a.cpp", "<QSqlQuery>"),
    ("server/host.cpp", '"server/store/sqlite.h"'),
    ("server/host.cpp", '"server/doors/listener.h"'),
    ("ui/model/a.cpp", '"stomp/net/stompclient.h"'),
    ("ui/model/a.cpp", '"stomp/headers.h"'),
    ("ui/model/a.cpp", "<QSqlDatabase>"),
    ("ui/model/messageparser.cpp", "<md4c.h>"),
    ("ui/a.cpp", '"ui/model/chatclient.h"'),
    ("ui/timeline/a.cpp", '"ui/mainwindow.h"'),
    ("ui/a.cpp", '"stomp/wire/ids.h"'),
    ("ui/a.cpp", "<QWidget>"),
    ("discovery/a.cpp", "<QUdpSocket>"),
    ("server/host.cpp", '"discovery/lan.h"'),
    ("ui/model/a.cpp", '"discovery/lan.h"'),
    ("app/main.cpp", '"discovery/lan.h"'),
    ("app/main.cpp", '"server/host.h"'),
    ("app/main.cpp", '"ui/mainwindow.h"'),
    ("app/main.cpp", '"stomp/net/link.h"'),
    ("app/main.cpp", '"main.moc"'),
]

FORBIDDEN = [
    ("stomp/a.cpp", '"stomp/net/link.h"', "stomp/ may not include"),
    ("stomp/a.cpp", '"stomp/wire/ids.h"', "stomp/ may not include"),
    ("stomp/a.cpp", "<QTcpSocket>", "may not use QtNetwork"),
    ("stomp/a.cpp", "<QtNetwork/QTcpSocket>", "may not use QtNetwork"),
    ("stomp/a.cpp", "<qtcpsocket.h>", "may not use QtNetwork"),
    ("stomp/a.cpp", "<sys/socket.h>", "speaks to no system"),
    ("stomp/a.cpp", "<sodium.h>", "speaks to no system"),
    ("ui/model/a.cpp", "<md4c.h>", "speaks to no system"),
    ("stomp/wire/a.cpp", '"stomp/frame.h"', "stomp/wire/ may not include"),
    ("stomp/wire/a.cpp", "<QColor>", "may not use QtGui"),
    ("stomp/net/a.cpp", '"stomp/wire/ids.h"', "stomp/net/ may not include"),
    ("stomp/net/a.cpp", '"server/host.h"', "stomp/net/ may not include"),
    ("server/doors/a.cpp", '"stomp/wire/ids.h"', "server/doors/ may not include"),
    ("server/doors/a.cpp", '"server/broker/topics.h"', "server/doors/ may not include"),
    ("server/web/a.cpp", '"server/doors/listener.h"', "server/web/ may not include"),
    ("server/web/a.cpp", '"server/broker/session.h"', "server/web/ may not include"),
    ("server/web/a.cpp", '"server/store/store.h"', "server/web/ may not include"),
    ("server/broker/a.cpp", '"stomp/wire/ids.h"', "server/broker/ may not include"),
    ("server/broker/a.cpp", '"server/chat/rooms.h"', "server/broker/ may not include"),
    ("server/broker/a.cpp", '"server/auth/passwords.h"', "server/broker/ may not include"),
    ("server/broker/a.cpp", '"server/cluster/redis.h"', "server/broker/ may not include"),
    ("server/chat/a.cpp", '"stomp/frame.h"', "server/chat/ may not include"),
    ("server/chat/a.cpp", '"server/broker/session.h"', "server/chat/ may not include"),
    ("server/chat/a.cpp", '"server/store/sqlite.h"', "server/chat/ may not include"),
    ("server/chat/a.cpp", "<QSqlQuery>", "may not use QtSql"),
    ("server/auth/a.cpp", '"server/store/sqlite.h"', "server/auth/ may not include"),
    ("server/auth/a.cpp", '"server/broker/topics.h"', "server/auth/ may not include"),
    ("server/store/a.cpp", '"server/chat/rooms.h"', "server/store/ may not include"),
    ("server/store/a.cpp", '"stomp/frame.h"', "server/store/ may not include"),
    ("discovery/a.cpp", '"stomp/frame.h"', "discovery/ may not include"),
    ("discovery/a.cpp", "<QWebSocket>", "may not use QtWebSockets"),
    ("server/chat/a.cpp", '"discovery/lan.h"', "server/chat/ may not include"),
    ("ui/a.cpp", '"discovery/lan.h"', "ui/ may not include"),
    ("server/cluster/a.cpp", '"stomp/wire/ids.h"', "server/cluster/ may not include"),
    ("server/host.cpp", '"ui/model/chatclient.h"', "server/ may not include"),
    ("server/host.cpp", '"app/application.h"', "server/ may not include"),
    ("server/host.cpp", "<QImage>", "may not use QtGui"),
    ("server/web/a.cpp", "<QWidget>", "may not use QtWidgets"),
    ("ui/model/a.cpp", '"server/host.h"', "ui/model/ may not include"),
    ("ui/model/a.cpp", '"stomp/frame.h"', "ui/model/ may not include"),
    ("ui/model/a.cpp", '"ui/mainwindow.h"', "ui/model/ may not include"),
    ("ui/model/a.cpp", "<QColor>", "may not use QtGui"),
    ("ui/model/a.cpp", "<QApplication>", "may not use QtWidgets"),
    ("ui/a.cpp", '"server/host.h"', "ui/ may not include"),
    ("ui/a.cpp", '"stomp/frame.h"', "ui/ may not include"),
    ("ui/a.cpp", '"stomp/net/stompclient.h"', "ui/ may not include"),
    ("ui/a.cpp", '"stomp/wire/destinations.h"', "ui/ may not include"),
    ("ui/timeline/a.cpp", '"app/application.h"', "ui/ may not include"),
    ("ui/a.cpp", "<QTcpSocket>", "may not use QtNetwork"),
    ("ui/a.cpp", "<QWebSocket>", "may not use QtWebSockets"),
    ("ui/a.cpp", "<QSqlQuery>", "may not use QtSql"),
    ("ui/a.cpp", "<QtSql>", "may not use QtSql"),
    ("ui/a.cpp", "<sys/socket.h>", "speaks to no system"),
    ("app/main.cpp", '"server/broker/topics.h"', "app/ may not include"),
    ("app/main.cpp", '"stomp/frame.h"', "app/ may not include"),
    ("app/main.cpp", '"tests/support/fake.h"', "outside the program"),
    ("server/doors/a.cpp", '"listener.h"', "is no file"),
    ("server/doors/a.cpp", "<private/qobject_p.h>", "private to Qt"),
    ("server/doors/a.cpp", "LISTENER_HEADER", "cannot read"),
]


class Layering(unittest.TestCase):
    def judge(self, file, include):
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            for path in FILES:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text("#pragma once\n")
            (root / file).write_text(f"// first line\n#include {include}\n")
            return check(root)

    def test_allowed(self):
        for file, include in ALLOWED:
            with self.subTest(file=file, include=include):
                self.assertEqual(self.judge(file, include), [])

    def test_forbidden(self):
        for file, include, reason in FORBIDDEN:
            with self.subTest(file=file, include=include):
                found = self.judge(file, include)
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].startswith(f"{file}:2: "), found)
                self.assertIn(reason, found[0])

    def test_nothing_to_read_is_a_failure(self):
        with tempfile.TemporaryDirectory() as name:
            self.assertEqual(len(check(Path(name))), 1)


if __name__ == "__main__":
    unittest.main()
