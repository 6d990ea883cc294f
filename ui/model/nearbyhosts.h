// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/announcement.h"
#include "ui/model/hostinquiry.h"

#include <QAbstractListModel>
#include <QHash>
#include <QStringList>
#include <QTimer>

#include <map>
#include <vector>

namespace Discovery {
class Lan;
}

namespace Ui {

class Profile;

/// Hosts near, live: from the network (Discovery::Lan), from hosts joined before, which are asked
/// one by one (GET /about) for where no multicast gets through, and from what these tell of others,
/// who are asked themselves before they are shown. One host is one row, by its id and its
/// fingerprint together, for anybody may claim either; hosts of the same id that differ in the
/// other are rows of their own.
///
/// Nothing found is trusted, and all of it is bounded: mostRows rows, mostAtOnce questions under
/// way.
class NearbyHosts : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::DisplayRole, ///< As the host says it, cleaned; may be empty.
        AddressRole = Qt::UserRole, ///< HOST:PORT to join by.
        HostIdRole,
        FingerprintRole, ///< QByteArray, 32 bytes or empty. Claimed.
        PeopleRole,
        AccessRole, ///< int of Discovery::Access.
        VersionRole,
        SourceRole, ///< int of Source.
        OwnRole,    ///< Open in this program.
    };
    enum class Source { Heard, KnownBefore, ToldByAnother };
    Q_ENUM(Source)

    static constexpr int mostRows = 64;
    static constexpr int mostAtOnce = 8;

    /// Without a Lan hosts are found by the other ways alone. Both must outlive it.
    explicit NearbyHosts(Discovery::Lan *lan, Profile &profile, QObject *parent = nullptr);

    /// Listens, and asks once a minute, until stop(); rows stay until start().
    void start();
    void stop();
    /// Listens and asks at once: after a resume, a click.
    void lookAgain();
    /// What the network says, where that is not a Lan's to tell.
    void setHeard(const QList<Discovery::FoundHost> &hosts);
    /// The id of the host that is open in this program; empty: none is.
    void setOwnHost(const QString &hostId);
    /// How long a host that is asked may take.
    void setPatience(std::chrono::milliseconds patience) { m_inquiry.setPatience(patience); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        Discovery::Announcement told;
        QString address;
        Source source = Source::Heard;
        friend bool operator==(const Row &, const Row &) = default;
    };
    /// What was asked, and answered.
    struct Asked {
        QString address; ///< To join by.
        Source source = Source::KnownBefore;
        Chat::About about;
        bool isThere = false;
        int silences = 0; ///< In a row.
    };

    void askAgain();
    void askNext();
    void queue(const QUrl &host);
    void take(const QUrl &host, const Chat::About &about);
    void hear(const std::vector<Chat::NearHost> &neighbours);
    void miss(const QUrl &host, HostInquiry::Failure failure);
    std::vector<Row> wanted() const;
    void refresh();

    Discovery::Lan *m_lan;
    Profile &m_profile;
    HostInquiry m_inquiry;
    QTimer m_asking;
    bool m_running = false;
    QString m_ownHost;
    QList<Discovery::FoundHost> m_heard;
    std::map<QUrl, Asked> m_asked;
    QList<QUrl> m_waiting; ///< To be asked.
    std::vector<Row> m_rows;
};

} // namespace Ui
