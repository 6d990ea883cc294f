// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/textwriter.h"

#include <QDateTime>

namespace Takeout {
namespace {

/// On one line.
QString plainLine(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text) {
        const bool breaks = c == QChar::LineSeparator || c == QChar::ParagraphSeparator ||
                            c.category() == QChar::Other_Control;
        plain += breaks ? QChar(u' ') : c;
    }
    return plain;
}

/// On lines of its own that begin with blanks.
QString plainLines(const QString &text)
{
    QString lines;
    for (const QString &line : text.split(QLatin1Char('\n')))
        lines += QStringLiteral("    ") + plainLine(line) + QLatin1Char('\n');
    return lines;
}

} // namespace

TextWriter::TextWriter(const QString &folder, const WriterOptions &options)
    : m_folder(folder), m_options(options), m_words(writerWords(options.korean)),
      m_files(folder + QStringLiteral("/files"), FileFolder::Naming::ShortAndKind)
{
}

QString TextWriter::timeText(Chat::Timestamp time) const
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), m_options.timeZone)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

Result<void> TextWriter::begin(const Head &head)
{
    m_head = head;
    return {};
}

Result<void> TextWriter::beginRoom(const RoomRecord &room)
{
    // An id is a name that every file system takes.
    const QString name = QStringLiteral("/%1-%2.txt").arg(++m_rooms).arg(room.id.toString());
    if (auto opened = m_file.open(m_folder + name); !opened)
        return opened;
    QString text = plainLine(room.name.isEmpty() ? room.id.toString() : room.name) + u'\n';
    if (!room.topic.isEmpty())
        text += plainLine(room.topic) + u'\n';
    QString title = m_words.title;
    title.replace(QLatin1String("%1"), plainLine(m_head.hostName));
    return m_file.write(text + title + QStringLiteral(". ") +
                        m_words.madeAt.arg(timeText(m_head.made)) + QStringLiteral("\n\n"));
}

Result<void> TextWriter::add(const MessageRecord &record)
{
    const Chat::RoomMessage &message = record.message;
    QString text =
        QStringLiteral("[%1] #%2 ").arg(timeText(message.time)).arg(message.sequence.number);
    const QString sender = plainLine(message.sender);
    if (message.type != Chat::MessageType::Talk) {
        QString notice = message.type == Chat::MessageType::Enter ? m_words.came : m_words.left;
        return m_file.write(text + notice.replace(QLatin1String("%1"), sender) + u'\n');
    }
    text += sender;
    QStringList marks;
    if (message.guest)
        marks += m_words.guest;
    if (record.replyTo.number > 0)
        marks += m_words.answers.arg(record.replyTo.number);
    if (message.changes.deleted)
        marks += m_words.deleted;
    else if (message.changes.edited)
        marks += m_words.edited;
    if (message.changes.pinned)
        marks += m_words.pinned;
    if (!marks.isEmpty())
        text += QStringLiteral(" (") + marks.join(QStringLiteral(", ")) + u')';
    text += u'\n';
    if (!message.text.isEmpty())
        text += plainLines(message.text);
    for (const FileRecord &file : record.files) {
        const auto path = m_files.take(file);
        if (!path)
            return tl::unexpected(path.error());
        const QString name = plainLine(file.info.name);
        QString missing = m_words.missing;
        text += QStringLiteral("    [") +
                (path->isEmpty() ? missing.replace(QLatin1String("%1"), name)
                                 : *path + QStringLiteral(": ") + name) +
                QStringLiteral("]\n");
    }
    QStringList reactions;
    for (const ReactionRecord &reaction : record.reactions)
        reactions += plainLine(reaction.emoji) + u' ' + plainLine(reaction.name);
    if (!reactions.isEmpty())
        text += QStringLiteral("    ") + reactions.join(QStringLiteral(", ")) + u'\n';
    return m_file.write(text);
}

/// What a text was before shows in the JSON alone.
Result<void> TextWriter::add(const EarlierRecord &)
{
    return {};
}

Result<void> TextWriter::endRoom()
{
    return m_file.close();
}

Result<void> TextWriter::end()
{
    return {};
}

} // namespace Takeout
