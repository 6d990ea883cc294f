// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

class QSettings;

namespace Ui {

/// One picture that stands in texts.
struct Emoji {
    QString text;           ///< Itself.
    int group = 0;          ///< Of EmojiCatalog::groups().
    QStringList shortcodes; ///< Without colons; the usual one first.
    QString english;        ///< Its name.
    QString korean;
    QStringList words; ///< Small letters: what one finds it by.
};

/// A part of all emoji.
struct EmojiGroup {
    QString key; ///< "smileys-emotion", …
    QString english;
    QString korean;
};

/// All emoji with their names, in Unicode's order; without skin tones.
class EmojiCatalog {
public:
    /// From resources/emoji/emoji.json; empty when that is none.
    explicit EmojiCatalog(const QByteArray &json);
    /// The program's own, read when it is first asked for. Unchanging, so all may share it.
    static const EmojiCatalog &builtIn();

    const QList<Emoji> &all() const { return m_all; }
    const QList<EmojiGroup> &groups() const { return m_groups; }
    QList<Emoji> ofGroup(int group) const;
    /// Those whose shortcode, or any word of whose names and keywords in English or Korean, begins
    /// so ("하" finds hearts): the shortcodes first, of these the shorter ones,
    /// then whole words, then beginnings.
    QList<Emoji> search(const QString &beginning, int most = 50) const;
    /// The emoji of `:smile:` or `:미소_짓는_얼굴:`, given without colons; empty for none.
    QString ofShortcode(const QString &shortcode) const;
    /// What shortcodes are made of.
    static bool isShortcodeUnit(QChar c);
    /// The text with the shortcodes in it as emoji; those in code, and unknown ones, stay.
    QString withEmoji(const QString &text) const;

private:
    QList<Emoji> m_all;
    QList<EmojiGroup> m_groups;
    QHash<QString, qsizetype> m_byShortcode;
};

/// What somebody used last, newest first; kept in the settings of the profile.
class RecentEmoji {
public:
    static constexpr int most = 24;

    /// The settings must outlive it.
    explicit RecentEmoji(QSettings &settings) : m_settings(settings) {}
    QStringList list() const;
    void use(const QString &emoji);

private:
    QSettings &m_settings;
};

} // namespace Ui
