// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Ui {

class Appearance;

/// A pinned message: who said it when, and its beginning.
class PinDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The appearance must outlive it.
    explicit PinDelegate(const Appearance &appearance, QObject *parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Appearance &m_appearance;
};

} // namespace Ui
