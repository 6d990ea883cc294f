// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pinsdialog.h"

#include "ui/appearance.h"
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

namespace {

constexpr QSize pinsSize(460, 420); // px

} // namespace

PinsDialog::PinsDialog(ChatClient &client, PinnedModel &pinned, const Appearance &appearance,
                       QWidget *parent)
    : QDialog(parent), m_client(client), m_pinned(pinned), m_state(new QLabel(this)),
      m_list(new QListView(this)), m_unpin(new QPushButton(this)), m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("pinsDialog"));
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
    m_unpin->setObjectName(QStringLiteral("pinsUnpin"));
    m_unpin->setAutoDefault(false);
    m_close->setObjectName(QStringLiteral("pinsClose"));
    m_close->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_unpin);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_state);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    resize(appearance.px(pinsSize.width()), appearance.px(pinsSize.height()));

    const auto go = [this](const QModelIndex &index) {
        Q_EMIT chosen({index.data(PinnedModel::SequenceRole).toLongLong()});
    };
    connect(m_list, &QListView::clicked, this, go);
    connect(m_unpin, &QPushButton::clicked, this, &PinsDialog::unpin);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &PinsDialog::refresh);
    connect(&pinned, &PinnedModel::stateChanged, this, &PinsDialog::refresh);
    connect(&pinned, &QAbstractItemModel::modelReset, this, &PinsDialog::refresh);
    connect(&pinned, &QAbstractItemModel::rowsInserted, this, &PinsDialog::refresh);
    connect(&pinned, &QAbstractItemModel::rowsRemoved, this, &PinsDialog::refresh);
    connect(client.rooms(), &QAbstractItemModel::dataChanged, this, &PinsDialog::refresh);
    connect(&client, &ChatClient::statusChanged, this, &PinsDialog::refresh);
    refresh();
    m_list->setFocus();
}

bool PinsDialog::mayUnpin() const
{
    const int speech =
        m_client.rooms()->indexOf(m_pinned.room()).data(RoomListModel::SpeechRole).toInt();
    return m_client.status().phase == ConnectionStatus::Phase::Online &&
           RoomListModel::Speech(speech) == RoomListModel::Speech::Free;
}

void PinsDialog::unpin()
{
    const qint64 sequence = m_list->currentIndex().data(PinnedModel::SequenceRole).toLongLong();
    if (sequence > 0 && mayUnpin())
        m_client.pin(m_pinned.room(), {sequence}, false);
}

void PinsDialog::refresh()
{
    const QModelIndex room = m_client.rooms()->indexOf(m_pinned.room());
    setWindowTitle(tr("Pinned in %1").arg(roomTitle(room)));
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
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(m_close->text());
}

bool PinsDialog::eventFilter(QObject *watched, QEvent *event)
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
    return QDialog::eventFilter(watched, event);
}

void PinsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
