// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/emojicatalog.h"

#include <QAbstractListModel>

namespace Ui {

/// The emoji that a picker shows: of one group, found by words, or used last.
class EmojiListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< QString, in the language of QLocale(); also the tool tip
                                     ///< and the accessible text.
        ShortcodeRole,               ///< QString, with its colons; empty when it has none.
    };
    /// The catalog must outlive the model, which begins empty.
    explicit EmojiListModel(const EmojiCatalog &catalog, QObject *parent = nullptr);

    void showGroup(int group);
    /// As EmojiCatalog::search() orders them, 120 at most; ":+1:" and an emoji itself, even one
    /// with a skin tone, are found, too.
    void showFound(const QString &words);
    /// Also such as the catalog does not know, with a skin tone for one.
    void showThese(const QStringList &emoji);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void show(QList<Emoji> shown);

    const EmojiCatalog &m_catalog;
    QList<Emoji> m_shown;
};

} // namespace Ui
