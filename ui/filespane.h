// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filecards.h"
#include "ui/model/searchmodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QListView;
class QMenu;

namespace Ui {

class Appearance;
class ChatClient;
class FileHitDelegate;

/// The files of a room, the newest first, as far as one looks: older ones are asked for when the
/// end comes into sight. Enter does with a file what a click on it does.
class FilesPane : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    FilesPane(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);

    /// One that one is in; an empty one has none.
    void setRoom(const Chat::RoomId &room);
    /// Must outlive it.
    void setFiles(FileStock &stock);
    void focusList();

Q_SIGNALS:
    void fileWanted(const Chat::FileInfo &file, Ui::FileDeed deed);
    /// That message of the room is wanted in sight.
    void chosen(Chat::Sequence message);
    /// For what can be done with those files, as SearchModel::FilesRole gives them.
    void menuOpening(QMenu *menu, const QVariantList &files);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void noteNews();
    void openMenu(const QModelIndex &index, const QPoint &place);
    void showState();

    ChatClient &m_client;
    SearchModel m_found;
    Chat::RoomId m_room;
    Chat::Sequence m_newest; ///< Of the files known of, listed or not.
    bool m_outdated = false; ///< What is listed.
    QTimer m_news;           ///< Several files come at once.
    FileStock *m_stock = nullptr;
    FileHitDelegate *m_delegate = nullptr;
    QLabel *m_state = nullptr;
    QListView *m_list = nullptr;
};

} // namespace Ui
