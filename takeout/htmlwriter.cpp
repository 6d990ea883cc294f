// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/htmlwriter.h"

#include <QDateTime>

#include <algorithm>
#include <map>

namespace Takeout {
namespace {

constexpr int messagesPerPage = 2000;

/// Nothing is loaded but pictures beside the page, and nothing runs.
constexpr const char *headText =
    "<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "img-src 'self' file:; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>%2</title>\n<style>\n"
    ":root { color-scheme: light dark; --back: #ffffff; --text: #1d1f23; --soft: #5d636b;\n"
    "  --line: #d9dce1; --card: #f4f5f7; --link: #1757c2; }\n"
    "@media (prefers-color-scheme: dark) { :root { --back: #17191c; --text: #e6e8eb;\n"
    "  --soft: #a2a8b0; --line: #34383e; --card: #22252a; --link: #8db8ff; } }\n"
    "body { background: var(--back); color: var(--text); font: 16px/1.5 system-ui, \"Noto Sans "
    "KR\",\n"
    "  \"Malgun Gothic\", sans-serif; max-width: 50rem; margin: 0 auto; padding: 1rem; }\n"
    "a { color: var(--link); } h2 { font-size: 1rem; border-bottom: 1px solid var(--line);\n"
    "  padding-top: 1rem; } article { padding: .35rem .5rem; } article:target { background: "
    "var(--card); }\n"
    "header span, header time, .notice, nav, footer, del { color: var(--soft); font-size: .85rem; "
    "}\n"
    "p { margin: .1rem 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; "
    "}\n"
    "b, bdi { unicode-bidi: isolate; } img { max-width: 100%; max-height: 24rem; display: block;\n"
    "  border-radius: .4rem; margin: .3rem 0; } .reactions span { background: var(--card);\n"
    "  border-radius: 1rem; padding: .1rem .6rem; margin-right: .3rem; font-size: .85rem; }\n"
    "nav { display: flex; gap: 1rem; padding: 1rem 0; }\n"
    "</style>\n</head>\n<body>\n";

/// As text of a page, and as a value in double quotes.
QString escapedHtml(const QString &text)
{
    QString escaped;
    escaped.reserve(text.size() + text.size() / 8);
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'&':
            escaped += QLatin1String("&amp;");
            break;
        case u'<':
            escaped += QLatin1String("&lt;");
            break;
        case u'>':
            escaped += QLatin1String("&gt;");
            break;
        case u'"':
            escaped += QLatin1String("&quot;");
            break;
        case u'\'':
            escaped += QLatin1String("&#39;");
            break;
        default: {
            const bool isControl = (c < u' ' && c != u'\n' && c != u'\t') || c == QChar(0x7f);
            escaped += isControl ? QChar(QChar::ReplacementCharacter) : c;
        }
        }
    }
    return escaped;
}

} // namespace

HtmlWriter::HtmlWriter(const QString &folder, const WriterOptions &options)
    : m_folder(folder), m_options(options), m_words(writerWords(options.korean)),
      m_files(folder + QStringLiteral("/files"), FileFolder::Naming::ShortAndKind)
{
}

QString HtmlWriter::timeText(Chat::Timestamp time, const char *format) const
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), m_options.timeZone)
        .toString(QLatin1String(format));
}

QString HtmlWriter::beginning(const QString &title) const
{
    QString text = QString::fromUtf8(headText);
    text.replace(QLatin1String("%1"), m_words.language);
    return text.replace(QLatin1String("%2"), escapedHtml(title));
}

QString HtmlWriter::pageName(qsizetype page) const
{
    const QString room = QStringLiteral("room-%1").arg(m_rooms.size());
    return page == 0 ? room + QStringLiteral(".html")
                     : QStringLiteral("%1-%2.html").arg(room).arg(page + 1);
}

QString HtmlWriter::pageLink(Chat::Sequence sequence) const
{
    const auto after = std::upper_bound(m_firsts.begin(), m_firsts.end(), sequence.number);
    const auto page = std::max<qsizetype>(after - m_firsts.begin() - 1, 0);
    return QStringLiteral("%1#m%2").arg(pageName(page)).arg(sequence.number);
}

Result<void> HtmlWriter::begin(const Head &head)
{
    m_head = head;
    return {};
}

Result<void> HtmlWriter::beginRoom(const RoomRecord &room)
{
    m_rooms.push_back({room.name.isEmpty() ? room.id.toString() : room.name, room.topic});
    m_firsts.clear();
    m_day.clear();
    return openPage();
}

Result<void> HtmlWriter::openPage()
{
    const Room &room = m_rooms.back();
    const auto page = qsizetype(m_firsts.size());
    m_onPage = 0;
    if (auto opened = m_page.open(m_folder + QLatin1Char('/') + pageName(page)); !opened)
        return opened;
    QString text = beginning(room.name);
    text += QStringLiteral("<h1><bdi>%1</bdi></h1>\n").arg(escapedHtml(room.name));
    if (!room.topic.isEmpty())
        text += QStringLiteral("<p class=\"notice\">%1</p>\n").arg(escapedHtml(room.topic));
    text += QStringLiteral("<nav><a href=\"index.html\">%1</a>").arg(escapedHtml(m_words.rooms));
    if (page > 0)
        text += QStringLiteral("<a href=\"%1\">%2</a>")
                    .arg(pageName(page - 1), escapedHtml(m_words.older));
    return m_page.write(text + QStringLiteral("</nav>\n"));
}

Result<void> HtmlWriter::closePage(bool isLast)
{
    QString text =
        QStringLiteral("<nav><a href=\"index.html\">%1</a>").arg(escapedHtml(m_words.rooms));
    if (!isLast)
        text += QStringLiteral("<a href=\"%1\">%2</a>")
                    .arg(pageName(qsizetype(m_firsts.size())), escapedHtml(m_words.newer));
    if (auto written = m_page.write(text + QStringLiteral("</nav>\n</body>\n</html>\n")); !written)
        return written;
    return m_page.close();
}

Result<QString> HtmlWriter::filesOf(const MessageRecord &message)
{
    QString text;
    for (const FileRecord &file : message.files) {
        const auto path = m_files.take(file);
        if (!path)
            return tl::unexpected(path.error());
        const QString name = escapedHtml(file.info.name);
        if (path->isEmpty())
            text +=
                QStringLiteral("<p class=\"notice\">%1</p>\n")
                    .arg(QString(escapedHtml(m_words.missing)).replace(QLatin1String("%1"), name));
        else if (isPicture(file.info.type))
            text += QStringLiteral("<a href=\"%1\"><img src=\"%1\" alt=\"").arg(*path) + name +
                    QStringLiteral("\" loading=\"lazy\"></a>\n");
        else
            text += QStringLiteral("<p><a href=\"%1\">").arg(*path) + name +
                    QStringLiteral("</a></p>\n");
    }
    return text;
}

Result<void> HtmlWriter::add(const MessageRecord &record)
{
    const Chat::RoomMessage &message = record.message;
    if (m_onPage >= messagesPerPage) {
        if (auto closed = closePage(false); !closed)
            return closed;
        if (auto opened = openPage(); !opened)
            return opened;
    }
    if (m_onPage++ == 0)
        m_firsts.push_back(message.sequence.number);
    ++m_rooms.back().messages;

    QString text;
    const QString day = timeText(message.time, "yyyy-MM-dd");
    if (day != m_day || m_onPage == 1)
        text += QStringLiteral("<h2>%1</h2>\n").arg(day);
    m_day = day;
    const QString time =
        QStringLiteral("<time datetime=\"%1\">%2</time>")
            .arg(timeText(message.time, "yyyy-MM-ddTHH:mm:ss"), timeText(message.time, "HH:mm"));
    // What people wrote goes in by +, not by arg(): it may hold %1.
    const QString sender = escapedHtml(message.sender);
    text += QStringLiteral("<article id=\"m%1\">").arg(message.sequence.number);
    if (message.type != Chat::MessageType::Talk) {
        QString notice =
            escapedHtml(message.type == Chat::MessageType::Enter ? m_words.came : m_words.left);
        notice.replace(QLatin1String("%1"),
                       QStringLiteral("<bdi>") + sender + QStringLiteral("</bdi>"));
        text += QStringLiteral("<span class=\"notice\">") + notice + u' ' + time +
                QStringLiteral("</span></article>\n");
        return m_page.write(text);
    }
    text += QStringLiteral("<header><b>") + sender + QStringLiteral("</b> ");
    const auto mark = [&](const QString &word) {
        text += QStringLiteral("<span>%1</span> ").arg(escapedHtml(word));
    };
    if (message.guest)
        mark(m_words.guest);
    text += time + u' ';
    if (message.changes.edited && !message.changes.deleted)
        mark(m_words.edited);
    if (message.changes.pinned)
        mark(m_words.pinned);
    if (record.replyTo.number > 0)
        text += QStringLiteral("<a href=\"%1\">%2</a>")
                    .arg(pageLink(record.replyTo),
                         escapedHtml(m_words.answers.arg(record.replyTo.number)));
    text += QStringLiteral("</header>\n");
    if (message.changes.deleted)
        text += QStringLiteral("<p class=\"notice\">%1</p>\n").arg(escapedHtml(m_words.deleted));
    else if (!message.text.isEmpty())
        text += QStringLiteral("<p>") + escapedHtml(message.text) + QStringLiteral("</p>\n");
    const auto files = filesOf(record);
    if (!files)
        return tl::unexpected(files.error());
    text += *files;
    std::vector<std::pair<QString, QStringList>> reactions; // in the order they came
    for (const ReactionRecord &reaction : record.reactions) {
        auto found = std::find_if(reactions.begin(), reactions.end(),
                                  [&](const auto &one) { return one.first == reaction.emoji; });
        if (found == reactions.end())
            found = reactions.insert(reactions.end(), {reaction.emoji, {}});
        found->second += reaction.name;
    }
    if (!reactions.empty()) {
        text += QStringLiteral("<div class=\"reactions\">");
        for (const auto &[emoji, names] : reactions)
            text += QStringLiteral("<span title=\"") +
                    escapedHtml(names.join(QStringLiteral(", "))) + QStringLiteral("\">") +
                    escapedHtml(emoji) + u' ' + QString::number(names.size()) +
                    QStringLiteral("</span>");
        text += QStringLiteral("</div>\n");
    }
    return m_page.write(text + QStringLiteral("</article>\n"));
}

/// What a text was before shows in the JSON alone.
Result<void> HtmlWriter::add(const EarlierRecord &)
{
    return {};
}

Result<void> HtmlWriter::endRoom()
{
    return closePage(true);
}

Result<void> HtmlWriter::end()
{
    QString title = m_words.title;
    title.replace(QLatin1String("%1"), m_head.hostName);
    QString text = beginning(title);
    text +=
        QStringLiteral("<h1><bdi>") + escapedHtml(title) + QStringLiteral("</bdi></h1>\n<ul>\n");
    for (size_t i = 0; i < m_rooms.size(); ++i) {
        const Room &room = m_rooms[i];
        text += QStringLiteral("<li><a href=\"room-%1.html\"><bdi>").arg(i + 1) +
                escapedHtml(room.name) + QStringLiteral("</bdi></a> <span class=\"notice\">") +
                escapedHtml(m_words.messages.arg(room.messages)) + u' ' + escapedHtml(room.topic) +
                QStringLiteral("</span></li>\n");
    }
    text += QStringLiteral("</ul>\n<footer>") +
            escapedHtml(m_words.madeAt.arg(timeText(m_head.made, "yyyy-MM-dd HH:mm"))) +
            QStringLiteral(", Madang ") + escapedHtml(m_head.program) +
            QStringLiteral("</footer>\n</body>\n</html>\n");
    OutputFile index;
    auto done = index.open(m_folder + QStringLiteral("/index.html"));
    if (done)
        done = index.write(text);
    if (done)
        done = index.close();
    return done;
}

} // namespace Takeout
