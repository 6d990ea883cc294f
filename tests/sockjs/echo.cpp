// SPDX-License-Identifier: GPL-3.0-or-later
// sockjs-echo: the services that the public SockJS protocol suite asks for, on the host's own
// doors.
//
//   sockjs-echo [--port N]
//
// /echo gives back every message, and ends an answer after 4096 bytes; /close ends every session at
// once; /disabled_websocket_echo and /cookie_needed_echo are what they are called. Prints the
// address once it listens.

#include "server/doors/acceptedwebsocket.h"
#include "server/doors/listener.h"
#include "server/doors/sockjsservice.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <array>
#include <memory>

using namespace Server;

namespace {

const QString goAway = QStringLiteral("Go away!");
constexpr int goAwayCode = 3000;

class Echo final : public SockJsSession::User {
public:
    explicit Echo(SockJsSession &session) : m_session(session) {}
    void opened() override {}
    void received(const QStringList &messages) override
    {
        for (const QString &message : messages)
            m_session.send(SockJs::quote(message));
    }
    void closed(bool) override {}

private:
    SockJsSession &m_session;
};

class Close final : public SockJsSession::User {
public:
    explicit Close(SockJsSession &session) : m_session(session) {}
    void opened() override { m_session.close(goAwayCode, goAway); }
    void received(const QStringList &) override {}
    void closed(bool) override {}

private:
    SockJsSession &m_session;
};

template <typename User>
std::unique_ptr<SockJsSession::User> make(SockJsSession &session)
{
    return std::make_unique<User>(session);
}

SockJsService::Options options(const char *base)
{
    SockJsService::Options options;
    options.base = base;
    options.jsonp = true;
    options.allowedOrigins = {"*"};
    return options;
}

/// The services of one listener, and what of them is a raw WebSocket.
class Services {
public:
    explicit Services(Listener &listener) : m_listener(listener)
    {
        auto echo = options("/echo");
        echo.responseBytes = 4096;
        auto disabled = options("/disabled_websocket_echo");
        disabled.webSocket = false;
        auto cookie = options("/cookie_needed_echo");
        cookie.cookie = true;
        add(echo, make<Echo>);
        add(options("/close"), make<Close>);
        add(disabled, make<Echo>);
        add(cookie, make<Echo>);
    }

    HttpAnswer answer(const HttpRequest &request)
    {
        for (const auto &service : m_services) {
            if (service->serves(request.path))
                return service->answer(request);
        }
        return HttpResponse::text(404, "There is nothing here.");
    }

    WebSocketKind kindOf(QByteArrayView path) const
    {
        const bool known =
            path == rawEcho || path == rawClose ||
            std::any_of(m_services.begin(), m_services.end(),
                        [path](const auto &service) { return service->hasWebSocket(path); });
        return known ? WebSocketKind::Messages : WebSocketKind::None;
    }

    void open(AcceptedWebSocket *socket, const QByteArray &path)
    {
        for (const auto &service : m_services) {
            if (service->hasWebSocket(path)) {
                service->open(std::unique_ptr<AcceptedWebSocket>(socket));
                return;
            }
        }
        socket->setParent(&m_listener);
        QObject::connect(socket, &Stomp::Link::closed, socket, &QObject::deleteLater);
        if (path == rawClose)
            socket->close(Stomp::CloseCode(goAwayCode), goAway);
        else
            QObject::connect(socket, &Stomp::Link::received, socket,
                             [socket](const QByteArray &message) {
                                 socket->send(Stomp::OutgoingFrame(message));
                             });
    }

private:
    static constexpr QByteArrayView rawEcho = "/echo/websocket", rawClose = "/close/websocket";

    void add(const SockJsService::Options &options, SockJsSession::Welcome welcome)
    {
        m_services.push_back(
            std::make_unique<SockJsService>(options, m_listener.reception(), std::move(welcome)));
    }

    Listener &m_listener;
    std::vector<std::unique_ptr<SockJsService>> m_services;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Echo services over SockJS, for tests."));
    parser.addHelpOption();
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("0: any free one."),
                                  QStringLiteral("N"), QStringLiteral("8081"));
    parser.addOption(port);
    parser.process(app);

    Services *services = nullptr;
    Listener::Options options;
    options.upgrade.allowedOrigins = {"*"};
    options.upgrade.kindOf = [&services](QByteArrayView path) { return services->kindOf(path); };
    Listener listener(
        options, [&services](const HttpRequest &request) { return services->answer(request); });
    Services known(listener);
    services = &known;
    QObject::connect(
        &listener, &Listener::messagesOpened, &listener,
        [&known](AcceptedWebSocket *socket, const QByteArray &path) { known.open(socket, path); });
    QTextStream out(stdout), err(stderr);
    if (!listener.listen(QHostAddress::LocalHost, parser.value(port).toUShort())) {
        err << "sockjs-echo: cannot listen: " << listener.errorString() << Qt::endl;
        return 1;
    }
    out << "sockjs-echo ready http://127.0.0.1:" << listener.serverPort() << Qt::endl;
    return app.exec();
}
