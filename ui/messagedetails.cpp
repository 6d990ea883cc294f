// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagedetails.h"

#include "ui/deliverysign.h"
#include "ui/model/timelinemodel.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int detailsWide = 380;
constexpr int mostSearched = 2000; // lines from the newest one

QString shownTime(const QDateTime &time)
{
    return QLocale().toString(time, QLocale::LongFormat);
}

} // namespace

MessageDetails::MessageDetails(const QModelIndex &line, QWidget *parent)
    : GrowingDialog(parent), m_timeline(qobject_cast<const TimelineModel *>(line.model())),
      m_clientId(line.data(TimelineModel::ClientIdRole).toString()),
      m_sequence{line.data(TimelineModel::SequenceRole).toLongLong()}, m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("messageDetails"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About this message"));
    m_text->setObjectName(QStringLiteral("messageDetailsText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(detailsWide);
    // So that it can be reached, read aloud and copied.
    m_text->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    auto *close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(16);
    column->addWidget(m_text, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    close->setFocus();
    connect(line.model(), &QAbstractItemModel::dataChanged, this, &MessageDetails::refresh);
    connect(line.model(), &QAbstractItemModel::rowsInserted, this, &MessageDetails::refresh);
    refresh();
}

QString MessageDetails::text(const QModelIndex &line)
{
    const bool isOwn = line.data(TimelineModel::OwnRole).toBool();
    const bool isStored = line.data(TimelineModel::SequenceRole).toLongLong() > 0;
    const QDateTime written = line.data(TimelineModel::WrittenRole).toDateTime();
    const QString came = shownTime(line.data(TimelineModel::TimeRole).toDateTime());
    QStringList text;
    if (!isStored)
        text << tr("Written: %1").arg(came);
    else if (written.isValid())
        text << tr("Written: %1").arg(shownTime(written)) << tr("Came to the host: %1").arg(came);
    else
        text << tr("Said: %1").arg(came);
    if (isOwn)
        text << QString() << DeliverySign::sentence(line);
    return text.join(u'\n');
}

QModelIndex MessageDetails::line() const
{
    if (!m_timeline)
        return {};
    if (m_sequence.number > 0)
        return m_timeline->indexOf(m_sequence);
    const int rows = m_timeline->rowCount();
    for (int row = rows - 1; row >= qMax(0, rows - mostSearched); --row) {
        const QModelIndex at = m_timeline->index(row);
        if (at.data(TimelineModel::OwnRole).toBool() &&
            at.data(TimelineModel::ClientIdRole).toString() == m_clientId.toString())
            return at;
    }
    return {};
}

void MessageDetails::refresh()
{
    if (const QModelIndex at = line(); at.isValid()) { // else it says what was true last
        m_sequence = {at.data(TimelineModel::SequenceRole).toLongLong()};
        m_text->setText(text(at));
    }
    m_text->setAccessibleName(m_text->text());
}

} // namespace Ui
