// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/hookroutes.h"

#include "server/auth/addresses.h"
#include "server/web/hookwords.h"
#include "server/web/problems.h"

#include <QTimer>

#include <utility>

namespace Server {
namespace {

constexpr QByteArrayView hookPath = "/hooks/";
constexpr qsizetype longestHookToken = 64;
constexpr size_t mostHookRates = 1000;

HttpResponse waitAnswer(std::chrono::seconds wait)
{
    return laterProblem(429, "too many requests", "Wait a little, then post again.", wait);
}

HttpResponse noSuchHookAnswer()
{
    return problem(404, "no such hook",
                   "The address is not, or no longer, one of a hook. Who keeps order in the room "
                   "can make a new one.");
}

HttpResponse hookRefusal(const Refusal &refused)
{
    switch (refused.kind) {
    case Refusal::Kind::Malformed:
        return problem(400, refused.message, refused.body);
    case Refusal::Kind::Forbidden:
        return problem(403, refused.message, refused.body);
    case Refusal::Kind::NotFound:
        return problem(404, refused.message, "The room of this hook is not there any more.");
    case Refusal::Kind::Full:
        return problem(507, refused.message, refused.body);
    case Refusal::Kind::Unavailable:
        break;
    }
    return problem(503, refused.message, refused.body);
}

HttpResponse saidAnswer(Chat::Sequence sequence)
{
    return jsonAnswer(200, "{\"seq\":" + QByteArray::number(sequence.number) + '}');
}

} // namespace

HookRoutes::HookRoutes(RoomHooks &hooks, Options options)
    : m_hooks(hooks), m_options(std::move(options)), m_visitors(m_options.visitors)
{
}

void HookRoutes::setOptions(Options options)
{
    m_options = std::move(options);
    m_visitors.setOptions(m_options.visitors);
    m_rates.clear();
}

bool HookRoutes::knows(QByteArrayView path)
{
    return path.startsWith(hookPath) && path.size() > hookPath.size();
}

HttpAnswer HookRoutes::answer(const HttpRequest &request)
{
    const QByteArray origin = request.header("Origin");
    if (auto refused = m_visitors.refusal(request))
        return std::move(*refused);
    if (request.method != "POST" && request.method != "OPTIONS") {
        HttpResponse response = problem(405, "method not allowed", "Messages are posted here.");
        response.headers.emplace_back("Allow", "POST, OPTIONS");
        return readableBy(origin, response);
    }
    if (request.method == "OPTIONS") {
        HttpResponse response = HttpResponse::allowing(204, "POST, OPTIONS");
        response.headers.emplace_back("Access-Control-Allow-Methods", "POST, OPTIONS");
        response.headers.emplace_back("Access-Control-Allow-Headers", "Content-Type");
        return readableBy(origin, response);
    }
    const QByteArray token = request.path.sliced(hookPath.size());
    const auto hook = token.size() > longestHookToken ? std::nullopt : m_hooks.findByToken(token);
    if (!hook)
        return refuse(request);
    if (auto wait = tooFast(hook->id))
        return readableBy(origin, std::move(*wait));
    if (request.body.size() > bodyBytes)
        return readableBy(origin, problem(413, "body too large", "A post may have 64 KiB."));
    const QByteArray type =
        request.header("Content-Type").split(';').constFirst().trimmed().toLower();
    const auto words = readHookWords(type, request.body);
    if (!words) {
        return readableBy(
            origin, problem(400, "nothing to say",
                            "Post {\"text\":\"build ok\"}, with an \"id\" of 1 to 64 of A-Z, a-z, "
                            "0-9, '_' and '-' if there is one."));
    }
    return HttpLater([this, hook = *hook, words = *words, origin](const HttpReply &reply) {
        m_hooks.say(
            hook, words,
            m_guard([reply, origin](const tl::expected<Chat::Sequence, Refusal> &said) {
                reply(readableBy(origin, said ? saidAnswer(*said) : hookRefusal(said.error())));
            }));
    });
}

/// As late as a wrong password, and so many at once: what is looked up costs little and cannot be
/// guessed, but what waits takes memory.
HttpAnswer HookRoutes::refuse(const HttpRequest &request)
{
    const QHostAddress from = addressNetwork(request.peer);
    if (m_refusals.value(from) >= m_options.refusalsPerPeer || m_waiting >= m_options.refusals)
        return readableBy(request.header("Origin"), waitAnswer(std::chrono::seconds(2)));
    ++m_waiting;
    ++m_refusals[from];
    return HttpLater(
        [this, peer = from, origin = request.header("Origin")](const HttpReply &reply) {
            QTimer::singleShot(m_options.refusalDelay, &m_home, [this, peer, origin, reply] {
                --m_waiting;
                if (--m_refusals[peer] <= 0)
                    m_refusals.remove(peer);
                reply(readableBy(origin, noSuchHookAnswer()));
            });
        });
}

std::optional<HttpResponse> HookRoutes::tooFast(const QString &hook)
{
    const Stomp::TimePoint now = Stomp::Clock::now();
    if (m_rates.size() >= mostHookRates && !m_rates.contains(hook))
        m_rates.clear(); // hooks that came and went
    TokenBucket &rate = m_rates.try_emplace(hook, m_options.rate, now).first->second;
    if (const auto ready = rate.readyAt(); ready && *ready > now) {
        return waitAnswer(std::chrono::ceil<std::chrono::seconds>(*ready - now));
    }
    rate.take(1, now);
    return std::nullopt;
}

} // namespace Server
