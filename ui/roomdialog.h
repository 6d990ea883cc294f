// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

/// Asks for the name and topic of a new room, or for another topic of one there is.
class RoomDialog : public QDialog {
    Q_OBJECT
public:
    /// For a new room.
    explicit RoomDialog(QWidget *parent);
    /// For the topic of a room.
    RoomDialog(const QString &name, const QString &topic, QWidget *parent);

    QString name() const;
    QString topic() const;

private:
    void build(const QString &title, const QString &verb);

    QLineEdit *m_name = nullptr;
    QLineEdit *m_topic = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace Ui
