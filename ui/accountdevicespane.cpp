// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountdevicespane.h"

#include "ui/accountwords.h"
#include "ui/appearance.h"
#include "ui/codecard.h"
#include "ui/question.h"
#include "ui/statesentence.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace Ui {

namespace {

constexpr int devicesShown = 150; // design pixels

QString dayOf(Chat::Timestamp time)
{
    const auto date = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
    return QLocale().toString(date, QLocale::ShortFormat);
}

/// What the device calls itself, which may be nothing.
QString shownDevice(const Chat::DeviceInfo &device)
{
    const QString name = device.name.simplified();
    return name.isEmpty() ? AccountDevicesPane::tr("A device without a name") : name;
}

QString linesOf(const Chat::DeviceInfo &device)
{
    const QString name = shownDevice(device);
    const QString times = AccountDevicesPane::tr("added %1, last seen %2")
                              .arg(dayOf(device.added), dayOf(device.lastUsed));
    return (device.current ? AccountDevicesPane::tr("%1 (this device)").arg(name) : name) +
           QLatin1Char('\n') + times;
}

} // namespace

AccountDevicesPane::AccountDevicesPane(Account &account, const Appearance &appearance,
                                       QWidget *parent)
    : QWidget(parent), m_account(account), m_list(new QListWidget(this)),
      m_remove(new QPushButton(tr("Remove…"), this)),
      m_add(new QPushButton(tr("Add another device…"), this)),
      m_code(new CodeCard(appearance, this)), m_state(new QLabel(this))
{
    build(appearance);
    connect(m_list, &QListWidget::currentRowChanged, this, &AccountDevicesPane::showState);
    connect(m_remove, &QPushButton::clicked, this, &AccountDevicesPane::askRemoval);
    connect(m_add, &QPushButton::clicked, this, &AccountDevicesPane::askCode);
    connect(m_code, &CodeCard::ended, this, [this] {
        tell(tr("The code is over. Make another one if you still need it."), false);
    });
    connect(&account, &Account::changed, this, &AccountDevicesPane::showDevices);
    connect(&account, &Account::pairingCode, this,
            [this](const QString &code, const QDateTime &expires) {
                if (!m_asksCode)
                    return; // somebody else asked
                m_code->setCode(tr("On the other device, come to this host with your name and "
                                   "choose “I have a code”. Then type:"),
                                code, expires);
            });
    connect(&account, &Account::deviceAdded, this, [this](const QString &name) {
        m_code->forget();
        tell(tr("One of your devices now: %1").arg(name.simplified()), false);
    });
    connect(&account, &Account::done, this, [this](Account::Action action) {
        if (action == Account::Action::Pair) {
            m_asksCode = false;
            showState();
        } else if (action == Account::Action::Revoke && m_removes) {
            m_removes = false;
            tell(tr("Removed."), false);
        }
    });
    connect(&account, &Account::failed, this, [this](Account::Action action, const QString &why) {
        bool &asked = action == Account::Action::Pair ? m_asksCode : m_removes;
        const bool ours = action == Account::Action::Pair || action == Account::Action::Revoke;
        if (!ours || !asked)
            return;
        asked = false;
        tell(accountRefusal(why), true);
    });
    showDevices();
}

void AccountDevicesPane::build(const Appearance &appearance)
{
    auto *text = new QLabel(tr("Who comes from one of these devices comes as you. Remove one that "
                               "you do not know, or that is lost."),
                            this);
    text->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("deviceState"));
    for (QLabel *label : {text, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_state->hide();
    m_list->setObjectName(QStringLiteral("deviceList"));
    m_list->setAccessibleName(tr("Your devices"));
    m_list->setMinimumHeight(appearance.px(devicesShown));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_remove->setObjectName(QStringLiteral("deviceRemove"));
    m_remove->setAccessibleName(tr("Remove the chosen device"));
    m_remove->setProperty("danger", true);
    m_add->setObjectName(QStringLiteral("deviceAdd"));
    m_add->setAccessibleName(m_add->text());
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addStretch(1);
    buttons->addWidget(m_remove);
    for (QPushButton *button : {m_remove, m_add})
        button->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(10);
    column->addWidget(text);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    column->addWidget(m_code);
    column->addWidget(m_state);
}

const Chat::DeviceInfo *AccountDevicesPane::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    const auto &devices = m_account.info().devices;
    const auto at = std::find_if(devices.begin(), devices.end(), [item](const auto &device) {
        return item && device.key == item->data(Qt::UserRole).toString();
    });
    return at == devices.end() ? nullptr : &*at;
}

void AccountDevicesPane::showDevices()
{
    const QString kept =
        m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Chat::DeviceInfo &device : m_account.info().devices) {
        auto *item = new QListWidgetItem(linesOf(device), m_list);
        item->setData(Qt::UserRole, device.key);
        if (device.key == kept)
            m_list->setCurrentItem(item);
    }
    showState();
}

void AccountDevicesPane::showState()
{
    const Chat::DeviceInfo *device = chosen();
    m_remove->setEnabled(device && !device->current && !m_removes);
    m_remove->setToolTip(device && device->current
                             ? tr("This one goes by logging out, under “Leaving”")
                             : QString());
    m_add->setEnabled(!m_asksCode);
}

void AccountDevicesPane::tell(const QString &sentence, bool isProblem)
{
    setStateSentence(*m_state, sentence, isProblem);
    showState();
}

void AccountDevicesPane::askRemoval()
{
    const Chat::DeviceInfo *device = chosen();
    if (!device || device->current)
        return;
    ask(this,
        {QStringLiteral("deviceQuestion"), tr("Remove this device?"),
         shownDevice(*device) + QStringLiteral("\n\n") +
             tr("It leaves this host at once and does not come in as you any more. To bring it "
                "back you need a new code or your password."),
         tr("Remove")},
        [this, key = device->key] {
            m_removes = true;
            m_account.revoke(key);
            tell({}, false);
        });
}

void AccountDevicesPane::askCode()
{
    m_asksCode = true;
    m_code->forget();
    tell({}, false);
    m_account.askPairingCode();
}

} // namespace Ui
