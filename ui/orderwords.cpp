// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orderwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <array>

namespace Ui {

namespace {

using Action = Chat::OrderEntry::Action;
constexpr qint64 counted = 3600; // seconds before the end that are shown as they pass
constexpr qint64 minute = 60;

QString words(const char *text)
{
    return QCoreApplication::translate("Ui::OrderWords", text);
}

/// In one line, whatever stands in it.
QString nameOf(const QString &name, const Chat::UserId &user)
{
    const QString shown = name.simplified();
    return shown.isEmpty() ? user.toString().simplified() : shown;
}

QDateTime localTime(Chat::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

QString shownTime(Chat::Timestamp time)
{
    return QLocale().toString(localTime(time), QLocale::ShortFormat);
}

QString reasonWords(const QString &reason)
{
    return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "Reason: %1")).arg(reason.simplified());
}

QString untilWords(Chat::Timestamp until)
{
    return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "Until %1.")).arg(shownTime(until));
}

struct Field {
    const char *name;
    const char *text;
};
constexpr std::array fields{
    Field{"name", QT_TRANSLATE_NOOP("Ui::OrderWords", "name")},
    Field{"topic", QT_TRANSLATE_NOOP("Ui::OrderWords", "topic")},
    Field{"icon", QT_TRANSLATE_NOOP("Ui::OrderWords", "icon")},
    Field{"visibility", QT_TRANSLATE_NOOP("Ui::OrderWords", "who sees it")},
    Field{"password", QT_TRANSLATE_NOOP("Ui::OrderWords", "password")},
    Field{"approves", QT_TRANSLATE_NOOP("Ui::OrderWords", "how people come in")},
    Field{"locked", QT_TRANSLATE_NOOP("Ui::OrderWords", "whether anybody new comes in")},
    Field{"readOnly", QT_TRANSLATE_NOOP("Ui::OrderWords", "who speaks")},
    Field{"slowMode", QT_TRANSLATE_NOOP("Ui::OrderWords", "how often one speaks")},
    Field{"retention", QT_TRANSLATE_NOOP("Ui::OrderWords", "what is kept")},
    Field{"keepsEarlier", QT_TRANSLATE_NOOP("Ui::OrderWords", "earlier versions")},
    Field{"archived", QT_TRANSLATE_NOOP("Ui::OrderWords", "archive")},
    Field{"deleteAt", QT_TRANSLATE_NOOP("Ui::OrderWords", "when it is deleted")},
};

QString shownFields(const QString &detail)
{
    QStringList shown;
    for (const QString &name : detail.split(u',', Qt::SkipEmptyParts)) {
        QString text = name.simplified();
        for (const Field &field : fields) {
            if (text == QLatin1String(field.name))
                text = words(field.text);
        }
        shown << text;
    }
    return shown.join(QStringLiteral(", "));
}

QString roleDeed(const QString &role, const QString &by, const QString &whom)
{
    if (role == QLatin1String("moderator"))
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 let %2 keep order")).arg(by, whom);
    if (role == QLatin1String("member"))
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 no longer lets %2 keep order"))
            .arg(by, whom);
    return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 gave %2 another role: %3"))
        .arg(by, whom, role.simplified());
}

QString deed(const Chat::OrderEntry &entry)
{
    const QString by = nameOf(entry.byName, entry.by);
    const QString whom = nameOf(entry.name, entry.user);
    switch (entry.action) {
    case Action::Muted:
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 muted %2")).arg(by, whom);
    case Action::Unmuted:
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 let %2 speak again")).arg(by, whom);
    case Action::SentOut:
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 sent %2 out")).arg(by, whom);
    case Action::Banned:
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 banned %2")).arg(by, whom);
    case Action::Unbanned:
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 lifted the ban on %2")).arg(by, whom);
    case Action::Role:
        return roleDeed(entry.detail, by, whom);
    case Action::Settings:
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 changed this room: %2"))
            .arg(by, shownFields(entry.detail));
    case Action::Deleted:
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 deleted a message of %2"))
            .arg(by, whom);
    case Action::Recovered:
        break;
    }
    return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 gave %2 a new way in")).arg(by, whom);
}

} // namespace

QString heldTitle(const OrderRecord::Held &held)
{
    const QString name = nameOf(held.sanction.name, held.sanction.user);
    if (held.sanction.kind == Chat::Sanction::Kind::Mute)
        return words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1: muted in this room")).arg(name);
    return held.everywhere
               ? words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1: banned from the whole Madang"))
                     .arg(name)
               : words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1: banned from this room")).arg(name);
}

QString heldDetails(const OrderRecord::Held &held)
{
    const Chat::Sanction &sanction = held.sanction;
    QStringList details;
    details << (sanction.until ? untilWords(*sanction.until)
                               : words(QT_TRANSLATE_NOOP("Ui::OrderWords", "Until it is lifted.")))
            << words(QT_TRANSLATE_NOOP("Ui::OrderWords", "By %1."))
                   .arg(nameOf(sanction.byName, sanction.by));
    if (sanction.address)
        details << words(QT_TRANSLATE_NOOP("Ui::OrderWords", "Also from the same address."));
    if (!sanction.reason.isEmpty())
        details << reasonWords(sanction.reason);
    return details.join(u' ');
}

QString entryText(const Chat::OrderEntry &entry)
{
    QString text = words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 · %2."))
                       .arg(shownTime(entry.time), deed(entry));
    if (entry.until)
        text += u' ' + untilWords(*entry.until);
    if (!entry.reason.isEmpty())
        text += u' ' + reasonWords(entry.reason);
    return text;
}

QString mutedText(const Chat::Ruling &muted, const QDateTime &now)
{
    QStringList text;
    const QString by = muted.byName.simplified();
    text << (by.isEmpty()
                 ? words(QT_TRANSLATE_NOOP("Ui::OrderWords", "You cannot write in this room now."))
                 : words(QT_TRANSLATE_NOOP("Ui::OrderWords",
                                           "You cannot write in this room now (by %1)."))
                       .arg(by));
    if (muted.until) {
        const qint64 milliseconds = now.msecsTo(localTime(*muted.until));
        if (milliseconds <= 0)
            return {};
        const qint64 seconds = (milliseconds + 999) / 1000;
        text << untilWords(*muted.until);
        if (seconds <= counted)
            text << words(QT_TRANSLATE_NOOP("Ui::OrderWords", "%1 left."))
                        .arg(QStringLiteral("%1:%2")
                                 .arg(seconds / minute)
                                 .arg(seconds % minute, 2, 10, QLatin1Char('0')));
    }
    if (!muted.reason.isEmpty())
        text << reasonWords(muted.reason);
    return text.join(u' ');
}

} // namespace Ui
