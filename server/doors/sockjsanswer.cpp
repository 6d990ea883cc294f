// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjsanswer.h"

#include <utility>

namespace Server {
namespace {

/// Old browsers show nothing of an answer before they have had so much of it.
constexpr qsizetype xhrPrelude = 2048, htmlPrelude = 1024;

/// Clients undo this with decodeURI. Frames have no line ends; their percent signs must survive.
QByteArray percentEscaped(QByteArray frame)
{
    return frame.replace('%', "%25");
}

/// A frame as a string of a script within a page.
QByteArray scriptString(const QByteArray &frame)
{
    QByteArray out;
    out.reserve(frame.size() + frame.size() / 8 + 2);
    out.append('"');
    for (const char c : frame) {
        if (c == '<') { // or what somebody says could end the script
            out.append("\\u003c");
            continue;
        }
        if (c == '"' || c == '\\')
            out.append('\\');
        out.append(c);
    }
    return out.append('"');
}

} // namespace

QByteArray SockJsFraming::write(const QByteArray &frame) const
{
    switch (kind) {
    case Kind::Lines:
        return frame + '\n';
    case Kind::Events:
        return "data: " + percentEscaped(frame) + "\r\n\r\n";
    case Kind::Scripts:
        return "<script>\np(" + scriptString(frame) + ");\n</script>\r\n";
    case Kind::Callback:
        break;
    }
    return "/**/" + callback + '(' + scriptString(frame) + ");\r\n";
}

SockJsFraming xhrFraming()
{
    return {};
}

SockJsFraming xhrStreamingFraming(qint64 limit)
{
    return {SockJsFraming::Kind::Lines, QByteArray(xhrPrelude, 'h') + '\n', limit, {}};
}

SockJsFraming eventSourceFraming(qint64 limit)
{
    return {SockJsFraming::Kind::Events, "\r\n", limit, {}};
}

SockJsFraming htmlFileFraming(qint64 limit, const QByteArray &callback)
{
    // The protocol asks for this page to the letter.
    QByteArray page =
        "<!doctype html>\n"
        "<html><head>\n"
        "  <meta http-equiv=\"X-UA-Compatible\" content=\"IE=edge\" />\n"
        "  <meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\" />\n"
        "</head><body><h2>Don't panic!</h2>\n"
        "  <script>\n"
        "    document.domain = document.domain;\n"
        "    var c = parent." +
        callback +
        ";\n"
        "    c.start();\n"
        "    function p(d) {c.message(d);};\n"
        "    window.onload = function() {c.stop();};\n"
        "  </script>";
    page = page.leftJustified(htmlPrelude, ' ') + "\r\n\r\n";
    return {SockJsFraming::Kind::Scripts, page, limit, {}};
}

SockJsFraming jsonpFraming(const QByteArray &callback)
{
    return {SockJsFraming::Kind::Callback, {}, 1, callback};
}

SockJsAnswer::SockJsAnswer(SockJsSession &session, HttpResponse head, SockJsFraming framing)
    : m_session(&session), m_head(std::move(head)), m_framing(std::move(framing))
{
}

SockJsAnswer::~SockJsAnswer()
{
    gone();
}

void SockJsAnswer::begin(HttpBody &body)
{
    m_body = &body;
    body.write(m_framing.prelude);
    m_session->attach(*this);
}

void SockJsAnswer::sendFrame(const QByteArray &frame)
{
    const QByteArray bytes = m_framing.write(frame);
    m_sent += bytes.size();
    if (m_body)
        m_body->write(bytes);
}

void SockJsAnswer::end()
{
    m_ended = true;
    m_body->finish();
    if (m_session && bytesToWrite() > 0)
        m_session->leaves(*this);
    else
        m_session = nullptr;
}

void SockJsAnswer::drained()
{
    if (!m_session)
        return;
    if (m_ended && bytesToWrite() == 0)
        leave();
    else
        m_session->drained();
}

void SockJsAnswer::gone()
{
    m_body = nullptr;
    if (m_ended)
        leave();
    else if (SockJsSession *session = std::exchange(m_session, nullptr))
        session->detach(*this, true);
}

void SockJsAnswer::leave()
{
    if (SockJsSession *session = std::exchange(m_session, nullptr))
        session->left(*this);
}

void SockJsAnswer::drop()
{
    if (m_ended)
        m_session = nullptr;
    if (m_body)
        m_body->abort();
}

} // namespace Server
