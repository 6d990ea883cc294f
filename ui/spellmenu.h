// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMenu;

namespace Ui {

class Appearance;
class MessageEdit;
class SpellHighlighter;
class Spelling;
class WritingSettings;

/// Checks the spelling of what is written in a field, as the settings want it, and puts what could
/// stand in the place of a wrong word into the field's menu.
class SpellMenu : public QObject {
    Q_OBJECT
public:
    /// A child of the field; the others must outlive it.
    SpellMenu(MessageEdit &field, WritingSettings &settings, const Appearance &appearance);

private:
    void follow();
    void fill(QMenu *menu, int position);
    void replace(int start, const QString &word, const QString &other);

    MessageEdit &m_field;
    WritingSettings &m_settings;
    Spelling *m_spelling = nullptr;
    SpellHighlighter *m_highlighter = nullptr;
};

} // namespace Ui
