// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filecards.h"
#include "ui/filestock.h"
#include "ui/hostsummary.h"
#include "ui/model/attachments.h"
#include "ui/model/hostfiles.h"
#include "ui/picturework.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <memory>

class QMenu;
class QMimeData;

namespace Ui {

class Appearance;
class ChatClient;
class Composer;
class FilesPane;
class PictureViewer;
class TimelineView;

/// Files in a chat: what is attached to the message being written in each room, by choosing,
/// dropping or pasting, and what is done with those that others sent.
class FileActions : public QObject {
    Q_OBJECT
public:
    /// How the connection behaves; and where files are saved, empty: where downloads go.
    struct Options {
        Upload::Options upload = {};
        Download::Options download = {};
        QString folder = {};
    };
    /// All must outlive it. Files can be dropped onto `area` and what is in it.
    FileActions(ChatClient &client, TimelineView &timeline, Composer &composer, QWidget &area);
    ~FileActions() override;

    /// What is attached begins anew, from where the drafts have it.
    void setOptions(const Options &options);
    void setHost(const HostSummary &summary);
    /// The same is done with the files of a room as with those of the timeline.
    void serve(FilesPane &pane);
    /// Of the shown room; empty: nothing can be written there.
    void setRoom(const Chat::RoomId &room);

Q_SIGNALS:
    /// A sentence for the person.
    void told(const QString &sentence);
    void folderRequested(const QString &folder);
    void fileRequested(const QString &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Attachments &attachmentsOf(const Chat::RoomId &room);
    void goOn();
    void drop(const Chat::RoomId &room);
    /// Of the shown room; nullptr when nothing can be attached there now, which was told.
    Attachments *openAttachments();
    void attach(const QStringList &paths);
    void tellFull();
    void take(const QMimeData &data);
    void takePicture(const QMimeData &data);
    void chooseFiles();
    void act(const Chat::FileInfo &file, FileDeed deed);
    void show(const Chat::FileInfo &file);
    void save(const Chat::FileInfo &file);
    void askWhere(const Chat::FileInfo &file);
    void fillMenu(QMenu *menu, const QVariantList &files);
    QString folder() const;

    ChatClient &m_client;
    TimelineView &m_timeline;
    Composer &m_composer;
    QWidget &m_area;
    Options m_options;
    HostFiles m_files;
    FileStock m_stock;
    Chat::RoomId m_room;
    std::map<Chat::RoomId, std::unique_ptr<Attachments>> m_attachments;
    PictureWork m_writing; ///< Of what was pasted, in its order.
    QPointer<PictureViewer> m_viewer;
};

} // namespace Ui
