// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/aboutanswer.h"

namespace Server {
namespace {

constexpr std::chrono::seconds aboutAge{1};

} // namespace

HttpResponse AboutAnswer::answer(Stomp::TimePoint now)
{
    if (!m_source)
        return HttpResponse::text(404, "There is nothing here.");
    if (!m_made || now - *m_made >= aboutAge) {
        m_json = Chat::aboutJson(m_source());
        m_made = now;
    }
    HttpResponse response;
    response.contentType = "application/json";
    response.body = m_json;
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

} // namespace Server
