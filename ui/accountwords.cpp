// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountwords.h"

#include "ui/model/refusalwords.h"

#include <QCoreApplication>

#include <array>

namespace Ui {

namespace {

struct KnownRefusal {
    const char *given; ///< what the host's words begin with
    const char *shown;
};

constexpr std::array accountRefusals = {
    KnownRefusal{"name taken",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "Somebody has this name, or one that looks like it, or had it "
                                   "until lately. Please choose another one.")},
    KnownRefusal{"bad name", QT_TRANSLATE_NOOP("Ui::AccountWords",
                                               "A name has 1 to 64 letters that people can see.")},
    KnownRefusal{"name changed too often",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "You have changed your name very often. Take one of your "
                                   "earlier names again, or wait some days.")},
    KnownRefusal{"wrong password",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "This is not the password you have now.")},
    KnownRefusal{"bad password",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "A password needs 8 characters or more.")},
    KnownRefusal{"nothing would be left to come back with",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "Nothing would be left to come back with. Set a password or "
                                   "add another device first.")},
    KnownRefusal{
        "too many logins at once",
        QT_TRANSLATE_NOOP("Ui::AccountWords", "The host is busy. Please try again in a moment.")},
    KnownRefusal{"the host cannot read who is who",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "The host could not look it up. Please try again in a moment.")},
    KnownRefusal{"no such person",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "Nobody here has an account of that name.")},
    KnownRefusal{"no such device",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "This device is none of yours any more.")},
    KnownRefusal{
        "bad avatar",
        QT_TRANSLATE_NOOP("Ui::AccountWords", "An avatar is one emoji, and a colour behind it.")},
    KnownRefusal{"guests have no account",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "A guest has no account here.")},
    KnownRefusal{"the operator keeps this account",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "Whoever runs this host keeps your account and changes it.")},
    KnownRefusal{"not allowed to recover accounts",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "Only the owner of this host does that.")},
    KnownRefusal{"not confirmed",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "That is not your name here.")},
    KnownRefusal{"the pairing code is wrong or too old",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "The code is wrong, or too old, or was used already. Make a "
                                   "new one.")},
    KnownRefusal{"too many devices",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "You have too many devices. Remove one of them on another one "
                                   "first.")},
    KnownRefusal{"access refused",
                 QT_TRANSLATE_NOOP("Ui::AccountWords", "Name and password do not go together.")},
    KnownRefusal{"too many wrong tries",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "There were too many wrong tries. Please wait a while.")},
    KnownRefusal{"too many failed logins",
                 QT_TRANSLATE_NOOP("Ui::AccountWords",
                                   "There were too many wrong tries. Please wait a while.")},
    KnownRefusal{"not connected", QT_TRANSLATE_NOOP("Ui::AccountWords",
                                                    "There is no connection to the host just now. "
                                                    "Nothing was changed.")},
};

} // namespace

QString accountRefusal(const QString &why)
{
    const QString text = bareRefusal(why).simplified();
    for (const KnownRefusal &one : accountRefusals) {
        if (!text.startsWith(QLatin1String(one.given)))
            continue;
        const QString shown = QCoreApplication::translate("Ui::AccountWords", one.shown);
        const QString again = tryAgainText(tryAgainAt(why));
        return again.isEmpty() ? shown : shown + u' ' + again;
    }
    return shownRefusal(why);
}

} // namespace Ui
