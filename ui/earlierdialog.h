// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/earliertexts.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;

namespace Ui {

class Appearance;
class ChatClient;

/// What a message said before it was edited or deleted, the oldest first, to be read and copied.
class EarlierDialog : public QDialog {
    Q_OBJECT
public:
    /// Asks the host at once; `client` must outlive it.
    EarlierDialog(ChatClient &client, const Chat::RoomId &room, Chat::Sequence message,
                  const Appearance &appearance, QWidget *parent);

private:
    void build(const Appearance &appearance);
    void showTexts(const Chat::EarlierList &list);
    void showState(const QString &state);

    EarlierTexts *m_asked = nullptr;
    QLabel *m_state = nullptr;
    QPlainTextEdit *m_texts = nullptr;
};

} // namespace Ui
