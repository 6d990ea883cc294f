// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/networkdoctor.h"

#include "stomp/wire/address.h"

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr qsizetype mostOthers = 6;
constexpr std::chrono::milliseconds lookedAtEach(500); // what was chosen just now takes a moment

NetworkDoctor::Step stepOf(AddressProbe::Step step)
{
    switch (step) {
    case AddressProbe::Step::Name:
        return NetworkDoctor::Step::Name;
    case AddressProbe::Step::Connection:
        return NetworkDoctor::Step::Connection;
    case AddressProbe::Step::Answer:
        return NetworkDoctor::Step::Answer;
    case AddressProbe::Step::Secure:
        break;
    }
    return NetworkDoctor::Step::Secure;
}

bool isInUse(const Discovery::InterfaceReport &report)
{
    return report.use == Discovery::InterfaceReport::Use::Used && !report.addresses.isEmpty();
}

} // namespace

NetworkDoctor::NetworkDoctor(Options options, QObject *parent)
    : QObject(parent), m_options(std::move(options))
{
    m_listening.setSingleShot(true);
    m_listening.setInterval(m_options.listening);
    m_watching.setInterval(lookedAtEach);
    connect(&m_watching, &QTimer::timeout, this, [this] { lookAtInterfaces(false); });
    connect(&m_listening, &QTimer::timeout, this, [this] {
        m_watching.stop();
        m_facts.listened = true;
        lookAtInterfaces(true);
        tell(Step::Listening, m_facts.othersNear > 0 ? State::Fine : State::Odd,
             QString::number(m_facts.othersNear));
        endIfDone();
    });
}

NetworkDoctor::~NetworkDoctor() = default;

void NetworkDoctor::examine(const QString &address)
{
    cancel();
    // The interfaces of before, until they are looked at: whoever shows them does not blink.
    auto interfaces = std::exchange(m_facts, {}).interfaces;
    m_facts.interfaces = std::move(interfaces);
    m_facts.system = m_options.system;
    m_facts.firewalls = m_options.firewalls;
    const QUrl url = Chat::hostUrl(address);
    m_facts.address = url.isValid() ? Chat::typedText(url) : QString();
    m_underWay = true;
    for (size_t step = 0; step < stepCount; ++step)
        tell(Step(step), State::Waiting);
    if (m_options.view.lookAgain)
        m_options.view.lookAgain();
    lookAtInterfaces(false);
    tell(Step::Listening, State::Running);
    m_listening.start();
    m_watching.start();
    tryOthers();
    testAddress();
}

void NetworkDoctor::cancel()
{
    m_underWay = false;
    m_listening.stop();
    m_watching.stop();
    m_probes.clear();
    m_othersLeft = 0;
    for (size_t step = 0; step < stepCount; ++step) {
        if (m_steps[step].state == State::Running || m_steps[step].state == State::Waiting)
            tell(Step(step), State::Skipped);
    }
}

void NetworkDoctor::tell(Step step, State state, const QString &detail)
{
    m_steps[size_t(step)] = {state, detail};
    Q_EMIT stepChanged(step);
}

void NetworkDoctor::lookAtInterfaces(bool isLast)
{
    const NetworkView &view = m_options.view;
    m_facts.interfaces = view.interfaces ? view.interfaces() : decltype(m_facts.interfaces)();
    m_facts.subnets = view.subnets ? view.subnets() : QStringList();
    m_facts.nearAddresses = view.nearAddresses ? view.nearAddresses() : QStringList();
    m_facts.othersNear = int(m_facts.nearAddresses.size());
    const auto used = std::count_if(m_facts.interfaces.begin(), m_facts.interfaces.end(), isInUse);
    // What is not up yet may be by the end: the system was only just asked.
    tell(Step::Interfaces,
         used > 0 ? State::Fine
         : isLast ? State::Failed
                  : State::Running,
         QString::number(used));
}

void NetworkDoctor::tryOthers()
{
    const QStringList others = m_options.others.mid(0, mostOthers);
    if (others.isEmpty())
        return tell(Step::Others, State::Skipped);
    tell(Step::Others, State::Running);
    m_facts.reachesOthers = false;
    m_othersLeft = int(others.size());
    for (const QString &address : others) {
        AddressProbe::Options options = m_options.probing;
        options.looksAtTls = false;
        auto &probe = m_probes.emplace_back(std::make_unique<AddressProbe>(address, options));
        connect(probe.get(), &AddressProbe::finished, this,
                [this, address](const ProbeResult &result) { otherTried(address, result); });
        probe->start();
    }
}

void NetworkDoctor::otherTried(const QString &address, const ProbeResult &result)
{
    // A refusal is an answer, too: the computer is there.
    const bool isThere = result.connected || result.outcome == ProbeResult::Outcome::Refused;
    --m_othersLeft;
    if (isThere && !*m_facts.reachesOthers) {
        m_facts.reachesOthers = true;
        tell(Step::Others, State::Fine, address);
    }
    if (m_othersLeft == 0 && !*m_facts.reachesOthers)
        tell(Step::Others, State::Odd);
    endIfDone();
}

void NetworkDoctor::testAddress()
{
    if (m_facts.address.isEmpty()) {
        for (const Step step : {Step::Name, Step::Connection, Step::Answer, Step::Secure})
            tell(step, State::Skipped);
        return;
    }
    AddressProbe::Options options = m_options.probing;
    options.looksAtTls = true;
    if (m_options.pins)
        options.pin = m_options.pins(Chat::hostText(Chat::hostUrl(m_facts.address)));
    auto &probe = m_probes.emplace_back(std::make_unique<AddressProbe>(m_facts.address, options));
    connect(probe.get(), &AddressProbe::stepChanged, this,
            [this](AddressProbe::Step step, State state, const QString &detail) {
                tell(stepOf(step), state, detail);
            });
    connect(probe.get(), &AddressProbe::finished, this, [this](const ProbeResult &result) {
        m_facts.probe = result;
        for (const Step step : {Step::Name, Step::Connection, Step::Answer, Step::Secure}) {
            if (state(step) == State::Waiting || state(step) == State::Running)
                tell(step, State::Skipped);
        }
        endIfDone();
    });
    probe->start();
}

void NetworkDoctor::endIfDone()
{
    const bool isTested = m_facts.address.isEmpty() || m_facts.probe;
    if (!m_underWay || m_listening.isActive() || m_othersLeft > 0 || !isTested)
        return;
    m_underWay = false;
    for (auto &probe : m_probes)
        probe.release()->deleteLater(); // one of them is what tells us this
    m_probes.clear();
    Q_EMIT finished();
}

} // namespace Ui
