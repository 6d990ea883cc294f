// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settlesecrets.h"

#include "app/keychainkey.h"
#include "ui/language.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTimer>

#include <chrono>
#include <optional>

namespace {

using namespace std::chrono_literals;
/// So long nothing is said: an open keychain answers at once.
constexpr auto quietTime = 1500ms;
constexpr auto forgettingTime = 5s;

QString text(const char *sentence)
{
    return QCoreApplication::translate("main", sentence);
}

/// What the keychain says, or nullopt when the person did not want to wait for it.
std::optional<KeychainKey::Outcome> askKeychain(Ui::Secrets &secrets)
{
    std::optional<KeychainKey::Outcome> outcome;
    QEventLoop loop;
    QMessageBox box(QMessageBox::Information, QStringLiteral("Madang"),
                    text(QT_TRANSLATE_NOOP("main", "Waiting for the keychain of this computer…")));
    box.setObjectName(QStringLiteral("waitForKeychain"));
    box.setInformativeText(
        text(QT_TRANSLATE_NOOP("main", "It keeps the keys by which the hosts know you, and may "
                                       "ask for its password in a window of its own.")));
    box.addButton(text(QT_TRANSLATE_NOOP("main", "Do not wait")), QMessageBox::RejectRole)
        ->setObjectName(QStringLiteral("doNotWait"));
    KeychainKey key(secrets);
    QObject::connect(&key, &KeychainKey::finished, &loop, [&](KeychainKey::Outcome got) {
        outcome = got;
        loop.quit();
    });
    QObject::connect(&box, &QMessageBox::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(quietTime, &box, &QWidget::show);
    key.settle();
    loop.exec();
    return outcome;
}

enum class Choice { Again, Stranger, Anew, Leave };

Choice askPerson(std::optional<KeychainKey::Outcome> outcome)
{
    const bool isGone = outcome == KeychainKey::Outcome::NotThere;
    QMessageBox box(
        QMessageBox::Warning, QStringLiteral("Madang"),
        isGone ? text(QT_TRANSLATE_NOOP(
                     "main", "The keychain of this computer does not have the key of your Madang."))
               : text(QT_TRANSLATE_NOOP("main", "The keychain of this computer did not open.")));
    box.setObjectName(QStringLiteral("lockedSecrets"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        isGone ? text(QT_TRANSLATE_NOOP(
                     "main",
                     "It was perhaps kept by another desktop or another keychain; open that one "
                     "and try again. You can go on as a stranger for this time: nothing is lost. "
                     "If you begin anew, the hosts do not know you any more."))
               : text(QT_TRANSLATE_NOOP("main",
                                        "Unlock it and try again. You can go on as a stranger for "
                                        "this time: nothing is lost.")));
    const auto add = [&box](const char *words, QMessageBox::ButtonRole role, const char *name) {
        QPushButton *button = box.addButton(text(words), role);
        button->setObjectName(QString::fromLatin1(name));
        return button;
    };
    auto *again = add(QT_TRANSLATE_NOOP("main", "Try again"), QMessageBox::AcceptRole, "tryAgain");
    auto *stranger =
        add(QT_TRANSLATE_NOOP("main", "Go on as a stranger"), QMessageBox::ActionRole, "stranger");
    QPushButton *anew = nullptr;
    if (isGone)
        anew = add(QT_TRANSLATE_NOOP("main", "Begin anew"), QMessageBox::DestructiveRole, "anew");
    QPushButton *leave = box.addButton(QMessageBox::Close);
    leave->setObjectName(QStringLiteral("leave"));
    box.setDefaultButton(again);
    box.setEscapeButton(leave);
    box.exec();
    if (box.clickedButton() == again)
        return Choice::Again;
    if (box.clickedButton() == stranger)
        return Choice::Stranger;
    return anew && box.clickedButton() == anew ? Choice::Anew : Choice::Leave;
}

} // namespace

bool unlockSecrets(Ui::Profile &profile)
{
    Ui::Secrets &secrets = profile.secrets();
    if (secrets.state() != Ui::Secrets::State::Locked)
        return true;
    const Ui::Language language(
        profile.settings().value(QStringLiteral("language"), QStringLiteral("system")).toString());
    while (secrets.state() == Ui::Secrets::State::Locked) {
        const auto outcome = askKeychain(secrets);
        if (outcome == KeychainKey::Outcome::InKeychain)
            break;
        const Choice choice = askPerson(outcome);
        if (choice == Choice::Leave)
            return false;
        if (choice == Choice::Stranger)
            return true;
        if (choice == Choice::Anew)
            secrets.beginAnew();
    }
    profile.adoptSecrets();
    return true;
}

std::unique_ptr<KeychainKey> bringSecretsHome(Ui::Profile &profile)
{
    if (!profile.secrets().keepsKeyInFile())
        return nullptr;
    auto key = std::make_unique<KeychainKey>(profile.secrets());
    key->settle();
    return key;
}

void forgetSecrets(const QString &folder)
{
    const QString id = Ui::Secrets::idIn(folder);
    if (id.isEmpty() || QFile::exists(folder + u'/' + Ui::Secrets::keyFileName()))
        return;
    QEventLoop loop;
    QTimer::singleShot(forgettingTime, &loop, &QEventLoop::quit);
    KeychainKey::forget(id, [guard = QPointer<QEventLoop>(&loop)] {
        if (guard)
            guard->quit();
    });
    loop.exec();
}
