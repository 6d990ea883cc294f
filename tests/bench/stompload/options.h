// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace Stompload {

/// Where a server is.
struct Address {
    std::string host = "127.0.0.1"; ///< An IPv4 address, or "localhost".
    std::string path = "/";
    int port = 0;
};

/// The command line. Times in seconds, sizes in bytes.
struct Options {
    std::string phase;
    std::vector<Address> servers; ///< A room's members are shared out among them.
    int port = 0;                 ///< serve-limit only.
    bool tcp = false;             ///< Plain STOMP, without WebSocket.
    bool binary = false;
    bool mask = false; ///< Random mask keys instead of zero.

    std::string login, passcode;
    std::string virtualHost = "/";
    std::string subprotocol = "v12.stomp";
    std::string acceptVersion = "1.2";
    int heartBeatOut = 0, heartBeatIn = 0; ///< Milliseconds; 0: none.
    std::vector<std::string> connectHeaders, sendHeaders, subscribeHeaders, httpHeaders;
    std::string contentType = "text/plain";
    std::string subscribePattern = "/topic/room.%d", sendPattern = "/topic/room.%d";
    bool receipt = true; ///< Ask for a RECEIPT to SUBSCRIBE.
    bool uniqueSubscriptionId = false;

    int clients = 100, rooms = 1;
    int publishers = 1; ///< Per room.
    int window = 8;     ///< fanout: messages in flight per room.
    double rate = 50;   ///< rate: messages per second per room.
    int size = 128;     ///< Of a body, with prefix and suffix.
    std::string prefix, suffix;
    bool utf8 = false; ///< Fill bodies with Hangul.
    bool verify = false;
    bool probe = true;
    bool mutePublishers = false; ///< Publishers do not subscribe.

    int threads = 1;
    int parallel = 64; ///< Connects at once.
    int sources = 0;   ///< Loopback addresses to connect from; 0: as many as the ports ask for.
    double time = 5, warmup = 1, drain = 5, settle = 2;

    std::vector<int> serverProcesses;
    std::string label, jsonFile;

    bool coalesce = false; ///< serve-limit only.
};

/// Ends the program with a message when the command line makes no sense.
Options parseOptions(int argc, char **argv);

} // namespace Stompload
