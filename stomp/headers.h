// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>
#include <optional>
#include <vector>

namespace Stomp {

/// The headers of a frame: UTF-8 names and values in the order they came, unescaped.
///
/// A name may stand more than once; the first occurrence is the value
/// (STOMP 1.2, "Repeated Header Entries"), and every reader goes through `value()` so that
/// parser, router and policy can never disagree about which one counts.
class Headers {
public:
    struct Entry {
        QByteArray name;
        QByteArray value;
        friend bool operator==(const Entry &, const Entry &) = default;
    };

    Headers() = default;
    Headers(std::initializer_list<Entry> entries) : m_entries(entries) {}

    /// The first value of that name; nullopt when it is absent. An empty value is a value.
    std::optional<QByteArray> value(QByteArrayView name) const;
    /// The first value of that name, or `fallback` when it is absent.
    QByteArray value(QByteArrayView name, const QByteArray &fallback) const;
    bool contains(QByteArrayView name) const;

    /// Adds behind everything there is; an earlier entry of the same name stays the value.
    void append(QByteArray name, QByteArray value);
    /// Makes this the only entry of that name, in the place of the first one if there was any.
    void set(QByteArrayView name, QByteArray value);
    /// Removes every entry of that name.
    void remove(QByteArrayView name);

    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }
    bool isEmpty() const { return m_entries.empty(); }
    std::vector<Entry>::const_iterator begin() const { return m_entries.begin(); }
    std::vector<Entry>::const_iterator end() const { return m_entries.end(); }

    friend bool operator==(const Headers &, const Headers &) = default;

private:
    std::vector<Entry> m_entries;
};

} // namespace Stomp
