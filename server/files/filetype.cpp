// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/filetype.h"

#include <algorithm>
#include <array>

namespace Server {
namespace {

constexpr QByteArrayView anything = "application/octet-stream";
constexpr qsizetype longestType = 100;
constexpr std::array<QByteArrayView, 4> pictures = {"image/png", "image/jpeg", "image/gif",
                                                    "image/webp"};

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           QByteArrayView("!#$&^_.+-").contains(c);
}

} // namespace

QByteArray imageType(QByteArrayView bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "image/png";
    if (bytes.startsWith("\xff\xd8\xff"))
        return "image/jpeg";
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return "image/gif";
    if (bytes.size() >= 12 && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == "WEBP")
        return "image/webp";
    return {};
}

bool isPictureType(const QByteArray &type)
{
    return std::find(pictures.begin(), pictures.end(), type) != pictures.end();
}

QByteArray cleanType(const QByteArray &claimed)
{
    const QByteArray type =
        claimed.left(longestType * 4).split(';').constFirst().trimmed().toLower();
    const qsizetype slash = type.indexOf('/');
    const bool fits = type.size() <= longestType && slash > 0 && slash < type.size() - 1 &&
                      type.count('/') == 1 && std::all_of(type.begin(), type.end(), [](char c) {
                          return c == '/' || isTokenCharacter(c);
                      });
    return fits ? type : anything.toByteArray();
}

QByteArray typeOf(QByteArrayView beginning, const QByteArray &claimed)
{
    if (const QByteArray image = imageType(beginning); !image.isEmpty())
        return image;
    const QByteArray type = cleanType(claimed);
    return isPictureType(type) ? anything.toByteArray() : type;
}

bool typeAllowed(const QByteArray &type, const QByteArrayList &patterns)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](const QByteArray &pattern) {
        return pattern == "*" || pattern == "*/*" || pattern == type ||
               (pattern.endsWith("/*") && type.startsWith(pattern.chopped(1)));
    });
}

} // namespace Server
