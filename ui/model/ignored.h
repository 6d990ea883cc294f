// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "ui/model/profile.h"

#include <QHash>
#include <QObject>
#include <QString>

namespace Ui {

/// Whom one does not want to hear of on a host: kept in the profile, told to nobody.
class Ignored : public QObject {
    Q_OBJECT
public:
    /// The profile must outlive it.
    Ignored(const Profile &profile, QString hostKey, QObject *parent = nullptr);

    bool contains(const Chat::UserId &user) const { return m_people.contains(user); }
    /// With the name each had when they were ignored.
    const QHash<Chat::UserId, QString> &people() const { return m_people; }
    /// As a question to the host names them: UTF-8 with commas between them, no more than it takes
    /// (500, in a header line of 10 KiB); of very many some are left out.
    QByteArray ids() const;
    void set(const Chat::UserId &user, const QString &name, bool ignored);

Q_SIGNALS:
    void changed(const Chat::UserId &user);

private:
    const Profile &m_profile;
    const QString m_hostKey;
    QHash<Chat::UserId, QString> m_people;
};

} // namespace Ui
