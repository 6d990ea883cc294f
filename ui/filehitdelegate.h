// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filecards.h"

#include <QStyledItemDelegate>

namespace Ui {

class Appearance;

/// Draws a message that was found for its files: who sent them and when, and each of them with what
/// can be done with it.
class FileHitDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    FileHitDelegate(const Appearance &appearance, QObject *parent);

    /// Must outlive it; before there is one nothing can be done with files.
    void setFiles(FileStock &stock) { m_stock = &stock; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    /// What was clicked on is a file's button or its picture …
    void fileWanted(const Chat::FileInfo &file, Ui::FileDeed deed);
    /// … or something else of that message.
    void messageWanted(const QModelIndex &index);

private:
    std::vector<FileCards::Card> cards(const QRect &row, const QModelIndex &index) const;

    const Appearance &m_appearance;
    FileStock *m_stock = nullptr;
};

} // namespace Ui
