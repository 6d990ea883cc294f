// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webhookdelegate.h"

#include "ui/appearance.h"
#include "ui/listrow.h"
#include "ui/model/tooltip.h"
#include "ui/model/webhooks.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

namespace Ui {

namespace {

constexpr int hookSide = 12;
constexpr int hookLine = 21;
constexpr int hookSpace = 7;

bool isOutgoing(const QModelIndex &hook)
{
    return hook.data(Webhooks::OutgoingRole).toBool();
}

QString hookName(const QModelIndex &hook)
{
    return hook.data(Qt::DisplayRole).toString().simplified();
}

QString hookWay(const QModelIndex &hook)
{
    const QDateTime made = hook.data(Webhooks::CreatedRole).toDateTime().toLocalTime();
    if (!isOutgoing(hook))
        return WebhookDelegate::tr("Incoming, since %1")
            .arg(QLocale().toString(made.date(), QLocale::ShortFormat));
    const QString url = hook.data(Webhooks::UrlRole).toString();
    const QString trigger = hook.data(Webhooks::TriggerRole).toString();
    return trigger.isEmpty()
               ? WebhookDelegate::tr("Outgoing, everything to %1").arg(url)
               : WebhookDelegate::tr("Outgoing, what begins with “%1” to %2").arg(trigger, url);
}

QString hookFigures(const QModelIndex &hook)
{
    const auto count = [&hook](int role) {
        return QLocale().toString(hook.data(role).toLongLong());
    };
    QStringList figures{WebhookDelegate::tr("posted: %1").arg(count(Webhooks::DeliveredRole))};
    if (hook.data(Webhooks::WaitingRole).toInt() > 0)
        figures << WebhookDelegate::tr("waiting: %1").arg(count(Webhooks::WaitingRole));
    if (hook.data(Webhooks::FailedRole).toLongLong() > 0)
        figures << WebhookDelegate::tr("failed: %1").arg(count(Webhooks::FailedRole));
    if (hook.data(Webhooks::DroppedRole).toLongLong() > 0)
        figures << WebhookDelegate::tr("dropped: %1").arg(count(Webhooks::DroppedRole));
    if (const QString problem = hook.data(Webhooks::ProblemRole).toString().simplified();
        !problem.isEmpty())
        figures << problem;
    return figures.join(QStringLiteral(" · "));
}

} // namespace

QVariant ReadableHooks::data(const QModelIndex &index, int role) const
{
    if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return QIdentityProxyModel::data(index, role);
    QStringList parts{hookName(index), hookWay(index)};
    if (isOutgoing(index))
        parts << hookFigures(index);
    const QString text = parts.join(QStringLiteral(", "));
    return role == Qt::ToolTipRole ? plainToolTip(text) : text;
}

WebhookDelegate::WebhookDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance)
{
}

QSize WebhookDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {200, m_appearance.px((isOutgoing(index) ? 3 : 2) * hookLine + 2 * hookSpace)};
}

void WebhookDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawRowBox(*painter, option, theme);
    QRect line = option.rect.adjusted(hookSide, m_appearance.px(hookSpace), -hookSide, 0);
    line.setHeight(m_appearance.px(hookLine));
    const auto draw = [&](const QString &text, const QFont &font, const QColor &colour) {
        drawRowLine(*painter, line, text, font, colour);
        line.translate(0, line.height());
    };
    draw(hookName(index), m_appearance.font(14, true), theme.ink);
    draw(hookWay(index), m_appearance.font(12), theme.ink2);
    if (isOutgoing(index)) {
        const bool fails = !index.data(Webhooks::ProblemRole).toString().isEmpty();
        draw(hookFigures(index), m_appearance.font(12), fails ? theme.error : theme.ink2);
    }
    painter->restore();
}

} // namespace Ui
