// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomshape.h"

#include "server/auth/names.h"
#include "server/chat/emoji.h"
#include "server/chat/refusals.h"
#include "server/chat/roompasswords.h"
#include "server/chat/roomrefusals.h"

namespace Server {
namespace {

using Chat::Visibility;

/// Takes what is asked for; notes the field when that is news.
template <typename Value>
void take(const std::optional<Value> &wanted, Value &value, const char *field, QStringList &fields)
{
    if (!wanted || *wanted == value)
        return;
    value = *wanted;
    fields << QString::fromLatin1(field);
}

tl::expected<void, Refusal> checkKind(const StoredRoom &room, const Chat::RoomChange &change)
{
    const bool entry = change.visibility || change.password || change.approves || change.locked;
    if (room.settings.visibility == Visibility::Direct &&
        (entry || change.name || change.readOnly || change.slowMode || change.keepsEarlier))
        return tl::unexpected(Refusals::notForTwo());
    if (room.id == Chat::lobbyRoom() && (entry || change.name || change.archived))
        return tl::unexpected(Refusals::notForLobby());
    return {};
}

tl::expected<void, Refusal> checkTexts(const ChatOptions &options, const Chat::RoomChange &change)
{
    if (change.name && change.name->size() > options.nameLength)
        return tl::unexpected(Refusals::tooLong("name", options.nameLength, "characters"));
    if (change.name && cleanLine(*change.name, options.nameLength).isEmpty())
        return tl::unexpected(Refusals::badSettings());
    if (change.topic && change.topic->size() > options.topicLength)
        return tl::unexpected(Refusals::tooLong("topic", options.topicLength, "characters"));
    if (change.password && change.password->size() > RoomPasswords::longest)
        return tl::unexpected(Refusals::tooLong("password", RoomPasswords::longest, "characters"));
    if (change.icon && !change.icon->isEmpty() && !canBeEmoji(*change.icon))
        return tl::unexpected(Refusals::badEmoji());
    return {};
}

} // namespace

tl::expected<ShapedRoom, Refusal> shapeRoom(const ChatOptions &options, const StoredRoom &room,
                                            const Chat::RoomChange &change)
{
    if (auto fits = checkKind(room, change); !fits)
        return tl::unexpected(fits.error());
    if (auto fits = checkTexts(options, change); !fits)
        return tl::unexpected(fits.error());
    const auto line = [](const std::optional<QString> &text, qsizetype longest) {
        return text ? std::optional(cleanLine(*text, longest)) : std::nullopt;
    };
    ShapedRoom shaped{room, {}};
    Chat::RoomSettings &settings = shaped.room.settings;
    take(line(change.name, options.nameLength), shaped.room.name, "name", shaped.fields);
    take(line(change.topic, options.topicLength), shaped.room.topic, "topic", shaped.fields);
    take(change.icon, settings.icon, "icon", shaped.fields);
    take(change.visibility, settings.visibility, "visibility", shaped.fields);
    take(change.archived, settings.archived, "archived", shaped.fields);
    take(change.readOnly, settings.readOnly, "readOnly", shaped.fields);
    take(change.approves, settings.approves, "approves", shaped.fields);
    take(change.locked, settings.locked, "locked", shaped.fields);
    take(change.slowMode, settings.slowMode, "slowMode", shaped.fields);
    take(change.retention, settings.retention, "retention", shaped.fields);
    take(change.keepsEarlier, settings.keepsEarlier, "keepsEarlier", shaped.fields);
    // A new password is one whatever the old one was, which nobody can tell.
    if (change.password && (settings.password || !change.password->isEmpty())) {
        settings.password = !change.password->isEmpty();
        shaped.room.passwordHash.clear();
        shaped.fields << QStringLiteral("password");
    }
    return shaped;
}

} // namespace Server
