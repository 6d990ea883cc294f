// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>
#include <QStyledItemDelegate>

namespace Ui {

class Appearance;

/// The rows of a Webhooks model, with everything that is drawn of them in words, too.
class ReadableHooks : public QIdentityProxyModel {
    Q_OBJECT
public:
    using QIdentityProxyModel::QIdentityProxyModel;
    QVariant data(const QModelIndex &index, int role) const override;
};

/// Draws a webhook: who speaks, where it leads, and how that goes.
class WebhookDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The appearance must outlive it.
    WebhookDelegate(const Appearance &appearance, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Appearance &m_appearance;
};

} // namespace Ui
