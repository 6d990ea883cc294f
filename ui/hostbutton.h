// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/joinedhosts.h"

#include <QToolButton>

namespace Ui {

class Appearance;

/// One host in the rail: its initials, what is unread there, and a sign while it cannot be reached.
/// Checked: its chat is in sight.
class HostButton : public QToolButton {
    Q_OBJECT
public:
    /// The client must outlive its use.
    HostButton(const JoinedHosts::Host &host, const Appearance &appearance,
               QWidget *parent = nullptr);

    ChatClient *client() const { return m_host.client; }
    void setSummary(const HostSummary &summary);
    QString hostName() const { return m_host.name(); }

Q_SIGNALS:
    void menuRequested(const QPoint &place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void nextCheckState() override {} // by the rail alone

private:
    void refresh();
    bool isAway() const;
    QString stateWords() const;
    void drawBadge(QPainter &painter, const QRectF &avatar) const;
    void drawAway(QPainter &painter, const QRectF &avatar) const;

    JoinedHosts::Host m_host;
    const Appearance &m_appearance;
};

} // namespace Ui
