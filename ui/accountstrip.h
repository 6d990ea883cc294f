// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/account.h"

#include <QFrame>

#include <deque>

class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// News of one's account that one should not miss, one after the other: a device came in, one is a
/// guest under somebody's name, the host put one out. Hidden while there is none.
class AccountStrip : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive it.
    AccountStrip(Account &account, const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    void waysInRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class News { DeviceAdded, PutOut, NameTaken, Later };
    struct Item {
        News news;
        QString text; ///< The device's name, or the host's words.
    };
    void follow();
    void add(News news, const QString &text = {});
    void drop(News news);
    void act();
    void dismiss();
    void askRemoval(const QString &device);
    void refresh();

    Account &m_account;
    const Appearance &m_appearance;
    std::deque<Item> m_items; ///< The first is shown.
    Account::Standing m_standing = Account::Standing::Unknown;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_act = nullptr;
    QPushButton *m_dismiss = nullptr;
};

} // namespace Ui
