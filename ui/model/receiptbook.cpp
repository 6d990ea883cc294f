// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/receiptbook.h"

#include <QCoreApplication>

#include <algorithm>

namespace Ui {
namespace {

constexpr size_t mostReceipts = 500;

} // namespace

bool ReceiptBook::take(const Chat::Receipt &receipt)
{
    const bool isOldest = !m_receipts.empty() && receipt.sequence < m_receipts.begin()->first;
    if (m_receipts.size() >= mostReceipts && isOldest)
        return false;
    const auto [held, isNew] = m_receipts.try_emplace(receipt.sequence, receipt);
    const Chat::Receipt before = held->second;
    held->second = {receipt.sequence, receipt.of, std::max(before.delivered, receipt.delivered),
                    std::max(before.read, receipt.read), receipt.unconfirmed};
    const bool isNews = isNew || !(held->second == before);
    if (m_receipts.size() > mostReceipts)
        m_receipts.erase(m_receipts.begin());
    return isNews;
}

void ReceiptBook::dropBefore(Chat::Sequence sequence)
{
    m_receipts.erase(m_receipts.begin(), m_receipts.lower_bound(sequence));
}

QVariantMap ReceiptBook::map(Chat::Sequence sequence) const
{
    const auto held = m_receipts.find(sequence);
    if (held == m_receipts.end())
        return {};
    const Chat::Receipt &receipt = held->second;
    return {{QStringLiteral("of"), receipt.of},
            {QStringLiteral("delivered"), receipt.delivered},
            {QStringLiteral("read"), receipt.read},
            {QStringLiteral("unconfirmed"), receipt.unconfirmed}};
}

QString ReceiptBook::spoken(const QString &said, Chat::Sequence sequence) const
{
    const auto held = m_receipts.find(sequence);
    if (held == m_receipts.end())
        return said;
    const Chat::Receipt &receipt = held->second;
    const QString of = QString::number(receipt.of);
    if (receipt.read > 0)
        return QCoreApplication::translate("Ui::TimelineModel", "%1 (read by %2 of %3)")
            .arg(said, QString::number(receipt.read), of);
    return QCoreApplication::translate("Ui::TimelineModel", "%1 (delivered to %2 of %3)")
        .arg(said, QString::number(receipt.delivered), of);
}

} // namespace Ui
