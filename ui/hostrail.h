// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace Ui {

class Appearance;
class ChatClient;
class HostButton;
class JoinedHosts;

/// The hosts one is in, at the edge of the window: a button each, and one to join another. Hidden
/// while it is one host at most.
///
/// Keys: the arrows go from button to button, Enter goes to the host, the menu key opens its menu.
class HostRail : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive it.
    HostRail(const JoinedHosts &hosts, const Appearance &appearance, QWidget *parent = nullptr);

    /// Whose chat is in sight; null: none.
    void setCurrent(const ChatClient *client);

Q_SIGNALS:
    void chosen(Ui::ChatClient *client);
    void leaveRequested(Ui::ChatClient *client);
    void joinRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add(ChatClient *client);
    void remove(const ChatClient *client);
    void change(const ChatClient *client);
    void arrange();
    void openMenu(const HostButton &button, const QPoint &place);
    void retranslate();

    const JoinedHosts &m_hosts;
    const Appearance &m_appearance;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_column = nullptr;
    QList<HostButton *> m_buttons;
    QToolButton *m_join = nullptr;
};

} // namespace Ui
