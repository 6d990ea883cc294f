// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/channel.h"
#include "server/cluster/cluster.h"
#include "server/cluster/clustermessage.h"

#include <chrono>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace Server {

/// What a host knows of the others, where what they say comes one way and what stands of them is
/// read another: messages and time in, events out. Nothing twice, nothing out of order, and no
/// older value over a newer one, whichever way was faster.
class OtherHosts {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Told {
        HostName from;
        Channel channel = Channel::Changes;
        QByteArray payload;
    };
    struct FieldChanged {
        HostName host;
        QByteArray field;
        std::optional<QByteArray> value;
    };
    struct Gone {
        HostName host;
    };
    struct Missed {
        HostName from;
    };
    /// What stands of it has to be read: stands() or standsNot() follows.
    struct ToRead {
        HostName host;
    };
    using Event = std::variant<Told, FieldChanged, Gone, Missed, ToRead>;

    /// More hosts than this are not believed.
    static constexpr size_t mostHosts = 1000;

    /// One that says nothing for `lifetime` is gone if nothing of it stands any more, either.
    OtherHosts(HostName self, std::chrono::milliseconds lifetime);

    void receive(const ClusterMessage &message, TimePoint now);
    /// What was read of a host: its fields as they were after its message `number`.
    void stands(const HostName &host, quint64 number, const Cluster::Fields &fields, TimePoint now);
    void standsNot(const HostName &host, TimePoint now);
    /// What was said meanwhile is lost and no Missed; what stands is told anew when it is read.
    void reconnected(TimePoint now);
    void tick(TimePoint now);

    int count() const { return int(m_hosts.size()); }
    std::vector<Event> takeEvents() { return std::exchange(m_events, {}); }

private:
    struct Field {
        std::optional<QByteArray> value; ///< nullopt: unset while a reading was under way.
        quint64 number = 0;              ///< Of the message that it is from.
    };
    struct Host {
        std::optional<quint64> last; ///< Number of what it said last; unset: nothing yet.
        quint64 read = 0;            ///< Fields are read up to this number.
        quint64 forgotten = 0;       ///< Number of the last unset() that `fields` does not have.
        bool resumes = false;        ///< A gap before its next message is no news.
        bool tellsAgain = false;     ///< What is read is told even if it is known.
        int readings = 0;            ///< Under way.
        bool readAgain = false;      ///< What is under way may be from before the last loss.
        TimePoint heard;
        std::map<QByteArray, Field> fields;
    };
    Host *known(const HostName &name, TimePoint now);
    /// One at a time: whatever is lost, no more is asked of Redis than it answers.
    void read(const HostName &name, Host &host);
    void readingEnded(const HostName &name, Host &host);
    void change(const HostName &name, Host &host, const ClusterMessage &message);
    void forgetUnset(Host &host);

    const HostName m_self;
    const std::chrono::milliseconds m_lifetime;
    std::map<HostName, Host> m_hosts;
    std::vector<Event> m_events;
};

} // namespace Server
