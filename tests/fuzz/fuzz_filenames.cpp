// SPDX-License-Identifier: GPL-3.0-or-later
// A file's name as somebody sent it: what is kept of it names a file in a folder and nothing else,
// on every system, stays what it is, and can stand in a header.
#include "server/files/contentdisposition.h"
#include "stomp/wire/filename.h"

#include <QStringList>

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString name =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString safe = Chat::safeFileName(name);
    require(!safe.isEmpty() && safe.toUtf8().size() <= 200 && safe.isValidUtf16());
    require(Chat::safeFileName(safe) == safe);
    for (const QChar never : QStringLiteral("/\\<>:\"|?*\n\r\t\u202e\u200b\u2028"))
        require(!safe.contains(never));
    require(!safe.contains(QChar::Null));
    require(!safe.startsWith(u'.') && !safe.startsWith(u'-') && !safe.startsWith(u'~'));
    require(!safe.endsWith(u'.') && !safe.endsWith(u' '));
    const QString stem = safe.section(u'.', 0, 0).trimmed().toUpper();
    require(stem != u"CON" && stem != u"NUL" && stem != u"COM1" && stem != u"LPT9");
    for (const bool isInline : {true, false}) {
        const QByteArray header = Server::contentDisposition(safe, isInline);
        require(header.count('"') == 2);
        for (const char c : header)
            require(c >= ' ' && c <= '~');
    }
    return 0;
}
