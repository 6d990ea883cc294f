// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QMenu;

namespace Ui {

class Appearance;
class ChatClient;

/// How others see oneself, with one's status; its menu changes both.
class PresenceButton : public QToolButton {
    Q_OBJECT
public:
    /// Both must outlive it.
    PresenceButton(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void openMenu();
    void askStatus();
    void refresh();

    ChatClient &m_client;
    const Appearance &m_appearance;
};

} // namespace Ui
