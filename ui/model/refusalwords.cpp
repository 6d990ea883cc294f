// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/refusalwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <chrono>

namespace Ui {

namespace {

constexpr qsizetype longestRefusal = 200;
constexpr std::chrono::milliseconds longestTold = std::chrono::hours(24 * 366);
constexpr qint64 toldInSeconds = 60'000; ///< ms; more is told as a time of the day.
constexpr QChar timeBehind(0x1f);        ///< "unit separator": in no reason, and in no field.

/// In a host's words, which are the English ones.
constexpr std::array refusals = {
    QT_TRANSLATE_NOOP("Ui::Refusal", "not allowed in this room"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not allowed to set the topic"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not allowed to call everybody"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not allowed to pin"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "earlier texts are not kept"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "earlier texts are not for you"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "members only"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "no such room"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "no such person"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not in the lobby"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not in a conversation of two"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "malformed settings"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "bad emoji"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "the room's maker stays its owner"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "nothing to restore"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "rooms are closed"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "room is full"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "room is locked"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "room is archived"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "room is about to be deleted"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "room is read-only"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "slow mode"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "too many rooms"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "too many rooms of yours"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "waiting to be let in"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "a conversation of two has no way out"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not with yourself"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "wrong password"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "too many wrong passwords"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "too many passwords at once"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "too many are waiting"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "too many questions"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "no such hook"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "no name"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "bad avatar"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "bad url"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "too many hooks"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not allowed to make outgoing hooks"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not stored: the host's disk is full"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not stored: the host could not write its log"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "muted in this room"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "banned from this room"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not over them"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not allowed on the whole host"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "no address"),
    QT_TRANSLATE_NOOP("Ui::Refusal", "not connected"),
};

} // namespace

QString shownRefusal(const QString &why)
{
    QString text = bareRefusal(why).simplified().left(longestRefusal);
    for (const char *known : refusals) {
        if (text == QLatin1String(known)) {
            text = QCoreApplication::translate("Ui::Refusal", known);
            break;
        }
    }
    const QString again = tryAgainText(tryAgainAt(why));
    return again.isEmpty() ? text : text + QStringLiteral(". ") + again;
}

QString timedRefusal(const Chat::RefusedEvent &refused)
{
    const QString why = bareRefusal(refused.message);
    if (!refused.retryAfter || refused.retryAfter->count() <= 0)
        return why;
    const auto wait = std::min(*refused.retryAfter, longestTold);
    return why + timeBehind + QString::number(QDateTime::currentMSecsSinceEpoch() + wait.count());
}

QDateTime tryAgainAt(const QString &why)
{
    const qsizetype behind = why.indexOf(timeBehind);
    return behind < 0 ? QDateTime()
                      : QDateTime::fromMSecsSinceEpoch(
                            QStringView(why).sliced(behind + 1).toLongLong(), QTimeZone::utc());
}

QString bareRefusal(const QString &why)
{
    return why.section(timeBehind, 0, 0);
}

QString tryAgainText(const QDateTime &again)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const qint64 left = again.isValid() ? now.msecsTo(again) : 0;
    if (left <= 0)
        return {};
    if (left <= toldInSeconds)
        return QCoreApplication::translate("Ui::Refusal", "You can try again in %1 s.")
            .arg((left + 999) / 1000);
    // Up to the minute that is told: nobody is to come too early.
    const QDateTime then = again.toLocalTime().addMSecs(toldInSeconds - 1);
    const bool isToday = then.date() == now.toLocalTime().date();
    return QCoreApplication::translate("Ui::Refusal", "You can try again at %1.")
        .arg(isToday ? QLocale().toString(then.time(), QLocale::ShortFormat)
                     : QLocale().toString(then, QLocale::ShortFormat));
}

QString shownFailure(const QString &sentence, const QString &why, bool isKnown)
{
    return isKnown ? sentence.arg(shownRefusal(why))
                   : QCoreApplication::translate(
                         "Ui::Refusal", "The connection broke before the host answered. Whether it "
                                        "was done can be seen once it is back.");
}

} // namespace Ui
