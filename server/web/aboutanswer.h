// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"
#include "stomp/time.h"
#include "stomp/wire/about.h"

#include <functional>
#include <optional>

namespace Server {

/// The answer to `GET /about`: what the host says of itself to anybody. Made once a second at most,
/// however many ask.
class AboutAnswer {
public:
    using Source = std::function<Chat::About()>;

    /// Without a source there is nothing at that path.
    explicit AboutAnswer(Source source = {}) : m_source(std::move(source)) {}

    HttpResponse answer(Stomp::TimePoint now);

private:
    Source m_source;
    std::optional<Stomp::TimePoint> m_made;
    QByteArray m_json;
};

} // namespace Server
