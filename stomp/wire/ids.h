// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>
#include <optional>

namespace Chat {

/// A text that names one kind of thing and cannot be taken for another kind's name.
template <typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) {}

    const QString &toString() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

/// A room: 1 to 64 letters, digits, Hangul, `_`, `.` or `-`; see parseRoomId().
using RoomId = Id<struct RoomTag>;
/// A person as the host knows them: "owner", "u-<account>" or "g-<16 hex>" for a guest.
/// Stamped by the host, never believed from a client.
using UserId = Id<struct UserTag>;
/// What a client calls its own message, 1 to 64 of [A-Za-z0-9_-]; with the sender's identity it
/// makes resends harmless.
using ClientMessageId = Id<struct ClientMessageTag>;

/// nullopt unless the text is a room id. `.` and `..` alone are none, so that an id can stand in
/// a path.
std::optional<RoomId> parseRoomId(const QString &text);

/// nullopt unless the text can be a person's or a bot's id in a list: 1 to 128 UTF-16 units, no
/// comma, no control character, no blank at its ends.
std::optional<UserId> parseUserId(const QString &text);

/// nullopt unless the text is a client message id.
std::optional<ClientMessageId> parseClientMessageId(const QString &text);

/// A fresh client message id with 122 random bits.
ClientMessageId makeClientMessageId();

/// The room every host has from its first start.
RoomId lobbyRoom();

/// The room of a conversation of two people, the same for both.
RoomId directRoom(const UserId &one, const UserId &other);
/// Whether only such a one can have that id.
bool isDirectRoom(const RoomId &room);

/// The place of a message in its room: 1 for the first, without gaps. 0 means "none yet".
struct Sequence {
    qint64 number = 0;
    friend auto operator<=>(const Sequence &, const Sequence &) = default;
};

} // namespace Chat
