// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host.h"

#include "discovery/lan.h"
#ifdef Q_OS_LINUX
#include "server/doors/epolldispatcher.h"
#endif
#include "server/hostannouncing.h"
#include "server/hostcore.h"
#include "stomp/net/looplink.h"

namespace Server {

Host::Host(HostConfig config, QObject *parent) : QObject(parent), m_config(std::move(config))
{
    qRegisterMetaType<HostAddresses>();
    qRegisterMetaType<HostFailure>();
    qRegisterMetaType<HostStatus>();
    m_core = new HostCore(m_config);
    m_core->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_core, &QObject::deleteLater);
    connect(m_core, &HostCore::started, this, &Host::started);
    connect(m_core, &HostCore::failed, this, &Host::failed);
    connect(m_core, &HostCore::stopped, this, &Host::stopped);
    connect(m_core, &HostCore::aboutChanged, this, &Host::tell);
    connect(m_core, &HostCore::stopped, this, [this] { m_announcing.reset(); });
    connect(m_core, &HostCore::reloaded, this, &Host::reloaded);
    connect(m_core, &HostCore::notReloaded, this, &Host::notReloaded);
    connect(m_core, &HostCore::statusReady, this, &Host::statusReady);
    m_thread.setObjectName(QStringLiteral("host"));
#ifdef Q_OS_LINUX
    m_thread.setEventDispatcher(new EpollDispatcher); // the thread owns it
#endif
    m_thread.start();
}

Host::~Host()
{
    // Nobody hears the signals of a host that is being destroyed; its thread ends when it is done.
    m_core->disconnect(this);
    connect(m_core, &HostCore::stopped, &m_thread, &QThread::quit, Qt::DirectConnection);
    stop();
    m_thread.wait();
}

void Host::start()
{
    QMetaObject::invokeMethod(m_core, &HostCore::start, Qt::QueuedConnection);
}

void Host::stop()
{
    stop(StopNotice());
}

void Host::stop(const StopNotice &notice)
{
    m_stopping = true;
    m_announcing.reset(); // says goodbye, before anybody is sent away
    QMetaObject::invokeMethod(
        m_core, [core = m_core, notice] { core->stop(notice.why); }, Qt::QueuedConnection);
}

void Host::drain()
{
    m_announcing.reset(); // nobody shall find it any more
    m_stopping = true;
    QMetaObject::invokeMethod(m_core, &HostCore::drain, Qt::QueuedConnection);
}

void Host::announceStop(const StopNotice &notice)
{
    QMetaObject::invokeMethod(
        m_core, [core = m_core, notice] { core->announceStop(notice); }, Qt::QueuedConnection);
}

void Host::cancelStop()
{
    QMetaObject::invokeMethod(m_core, &HostCore::cancelStop, Qt::QueuedConnection);
}

void Host::tell(const Chat::About &about, quint16 port)
{
    if (m_stopping || !isAnnounced(m_config))
        return;
    if (!m_announcing) {
        if (!m_lan) {
            m_ownLan = std::make_unique<Discovery::Lan>(lanOptions(m_config));
            m_lan = m_ownLan.get();
        }
        m_announcing = std::make_unique<HostAnnouncing>(*m_lan);
        connect(m_announcing.get(), &HostAnnouncing::neighboursChanged, m_core,
                &HostCore::setNeighbours);
    }
    m_announcing->tell(about, port);
}

void Host::reload(const HostConfig &config)
{
    QMetaObject::invokeMethod(
        m_core, [core = m_core, config] { core->reload(config); }, Qt::QueuedConnection);
}

void Host::requestStatus()
{
    QMetaObject::invokeMethod(
        m_core, [core = m_core] { Q_EMIT core->statusReady(core->status()); },
        Qt::QueuedConnection);
}

std::unique_ptr<Stomp::Link> Host::connectLoop()
{
    auto [ours, theirs] = Stomp::LoopLink::pair();
    theirs->moveToThread(&m_thread);
    // A queued call must be copyable, and may never come about.
    const auto end = std::make_shared<std::unique_ptr<Stomp::LoopLink>>(std::move(theirs));
    QMetaObject::invokeMethod(
        m_core, [core = m_core, end] { core->addLink(std::move(*end)); }, Qt::QueuedConnection);
    return std::move(ours);
}

} // namespace Server
