// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <numeric>

namespace Server {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

using Value = double (*)(const HostStatus &);

struct Label {
    const char *name = nullptr;
    const char *value = nullptr;
};

/// One line to be served. Neighbours of the same name are one family, told apart by the label.
struct Metric {
    const char *name;
    const char *help; ///< One line without a backslash: the serialiser writes it as it is.
    MetricType type;
    Value value;
    Label label = {};
};

constexpr auto rising = MetricType::Counter;
constexpr auto level = MetricType::Gauge;

template <auto Member>
double ofBroker(const HostStatus &status)
{
    return double(status.broker.*Member);
}
template <auto Member>
double counted(const HostStatus &status)
{
    return double(status.broker.counters.*Member);
}
template <auto Member>
double ofQueues(const HostStatus &status)
{
    return double(status.broker.queueCounters.*Member);
}
template <auto Member>
double ofDoors(const HostStatus &status)
{
    return double(status.doors.*Member);
}
template <auto Member>
double ofStore(const HostStatus &status)
{
    return double(status.store.*Member);
}
template <auto Member>
double ofProcess(const HostStatus &status)
{
    return double((*status.process).*Member);
}
template <auto Member>
double ofRelay(const HostStatus &status)
{
    return double((*status.relay).*Member);
}
template <auto Member>
double sumOverQueues(const HostStatus &status)
{
    const auto &queues = status.broker.queues;
    return std::accumulate(
        queues.begin(), queues.end(), 0.0,
        [](double sum, const Queues::Status &queue) { return sum + double(queue.*Member); });
}

constexpr Metric metrics[] = {
    {"madang_build_info",
     "Always 1; the label tells the version.",
     level,
     [](const HostStatus &) { return 1.0; },
     {"version", MADANG_VERSION}},
    {"madang_uptime_seconds", "Time since the host started.", level,
     [](const HostStatus &status) { return double(status.uptime.count()); }},
    {"madang_healthy", "1 while /health answers 200.", level,
     [](const HostStatus &status) { return status.health == HostStatus::Health::Ok ? 1.0 : 0.0; }},

    {"madang_connections", "Connections now, before their CONNECT as well.", level,
     &ofBroker<&BrokerStatus::connections>},
    {"madang_sessions", "STOMP sessions now.", level, &ofBroker<&BrokerStatus::sessions>},
    {"madang_subscriptions", "Subscriptions now.", level, &ofBroker<&BrokerStatus::subscriptions>},
    {"madang_topics", "Topics and patterns somebody subscribes to.", level,
     &ofBroker<&BrokerStatus::topicCount>},
    {"madang_queues", "Queues that hold something or have a consumer.", level,
     &ofBroker<&BrokerStatus::queueCount>},
    {"madang_retained_messages", "Last values kept for those who come later.", level,
     &ofBroker<&BrokerStatus::retained>},
    {"madang_unread_bytes", "Bytes that wait for sessions to read them.", level,
     &ofBroker<&BrokerStatus::queuedBytes>},

    {"madang_connections_opened_total", "Connections that came.", rising,
     &counted<&BrokerCounters::connections>},
    {"madang_sessions_opened_total", "CONNECT frames accepted.", rising,
     &counted<&BrokerCounters::sessions>},
    {"madang_connect_refusals_total", "CONNECT frames refused.", rising,
     &counted<&BrokerCounters::refusals>},
    {"madang_error_frames_total", "ERROR frames sent.", rising, &counted<&BrokerCounters::errors>},
    {"madang_received_frames_total", "Frames received.", rising,
     &counted<&BrokerCounters::framesReceived>},
    {"madang_received_bytes_total", "Bytes of STOMP received.", rising,
     &counted<&BrokerCounters::bytesReceived>},
    {"madang_received_messages_total", "SEND frames received.", rising,
     &counted<&BrokerCounters::messagesReceived>},
    {"madang_delivered_messages_total", "MESSAGE frames handed to connections.", rising,
     &counted<&BrokerCounters::deliveries>},
    {"madang_delivered_bytes_total", "Their bytes.", rising,
     &counted<&BrokerCounters::bytesDelivered>},
    {"madang_dropped_messages_total", "Presence and the like left out for slow sessions.", rising,
     &counted<&BrokerCounters::dropped>},
    {"madang_expired_messages_total", "Messages not delivered because they had expired.", rising,
     &counted<&BrokerCounters::expired>},
    {"madang_denied_frames_total", "Frames refused by the destination policy.", rising,
     &counted<&BrokerCounters::denied>},
    {"madang_slow_consumers_total", "Sessions ended because they did not read.", rising,
     &counted<&BrokerCounters::slowConsumers>},
    {"madang_silent_peers_total", "Sessions ended because no heart-beat came.", rising,
     &counted<&BrokerCounters::silentPeers>},
    {"madang_held_back_total", "Times a session was not read on because of its rate.", rising,
     &counted<&BrokerCounters::heldBack>},

    {"madang_queue_waiting_messages", "Waiting in the longest 1,000 queues.", level,
     &sumOverQueues<&Queues::Status::waiting>},
    {"madang_queue_unacknowledged_messages",
     "Handed out and not acknowledged, in the longest 1,000 queues.", level,
     &sumOverQueues<&Queues::Status::handedOut>},
    {"madang_queue_bytes", "Held by the longest 1,000 queues.", level,
     &sumOverQueues<&Queues::Status::bytes>},
    {"madang_queue_sent_total", "Messages sent to queues.", rising,
     &ofQueues<&Queues::Counters::sent>},
    {"madang_queue_handed_out_total", "Times a message of a queue was handed to a consumer.",
     rising, &ofQueues<&Queues::Counters::handedOut>},
    {"madang_queue_acknowledged_total", "Messages of queues that were acknowledged.", rising,
     &ofQueues<&Queues::Counters::acknowledged>},
    {"madang_queue_redelivered_total", "Times a message was handed out again.", rising,
     &ofQueues<&Queues::Counters::redelivered>},
    {"madang_queue_expired_total", "Messages that expired in a queue.", rising,
     &ofQueues<&Queues::Counters::expired>},
    {"madang_queue_dead_letters_total", "Messages that went to the dead letters.", rising,
     &ofQueues<&Queues::Counters::deadLettered>},
    {"madang_queue_refused_total", "Messages a queue had no room for.", rising,
     &ofQueues<&Queues::Counters::refused>},

    {"madang_door_accepted_total", "Sockets accepted.", rising,
     &ofDoors<&HostStatus::Doors::accepted>},
    {"madang_door_refusals_total",
     "Sockets refused because there were too many.",
     rising,
     &ofDoors<&HostStatus::Doors::refusedTotal>,
     {"bound", "all"}},
    {"madang_door_refusals_total",
     "",
     rising,
     &ofDoors<&HostStatus::Doors::refusedPerAddress>,
     {"bound", "address"}},
    {"madang_door_refusals_total",
     "",
     rising,
     &ofDoors<&HostStatus::Doors::refusedHandshakes>,
     {"bound", "handshakes"}},
    {"madang_door_timeouts_total",
     "Connections given up because nothing came.",
     rising,
     &ofDoors<&HostStatus::Doors::handshakeTimeouts>,
     {"waiting_for", "handshake"}},
    {"madang_door_timeouts_total",
     "",
     rising,
     &ofDoors<&HostStatus::Doors::pingTimeouts>,
     {"waiting_for", "pong"}},
    {"madang_door_tls_failures_total", "TLS handshakes that failed.", rising,
     &ofDoors<&HostStatus::Doors::tlsFailures>},
    {"madang_door_http_requests_total", "HTTP requests answered.", rising,
     &ofDoors<&HostStatus::Doors::httpRequests>},

    {"madang_store_appends_total", "Messages written to the log.", rising,
     &ofStore<&StoreStatus::appends>},
    {"madang_store_appended_bytes_total", "Bytes of their text.", rising,
     &ofStore<&StoreStatus::appendedBytes>},
    {"madang_store_groups_total", "Batches the log worked through.", rising,
     &ofStore<&StoreStatus::groups>},
    {"madang_store_grouped_calls_total", "Calls in those batches.", rising,
     &ofStore<&StoreStatus::grouped>},
    {"madang_store_failures_total", "Writes that failed.", rising,
     &ofStore<&StoreStatus::failures>},
    {"madang_store_damages_total", "Reads and writes that found the log damaged.", rising,
     &ofStore<&StoreStatus::damages>},
    {"madang_store_waiting_calls", "Calls the log has not answered yet.", level,
     &ofStore<&StoreStatus::waiting>},
    {"madang_store_full", "1 while the log has no room, else 0.", level,
     [](const HostStatus &status) { return status.store.full ? 1.0 : 0.0; }},
    {"madang_store_log_bytes", "Size of the log.", level,
     [](const HostStatus &status) { return double(status.disk.logBytes); }},
    {"madang_disk_free_bytes", "Room that the data's disk has.", level,
     [](const HostStatus &status) { return double(status.disk.freeBytes); }},
    {"madang_disk_low", "1 while there is less room than disk-warning-bytes, else 0.", level,
     [](const HostStatus &status) {
         return status.disk.level == HostStatus::Disk::Level::Enough ? 0.0 : 1.0;
     }},
    {"madang_search_unindexed_messages", "Messages that the full-text index does not have yet.",
     level, &ofStore<&StoreStatus::unindexed>},
    {"madang_searches_total", "Searches answered.", rising, &ofStore<&StoreStatus::searches>},
    {"madang_search_seconds_total", "Time that they took.", rising,
     [](const HostStatus &status) { return double(status.store.searchMicroseconds) / 1e6; }},
};

/// By the names that every program uses for these; left out where the system does not tell.
constexpr Metric processMetrics[] = {
    {"process_cpu_seconds_total", "Processor time of the host, user and system.", rising,
     &ofProcess<&ProcessStatus::cpuSeconds>},
    {"process_resident_memory_bytes", "Resident memory of the host.", level,
     &ofProcess<&ProcessStatus::residentBytes>},
    {"process_open_fds", "Open file descriptors.", level,
     &ofProcess<&ProcessStatus::openDescriptors>},
    {"process_max_fds", "File descriptors the host may open.", level,
     &ofProcess<&ProcessStatus::mostDescriptors>},
};

constexpr Metric clusterMetrics[] = {
    {"madang_cluster_connected", "1 while other hosts can be told something by Redis, else 0.",
     level, [](const HostStatus &status) { return status.cluster->connected ? 1.0 : 0.0; }},
    {"madang_cluster_hosts", "Other hosts that are there.", level,
     [](const HostStatus &status) { return double(status.cluster->hosts); }},
    {"madang_cluster_sent_total", "What this host told the others.", rising,
     [](const HostStatus &status) { return double(status.cluster->sent); }},
    {"madang_cluster_received_total", "What others told this host.", rising,
     [](const HostStatus &status) { return double(status.cluster->received); }},
    {"madang_cluster_dropped_total", "What could not be told for want of a way.", rising,
     [](const HostStatus &status) { return double(status.cluster->dropped); }},
    {"madang_cluster_missed_total", "Times that something others told was lost.", rising,
     [](const HostStatus &status) { return double(status.cluster->missed); }},
    {"madang_cluster_reconnects_total", "Connections to Redis after the first.", rising,
     [](const HostStatus &status) { return double(status.cluster->reconnects); }},
};
constexpr Metric relayMetrics[] = {
    {"madang_relay_connected", "1 while the broker behind is there, else 0.", level,
     [](const HostStatus &status) { return status.relay->connected ? 1.0 : 0.0; }},
    {"madang_relay_connections", "Connections of sessions to the broker behind now.", level,
     &ofRelay<&RelayStatus::connections>},
    {"madang_relay_sent_total", "Requests made to the broker behind.", rising,
     &ofRelay<&RelayStatus::sent>},
    {"madang_relay_delivered_messages_total", "Messages of the broker behind given to sessions.",
     rising, &ofRelay<&RelayStatus::delivered>},
    {"madang_relay_failures_total", "Connections to the broker behind that failed.", rising,
     &ofRelay<&RelayStatus::failures>},
    {"madang_relay_reconnects_total", "Times the broker behind was there again.", rising,
     &ofRelay<&RelayStatus::reconnects>},
    {"madang_relay_unsent_messages_total",
     "Messages of the host itself that the broker behind did not get.", rising,
     &ofRelay<&RelayStatus::unsent>},
};

void add(std::vector<MetricFamily> &families, const Metric &metric, const HostStatus &status)
{
    if (families.empty() || families.back().name != metric.name)
        families.push_back({metric.name, metric.help, metric.type, {}});
    ClientMetric line;
    if (metric.label.name)
        line.label.push_back({metric.label.name, metric.label.value});
    (metric.type == rising ? line.counter.value : line.gauge.value) = metric.value(status);
    families.back().metric.push_back(line);
}

} // namespace

QByteArray metricsText(const HostStatus &status)
{
    std::vector<MetricFamily> families;
    for (const Metric &metric : metrics)
        add(families, metric, status);
    if (status.process) {
        for (const Metric &metric : processMetrics)
            add(families, metric, status);
    }
    if (status.cluster) {
        for (const Metric &metric : clusterMetrics)
            add(families, metric, status);
    }
    if (status.relay) {
        for (const Metric &metric : relayMetrics)
            add(families, metric, status);
    }
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families));
}

} // namespace Server
