// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// What to do in a room where nothing was said yet: write, or invite somebody by the address.
class InviteHint : public QWidget {
    Q_OBJECT
public:
    explicit InviteHint(const Appearance &appearance, QWidget *parent = nullptr);

    /// An empty address leaves the invitation out. `hostedHere`: there are more ways to invite.
    void setState(const QString &room, bool alone, const QString &address, bool hostedHere);

Q_SIGNALS:
    /// The window of the host that is open here.
    void hostRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const Appearance &m_appearance;
    QString m_room;
    bool m_alone = true;
    QString m_address;
    bool m_hostedHere = false;
    QString m_copyAddress; ///< What the present copy button copies.
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QWidget *m_addressRow = nullptr;
    QLabel *m_addressLabel = nullptr;
    QHBoxLayout *m_addressLayout = nullptr;
    QWidget *m_copy = nullptr;
    QPushButton *m_more = nullptr;
};

} // namespace Ui
