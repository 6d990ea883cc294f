// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QVersionNumber>

#include <optional>
#include <vector>

class QSettings;

namespace Ui {

class ChatClient;

/// Whether a host one is in runs a newer version of the program: told until it is put away, and of
/// each version once.
///
/// Only the hosts that let one in count, by the header `server` of their CONNECTED; what somebody
/// on the network merely announces could be anything. Nothing is asked of anybody, and nothing is
/// fetched.
class NewerVersion : public QObject {
    Q_OBJECT
public:
    struct Offer {
        QVersionNumber version;
        QString hostName; ///< What it calls itself, made safe to show; may be empty.
        friend bool operator==(const Offer &, const Offer &) = default;
    };
    static constexpr qsizetype mostPutAway = 16; ///< Versions that are remembered.

    /// The settings must outlive it. `own`: this program's.
    explicit NewerVersion(QSettings &settings, const QVersionNumber &own = ownVersion(),
                          QObject *parent = nullptr);

    /// Until the client goes.
    void follow(ChatClient *client);
    /// The newest, which is newer than ours and was not put away.
    const std::optional<Offer> &offer() const { return m_offer; }
    /// That version is told of no more, in later runs neither; nor are those between it and ours
    /// that other hosts have now.
    void putAway();

    static QVersionNumber ownVersion();
    /// Of `madang/0.2.0`; null for another program, what is not two to four numbers up to 9999, and
    /// versions on trial ("-rc1").
    static QVersionNumber versionOf(QByteArrayView server);

Q_SIGNALS:
    void changed();

private:
    void look();
    /// Of the hosts one is in, without what was put away; the newest comes last.
    std::vector<Offer> offers() const;

    QSettings &m_settings;
    const QVersionNumber m_own;
    QList<QPointer<ChatClient>> m_clients;
    std::optional<Offer> m_offer;
};

} // namespace Ui
