// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimer>
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
    /// What stands before the name, as in the header; cut off where it is too long for a sign.
    void setSign(const QString &sign);
    void focusButton();
    /// The host looks at the next try then, and one has to wait for it; invalid: at once.
    void setNextTry(const QDateTime &time);

Q_SIGNALS:
    /// With what was typed where the room has a password, else with nothing.
    void joinRequested(const QString &password);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    /// ms until the next try is looked at.
    qint64 left() const;
    void showWait();

    QString m_sign = QStringLiteral("#");
    QString m_room;
    QString m_topicText;
    int m_here = 0;
    bool m_hasPassword = false;
    QLabel *m_name = nullptr;
    QLabel *m_topic = nullptr;
    QLineEdit *m_password = nullptr;
    QLabel *m_wait = nullptr;
    QPushButton *m_join = nullptr;
    QDateTime m_nextTry;
    QTimer m_tick; ///< Runs while there is something to count.
};

} // namespace Ui
