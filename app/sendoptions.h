// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>

/// What madang-send was asked to do.
struct SendOptions {
    QUrl host;
    QByteArray fingerprint; ///< SHA-256 of the host's certificate; empty: any that is trusted.
    Chat::RoomId room;
    QString name; ///< A guest's.
    QByteArray login;
    QByteArray password; ///< Of the login, or without one of the host.
    QByteArray token;
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< For each message.
    std::optional<QString> text;                                  ///< nullopt: from standard input.
    bool lines = false; ///< Each line of standard input is a message.
    bool code = false;
};

struct SendCommand {
    enum class Kind { Send, Help, Version };
    Kind kind = Kind::Send;
    SendOptions options;
};

/// The error is a sentence.
tl::expected<SendCommand, QString> readSendCommand(const QStringList &arguments,
                                                   const QProcessEnvironment &environment);
/// The text of `--help`.
QString sendHelp();

/// What a message says: no line breaks at its end, and with `code` a block that nothing within can
/// end early.
QString messageText(QString text, bool code);
