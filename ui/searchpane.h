// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class ComposedText;

/// Looks for what was said: words, and where, by whom and when. What was found leads to its place.
class SearchPane : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    SearchPane(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);
    ~SearchPane() override;

    /// The room that "this room" is, and whose people are offered. What is looked for in it is
    /// looked for in the new one.
    void setRoom(const Chat::RoomId &room, const QString &name);
    /// Ready to be written in.
    void focusWords();

Q_SIGNALS:
    void chosen(const Chat::RoomId &room, Chat::Sequence message);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search();
    void choose(const QModelIndex &index);
    void showState();
    void fillChoices();
    void retranslate();

    ChatClient &m_client;
    Chat::RoomId m_room;
    QString m_roomName;
    QLineEdit *m_words = nullptr;
    ComposedText *m_written = nullptr;
    QComboBox *m_where = nullptr;
    QComboBox *m_who = nullptr;
    QComboBox *m_when = nullptr;
    QPushButton *m_links = nullptr;
    QPushButton *m_files = nullptr;
    QListView *m_found = nullptr;
    QLabel *m_state = nullptr;
    QTimer m_pause; ///< After the last key.
};

} // namespace Ui
