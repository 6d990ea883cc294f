// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/typists.h"

#include <QLabel>
#include <QPointer>

namespace Ui {

class Appearance;
class ChatClient;
class Composer;

/// One line about who writes in the room that the composer shows. Its place is kept while nobody
/// does, so that nothing moves.
class TypingLine : public QLabel {
    Q_OBJECT
public:
    /// All must outlive it.
    TypingLine(ChatClient &client, Composer &composer, const Appearance &appearance,
               QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showRoom();
    void refresh();
    QString sentence() const;

    ChatClient &m_client;
    Composer &m_composer;
    const Appearance &m_appearance;
    QPointer<Typists> m_typists; ///< Of the shown room.
};

} // namespace Ui
