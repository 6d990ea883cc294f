// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/addresscheck.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace Ui {

namespace {

constexpr std::chrono::milliseconds typingPause{400};

/// The computer and the port of an address, as they were typed; the latter may be empty.
struct TypedParts {
    QString host;
    QString port;
    bool isClosed = false; ///< Something follows that ends them.
};

TypedParts partsOf(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral(
        "^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(\\[[^\\]]*\\]|[^/:?#]*)(?::([0-9]*))?([/?#]|$)"));
    const QRegularExpressionMatch match = form.match(typed.trimmed());
    return {match.captured(1), match.captured(2), !match.captured(3).isEmpty()};
}

bool isPortWhole(const QString &port)
{
    constexpr qsizetype usualLength = 4; // of those that hosts of ours take
    return port.isEmpty() || port.size() >= usualLength || port == u"80" || port == u"443";
}

bool isNumberWhole(const QString &host)
{
    static const QRegularExpression four(QStringLiteral("^\\d{1,3}(\\.\\d{1,3}){3}$"));
    return four.match(host).hasMatch();
}

} // namespace

bool looksWhole(const QString &typed, const QStringList &known)
{
    const QString text = typed.trimmed();
    if (Chat::checkAddress(text) != Chat::AddressProblem::None)
        return false;
    const bool wasOne = std::any_of(known.begin(), known.end(), [&](const QString &address) {
        return address.compare(text, Qt::CaseInsensitive) == 0 ||
               partsOf(address).host.compare(text, Qt::CaseInsensitive) == 0;
    });
    if (wasOne)
        return true;
    const TypedParts parts = partsOf(text);
    const bool endsInColon = text.endsWith(u':');
    if (endsInColon || !isPortWhole(parts.port))
        return false;
    static const QRegularExpression digits(QStringLiteral("^[\\d.]+$"));
    if (digits.match(parts.host).hasMatch())
        return isNumberWhole(parts.host);
    if (parts.host.startsWith(u'['))
        return !QHostAddress(parts.host.mid(1).chopped(1)).isNull();
    if (!parts.port.isEmpty() || parts.isClosed ||
        parts.host.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    constexpr qsizetype shortestEnding = 2;
    return parts.host.size() - parts.host.lastIndexOf(u'.') > shortestEnding &&
           parts.host.contains(u'.');
}

AddressCheck::AddressCheck(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &AddressCheck::ask);
}

AddressCheck::~AddressCheck() = default;

void AddressCheck::setTyped(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text == m_typed)
        return;
    m_typed = text;
    m_pause.stop();
    m_probe.reset();
    m_problem = Chat::checkAddress(text);
    m_link = offeredLink(text);
    if (m_problem != Chat::AddressProblem::None)
        return setState(State::Malformed);
    if (looksWhole(text, m_known))
        m_pause.start();
    setState(State::Unfinished);
}

QString AddressCheck::shown() const
{
    return Chat::typedText(Chat::hostUrl(m_typed));
}

void AddressCheck::ask()
{
    AddressProbe::Options options = m_probing;
    if (m_pins)
        options.pin = m_pins(Chat::hostText(Chat::hostUrl(m_typed)));
    m_probe = std::make_unique<AddressProbe>(m_typed, options);
    connect(m_probe.get(), &AddressProbe::finished, this, [this](const ProbeResult &result) {
        m_result = result;
        m_probe.release()->deleteLater(); // it is what tells us this
        setState(State::Known);
    });
    m_probe->start();
    setState(State::Asking);
}

void AddressCheck::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace Ui
