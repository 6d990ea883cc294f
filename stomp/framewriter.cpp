// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/framewriter.h"

#include "stomp/escaping.h"

namespace Stomp {

namespace {

constexpr QByteArrayView contentLength = "content-length";

} // namespace

QByteArray write(const Frame &frame, Version version)
{
    const CommandRules &command = rules(frame.command);
    const Escapes escapes = command.escapesHeaders ? escapesOf(version) : Escapes::None;
    const QByteArrayView body = command.mayHaveBody ? QByteArrayView(frame.body) : QByteArrayView();

    // Room for everything at once, unless a value needs many escapes.
    qsizetype room = command.name.size() + body.size() + contentLength.size() + 32;
    for (const Headers::Entry &header : frame.headers)
        room += header.name.size() + header.value.size() + 4;
    QByteArray out;
    out.reserve(room);

    out.append(command.name).append('\n');
    bool declaresLength = command.mayHaveBody && !body.isEmpty();
    for (const Headers::Entry &header : frame.headers) {
        if (header.name.isEmpty())
            continue; // no version can write it
        if (QByteArrayView(header.name) == contentLength) {
            declaresLength = command.mayHaveBody;
            continue;
        }
        appendName(out, header.name, escapes);
        out.append(':');
        appendValue(out, header.value, escapes);
        out.append('\n');
    }
    if (declaresLength) {
        out.append(contentLength).append(':');
        out.append(QByteArray::number(body.size())).append('\n');
    }
    out.append('\n').append(body).append('\0');
    return out;
}

} // namespace Stomp
