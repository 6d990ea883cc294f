// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/about.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <vector>

namespace Server {

/// What a running host says of itself to whoever is near, and whom it hears there. Lives in the
/// host's thread.
class HostAbout : public QObject {
    Q_OBJECT
public:
    using Count = std::function<int()>;

    /// `people`: who is connected now.
    explicit HostAbout(Count people, QObject *parent = nullptr);

    /// Between two counts of the people; half a minute unless told.
    void setPause(std::chrono::milliseconds pause) { m_counting.setInterval(pause); }

    /// People and neighbours are left out of it; changed() follows.
    void tell(Chat::About host);
    void setNeighbours(std::vector<Chat::NearHost> neighbours);
    Chat::About now() const;

Q_SIGNALS:
    /// Without neighbours. For people alone after a pause: each change goes out to
    /// a whole network.
    void changed(const Chat::About &about);

private:
    void count();

    Count m_people;
    Chat::About m_host;
    std::vector<Chat::NearHost> m_neighbours;
    int m_told = 0; ///< People, in the last changed().
    QTimer m_counting;
};

} // namespace Server
