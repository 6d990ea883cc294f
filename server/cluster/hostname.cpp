// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/hostname.h"

#include <QRandomGenerator>

#include <algorithm>

namespace Server {

HostName HostName::random()
{
    const quint64 number = QRandomGenerator::system()->generate64();
    return HostName(QByteArray::number(number, 16).rightJustified(size, '0'));
}

std::optional<HostName> HostName::parse(QByteArrayView digits)
{
    const auto isDigit = [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    };
    if (digits.size() != size || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    return HostName(digits.toByteArray());
}

} // namespace Server
