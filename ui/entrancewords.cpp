// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entrancewords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace Ui {

namespace {

using Refusal = ConnectionStatus::Refusal;

constexpr qsizetype fairLength = 8;
constexpr qsizetype strongLength = 14;
constexpr qsizetype fairLetters = 5; ///< Different ones.
constexpr qsizetype strongLetters = 8;

QString entranceText(const char *text)
{
    return QCoreApplication::translate("Ui::Entrance", text);
}

} // namespace

QString entrySentence(Refusal refusal)
{
    switch (refusal) {
    case Refusal::None:
    case Refusal::PasswordNeeded:
        break;
    case Refusal::InvitationNeeded:
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "An invitation is needed here."));
    case Refusal::InvitationOver:
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "This invitation is over."));
    case Refusal::AwaitsApproval:
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "Waiting to be let in."));
    case Refusal::Declined:
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "You were not let in."));
    case Refusal::ProgramTooOld:
        return entranceText(
            QT_TRANSLATE_NOOP("Ui::Entrance", "This program is too old for that Madang."));
    case Refusal::HostTooOld:
        return entranceText(
            QT_TRANSLATE_NOOP("Ui::Entrance", "That Madang is too old for this program."));
    }
    return {};
}

QString entryAdvice(Refusal refusal)
{
    switch (refusal) {
    case Refusal::None:
    case Refusal::PasswordNeeded:
        break;
    case Refusal::InvitationNeeded:
        return entranceText(QT_TRANSLATE_NOOP(
            "Ui::Entrance", "Ask whoever hosts for a link, and come in by that."));
    case Refusal::InvitationOver:
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance",
                                              "It was used already, or its time has passed. Ask "
                                              "whoever hosts for a new link."));
    case Refusal::AwaitsApproval:
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance",
                                              "Whoever hosts here is asked. You come in by itself "
                                              "as soon as they say yes."));
    case Refusal::Declined:
        return entranceText(QT_TRANSLATE_NOOP(
            "Ui::Entrance", "Whoever hosts said no. Talk to them if that was a mistake."));
    case Refusal::ProgramTooOld:
        return entranceText(QT_TRANSLATE_NOOP(
            "Ui::Entrance", "Install a newer version on this computer, and come in again. Ask "
                            "whoever hosts there where to get it."));
    case Refusal::HostTooOld:
        return entranceText(QT_TRANSLATE_NOOP(
            "Ui::Entrance", "Ask whoever hosts there to install a newer version."));
    }
    return {};
}

QString invitationLeft(const Chat::InvitationInfo &info, const QDateTime &now)
{
    const Chat::Timestamp time(std::chrono::milliseconds(now.toMSecsSinceEpoch()));
    if (info.revoked)
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "taken back"));
    if (info.uses > 0 && info.used >= info.uses)
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "used up"));
    if (info.until && *info.until <= time)
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "its time is over"));
    QStringList parts;
    if (info.uses == 0) {
        parts << QCoreApplication::translate("Ui::Entrance", "%n came by it", nullptr, info.used);
    } else if (info.uses == 1) {
        parts << entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "for one person"));
    } else {
        parts << entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "%1 of %2 left"))
                     .arg(info.uses - info.used)
                     .arg(info.uses);
    }
    if (info.until) {
        const QDateTime until =
            QDateTime::fromMSecsSinceEpoch(info.until->time_since_epoch().count());
        const bool isToday = until.date() == now.toLocalTime().date();
        parts << entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "until %1"))
                     .arg(isToday ? QLocale().toString(until.time(), QLocale::ShortFormat)
                                  : QLocale().toString(until, QLocale::ShortFormat));
    }
    return parts.join(QStringLiteral(" · "));
}

QString newcomerName(const Chat::NewcomerInfo &newcomer)
{
    return newcomer.name.isEmpty()
               ? entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "Somebody without a name"))
               : newcomer.name;
}

QString newcomerDetails(const Chat::NewcomerInfo &newcomer)
{
    QStringList parts;
    if (newcomer.nameTaken) {
        parts << entranceText(
            QT_TRANSLATE_NOOP("Ui::Entrance", "not the one of that name whom this host knows"));
    }
    parts << (newcomer.device ? entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "by the program"))
                              : entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "by a browser")));
    if (!newcomer.address.isEmpty())
        parts << newcomer.address;
    return parts.join(QStringLiteral(" · "));
}

PasswordStrength passwordStrength(const QString &password)
{
    if (password.isEmpty())
        return PasswordStrength::Empty;
    const QSet<QChar> letters(password.begin(), password.end());
    // A Hangul syllable is one of thousands, and counts for two letters.
    const auto syllables = std::count_if(password.begin(), password.end(), [](QChar letter) {
        return letter.script() == QChar::Script_Hangul;
    });
    const qsizetype length = password.size() + syllables;
    if (length >= strongLength && letters.size() >= strongLetters - syllables)
        return PasswordStrength::Strong;
    if (length >= fairLength && letters.size() >= fairLetters - syllables)
        return PasswordStrength::Fair;
    return PasswordStrength::Weak;
}

QString passwordStrengthWords(PasswordStrength strength)
{
    switch (strength) {
    case PasswordStrength::Empty:
        break;
    case PasswordStrength::Weak:
        return entranceText(
            QT_TRANSLATE_NOOP("Ui::Entrance", "Easy to guess: take more letters, or a few words."));
    case PasswordStrength::Fair:
        return entranceText(
            QT_TRANSLATE_NOOP("Ui::Entrance", "Hard to guess for people, not for a program."));
    case PasswordStrength::Strong:
        return entranceText(QT_TRANSLATE_NOOP("Ui::Entrance", "Hard to guess."));
    }
    return {};
}

} // namespace Ui
