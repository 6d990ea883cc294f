// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/emojilistmodel.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int mostFound = 120;
constexpr qsizetype longestPicture = 32; // as the host takes it

/// It is not made of what words are made of.
bool isPicture(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestPicture &&
           std::none_of(text.begin(), text.end(), [](QChar c) {
               return c.unicode() < 0x80 || c.isLetterOrNumber() || c.isSpace();
           });
}

} // namespace

EmojiListModel::EmojiListModel(const EmojiCatalog &catalog, QObject *parent)
    : QAbstractListModel(parent), m_catalog(catalog)
{
}

void EmojiListModel::showGroup(int group)
{
    show(m_catalog.ofGroup(group));
}

void EmojiListModel::showFound(const QString &words)
{
    QString bare = words.trimmed();
    if (bare.startsWith(u':'))
        bare = bare.mid(1);
    if (bare.endsWith(u':'))
        bare.chop(1);
    const QList<Emoji> found = m_catalog.search(bare, mostFound);
    if (found.isEmpty() && isPicture(bare))
        return showThese({bare});
    show(found);
}

void EmojiListModel::showThese(const QStringList &emoji)
{
    QList<Emoji> shown;
    for (const QString &text : emoji) {
        const auto known = std::find_if(m_catalog.all().begin(), m_catalog.all().end(),
                                        [&text](const Emoji &one) { return one.text == text; });
        Emoji unknown;
        unknown.text = text;
        shown.append(known == m_catalog.all().end() ? unknown : *known);
    }
    show(std::move(shown));
}

void EmojiListModel::show(QList<Emoji> shown)
{
    beginResetModel();
    m_shown = std::move(shown);
    endResetModel();
}

int EmojiListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant EmojiListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Emoji &emoji = m_shown[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return emoji.text;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
    case NameRole: {
        const bool korean = QLocale().language() == QLocale::Korean && !emoji.korean.isEmpty();
        const QString name = korean ? emoji.korean : emoji.english;
        return name.isEmpty() ? emoji.text : name;
    }
    case ShortcodeRole:
        return emoji.shortcodes.isEmpty() ? QString() : u':' + emoji.shortcodes.constFirst() + u':';
    default:
        return {};
    }
}

} // namespace Ui
