// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "ui/model/switchranking.h"

#include <QAbstractListModel>
#include <QVariantMap>

#include <vector>

namespace Ui {

/// Where one may go: rooms, conversations and people, the best ones for what is written.
class SwitchModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        RoomRole = Qt::UserRole + 1, ///< QString; empty of a person
        UserRole,                    ///< QString; empty of a room
        SignRole,                    ///< QString, what stands before a room's name
        UnreadRole,                  ///< int
        GuestRole,                   ///< bool, of a person
        AvatarRole,                  ///< QVariantMap, likewise
    };
    struct Place {
        Chat::RoomId room; ///< Or else:
        Chat::UserId user;
        SwitchCandidate candidate;
        QString sign;
        int unread = 0;
        bool guest = false;
        QVariantMap avatar;
    };
    /// Rows at most: more than a person looks through.
    static constexpr size_t mostRows = 50;

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void setPlaces(std::vector<Place> places);
    void setText(const QString &text);

private:
    void rank();

    std::vector<Place> m_places;
    QString m_text;
    std::vector<size_t> m_rows; ///< Of the places, in the order shown.
};

} // namespace Ui
