// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QAbstractListModel>
#include <QTimer>

#include <vector>

namespace Ui {

/// The people of one room: those here now first, each part in the order of names.
class MemberListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        UserIdRole = Qt::UserRole + 1, ///< QString
        NameRole,                      ///< QString; Qt::DisplayRole gives the same
        GuestRole,                     ///< bool
        HereRole,                      ///< bool
        SelfRole,                      ///< bool
        AvailabilityRole,              ///< int of Chat::Availability; never Offline while here
        StatusRole,                    ///< QString, their own words; empty once expired
        LastSeenRole,                  ///< QDateTime, local; invalid unless Offline and known
        AvatarRole,                    ///< QVariantMap: emoji, color, file; empty: none
        MemberRoleRole,                ///< int of Chat::MemberRole
    };
    explicit MemberListModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setSelf(const Chat::UserId &self);
    void setMembers(const std::vector<Chat::Member> &members);
    /// Adds, changes, or (neither here nor a member) removes one person.
    void update(const Chat::Member &member);
    int hereCount() const;

private:
    QString readText(const Chat::Member &member) const;
    int rowOf(const Chat::UserId &user) const;
    void insert(const Chat::Member &member);
    void armExpiry();
    /// Somebody's status is over.
    void expire();

    std::vector<Chat::Member> m_members; ///< In the order shown.
    Chat::UserId m_self;
    QTimer m_expiry; ///< Of the status that is over first.
};

} // namespace Ui
