// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/timelinenotices.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QLocale>

namespace Ui {
namespace {

constexpr size_t mostDetails = 100;

/// More of them are only counted.
constexpr qsizetype mostNames = 3;
constexpr qsizetype longestName = 60;

struct Stay {
    QString name;
    Chat::MessageType first;
    Chat::MessageType last;
};

struct Phrases {
    const char *one;
    const char *two;
    const char *three;
    const char *more;
};

constexpr Phrases came{
    QT_TRANSLATE_NOOP("Ui::TimelineNotices", "%1 came in"),
    QT_TRANSLATE_NOOP("Ui::TimelineNotices", "%1 and %2 came in"),
    QT_TRANSLATE_NOOP("Ui::TimelineNotices", "%1, %2 and %3 came in"),
    QT_TRANSLATE_N_NOOP("Ui::TimelineNotices", "%1, %2 and %n others came in"),
};
constexpr Phrases went{
    QT_TRANSLATE_NOOP("Ui::TimelineNotices", "%1 left"),
    QT_TRANSLATE_NOOP("Ui::TimelineNotices", "%1 and %2 left"),
    QT_TRANSLATE_NOOP("Ui::TimelineNotices", "%1, %2 and %3 left"),
    QT_TRANSLATE_N_NOOP("Ui::TimelineNotices", "%1, %2 and %n others left"),
};

/// `names`: not empty. Filled in one go, as a name with %2 in it must not be.
QString phrase(const Phrases &phrases, const QStringList &names)
{
    const auto text = [](const char *source, int count = -1) {
        return QCoreApplication::translate("Ui::TimelineNotices", source, nullptr, count);
    };
    const int others = int(names.size()) - 2;
    if (names.size() > mostNames)
        return text(phrases.more, others).arg(names[0], names[1]);
    if (names.size() == 3)
        return text(phrases.three).arg(names[0], names[1], names[2]);
    return names.size() == 2 ? text(phrases.two).arg(names[0], names[1])
                             : text(phrases.one).arg(names[0]);
}

QVariantMap detail(const Chat::RoomMessage &notice)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(notice.time.time_since_epoch().count());
    const bool in = notice.type == Chat::MessageType::Enter;
    return {{QStringLiteral("sender"), notice.sender},
            {QStringLiteral("type"), int(notice.type)},
            {QStringLiteral("time"), time},
            {QStringLiteral("text"),
             QLocale().toString(time.time(), QLocale::ShortFormat) + QStringLiteral("  ") +
                 phrase(in ? came : went, {notice.sender.simplified().left(longestName)})}};
}

QString summary(const QStringList &joined, const QStringList &left)
{
    if (!joined.isEmpty() && !left.isEmpty())
        return QCoreApplication::translate("Ui::TimelineNotices", "%1; %2", "who came in, who left")
            .arg(phrase(came, joined), phrase(went, left));
    if (!joined.isEmpty())
        return phrase(came, joined);
    if (!left.isEmpty())
        return phrase(went, left);
    return QCoreApplication::translate("Ui::TimelineNotices", "People came and went");
}

} // namespace

QVariantMap condensedNotices(const std::vector<const Chat::RoomMessage *> &run)
{
    QHash<Chat::UserId, size_t> known;
    std::vector<Stay> stays; // the newest first
    QVariantList details;
    for (const Chat::RoomMessage *notice : run) {
        const auto held = known.constFind(notice->senderId);
        if (held == known.constEnd()) {
            known.insert(notice->senderId, stays.size());
            stays.push_back(
                {notice->sender.simplified().left(longestName), notice->type, notice->type});
        } else {
            stays[*held].first = notice->type;
        }
        if (size_t(details.size()) < mostDetails) {
            details.prepend(detail(*notice));
        }
    }
    QStringList joined;
    QStringList left;
    for (auto stay = stays.crbegin(); stay != stays.crend(); ++stay) {
        if (stay->first == stay->last) // else they are after the run where they were before it
            (stay->last == Chat::MessageType::Enter ? joined : left) << stay->name;
    }
    return {{QStringLiteral("text"), summary(joined, left)},
            {QStringLiteral("joined"), joined.size()},
            {QStringLiteral("left"), left.size()},
            {QStringLiteral("count"), int(run.size())},
            {QStringLiteral("first"), run.empty() ? 0 : run.back()->sequence.number},
            {QStringLiteral("details"), details}};
}

QVariantMap NoticeCache::find(qint64 newest, const std::function<QVariantMap()> &make)
{
    // Asked of the translator itself: models are told of no new language.
    const QString language =
        phrase(came, {QString()}) + QLocale().name() + QLocale().timeFormat(QLocale::ShortFormat);
    if (language != m_language)
        m_made.clear();
    m_language = language;
    if (const QVariantMap *held = m_made.object(newest))
        return *held;
    const QVariantMap made = make();
    m_made.insert(newest, new QVariantMap(made));
    return made;
}

QString listedNotices(const QVariantMap &condensed)
{
    QStringList lines;
    for (const QVariant &one : condensed.value(QStringLiteral("details")).toList())
        lines << one.toMap().value(QStringLiteral("text")).toString();
    return lines.join(u'\n');
}

} // namespace Ui
