// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryidentity.h"

#include "ui/actions.h"
#include "ui/changedhostdialog.h"
#include "ui/hostcard.h"
#include "ui/identitycard.h"
#include "ui/identitydialog.h"
#include "ui/mainwindow.h"

#include <QCheckBox>
#include <QPointer>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr int wordsPatience = 10000; // ms
const QByteArray known = QByteArray(31, '\x51') + '\x07';
const QByteArray other = QByteArray(31, '\x2c') + '\x4d';

bool isReady(const QWidget &dialog)
{
    const auto cards = dialog.findChildren<Ui::IdentityCard *>();
    return std::all_of(cards.begin(), cards.end(),
                       [](const auto *card) { return card->isReady(); });
}

} // namespace

void showIdentities(Ui::Profile &profile,
                    const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    Ui::Actions actions;
    Ui::MainWindow window(profile, actions);
    window.show();
    const auto take = [&](QDialog *dialog, const char *page) {
        const QPointer<QDialog> shown(dialog);
        dialog->open();
        if (!QTest::qWaitFor([&] { return isReady(*dialog); }, wordsPatience))
            qWarning("the words of %s did not come", page);
        shoot(*dialog, page);
        if (auto *compared = dialog->findChild<QCheckBox *>(QStringLiteral("changedCompared"))) {
            compared->setChecked(true);
            shoot(*dialog, "identity-changed-compared");
        }
        delete shown.data();
    };
    const auto card = [&](const QByteArray &fingerprint, const QString &address, const char *page) {
        Ui::HostSummary summary;
        summary.joinedBy = address;
        summary.fingerprint = fingerprint;
        Ui::HostCard shown(summary, QStringLiteral("민준's Madang"), 6, window.appearance(),
                           &window);
        shown.setAttribute(Qt::WA_DeleteOnClose, false);
        shown.popUpBelow(window.centralWidget());
        shoot(shown, page);
    };
    card(known, QStringLiteral("192.168.0.12:7610"), "identity-card");
    card({}, QStringLiteral("ws://192.168.0.12:7610"), "identity-card-plain");
    const QString name = QStringLiteral("민준's Madang");
    take(new Ui::IdentityDialog(name, known, false, window.appearance(), &window), "identity");
    take(new Ui::IdentityDialog(name, other, true, window.appearance(), &window), "identity-own");
    take(new Ui::ChangedHostDialog(
             {name, known, other, QDateTime({2026, 3, 14}, {9, 0}, QTimeZone::utc())},
             window.appearance(), &window),
         "identity-changed");
}
