// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/receiptbook.h"

#include <QCoreApplication>

#include <algorithm>

namespace Ui {
namespace {

constexpr size_t mostReceipts = 500;

QString words(const char *text)
{
    return QCoreApplication::translate("Ui::ReceiptBook", text);
}

QString some(const char *text, int how, int of)
{
    return words(text).arg(QString::number(how), QString::number(of));
}

/// In a conversation of two there is nothing to count.
QString furthest(const Chat::Receipt &receipt)
{
    if (receipt.of == 0)
        return {};
    if (receipt.of == 1) {
        return receipt.read > 0 ? words(QT_TRANSLATE_NOOP("Ui::ReceiptBook", "Read"))
               : receipt.delivered > 0
                   ? words(QT_TRANSLATE_NOOP("Ui::ReceiptBook", "Delivered"))
                   : words(QT_TRANSLATE_NOOP("Ui::ReceiptBook", "Not delivered yet"));
    }
    if (receipt.read > 0)
        return some(QT_TRANSLATE_NOOP("Ui::ReceiptBook", "Read by %1 of %2"), receipt.read,
                    receipt.of);
    return some(QT_TRANSLATE_NOOP("Ui::ReceiptBook", "Delivered to %1 of %2"), receipt.delivered,
                receipt.of);
}

QString sentence(const Chat::Receipt &receipt)
{
    if (receipt.of == 0)
        return words(QT_TRANSLATE_NOOP("Ui::ReceiptBook",
                                       "The host has it; there was nobody else to read it."));
    QString text = words(QT_TRANSLATE_NOOP("Ui::ReceiptBook",
                                           "The host has it. Delivered to %1 of %3, read by %2."))
                       .arg(QString::number(receipt.delivered), QString::number(receipt.read),
                            QString::number(receipt.of));
    if (receipt.unconfirmed > 0)
        text += u' ' + words(QT_TRANSLATE_NOOP("Ui::ReceiptBook",
                                               "%1 cannot confirm: their programs never tell."))
                           .arg(receipt.unconfirmed);
    return text;
}

} // namespace

bool ReceiptBook::take(const Chat::Receipt &receipt)
{
    const bool isOldest = !m_receipts.empty() && receipt.sequence < m_receipts.begin()->first;
    if (m_receipts.size() >= mostReceipts && isOldest)
        return false;
    const auto [held, isNew] = m_receipts.try_emplace(receipt.sequence, receipt);
    const Chat::Receipt before = held->second;
    const int read = std::max(before.read, receipt.read);
    held->second = {receipt.sequence, receipt.of, // what was read was delivered
                    std::max({before.delivered, receipt.delivered, read}), read,
                    receipt.unconfirmed};
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
            {QStringLiteral("unconfirmed"), receipt.unconfirmed},
            {QStringLiteral("text"), furthest(receipt)},
            {QStringLiteral("details"), sentence(receipt)}};
}

QString ReceiptBook::spoken(const QString &said, Chat::Sequence sequence) const
{
    const auto held = m_receipts.find(sequence);
    if (held == m_receipts.end() || held->second.of == 0)
        return said;
    // In one go: a text with %2 in it must not be filled.
    return QCoreApplication::translate("Ui::ReceiptBook", "%1 (%2)",
                                       "what was said, how far it got")
        .arg(said, furthest(held->second));
}

} // namespace Ui
