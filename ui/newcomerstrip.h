// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/entrance.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class LiveRegion;

/// Tells a host's owner in their chat that somebody waits to be let in, and takes the answer.
/// Hidden while nobody waits, and for everybody else. Says it aloud, and by a notice, too.
class NewcomerStrip : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive it.
    NewcomerStrip(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Whether one owns the host is known a moment after one came.
    void follow();
    void announce(const Chat::NewcomerInfo &newcomer);
    void answer(bool letIn);
    void openAll();
    void refresh();

    ChatClient &m_client;
    const Appearance &m_appearance;
    QPointer<Entrance> m_entrance; ///< Null while one does not own the host.
    QString m_shown;               ///< Whose answer the buttons give.
    QBoxLayout *m_parts = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_what = nullptr;
    QLabel *m_details = nullptr;
    QPushButton *m_letIn = nullptr;
    QPushButton *m_decline = nullptr;
    QPushButton *m_more = nullptr;
    bool m_called = false; ///< The person, about who waits.
    LiveRegion *m_region = nullptr;
};

} // namespace Ui
