// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/attention.h"

#include "ui/model/account.h"
#include "ui/model/company.h"
#include "ui/model/lineparts.h"
#include "ui/model/messagenode.h"
#include "ui/model/roomtitle.h"
#include "ui/model/spokento.h"

#include <QUrl>

#include <algorithm>
#include <numeric>

namespace Ui {
namespace {

const QString noticesKey = QStringLiteral("notices/shown");
const QString soundsKey = QStringLiteral("notices/sounds");
const QString textKey = QStringLiteral("notices/text");
const QString guestTextKey = QStringLiteral("notices/textOfGuests");

/// As it stands in the settings, for people who read them.
const QHash<NoticeLevel, QString> &levelNames()
{
    static const QHash<NoticeLevel, QString> names{
        {NoticeLevel::Everything, QStringLiteral("everything")},
        {NoticeLevel::Mentions, QStringLiteral("mentions")},
        {NoticeLevel::Nothing, QStringLiteral("nothing")}};
    return names;
}

/// Whether it only turns or hides what stands around it. What joins signs in emoji and scripts
/// stays.
bool isUnseen(char32_t sign)
{
    constexpr char32_t nonJoiner = 0x200C;
    constexpr char32_t joiner = 0x200D;
    const QChar::Category category = QChar::category(sign);
    return (category == QChar::Other_Control && !QChar::isSpace(sign)) ||
           (category == QChar::Other_Format && sign != nonJoiner && sign != joiner);
}

/// A host may send what no host of ours lets through.
QString inOneLine(const QString &given, qsizetype longest)
{
    QString text;
    for (const uint sign : given.left(longest * 4).toUcs4()) {
        if (!isUnseen(sign))
            text += QChar::fromUcs4(sign);
    }
    text = text.simplified();
    if (text.size() > longest) {
        text.truncate(longest);
        if (text.back().isHighSurrogate())
            text.chop(1);
        text += QChar(0x2026);
    }
    return text;
}

QString bodyOf(const Chat::RoomMessage &message)
{
    return inOneLine(message.text.isEmpty() ? excerptOf(message)
                                            : plainText(parseMessage(message.text)),
                     Attention::longestBody);
}

} // namespace

NoticeSettings noticeSettings(const QSettings &settings)
{
    NoticeSettings choice;
    choice.notices = settings.value(noticesKey, choice.notices).toBool();
    choice.sounds = settings.value(soundsKey, choice.sounds).toBool();
    choice.showsText = settings.value(textKey, choice.showsText).toBool();
    choice.showsTextOfGuests = settings.value(guestTextKey, choice.showsTextOfGuests).toBool();
    return choice;
}

void setNoticeSettings(QSettings &settings, const NoticeSettings &choice)
{
    settings.setValue(noticesKey, choice.notices);
    settings.setValue(soundsKey, choice.sounds);
    settings.setValue(textKey, choice.showsText);
    settings.setValue(guestTextKey, choice.showsTextOfGuests);
}

const QString Attention::gatheredTag = QStringLiteral("gathered");

Attention::Attention(ChatClient &client, QSettings &settings, QString hostKey, QObject *parent,
                     Now now, std::chrono::milliseconds pause)
    : QObject(parent), m_client(client), m_settings(settings),
      // A slash would be a group of its own.
      m_group(QStringLiteral("noticeLevels/") +
              QString::fromLatin1(QUrl::toPercentEncoding(hostKey))),
      m_now(std::move(now))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_untold && mayTell())
            showGathered();
    });
    m_counting.setSingleShot(true);
    m_counting.setInterval(0);
    connect(&m_counting, &QTimer::timeout, this, [this] {
        withdrawRead();
        count();
    });
    connect(&client, &ChatClient::messageArrived, this, &Attention::take);
    const auto *rooms = client.rooms();
    const auto later = [this] { m_counting.start(); };
    connect(rooms, &QAbstractItemModel::dataChanged, this, later);
    connect(rooms, &QAbstractItemModel::rowsInserted, this, later);
    connect(rooms, &QAbstractItemModel::rowsRemoved, this, later);
    count();
}

NoticeLevel Attention::level(const Chat::RoomId &room) const
{
    const QString kept = m_settings.value(m_group + u'/' + room.toString()).toString();
    return levelNames().key(kept, NoticeLevel::Everything);
}

void Attention::setLevel(const Chat::RoomId &room, NoticeLevel level)
{
    if (level == this->level(room))
        return;
    const QString key = m_group + u'/' + room.toString();
    if (level == NoticeLevel::Everything)
        m_settings.remove(key);
    else
        m_settings.setValue(key, levelNames().value(level));
    if (level != NoticeLevel::Everything)
        forgetGathered([&room](const Chat::RoomId &gathered) { return gathered == room; });
    count();
    Q_EMIT levelChanged(room);
}

bool Attention::isBetweenTwo(const Chat::RoomId &room) const
{
    return m_client.rooms()->room(room).settings.visibility == Chat::Visibility::Direct;
}

QString Attention::titleOf(const Chat::RoomId &room) const
{
    return inOneLine(roomTitle(m_client.rooms()->indexOf(room)), longestName);
}

void Attention::take(const Chat::RoomMessage &message)
{
    Arrival arrival;
    arrival.guest = message.guest;
    arrival.speaksToUs =
        speaksTo(message.text, m_client.account()->name(), *m_client.members(message.room));
    arrival.betweenTwo = isBetweenTwo(message.room);
    const Call call =
        callFor(arrival, surroundings(level(message.room)), noticeSettings(m_settings));
    if (!call.notice && !call.sound)
        return;
    if (!m_pace.admit(message.senderId, m_now())) {
        if (call.notice)
            gather(message.room);
        return;
    }
    if (call.notice) {
        m_shown.insert(message.room);
        Q_EMIT noticeWanted(noticeOf(message, call, arrival.speaksToUs || arrival.betweenTwo));
    }
    if (call.sound)
        Q_EMIT soundWanted();
}

Surroundings Attention::surroundings(NoticeLevel level) const
{
    const Chat::Availability choice = m_client.company()->presence()->choice();
    return {m_windowActive, choice == Chat::Availability::DoNotDisturb, level};
}

Notice Attention::noticeOf(const Chat::RoomMessage &message, const Call &call, bool isForUs) const
{
    const QString sender = inOneLine(message.sender, longestName);
    const QString name = titleOf(message.room);
    Notice notice;
    notice.tag = message.room.toString();
    notice.room = message.room;
    if (isBetweenTwo(message.room) || name.isEmpty())
        notice.title = sender;
    else
        notice.title = tr("%1 in %2", "who said something, in which room").arg(sender, name);
    if (call.showsText)
        notice.body = bodyOf(message);
    else
        notice.body = isForUs ? tr("There is a message for you.") : tr("There is a new message.");
    return notice;
}

void Attention::gather(const Chat::RoomId &room)
{
    ++m_gathered[room];
    m_untold = true;
    if (!m_pause.isActive())
        showGathered();
}

/// Whether there may be a notice at all, now.
void Attention::call(const Notice &notice)
{
    if (mayTell())
        Q_EMIT noticeWanted(notice);
}

bool Attention::mayTell() const
{
    return callFor({}, surroundings(NoticeLevel::Everything), noticeSettings(m_settings)).notice;
}

void Attention::showGathered()
{
    const int messages = std::accumulate(m_gathered.cbegin(), m_gathered.cend(), 0);
    Notice notice;
    notice.tag = gatheredTag;
    notice.title = tr("%n more new message(s)", nullptr, messages);
    if (m_gathered.size() == 1) {
        notice.room = m_gathered.cbegin().key();
        notice.body = titleOf(notice.room);
    } else {
        notice.body = tr("In %n room(s)", nullptr, int(m_gathered.size()));
    }
    m_untold = false;
    m_pause.start();
    Q_EMIT noticeWanted(notice);
}

void Attention::withdrawRead()
{
    const auto isRead = [this](const Chat::RoomId &room) {
        return m_client.rooms()->unread(room) == 0;
    };
    for (auto it = m_shown.begin(); it != m_shown.end();) {
        if (!isRead(*it)) {
            ++it;
            continue;
        }
        const QString tag = it->toString();
        it = m_shown.erase(it);
        Q_EMIT noticeOver(tag);
    }
    forgetGathered(isRead);
}

void Attention::forgetGathered(const std::function<bool(const Chat::RoomId &)> &which)
{
    const auto before = m_gathered.size();
    m_gathered.removeIf([&](const auto &one) { return which(one.key()); });
    if (before > 0 && m_gathered.isEmpty()) {
        m_untold = false;
        m_pause.stop();
        Q_EMIT noticeOver(gatheredTag);
    }
}

void Attention::count()
{
    Badge badge;
    const RoomListModel *rooms = m_client.rooms();
    for (int row = 0; row < rooms->rowCount(); ++row) {
        const QModelIndex index = rooms->index(row);
        const Chat::RoomId room = rooms->roomAt(index);
        const int unread = rooms->unread(room);
        if (unread == 0 || !rooms->isJoined(room) || level(room) == NoticeLevel::Nothing)
            continue;
        const int calls = isBetweenTwo(room) ? unread : rooms->mentions(room);
        badge.calls += calls;
        badge.unread = badge.unread || unread > calls;
    }
    if (badge == m_badge)
        return;
    m_badge = badge;
    Q_EMIT badgeChanged();
}

} // namespace Ui
