// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/places.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace Ui {

class Appearance;
class FlowLayout;

/// A Madang one may go to: its name, who is there and how one comes in, whether it is known, a
/// button to go there, and for one joined before another to forget it.
class PlaceCard : public QFrame {
    Q_OBJECT
public:
    PlaceCard(const Place &place, const Appearance &appearance, QWidget *parent = nullptr);

    const Place &place() const { return m_place; }
    /// What leads there. No proxy for the focus: the card would be a second stop of Tab.
    QPushButton *go() const { return m_go; }
    /// The same place with what is new of it; nothing moves, and the focus stays.
    void setPlace(const Place &place);
    /// Nobody hears of it any more; it stands there only because somebody points at it.
    void setGone();
    bool isGone() const { return m_gone; }
    /// Anew, in the look and language of now.
    void refresh();
    /// Whether one of its buttons has the focus because the person went there by key or mouse.
    bool isKeyed() const { return m_keyed; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen();
    void removed();
    void keyedChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSigns();
    void addSign(const QString &icon, const QColor &colour, const QString &text);

    const Appearance &m_appearance;
    Place m_place;
    bool m_gone = false;
    bool m_keyed = false;
    QStringList m_facts;
    QBoxLayout *m_parts = nullptr;
    QLabel *m_picture = nullptr;
    QLabel *m_title = nullptr;
    QWidget *m_signs = nullptr;
    FlowLayout *m_signsFlow = nullptr;
    QLabel *m_warning = nullptr;
    QLabel *m_address = nullptr;
    QToolButton *m_forget = nullptr;
    QPushButton *m_go = nullptr;
};

} // namespace Ui
