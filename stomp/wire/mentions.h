// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace Chat {

/// Where a text speaks to somebody: "@name", without a particle behind it.
struct Mention {
    qsizetype start = 0;  ///< Of the "@"; UTF-16 units.
    qsizetype length = 0; ///< With the "@", and with the quotation marks around a name.
    QString name;         ///< As MentionNames has it; empty: everybody who is here.

    bool isEverybody() const { return name.isEmpty(); }
    friend bool operator==(const Mention &, const Mention &) = default;
};

/// Who may be spoken to. Make it once for many texts.
class MentionNames {
public:
    MentionNames() = default;
    /// Several people may have one name: a mention means all of them.
    explicit MentionNames(const QStringList &names);

    bool isEmpty() const { return m_names.isEmpty(); }
    friend bool operator==(const MentionNames &a, const MentionNames &b)
    {
        return a.m_names == b.m_names;
    }

private:
    friend class MentionReader;
    QHash<QString, QString> m_names; ///< By their small letters.
    QList<qsizetype> m_lengths;      ///< Of the names, longest first.
};

/// Whom a text mentions, in the order of the text, at most 100 times: the longest name that fits
/// ("@민수야" is 민수, unless somebody is called 민수야), quoted (`@"김 민수"`) or not, and
/// "@here" or "@여기". Capitals are as good as small letters; nothing in code or in quotes, behind
/// a letter or a digit (mail addresses) or before the rest of a longer word. In a time that grows
/// as the text does.
std::vector<Mention> findMentions(const QString &text, const MentionNames &names);

/// Whether a text calls everybody who is here.
bool mentionsEverybody(const QString &text);

/// How one mentions somebody: `@민수` or `@"김 민수"`.
QString mentionOf(const QString &name);

} // namespace Chat
