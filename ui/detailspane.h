// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace Ui {

class Appearance;
class ChatClient;
class FilesPane;
class MembersPane;
class PinnedModel;
class PinsPane;
class SearchPane;

/// What there is beside a conversation: who is in the room, what is pinned there, its files, and
/// the search.
/// Of a room that one is not in there is the search alone.
class DetailsPane : public QWidget {
    Q_OBJECT
public:
    enum class Tab { Members, Pins, Files, Search };

    /// Both must outlive it.
    DetailsPane(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);

    void setRoom(const Chat::RoomId &room, const QString &name, bool joined);
    /// The one that is shown.
    Tab tab() const;
    void setTab(Tab tab);
    /// Where one begins in the tab that is shown.
    void focusTab();
    /// Whether it stands in the place of the conversation, and one can go back to that.
    void setBackOffered(bool offered);
    MembersPane *members() const { return m_members; }
    FilesPane *files() const { return m_files; }
    /// What of it takes the keys, for who walks through the window.
    QList<QWidget *> sections() const;

Q_SIGNALS:
    void backRequested();
    /// How much is pinned in the room.
    void pinnedCounted(int messages);
    /// That message is wanted in sight.
    void chosen(const Chat::RoomId &room, Chat::Sequence message);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showTab();
    void retranslate();

    const Appearance &m_appearance;
    bool m_joined = false;
    QToolButton *m_back = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr; ///< In the order of Tab, as the tabs.
    PinnedModel *m_pinned = nullptr;
    MembersPane *m_members = nullptr;
    PinsPane *m_pins = nullptr;
    FilesPane *m_files = nullptr;
    SearchPane *m_search = nullptr;
};

} // namespace Ui
