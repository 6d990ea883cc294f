// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spellmenu.h"

#include "ui/messageedit.h"
#include "ui/spellhighlighter.h"
#include "ui/spelling.h"
#include "ui/writingsettings.h"

#include <QMenu>

namespace Ui {

SpellMenu::SpellMenu(MessageEdit &field, WritingSettings &settings, const Appearance &appearance)
    : QObject(&field), m_field(field), m_settings(settings), m_spelling(new Spelling(this)),
      m_highlighter(new SpellHighlighter(*m_spelling, field, appearance))
{
    connect(&field, &MessageEdit::menuOpening, this, &SpellMenu::fill);
    connect(&settings, &WritingSettings::changed, this, &SpellMenu::follow);
    follow();
}

void SpellMenu::follow()
{
    QStringList names;
    if (m_settings.checksSpelling())
        names = Spelling::dictionaries();
    if (const QStringList chosen = m_settings.languages(); !chosen.isEmpty())
        names.removeIf([&chosen](const QString &name) { return !chosen.contains(name); });
    m_spelling->setOwnWords(m_settings.ownWords());
    m_spelling->setDictionaries(names);
}

void SpellMenu::fill(QMenu *menu, int position)
{
    const auto wrong = m_highlighter->wrongAt(position);
    if (!wrong || m_field.isReadOnly())
        return;
    QAction *first = menu->actions().value(0);
    auto *waits = new QAction(tr("Looking for suggestions…"), menu);
    waits->setObjectName(QStringLiteral("spellWaits"));
    waits->setEnabled(false);
    auto *add = new QAction(tr("Add to dictionary"), menu);
    add->setObjectName(QStringLiteral("spellAdd"));
    menu->insertActions(first, {waits, add});
    menu->insertSeparator(first);
    connect(add, &QAction::triggered, this,
            [this, word = wrong->text] { m_settings.addOwnWord(word); });
    m_spelling->suggest(wrong->text, waits, [this, menu, waits, wrong](const QStringList &found) {
        for (const QString &other : found) {
            auto *choice = new QAction(other, menu);
            choice->setObjectName(QStringLiteral("spellChoice"));
            menu->insertAction(waits, choice);
            connect(choice, &QAction::triggered, this,
                    [this, wrong, other] { replace(int(wrong->start), wrong->text, other); });
        }
        if (found.isEmpty())
            waits->setText(tr("No suggestions"));
        else
            menu->removeAction(waits);
    });
}

void SpellMenu::replace(int start, const QString &word, const QString &other)
{
    if (m_field.toPlainText().mid(start, word.size()) != word)
        return; // it was written on meanwhile
    QTextCursor cursor = m_field.textCursor();
    cursor.setPosition(start);
    cursor.setPosition(start + int(word.size()), QTextCursor::KeepAnchor);
    cursor.insertText(other);
    m_field.setTextCursor(cursor);
}

} // namespace Ui
