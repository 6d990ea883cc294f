// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/dnsname.h"

#include <algorithm>

namespace Discovery {

DnsName::DnsName(const QByteArrayList &labels)
{
    for (const QByteArray &label : labels) {
        Q_ASSERT(!label.isEmpty() && label.size() <= longestLabel);
        m_wire += static_cast<char>(label.size());
        m_wire += label;
    }
    Q_ASSERT(m_wire.size() < longestName);
    m_key = m_wire.toLower(); // lengths are below the letters
}

std::optional<DnsName> DnsName::of(const QByteArrayList &labels)
{
    qsizetype size = 1;
    for (const QByteArray &label : labels) {
        size += 1 + label.size();
        if (label.isEmpty() || label.size() > longestLabel || size > longestName)
            return std::nullopt;
    }
    return DnsName(labels);
}

QByteArrayList DnsName::labels() const
{
    QByteArrayList labels;
    for (qsizetype at = 0; at < m_wire.size(); at += 1 + m_wire.at(at))
        labels.append(m_wire.mid(at + 1, m_wire.at(at)));
    return labels;
}

QByteArray DnsName::firstLabel() const
{
    return isRoot() ? QByteArray() : m_wire.mid(1, m_wire.at(0));
}

DnsName DnsName::parent() const
{
    DnsName parent;
    if (!isRoot()) {
        parent.m_wire = m_wire.mid(1 + m_wire.at(0));
        parent.m_key = m_key.mid(1 + m_wire.at(0));
    }
    return parent;
}

QString DnsName::text() const
{
    QString text;
    for (const QByteArray &label : labels()) {
        for (const char c : label)
            text += QLatin1Char(c > ' ' && c <= '~' && c != '.' ? c : '?');
        text += QLatin1Char('.');
    }
    return text;
}

QByteArray labelOf(const QString &text, qsizetype most)
{
    QByteArray label = text.toUtf8();
    qsizetype size = std::min({label.size(), most, DnsName::longestLabel});
    while (size > 0 && size < label.size() && (static_cast<uchar>(label.at(size)) & 0xc0) == 0x80)
        --size;
    label.truncate(size);
    return label;
}

} // namespace Discovery
