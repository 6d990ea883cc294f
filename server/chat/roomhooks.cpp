// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomhooks.h"

#include "server/auth/names.h"
#include "server/auth/secrets.h"
#include "server/chat/hookrefusals.h"
#include "server/chat/logging.h"
#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "server/chat/stamping.h"
#include "stomp/wire/destinations.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

namespace Server {
namespace {

constexpr qsizetype longestHookName = 40; ///< With an avatar and a blank it is a name.
constexpr qsizetype longestLooked = 640;  ///< With what cannot be seen in it.
constexpr qsizetype longestAvatar = 16;   ///< UTF-16 units.
constexpr qsizetype longestTrigger = 32;
constexpr qsizetype longestUrl = 2048;
constexpr HookQuota quotaOfHooks{10, 200};

/// Nothing that names or opens anything.
QString newHookId()
{
    constexpr qsizetype digits = 16;
    return QString::fromLatin1(
        QByteArray::fromBase64(makeToken(), QByteArray::Base64UrlEncoding).toHex().left(digits));
}

bool isAvatar(const QString &text)
{
    constexpr char16_t joiner = 0x200d;
    return text.size() <= longestAvatar && text.isValidUtf16() &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.isSurrogate() || c == joiner || c.isMark() || (c.isPrint() && !c.isSpace());
           });
}

std::optional<QUrl> postableUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp =
        url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    // Who asks for it with a password would have it in the list of hooks.
    if (text.size() > longestUrl || !url.isValid() || !isHttp || url.host().isEmpty() ||
        !url.userInfo().isEmpty() || url.port(80) == 0)
        return std::nullopt;
    return url.adjusted(QUrl::RemoveFragment);
}

/// Whether it begins with the word: case does not count, and no letter or digit follows.
bool isTriggered(const QString &text, const QString &trigger)
{
    if (trigger.isEmpty())
        return true;
    return text.startsWith(trigger, Qt::CaseInsensitive) &&
           (text.size() == trigger.size() || !text[trigger.size()].isLetterOrNumber() ||
            !trigger.back().isLetterOrNumber());
}

QString shownName(const Chat::HookInfo &hook, const QString &by)
{
    QString name = hook.avatar.isEmpty() ? hook.name : hook.avatar + u' ' + hook.name;
    // The bot's own name first: nobody passes for somebody else by the rest.
    const qsizetype room = longestName - name.size() - 3;
    if (const QString whom = room > 0 ? cleanLine(by, room) : QString(); !whom.isEmpty())
        name += QStringLiteral(" (%1)").arg(whom);
    return name;
}

/// As the hook's address or signature is made from it.
QByteArray keptSecret(Chat::HookKind kind, const QByteArray &secret)
{
    return kind == Chat::HookKind::Incoming ? tokenHash(secret) : secret;
}

tl::expected<Chat::HookInfo, Refusal> wantedHook(const Chat::HookRequest &request)
{
    Chat::HookInfo hook;
    hook.kind = request.kind;
    // One that is too long is not cut: who asks for it would look for another one.
    hook.name = cleanLine(request.name, longestLooked);
    if (hook.name.isEmpty())
        return tl::unexpected(Refusals::hookWithoutName());
    if (hook.name.size() > longestHookName || request.name.size() > longestLooked)
        return tl::unexpected(Refusals::badHookName());
    if (!isAvatar(request.avatar))
        return tl::unexpected(Refusals::badAvatar());
    hook.avatar = request.avatar;
    if (request.kind == Chat::HookKind::Incoming)
        return hook;
    const auto url = postableUrl(request.url);
    if (!url)
        return tl::unexpected(Refusals::badHookUrl());
    hook.url = url->toString(QUrl::FullyEncoded);
    hook.trigger = cleanLine(request.trigger, longestTrigger);
    return hook;
}

QByteArray heardJson(const Chat::RoomMessage &message, const QString &roomName)
{
    const QJsonObject object{
        {QStringLiteral("room"), message.room.toString()},
        {QStringLiteral("roomName"), roomName},
        {QStringLiteral("seq"), message.sequence.number},
        {QStringLiteral("sender"), message.sender},
        {QStringLiteral("senderId"), message.senderId.toString()},
        {QStringLiteral("text"), message.text},
        {QStringLiteral("time"), qint64(message.time.time_since_epoch().count())}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

RoomHooks::RoomHooks(ChatParts &parts, RoomPosts &posts, const std::vector<StoredHook> &known)
    : m_parts(parts), m_posts(posts)
{
    for (const StoredHook &hook : known)
        insert(hook);
    m_parts.announcer.setListener(
        m_guard([this](const Chat::RoomMessage &message) { heard(message); }));
}

void RoomHooks::setOutlet(HookOutlet *outlet)
{
    m_outlet = outlet;
    if (outlet) {
        outlet->setReply(m_guard([this](const QString &hook, const QByteArray &post,
                                        const QString &text) { takeReply(hook, post, text); }));
    }
}

void RoomHooks::insert(const StoredHook &hook)
{
    const Chat::HookInfo &info = hook.info;
    m_hooks.insert(info.id, hook);
    if (info.kind == Chat::HookKind::Incoming)
        m_byToken.insert(hook.secret, info.id);
    else if (!m_outgoing[info.room].contains(info.id))
        m_outgoing[info.room].append(info.id);
}

/// Its room, unless that is gone: one made under the same id later is another.
const StoredRoom *RoomHooks::roomOf(const Chat::HookInfo &hook) const
{
    const StoredRoom *room = m_parts.rooms.find(hook.room);
    return room && room->created <= hook.created ? room : nullptr;
}

/// Where an outgoing one posts may be a secret by itself.
bool RoomHooks::mayHave(const Peer &peer, const Chat::HookInfo &hook) const
{
    return m_parts.access.keepsOrder(peer.principal, hook.room) &&
           (hook.kind == Chat::HookKind::Incoming || peer.principal.role == Principal::Role::Owner);
}

void RoomHooks::list(const Peer &peer, const SubscriptionRef &subscription,
                     const QByteArray &destination, const Chat::RoomId &room, Completion done)
{
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    Chat::HookList list{room, {}};
    for (const StoredHook &hook : std::as_const(m_hooks)) {
        if (hook.info.room != room || !roomOf(hook.info) || !mayHave(peer, hook.info))
            continue;
        list.hooks.push_back(hook.info);
        if (m_outlet && hook.info.kind == Chat::HookKind::Outgoing)
            list.hooks.back().counts = m_outlet->counts(hook.info.id);
    }
    std::sort(list.hooks.begin(), list.hooks.end(), [](const auto &a, const auto &b) {
        return std::tie(a.created, a.id) < std::tie(b.created, b.id);
    });
    done({});
    m_parts.topics.reply(subscription, Announcer::publication(destination, list.toJson()));
}

void RoomHooks::change(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                       Completion done)
{
    using Action = Chat::HookRequest::Action;
    const auto request = Chat::HookRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformedHook()));
    if (auto may = m_parts.access.mayKeepOrder(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    // Who holds its secret speaks by it.
    const StoredSanction *mute = m_parts.access.muteOf(peer.principal, room);
    if (mute && request->action != Action::Remove)
        return done(tl::unexpected(Refusals::mutedThere(mute->info.ruling())));
    if (request->action == Action::Create)
        return create(peer, room, *request, std::move(done));
    const auto hook = m_hooks.constFind(request->id);
    if (hook == m_hooks.cend() || hook->info.room != room || !mayHave(peer, hook->info))
        return done(tl::unexpected(Refusals::noSuchHook()));
    qCInfo(chatLog) << peer.principal.user.toString()
                    << (request->action == Action::Renew ? "renews" : "removes") << "hook"
                    << request->id << "of" << room.toString();
    if (request->action == Action::Renew)
        renew(peer, *hook, std::move(done));
    else
        remove(*hook, std::move(done));
}

void RoomHooks::create(const Peer &peer, const Chat::RoomId &room, const Chat::HookRequest &request,
                       Completion done)
{
    auto wanted = wantedHook(request);
    if (!wanted)
        return done(tl::unexpected(wanted.error()));
    wanted->room = room;
    if (!mayHave(peer, *wanted))
        return done(tl::unexpected(Refusals::onlyOwnersPost()));
    wanted->id = newHookId();
    wanted->maker = peer.principal.user;
    wanted->created = m_parts.options.now();
    const QByteArray secret = makeToken();
    m_parts.store.hooks().add(
        {*wanted, keptSecret(wanted->kind, secret)}, quotaOfHooks,
        m_guard([this, peer, secret,
                 done = std::move(done)](const tl::expected<StoredHook, StoreError> &added) {
            if (!added && added.error() == StoreError::TooMany)
                return done(tl::unexpected(Refusals::tooManyHooks(quotaOfHooks.ofRoom)));
            if (!added)
                return done(tl::unexpected(Refusals::notStored(added.error())));
            qCInfo(chatLog) << peer.principal.user.toString() << "makes hook" << added->info.id
                            << "of" << added->info.room.toString();
            insert(*added);
            tell(peer, *added, secret);
            done({});
        }));
}

void RoomHooks::renew(const Peer &peer, const StoredHook &hook, Completion done)
{
    const QByteArray secret = makeToken();
    StoredHook renewed = hook;
    renewed.secret = keptSecret(hook.info.kind, secret);
    // Whoever has it now is who is muted or banned with it.
    renewed.info.maker = peer.principal.user;
    m_parts.store.hooks().renew(
        hook.info.id, renewed.secret, renewed.info.maker,
        m_guard([this, peer, secret, renewed,
                 done = std::move(done)](const tl::expected<bool, StoreError> &did) {
            if (!did)
                return done(tl::unexpected(Refusals::notStored(did.error())));
            const auto before = m_hooks.constFind(renewed.info.id);
            if (!*did || before == m_hooks.cend())
                return done(tl::unexpected(Refusals::noSuchHook()));
            m_byToken.remove(before->secret);
            insert(renewed);
            tell(peer, renewed, secret);
            done({});
        }));
}

void RoomHooks::remove(const StoredHook &hook, Completion done)
{
    m_parts.store.hooks().remove(
        hook.info.id, m_guard([this, id = hook.info.id,
                               done = std::move(done)](const tl::expected<bool, StoreError> &did) {
            if (!did)
                return done(tl::unexpected(Refusals::notStored(did.error())));
            forget(id);
            done({});
        }));
}

void RoomHooks::forget(const QString &id)
{
    const StoredHook gone = m_hooks.take(id);
    m_byToken.remove(gone.secret);
    if (const auto there = m_outgoing.find(gone.info.room); there != m_outgoing.end()) {
        there->removeAll(id);
        if (there->isEmpty())
            m_outgoing.erase(there);
    }
    if (m_outlet && gone.info.kind == Chat::HookKind::Outgoing)
        m_outlet->forget(id);
}

void RoomHooks::forgetAll(const std::function<bool(const Chat::HookInfo &)> &which)
{
    QStringList gone;
    for (const StoredHook &hook : std::as_const(m_hooks)) {
        if (which(hook.info))
            gone.append(hook.info.id);
    }
    for (const QString &id : std::as_const(gone))
        forget(id);
}

void RoomHooks::replace(const std::vector<StoredHook> &known)
{
    const QHash<QString, StoredHook> before = m_hooks;
    forgetAll([&known](const Chat::HookInfo &hook) {
        return std::none_of(known.begin(), known.end(),
                            [&](const StoredHook &one) { return one.info.id == hook.id; });
    });
    for (const StoredHook &hook : known) {
        const auto was = before.constFind(hook.info.id);
        if (was != before.cend() && was->secret != hook.secret)
            m_byToken.remove(was->secret);
        insert(hook);
    }
}

void RoomHooks::roomDeleted(const Chat::RoomId &room)
{
    forgetAll([&room](const Chat::HookInfo &hook) { return hook.room == room; });
}

void RoomHooks::makerErased(const Chat::UserId &maker)
{
    forgetAll([&maker](const Chat::HookInfo &hook) { return hook.maker == maker; });
}

void RoomHooks::tell(const Peer &peer, const StoredHook &hook, const QByteArray &secret)
{
    const bool incoming = hook.info.kind == Chat::HookKind::Incoming;
    const QString text = QString::fromLatin1(secret);
    const Chat::HookMade made{hook.info, incoming ? QStringLiteral("/hooks/") + text : QString(),
                              incoming ? QString() : text};
    const QByteArray own = Chat::queueOf(peer.principal.user, Chat::hooksQueue());
    m_parts.topics.publish(Announcer::publication(own, made.toJson()));
}

std::optional<Chat::HookInfo> RoomHooks::findByToken(const QByteArray &token) const
{
    // By its hash: how long that takes tells nothing about any token.
    const auto id = m_byToken.constFind(tokenHash(token));
    return id == m_byToken.cend() ? std::nullopt : std::optional(m_hooks.value(*id).info);
}

void RoomHooks::say(const Chat::HookInfo &hook, const Words &words, Said answer)
{
    if (!roomOf(hook))
        return answer(tl::unexpected(Refusals::noSuchRoom()));
    const auto text = checkedText(m_parts.options, words.text);
    if (!text)
        return answer(tl::unexpected(text.error()));
    Chat::RoomMessage message;
    message.room = hook.room;
    message.senderId = Chat::botOf(hook.id);
    message.sender = shownName(hook, words.by);
    message.text = *text;
    message.hostNotes.mentioned =
        m_parts.audiences.mentioned(hook.room, message.senderId, message.text);
    if (auto may = m_parts.access.mayBotSay(hook.room, hook.maker, message.hostNotes.mentioned);
        !may)
        return answer(tl::unexpected(may.error()));
    message.clientId = words.id;
    message.time = m_parts.options.now();
    m_posts.write(message, m_guard([answer = std::move(answer)](const auto &written) {
                      if (written)
                          answer(written->message.sequence);
                      else
                          answer(tl::unexpected(written.error()));
                  }));
}

void RoomHooks::heard(const Chat::RoomMessage &message)
{
    const auto hooks = m_outgoing.constFind(message.room);
    if (!m_outlet || hooks == m_outgoing.cend() || message.type != Chat::MessageType::Talk ||
        Chat::isBot(message.senderId))
        return;
    QByteArray json; // One for all, made when the first one needs it.
    for (const QString &id : *hooks) {
        const StoredHook &hook = *m_hooks.constFind(id);
        const StoredRoom *room = roomOf(hook.info);
        if (!room || !isTriggered(message.text, hook.info.trigger))
            continue;
        if (json.isNull())
            json = heardJson(message, room->name);
        m_outlet->post({id, QUrl(hook.info.url), hook.secret,
                        id.toLatin1() + '-' + QByteArray::number(message.sequence.number), json});
    }
}

/// Said at most once, however often the post was tried.
void RoomHooks::takeReply(const QString &id, const QByteArray &post, const QString &text)
{
    const auto hook = m_hooks.constFind(id);
    if (hook == m_hooks.cend() || text.trimmed().isEmpty())
        return;
    say(hook->info, {text, {}, Chat::ClientMessageId(QString::fromLatin1(post))},
        [id](const auto &said) {
            if (!said)
                qCWarning(chatLog) << "what hook" << id << "answered:" << said.error().message;
        });
}

} // namespace Server
