// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/earliertexts.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;

/// What a message said before it was edited or deleted, the oldest first, to be read and copied.
class EarlierDialog : public QDialog {
    Q_OBJECT
public:
    /// Asks the host at once; closes itself when the client goes. `appearance` must outlive it.
    EarlierDialog(ChatClient &client, const Chat::RoomId &room, Chat::Sequence message,
                  const Appearance &appearance, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build(const Appearance &appearance);
    void showTexts(const Chat::EarlierList &list);
    void showFailure(const QString &sentence);
    void retranslate();

    EarlierTexts *m_asked = nullptr;
    std::optional<Chat::EarlierList> m_list; ///< Once it came.
    QString m_failure;                       ///< Why it did not.
    QLabel *m_title = nullptr;
    QLabel *m_what = nullptr;
    QPushButton *m_close = nullptr;
    QLabel *m_state = nullptr;
    QPlainTextEdit *m_texts = nullptr;
};

} // namespace Ui
