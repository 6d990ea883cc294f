// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/hostoptions.h"

#include <QStringList>

#include <chrono>
#include <functional>
#include <initializer_list>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

/// Rows of the table of options, by the kind of their value. `field` gives the field of a
/// HostConfig: a pointer to a member, or a function where it lies deeper.
namespace Server::OptionOf {

template <typename Field>
HostOption text(const char *key, const char *value, const char *help, Field field)
{
    return {QString::fromLatin1(key), QString::fromLatin1(value), QString::fromUtf8(help),
            [field](HostConfig &config, const QString &given) {
                std::invoke(field, config) = given;
                return !given.isEmpty();
            }};
}

/// A whole number from `least` to `most`; of seconds where the field is a duration.
template <typename Field>
HostOption number(const char *key, const char *help, Field field, qint64 least, qint64 most)
{
    return {QString::fromLatin1(key), QStringLiteral("N"), QString::fromUtf8(help),
            [=](HostConfig &config, const QString &given) {
                bool isNumber = false;
                const qlonglong value = given.toLongLong(&isNumber);
                if (!isNumber || value < least || value > most)
                    return false;
                auto &target = std::invoke(field, config);
                using Target = std::remove_reference_t<decltype(target)>;
                if constexpr (std::is_arithmetic_v<Target>)
                    target = Target(value);
                else
                    target = std::chrono::seconds(value);
                return true;
            }};
}

template <typename Field>
HostOption port(const char *key, const char *help, Field field)
{
    return {QString::fromLatin1(key), QStringLiteral("N"), QString::fromUtf8(help),
            [field](HostConfig &config, const QString &given) {
                bool isNumber = false;
                const uint value = given.toUInt(&isNumber);
                if (!isNumber || value > std::numeric_limits<quint16>::max())
                    return false;
                std::invoke(field, config) = quint16(value);
                return true;
            }};
}

/// One of several words.
template <typename Field, typename Value>
HostOption choice(const char *key, const char *help, Field field,
                  std::initializer_list<std::pair<const char *, Value>> values)
{
    QStringList words;
    std::vector<Value> meanings;
    for (const auto &[word, meaning] : values) {
        words.append(QString::fromLatin1(word));
        meanings.push_back(meaning);
    }
    return {QString::fromLatin1(key), words.join(QLatin1Char('|')), QString::fromUtf8(help),
            [=](HostConfig &config, const QString &given) {
                const qsizetype index = words.indexOf(given);
                if (index < 0)
                    return false;
                std::invoke(field, config) = meanings[size_t(index)];
                return true;
            }};
}

} // namespace Server::OptionOf
