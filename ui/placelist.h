// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/places.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <vector>

class QAbstractItemModel;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace Ui {

class Appearance;
class LiveRegion;
class PlaceCard;

/// The Madangs that are near, live, and those that were joined before, each once.
///
/// While somebody points at a card, by the mouse or by the keys, none of them moves: what is new
/// comes at the end, what is gone says so where it stands. The order is right again afterwards.
class PlaceList : public QWidget {
    Q_OBJECT
public:
    PlaceList(Profile &profile, const Appearance &appearance, QWidget *parent = nullptr);

    /// Any model with the roles of HeardRole; null: nobody is looked for. Must outlive the list,
    /// or go before it.
    void setNearby(const QAbstractItemModel *nearby);
    /// Null: nothing is known of any.
    void setPins(HostPins pins);
    /// How long nothing is said about that nobody is near, and how long news wait to be said
    /// together.
    void setPatience(std::chrono::milliseconds looking, std::chrono::milliseconds news);
    /// Reads everything anew, and looks for the first time again.
    void refresh();
    void setBusy(bool busy);
    /// While held the list takes no more place than it has: somebody points at what is below.
    void setHeld(bool held);
    /// What leads to the first place where one was before; null: there is none. Enter is to lead to
    /// no stranger.
    QWidget *first() const;
    /// Whether a host at that address is open in this program.
    bool isOwn(const QString &address) const;
    /// `HOST:PORT` of those near, without our own.
    QStringList nearAddresses() const;

Q_SIGNALS:
    void chosen(const Ui::Place &place);
    /// A place of before was taken off the list.
    void removed();
    void doctorRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showPlaces();
    void arrange(const std::vector<Place> &places);
    void keepInPlace(const std::vector<Place> &places);
    void orderTabs();
    PlaceCard *makeCard(const Place &place);
    PlaceCard *cardOf(const QString &id) const;
    bool isPointedAt() const;
    void showState();
    void noteNews(const std::vector<Place> &places);
    void sayNews();
    void fit();
    void retranslate();

    Profile &m_profile;
    const Appearance &m_appearance;
    QPointer<const QAbstractItemModel> m_nearby;
    HostPins m_pins;
    std::vector<PlaceCard *> m_cards; ///< In the order in which they stand.
    QStringList m_said;               ///< Ids of places near that are no news.
    QStringList m_news;               ///< Ids of those that are.
    QTimer m_looking;
    QTimer m_saying;
    QTimer m_updating;
    bool m_busy = false;
    bool m_held = false;
    bool m_pointed = false;
    QLabel *m_nearTitle = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_beforeTitle = nullptr;
    QPushButton *m_doctor = nullptr;
    LiveRegion *m_live = nullptr;
};

} // namespace Ui
