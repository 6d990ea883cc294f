// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/filename.h"

#include "stomp/wire/composed.h"

#include <QStringList>

#include <algorithm>

namespace Chat {
namespace {

constexpr qsizetype longestFileName =
    200;                                ///< Bytes: file systems take 255, and somebody adds "(2)".
constexpr qsizetype longestEnding = 20; ///< UTF-16 units, with the dot.
const QLatin1String unnamed("file");

bool isHarmful(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
           c.category() == QChar::Other_Surrogate || c.category() == QChar::Other_PrivateUse ||
           c.category() == QChar::Other_NotAssigned || c.category() == QChar::Separator_Line ||
           c.category() == QChar::Separator_Paragraph;
}

/// Without surrogates that lost their other half, and without what is not to be seen.
QString visible(const QString &name)
{
    QString kept;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        if (c.isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate()) {
            const char32_t whole = QChar::surrogateToUcs4(c, name[i + 1]);
            ++i;
            const auto category = QChar::category(whole);
            if (category != QChar::Other_Format && category != QChar::Other_NotAssigned &&
                category != QChar::Other_PrivateUse)
                kept += QString::fromUcs4(&whole, 1);
        } else if (c.isSpace()) {
            kept += QLatin1Char(' ');
        } else if (!isHarmful(c)) {
            kept += QStringLiteral("<>:\"|?*").contains(c) ? QChar(QLatin1Char('_')) : c;
        }
    }
    return kept.simplified();
}

/// Names that are devices in Windows, whatever their ending.
bool isDevice(const QString &name)
{
    const QString stem = name.section(QLatin1Char('.'), 0, 0).trimmed().toUpper();
    static const QStringList devices{QStringLiteral("CON"),    QStringLiteral("PRN"),
                                     QStringLiteral("AUX"),    QStringLiteral("NUL"),
                                     QStringLiteral("CONIN$"), QStringLiteral("CONOUT$")};
    if (devices.contains(stem))
        return true;
    return stem.size() == 4 &&
           (stem.startsWith(QStringLiteral("COM")) || stem.startsWith(QStringLiteral("LPT"))) &&
           stem[3].isDigit();
}

QString withoutEdges(QString name)
{
    while (name.endsWith(QLatin1Char('.')) || name.endsWith(QLatin1Char(' ')))
        name.chop(1); // Windows drops them unasked
    const auto first = std::find_if(name.cbegin(), name.cend(), [](QChar c) {
        return c != QLatin1Char('.') && c != QLatin1Char(' ') && c != QLatin1Char('-') &&
               c != QLatin1Char('~'); // hidden, or an option, or somebody's home
    });
    return name.sliced(first - name.cbegin());
}

/// Short enough, by cutting what stands before the ending.
QString cut(const QString &name)
{
    if (name.toUtf8().size() <= longestFileName)
        return name;
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    const bool hasEnding = dot > 0 && name.size() - dot <= longestEnding;
    const QString ending = hasEnding ? name.sliced(dot) : QString();
    QString stem = name.chopped(ending.size());
    while (!stem.isEmpty() && (stem + ending).toUtf8().size() > longestFileName)
        stem.chop(stem.back().isLowSurrogate() ? 2 : 1);
    return stem + ending;
}

} // namespace

QString safeFileName(const QString &given)
{
    // What comes far behind is cut anyway; an attacker's megabyte costs nothing.
    QString name = given.right(4096);
    const qsizetype folder =
        std::max(name.lastIndexOf(QLatin1Char('/')), name.lastIndexOf(QLatin1Char('\\')));
    // Once what is not to be seen is gone, its neighbours may compose.
    name = visible(composed(visible(name.sliced(folder + 1))));
    name = withoutEdges(cut(withoutEdges(name)));
    if (isDevice(name))
        name = withoutEdges(cut(QLatin1Char('_') + name));
    return name.isEmpty() ? QString(unnamed) : name;
}

} // namespace Chat
