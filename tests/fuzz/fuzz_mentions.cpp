// SPDX-License-Identifier: GPL-3.0-or-later
// The first line is names, with a comma between them; the rest is what somebody wrote. Whatever it
// is: mentions lie in it, in order and apart, outside of code, and each is one that could be read
// alone; what mentionOf() writes of any name is read as that name.
#include "stomp/wire/codeparts.h"
#include "stomp/wire/mentions.h"

#include <cstdint>
#include <cstdlib>

using namespace Chat;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString all =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype line = all.indexOf(u'\n');
    const QStringList names = all.left(line).split(u',', Qt::SkipEmptyParts);
    const QString text = line < 0 ? QString() : all.sliced(line + 1);
    const MentionNames people(names);

    qsizetype end = 0;
    const auto code = codeParts(text);
    for (const TextStretch &part : code) {
        require(part.start >= end && part.end > part.start && part.end <= text.size());
        end = part.end;
    }
    end = 0;
    const auto found = findMentions(text, people);
    require(found.size() <= 100);
    for (const Mention &mention : found) {
        require(mention.start >= end && mention.length > 1);
        end = mention.start + mention.length;
        require(end <= text.size() && text[mention.start] == u'@');
        require(mention.isEverybody() || names.contains(mention.name));
        for (const TextStretch &part : code)
            require(end <= part.start || mention.start >= part.end);
        const QString alone = text.mid(mention.start, mention.length);
        const auto again = findMentions(alone, people);
        require(again.size() == 1 && again[0].length == alone.size());
        require(again[0].name == mention.name);
    }
    for (const QString &name : names) {
        if (name.contains(u'`') || name.contains(u'~') || name.contains(u'\n'))
            continue; // may be read as code
        const auto written = findMentions(mentionOf(name), MentionNames({name}));
        require(written.size() == 1 && written[0].name == name);
    }
    return 0;
}
