// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountstrip.h"

#include "ui/appearance.h"
#include "ui/question.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr size_t mostNews = 10;

} // namespace

AccountStrip::AccountStrip(Account &account, const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_account(account), m_appearance(appearance), m_icon(new QLabel(this)),
      m_text(new QLabel(this)), m_act(new QPushButton(this)), m_dismiss(new QPushButton(this))
{
    setObjectName(QStringLiteral("accountStrip"));
    m_text->setObjectName(QStringLiteral("accountNews"));
    m_text->setProperty("role", QStringLiteral("warn"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_act->setObjectName(QStringLiteral("accountNewsAct"));
    m_dismiss->setObjectName(QStringLiteral("accountNewsDismiss"));
    for (QPushButton *button : {m_act, m_dismiss}) {
        button->setProperty("warn", true);
        button->setAutoDefault(true); // Enter presses it, as Space does
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_dismiss);
    row->addWidget(m_act);
    connect(m_act, &QPushButton::clicked, this, &AccountStrip::act);
    connect(m_dismiss, &QPushButton::clicked, this, &AccountStrip::dismiss);
    connect(&appearance, &Appearance::changed, this, &AccountStrip::refresh);
    connect(&account, &Account::changed, this, &AccountStrip::follow);
    connect(&account, &Account::deviceAdded, this,
            [this](const QString &name) { add(News::DeviceAdded, name.simplified()); });
    connect(&account, &Account::putOut, this, [this](const QString &why) {
        drop(News::PutOut);
        add(News::PutOut, why);
    });
    refresh(); // there is nothing to follow before one is in
    follow();
}

void AccountStrip::follow()
{
    const Account::Standing standing = m_account.standing();
    if (std::exchange(m_standing, standing) == standing)
        return;
    drop(News::NameTaken);
    drop(News::Later);
    if (standing == Account::Standing::Member)
        drop(News::PutOut); // one is back
    // Whoever was put out is told that, and not that their own name is somebody's.
    const bool isPutOut = std::any_of(m_items.begin(), m_items.end(),
                                      [](const Item &item) { return item.news == News::PutOut; });
    if (standing == Account::Standing::NameTaken && !isPutOut)
        add(News::NameTaken);
    else if (standing == Account::Standing::Later)
        add(News::Later);
    refresh();
}

void AccountStrip::add(News news, const QString &text)
{
    if (m_items.size() < mostNews)
        m_items.push_back({news, text});
    refresh();
}

void AccountStrip::drop(News news)
{
    std::erase_if(m_items, [news](const Item &item) { return item.news == news; });
    refresh();
}

void AccountStrip::dismiss()
{
    if (!m_items.empty())
        m_items.pop_front();
    refresh();
}

void AccountStrip::act()
{
    if (m_items.empty())
        return;
    const Item item = m_items.front();
    switch (item.news) {
    case News::DeviceAdded:
        askRemoval(item.text);
        break;
    case News::PutOut:
    case News::NameTaken:
        Q_EMIT waysInRequested();
        break;
    case News::Later:
        break;
    }
}

/// The newest of that name: whoever breaks in may call their device like one of ours.
void AccountStrip::askRemoval(const QString &device)
{
    const auto &devices = m_account.info().devices;
    const Chat::DeviceInfo *newest = nullptr;
    for (const Chat::DeviceInfo &one : devices) {
        if (!one.current && one.name.simplified() == device &&
            (!newest || one.added > newest->added))
            newest = &one;
    }
    if (!newest) {
        dismiss(); // gone by itself, or by another device of ours
        return;
    }
    ask(this,
        {QStringLiteral("newsQuestion"), tr("Remove this device?"),
         device + QStringLiteral("\n\n") +
             tr("It leaves this host at once and does not come in as you any more. If somebody "
                "knew your password, change that, too, under “My account”."),
         tr("Remove")},
        [this, key = newest->key] {
            m_account.revoke(key);
            dismiss();
        });
}

void AccountStrip::refresh()
{
    setVisible(!m_items.empty());
    const Item item = m_items.empty() ? Item{News::NameTaken, {}} : m_items.front();
    QString icon = QStringLiteral("lock");
    QString text;
    QString action = tr("Ways in…");
    QString otherwise = tr("Close");
    switch (item.news) {
    case News::DeviceAdded:
        icon = QStringLiteral("circle-alert");
        text = tr("A new device comes in as you: %1. Was that you?")
                   .arg(item.text.isEmpty() ? tr("a device without a name") : item.text);
        action = tr("Remove it…");
        otherwise = tr("It was me");
        break;
    case News::PutOut:
        if (item.text == QLatin1String("the account was reset"))
            text = tr("The owner of this host has reset your account: your devices and your "
                      "password count no more. Ask them for the code to come back with.");
        else if (item.text == QLatin1String("this device was removed"))
            text = tr("Another device of your account has removed this one. You are a guest now.");
        else
            text = tr("The password of your account was changed. Come in with the new one.");
        break;
    case News::NameTaken:
        text = tr("You are a guest here: your name belongs to somebody else's account.");
        otherwise = tr("Stay a guest");
        break;
    case News::Later:
        text = tr("You are a guest here: this host makes no more accounts just now. Come back "
                  "later for one of your own.");
        break;
    }
    m_icon->setPixmap(
        m_appearance.pixmap(icon, m_appearance.theme().warn, 16, devicePixelRatioF()));
    m_text->setText(text);
    m_act->setVisible(item.news != News::Later);
    m_act->setText(action);
    m_act->setAccessibleName(action);
    m_dismiss->setText(otherwise);
    m_dismiss->setAccessibleName(otherwise);
}

void AccountStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
