// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/writer.h"

#include "takeout/htmlwriter.h"
#include "takeout/jsonwriter.h"
#include "takeout/textwriter.h"

namespace Takeout {

std::optional<Format> formatOf(const QString &name)
{
    if (name == QLatin1String("json"))
        return Format::Json;
    if (name == QLatin1String("html"))
        return Format::Html;
    if (name == QLatin1String("text"))
        return Format::Text;
    return std::nullopt;
}

std::unique_ptr<Writer> makeWriter(Format format, const QString &folder,
                                   const WriterOptions &options)
{
    switch (format) {
    case Format::Json:
        break;
    case Format::Html:
        return std::make_unique<HtmlWriter>(folder, options);
    case Format::Text:
        return std::make_unique<TextWriter>(folder, options);
    }
    return std::make_unique<JsonWriter>(folder);
}

} // namespace Takeout
