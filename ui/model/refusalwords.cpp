// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/refusalwords.h"

#include <QCoreApplication>

#include <array>

namespace Ui {

namespace {

constexpr qsizetype longestRefusal = 200;

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
    QT_TRANSLATE_NOOP("Ui::Refusal", "hooks not read"),
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
    const QString text = why.simplified().left(longestRefusal);
    for (const char *known : refusals) {
        if (text == QLatin1String(known))
            return QCoreApplication::translate("Ui::Refusal", known);
    }
    return text;
}

QString shownFailure(const QString &sentence, const QString &why, bool isKnown)
{
    return isKnown ? sentence.arg(shownRefusal(why))
                   : QCoreApplication::translate(
                         "Ui::Refusal", "The connection broke before the host answered. Whether it "
                                        "was done can be seen once it is back.");
}

} // namespace Ui
