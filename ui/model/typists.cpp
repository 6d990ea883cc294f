// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/typists.h"

#include <algorithm>

namespace Ui {
namespace {

constexpr std::chrono::milliseconds typingLasts{5000};
constexpr std::chrono::milliseconds toldAgainAfter{3000};
/// More are not shown, whatever a host says.
constexpr size_t mostTypists = 20;
constexpr qsizetype longestShownName = 64;

} // namespace

Typists::Typists(QObject *parent) : QObject(parent), m_lasting(typingLasts)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Typists::expire);
}

std::vector<Typists::Person> Typists::people() const
{
    return {m_typists.begin(), m_typists.end()};
}

QStringList Typists::names() const
{
    QStringList names;
    for (const Typist &one : m_typists)
        names << one.name;
    return names;
}

void Typists::take(const Chat::TypingEvent &event, const Chat::UserId &self)
{
    if (event.user == self)
        return;
    if (!event.on)
        return end(event.user);
    const auto held = std::find_if(m_typists.begin(), m_typists.end(),
                                   [&](const Typist &one) { return one.user == event.user; });
    if (held != m_typists.end()) {
        held->since.start();
        return;
    }
    if (m_typists.size() == mostTypists)
        return;
    m_typists.push_back({{event.user, event.name.left(longestShownName)}, {}});
    m_typists.back().since.start();
    arm();
    Q_EMIT changed();
}

void Typists::end(const Chat::UserId &user)
{
    if (std::erase_if(m_typists, [&](const Typist &one) { return one.user == user; }) > 0)
        Q_EMIT changed();
}

void Typists::clear()
{
    m_told.invalidate();
    if (m_typists.empty())
        return;
    m_typists.clear();
    Q_EMIT changed();
}

void Typists::expire()
{
    const auto isOver = [this](const Typist &one) {
        return one.since.hasExpired(m_lasting.count());
    };
    const bool gone = std::erase_if(m_typists, isOver) > 0;
    arm();
    if (gone)
        Q_EMIT changed();
}

void Typists::arm()
{
    if (m_typists.empty() || m_timer.isActive())
        return;
    qint64 next = m_lasting.count();
    for (const Typist &one : m_typists)
        next = std::min(next, m_lasting.count() - one.since.elapsed());
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(next, 0) + 1));
}

bool Typists::shallTell(bool on)
{
    if (!on) {
        const bool told = m_told.isValid() && !m_told.hasExpired(typingLasts.count());
        m_told.invalidate();
        return told;
    }
    if (m_told.isValid() && !m_told.hasExpired(toldAgainAfter.count()))
        return false;
    m_told.start();
    return true;
}

} // namespace Ui
