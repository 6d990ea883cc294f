// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatexport.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class PathField;

/// Takes what was said into a folder: what, how and where to; then how far it is. It can be closed
/// meanwhile and goes on.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// Both must outlive it, or the client end with it.
    ExportDialog(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);
    ~ExportDialog() override;

    /// The room that "this room" is.
    void setRoom(const Chat::RoomId &room, const QString &name);
    /// `address`: where its files are asked for; empty: nowhere.
    void setHost(const QString &name, const QString &address);
    bool isUnderWay() const { return m_export != nullptr; }

Q_SIGNALS:
    /// Show a folder of this computer.
    void folderRequested(const QString &folder);
    /// It ended, and the dialog was not to be seen.
    void endedUnseen(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void begin();
    void end(const QString &sentence, bool isProblem);
    QString newFolder() const;
    void showProgress(qint64 done, qint64 all);
    void showState();
    void retranslate();

    ChatClient &m_client;
    Chat::RoomId m_room;
    QString m_roomName;
    QString m_hostName;
    QString m_address;
    QString m_done; ///< The folder that the last one made.
    QString m_sentence;
    bool m_isProblem = false;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_whatLabel = nullptr;
    QLabel *m_formatLabel = nullptr;
    QLabel *m_folderLabel = nullptr;
    QComboBox *m_what = nullptr;
    QComboBox *m_format = nullptr;
    PathField *m_folder = nullptr;
    QLabel *m_becomes = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_start = nullptr;
    std::unique_ptr<HostExportSource> m_source;
    std::unique_ptr<ChatExport> m_export; ///< While one is under way.
};

} // namespace Ui
