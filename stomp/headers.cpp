// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/headers.h"

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

auto named(QByteArrayView name)
{
    return [name](const Headers::Entry &entry) { return QByteArrayView(entry.name) == name; };
}

} // namespace

std::optional<QByteArray> Headers::value(QByteArrayView name) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), named(name));
    if (entry == m_entries.end())
        return std::nullopt;
    return entry->value;
}

QByteArray Headers::value(QByteArrayView name, const QByteArray &fallback) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), named(name));
    return entry == m_entries.end() ? fallback : entry->value;
}

bool Headers::contains(QByteArrayView name) const
{
    return std::any_of(m_entries.begin(), m_entries.end(), named(name));
}

void Headers::append(QByteArray name, QByteArray value)
{
    // Most frames carry fewer than eight headers: one allocation instead of four.
    if (m_entries.capacity() == 0)
        m_entries.reserve(8);
    m_entries.push_back({std::move(name), std::move(value)});
}

void Headers::set(QByteArrayView name, QByteArray value)
{
    const auto first = std::find_if(m_entries.begin(), m_entries.end(), named(name));
    if (first == m_entries.end()) {
        append(name.toByteArray(), std::move(value));
        return;
    }
    first->value = std::move(value);
    m_entries.erase(std::remove_if(first + 1, m_entries.end(), named(name)), m_entries.end());
}

void Headers::remove(QByteArrayView name)
{
    m_entries.erase(std::remove_if(m_entries.begin(), m_entries.end(), named(name)),
                    m_entries.end());
}

} // namespace Stomp
