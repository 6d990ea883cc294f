// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

/// A room one does not belong to yet: what it is, and the way in.
class JoinPane : public QWidget {
    Q_OBJECT
public:
    explicit JoinPane(QWidget *parent = nullptr);

    void setRoom(const QString &name, const QString &topic, int here, bool hasPassword = false);
    void focusButton();

Q_SIGNALS:
    /// With what was typed where the room has a password, else with nothing.
    void joinRequested(const QString &password);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QString m_room;
    QString m_topicText;
    int m_here = 0;
    bool m_hasPassword = false;
    QLabel *m_name = nullptr;
    QLabel *m_topic = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_join = nullptr;
};

} // namespace Ui
