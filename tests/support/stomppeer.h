// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/serversession.h"
#include "tests/support/stomptext.h"

#include <chrono>
#include <variant>
#include <vector>

namespace StompText {

/// When every conversation of a test begins.
inline constexpr Stomp::TimePoint start{std::chrono::hours(1)};

/// A session with the bytes of a client typed in by hand.
struct Peer {
    Stomp::ServerSession session;
    Stomp::TimePoint now = start;
    std::vector<Stomp::ServerSession::Event> events{};

    explicit Peer(const Stomp::ServerSession::Options &options = {}) : session(options, start) {}

    /// Connected in that version, with the output of that taken.
    explicit Peer(Stomp::Version version, const Stomp::ServerSession::Options &options = {})
        : Peer(options)
    {
        type("CONNECT\naccept-version:" + versionName(version).toByteArray() + "\n\n^");
        session.accept("s1", {}, now);
        session.takeOutput();
        events.clear();
    }

    void pull()
    {
        while (auto event = session.nextEvent())
            events.push_back(std::move(*event));
    }
    void type(const QByteArray &text)
    {
        session.receive(wire(text), now);
        pull();
    }
    QByteArrayList output() { return frames(session.takeOutput(), session.version()); }

    template <typename T>
    std::vector<T> all() const
    {
        std::vector<T> found;
        for (const auto &event : events) {
            if (const T *match = std::get_if<T>(&event))
                found.push_back(*match);
        }
        return found;
    }
    template <typename T>
    bool only() const
    {
        return events.size() == 1 && std::holds_alternative<T>(events.front());
    }
    template <typename T>
    T last() const
    {
        return events.empty() || !std::holds_alternative<T>(events.back())
                   ? T{}
                   : std::get<T>(events.back());
    }
};

} // namespace StompText
