// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pinspane.h"

#include "ui/model/chatclient.h"
#include "ui/model/pinnedmodel.h"
#include "ui/model/refusalwords.h"
#include "ui/model/roomtitle.h"
#include "ui/pindelegate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

PinsPane::PinsPane(ChatClient &client, PinnedModel &pinned, const Appearance &appearance,
                   QWidget *parent)
    : QWidget(parent), m_client(client), m_pinned(pinned), m_state(new QLabel(this)),
      m_list(new QListView(this)), m_unpin(new QPushButton(this))
{
    setObjectName(QStringLiteral("pinsPane"));
    m_list->setObjectName(QStringLiteral("pinsList"));
    m_list->setModel(&pinned);
    m_list->setItemDelegate(new PinDelegate(appearance, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->installEventFilter(this);
    m_state->setObjectName(QStringLiteral("pinsState"));
    m_state->setProperty("role", QStringLiteral("secondary"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setMargin(12);
    m_unpin->setObjectName(QStringLiteral("pinsUnpin"));
    m_unpin->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 0, 12, 0);
    buttons->addWidget(m_unpin);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->addWidget(m_state);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);

    const auto go = [this](const QModelIndex &index) {
        Q_EMIT chosen({index.data(PinnedModel::SequenceRole).toLongLong()});
    };
    connect(m_list, &QListView::clicked, this, go);
    connect(m_unpin, &QPushButton::clicked, this, &PinsPane::unpin);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &PinsPane::refresh);
    connect(&pinned, &PinnedModel::stateChanged, this, &PinsPane::refresh);
    connect(&pinned, &QAbstractItemModel::modelReset, this, &PinsPane::refresh);
    connect(&pinned, &QAbstractItemModel::rowsInserted, this, &PinsPane::refresh);
    connect(&pinned, &QAbstractItemModel::rowsRemoved, this, &PinsPane::refresh);
    connect(client.rooms(), &QAbstractItemModel::dataChanged, this, &PinsPane::refresh);
    connect(&client, &ChatClient::statusChanged, this, &PinsPane::refresh);
    refresh();
}

void PinsPane::focusList()
{
    m_list->setFocus(Qt::TabFocusReason);
}

bool PinsPane::mayUnpin() const
{
    const int speech =
        m_client.rooms()->indexOf(m_pinned.room()).data(RoomListModel::SpeechRole).toInt();
    return m_client.status().phase == ConnectionStatus::Phase::Online &&
           RoomListModel::Speech(speech) == RoomListModel::Speech::Free;
}

void PinsPane::unpin()
{
    const qint64 sequence = m_list->currentIndex().data(PinnedModel::SequenceRole).toLongLong();
    if (sequence > 0 && mayUnpin())
        m_client.pin(m_pinned.room(), {sequence}, false);
}

void PinsPane::refresh()
{
    const bool online = m_client.status().phase == ConnectionStatus::Phase::Online;
    const bool any = m_pinned.rowCount() > 0;
    QString sentence;
    if (m_pinned.state() == PinnedModel::State::Failed)
        sentence =
            tr("What is pinned here could not be had: %1").arg(shownRefusal(m_pinned.failure()));
    else if (!online)
        sentence = tr("The host cannot be reached. What is pinned here may have changed.");
    else if (m_pinned.state() == PinnedModel::State::Asking && !any)
        sentence = tr("Asking the host…");
    else if (!any)
        sentence = tr("Nothing is pinned in this room. Pin a message in its menu, or with P.");
    m_state->setText(sentence);
    m_state->setVisible(!sentence.isEmpty());
    m_list->setAccessibleName(tr("Pinned messages"));
    m_unpin->setText(tr("Unpin"));
    m_unpin->setAccessibleName(tr("Unpin the chosen message"));
    m_unpin->setVisible(any && mayUnpin());
    m_unpin->setEnabled(m_list->currentIndex().isValid());
}

bool PinsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        m_list->currentIndex().isValid()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT chosen({m_list->currentIndex().data(PinnedModel::SequenceRole).toLongLong()});
            return true;
        case Qt::Key_Delete:
            if (!key->isAutoRepeat()) // one press, one pin
                unpin();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PinsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
