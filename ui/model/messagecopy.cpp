// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/messagecopy.h"

#include "ui/model/lineparts.h"
#include "ui/model/timelinemodel.h"
#include "ui/model/timelinenotices.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

constexpr qsizetype longestForward = 900 * 1024; ///< Bytes; the host takes 1 MiB with its JSON.

QString words(const QModelIndex &line, TimelineModel::Role role)
{
    return line.data(role).toString();
}

bool isTalk(const QModelIndex &line)
{
    return Chat::MessageType(line.data(TimelineModel::TypeRole).toInt()) == Chat::MessageType::Talk;
}

/// A name may look like markup, or like a mention.
QString withoutMarkup(const QString &name)
{
    QString plain;
    for (const QChar c : name.simplified()) {
        if (QStringView(u"\\*_`[]<>~#").contains(c))
            plain += u'\\';
        plain += c;
    }
    return plain;
}

QString lineOf(const QModelIndex &line, bool isOpen)
{
    const QString time =
        line.data(TimelineModel::TimeRole).toDateTime().time().toString(QStringLiteral("HH:mm"));
    if (!isTalk(line)) {
        const QVariantMap several = line.data(TimelineModel::NoticesRole).toMap();
        QString text = QStringLiteral("[%1] %2").arg(
            time, several.isEmpty() ? words(line, TimelineModel::TextRole)
                                    : several.value(QStringLiteral("text")).toString());
        if (isOpen && !several.isEmpty())
            text += u'\n' + listedNotices(several);
        return text;
    }
    // In one go: a text with %1 in it must not be filled.
    return QStringLiteral("[%1] %2: %3")
        .arg(time, words(line, TimelineModel::SenderRole).simplified(),
             words(line, TimelineModel::TextRole));
}

} // namespace

std::optional<SaidElsewhere> saidElsewhere(const QModelIndex &line, const QString &roomName)
{
    if (!line.isValid() || !isTalk(line) || line.data(TimelineModel::DeletedRole).toBool())
        return std::nullopt;
    SaidElsewhere said{words(line, TimelineModel::SenderRole), roomName,
                       words(line, TimelineModel::TextRole)};
    for (const QVariant &file : line.data(TimelineModel::FilesRole).toList())
        said.files.push_back(fileOf(file));
    return said;
}

std::optional<QString> forwardedText(const SaidElsewhere &said, const QString &comment)
{
    QString text =
        QStringLiteral("> **%1** · %2").arg(withoutMarkup(said.sender), withoutMarkup(said.room));
    // Whatever some parser takes for the end of a line: none may leave the quote.
    static const QRegularExpression lineEnd(QStringLiteral("\\R"));
    if (!said.text.isEmpty())
        text += QStringLiteral("\n>\n> ") + said.text.split(lineEnd).join(QStringLiteral("\n> "));
    if (!comment.trimmed().isEmpty())
        text += QStringLiteral("\n\n") + comment.trimmed();
    return text.toUtf8().size() <= longestForward ? std::optional(text) : std::nullopt;
}

QString copiedText(QModelIndexList lines,
                   const std::function<bool(const QModelIndex &line)> &isOpen)
{
    if (lines.size() == 1 && isTalk(lines.front()))
        return words(lines.front(), TimelineModel::TextRole);
    std::sort(lines.begin(), lines.end());
    const auto dayOf = [](const QModelIndex &line) {
        return line.data(TimelineModel::TimeRole).toDateTime().date();
    };
    const bool manyDays =
        !lines.isEmpty() && std::any_of(lines.cbegin(), lines.cend(), [&](const QModelIndex &line) {
            return dayOf(line) != dayOf(lines.front());
        });
    QStringList text;
    QDate day;
    for (const QModelIndex &line : std::as_const(lines)) {
        if (manyDays && day != dayOf(line)) {
            day = dayOf(line);
            text << day.toString(Qt::ISODate);
        }
        text << lineOf(line, isOpen && isOpen(line));
    }
    return text.join(u'\n');
}

} // namespace Ui
