// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/rowdigest.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace Server {
namespace {

/// With its kind and its length before it, so that no two rows are the same bytes.
QByteArray marked(const QVariant &value)
{
    if (value.isNull())
        return QByteArrayLiteral("n");
    if (value.typeId() == QMetaType::LongLong)
        return 'i' + QByteArray::number(value.toLongLong()) + ';';
    const bool isText = value.typeId() == QMetaType::QString;
    const QByteArray bytes = isText ? value.toString().toUtf8() : value.toByteArray();
    return (isText ? 't' : 'b') + QByteArray::number(bytes.size()) + ':' + bytes;
}

} // namespace

void RowDigest::add(const QVariantList &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QVariant &value : row)
        hash.addData(marked(value));
    const QByteArray result = hash.result();
    for (size_t i = 0; i < m_sum.size(); ++i)
        m_sum[i] += qFromBigEndian<quint64>(result.constData() + i * sizeof(quint64));
    ++m_rows;
}

QByteArray RowDigest::hash() const
{
    QByteArray text;
    for (const quint64 part : m_sum)
        text += QByteArray::number(part, 16).rightJustified(16, '0');
    return text;
}

} // namespace Server
