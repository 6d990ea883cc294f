// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Server {

/// The greeting that Spring's guide begins with: whoever says `{name}` is welcomed before
/// everybody.
namespace Greeting {

inline constexpr QByteArrayView request = "/app/hello";
inline constexpr QByteArrayView topic = "/topic/greetings";

/// `{"content":"Hello, <name>!"}`, the name as HTML, since the guide's page inserts it so. nullopt
/// unless the request is a JSON object, or where the name is longer than 200 characters.
std::optional<QByteArray> answer(const QByteArray &json);

} // namespace Greeting
} // namespace Server
