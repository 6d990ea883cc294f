// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/slashcommand.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace Ui {
namespace {

using CommandKind = SlashCommand::Kind;

enum class Argument { None, Optional, Needed };

struct CommandRow {
    CommandKind kind;
    const char *english;
    const char *korean;
    Argument argument;
    const char *what; ///< Its argument, for people; null: it takes none.
    const char *does;
};

constexpr CommandRow commandRows[] = {
    {CommandKind::Topic, "topic", "주제", Argument::Needed,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "what it is about"),
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "gives this room a topic")},
    {CommandKind::Invite, "invite", "초대", Argument::Needed,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "name"),
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "invites somebody into this room")},
    {CommandKind::Join, "join", "참여", Argument::Needed,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "room"),
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "goes into a room")},
    {CommandKind::Leave, "leave", "나가기", Argument::None, nullptr,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "leaves this room")},
    {CommandKind::Status, "status", "상태", Argument::Optional,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "what you say of yourself"),
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "sets your status; without words it is taken away")},
    {CommandKind::Online, "online", "온라인", Argument::None, nullptr,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "you can be reached")},
    {CommandKind::Away, "away", "자리비움", Argument::None, nullptr,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "you are away")},
    {CommandKind::DoNotDisturb, "dnd", "방해금지", Argument::None, nullptr,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "you do not want to be disturbed")},
    {CommandKind::Shrug, "shrug", "으쓱", Argument::Optional,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "text"),
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "shrugs behind what you say")},
    {CommandKind::Help, "help", "도움말", Argument::None, nullptr,
     QT_TRANSLATE_NOOP("Ui::SlashCommand", "shows these commands")},
};

// As Markdown, so that it comes out as ¯\_(ツ)_/¯.
const QString shrugSign = QStringLiteral("¯\\\\\\_(ツ)\\_/¯");

QString commandText(const char *source)
{
    return QCoreApplication::translate("Ui::SlashCommand", source);
}

QString nameOf(const CommandRow &row)
{
    const bool korean = QLocale().language() == QLocale::Korean;
    return QString::fromUtf8(korean ? row.korean : row.english);
}

/// As it is typed: "/topic what it is about".
QString usageOf(const CommandRow &row)
{
    const QString name = u'/' + nameOf(row);
    return row.what ? name + u' ' + commandText(row.what) : name;
}

const CommandRow *rowOf(const QString &name)
{
    const auto *row =
        std::find_if(std::begin(commandRows), std::end(commandRows), [&](const CommandRow &one) {
            return name.compare(QLatin1StringView(one.english), Qt::CaseInsensitive) == 0 ||
                   name == QString::fromUtf8(one.korean);
        });
    return row == std::end(commandRows) ? nullptr : row;
}

/// The name of a person or room, as a mention has it or as it is.
QString withoutSign(QString name)
{
    if (name.startsWith(u'@') || name.startsWith(u'#'))
        name.remove(0, 1);
    if (name.size() > 1 && name.startsWith(u'"') && name.endsWith(u'"'))
        name = name.sliced(1, name.size() - 2);
    return name.trimmed();
}

QString problemOf(const CommandRow &row, const QString &argument)
{
    if (argument.contains(u'\n') && row.kind != CommandKind::Shrug)
        return commandText(QT_TRANSLATE_NOOP("Ui::SlashCommand", "A command is one line only."));
    if (row.argument == Argument::Needed && argument.isEmpty())
        return commandText(QT_TRANSLATE_NOOP("Ui::SlashCommand", "Something is missing: %1"))
            .arg(usageOf(row));
    if (row.argument == Argument::None && !argument.isEmpty())
        return commandText(QT_TRANSLATE_NOOP("Ui::SlashCommand", "%1 stands alone, with nothing "
                                                                 "behind it."))
            .arg(usageOf(row));
    return {};
}

} // namespace

SlashReading readSlash(const QString &text)
{
    if (text.startsWith(QStringLiteral("//")))
        return {{}, {}, text.sliced(1)};
    if (!text.startsWith(u'/'))
        return {{}, {}, text};
    qsizetype end = 1;
    while (end < text.size() && text[end].isLetter())
        ++end;
    const bool isWord = end > 1 && (end == text.size() || text[end].isSpace());
    if (!isWord)
        return {{}, {}, text};
    const QString name = text.sliced(1, end - 1);
    const CommandRow *row = rowOf(name);
    if (!row)
        return {{},
                commandText(QT_TRANSLATE_NOOP("Ui::SlashCommand",
                                              "There is no command /%1. A / alone shows all of "
                                              "them; to say this as it is, begin with //."))
                    .arg(name.left(40)),
                {}};
    QString argument = text.sliced(end).trimmed();
    if (const QString problem = problemOf(*row, argument); !problem.isEmpty())
        return {{}, problem, {}};
    if (row->kind == CommandKind::Shrug)
        return {{}, {}, argument.isEmpty() ? shrugSign : argument + u' ' + shrugSign};
    if (row->kind == CommandKind::Invite || row->kind == CommandKind::Join)
        argument = withoutSign(argument);
    return {SlashCommand{row->kind, argument}, {}, {}};
}

QList<Proposal> slashProposals(const QString &typed)
{
    QList<Proposal> found;
    if (rowOf(typed))
        return found;
    for (const CommandRow &row : commandRows) {
        const QString name = nameOf(row);
        const QString english = QString::fromLatin1(row.english);
        const bool begins = beginsWith(name, typed);
        if (!begins && !english.startsWith(typed, Qt::CaseInsensitive))
            continue;
        const QString inserted = u'/' + (begins ? name : english);
        found.append({row.argument == Argument::None ? inserted : inserted + u' ', usageOf(row),
                      commandText(row.does)});
    }
    return found;
}

} // namespace Ui
