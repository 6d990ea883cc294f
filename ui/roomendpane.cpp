// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomendpane.h"

#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"
#include "ui/question.h"
#include "ui/roomrights.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace Ui {

namespace {

QString endTime(const Chat::RoomInfo &room)
{
    const auto time = room.settings.deleteAt->time_since_epoch().count();
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time), QLocale::ShortFormat);
}

} // namespace

RoomEndPane::RoomEndPane(ChatClient &client, QWidget *parent)
    : QWidget(parent), m_client(client), m_archiveText(new QLabel(this)),
      m_archive(new QPushButton(this)), m_endText(new QLabel(this)), m_end(new QPushButton(this)),
      m_state(new QLabel(this))
{
    m_archive->setObjectName(QStringLiteral("roomArchive"));
    m_end->setObjectName(QStringLiteral("roomDelete"));
    m_state->setObjectName(QStringLiteral("roomEndState"));
    m_state->setProperty("role", QStringLiteral("problem"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(8);
    for (QLabel *label : {m_archiveText, m_endText, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    column->addWidget(m_archiveText);
    column->addWidget(m_archive, 0, Qt::AlignLeft);
    column->addSpacing(16);
    column->addWidget(m_endText);
    column->addWidget(m_end, 0, Qt::AlignLeft);
    column->addSpacing(8);
    column->addWidget(m_state);
    column->addStretch(1);
    connect(m_archive, &QPushButton::clicked, this, &RoomEndPane::archive);
    connect(m_end, &QPushButton::clicked, this, &RoomEndPane::end);
}

void RoomEndPane::setRoom(const Chat::RoomInfo &room, const QString &title)
{
    m_room = room;
    m_roomTitle = title;
    showState();
}

void RoomEndPane::begin()
{
    m_isBusy = true;
    m_problem.clear();
    showState();
}

void RoomEndPane::answered(const QString &problem)
{
    m_isBusy = false;
    m_problem = problem;
    showState();
}

void RoomEndPane::archive()
{
    if (m_isBusy)
        return;
    begin();
    Chat::RoomChange change;
    change.archived = !m_room.settings.archived;
    m_client.orders()->change(m_room.id, change, [self = QPointer(this)](const QString &problem) {
        if (self)
            self->answered(problem);
    });
}

void RoomEndPane::end()
{
    if (m_isBusy)
        return;
    const auto answer = [self = QPointer(this)](const QString &problem) {
        if (self)
            self->answered(problem);
    };
    if (m_room.settings.deleteAt) {
        begin();
        m_client.orders()->restore(m_room.id, answer);
        return;
    }
    ask(this,
        {QStringLiteral("deleteQuestion"), tr("Delete this room?"),
         m_roomTitle + QStringLiteral("\n\n") +
             tr("Nobody writes in it from now on. After a time, which is one day unless this "
                "host was set up otherwise, the room is gone for good, with all that was said in "
                "it. Until then it can be restored here."),
         tr("Delete")},
        [this, answer] {
            if (m_isBusy || m_room.settings.deleteAt)
                return;
            begin();
            m_client.orders()->removeRoom(m_room.id, answer);
        });
}

void RoomEndPane::showState()
{
    const RoomRights rights = rightsIn(m_room);
    const bool ends = m_room.settings.deleteAt.has_value();
    const bool archived = m_room.settings.archived;
    m_archiveText->setText(archived ? tr("This room is archived: it can be read, and nothing is "
                                         "said in it any more.")
                                    : tr("An archived room can be read, and nothing is said in it "
                                         "any more. It can be opened again at any time."));
    m_archive->setText(archived ? tr("Open again") : tr("Archive"));
    m_archive->setAccessibleName(archived ? tr("Open this room again") : tr("Archive this room"));
    m_endText->setText(
        ends ? tr("This room will be gone for good: %1. Until then it can be restored.")
                   .arg(endTime(m_room))
             : tr("A deleted room can be restored for a time, which is one day "
                  "unless this host was set up otherwise. Then it is gone for "
                  "good, with all that was said in it."));
    m_end->setText(ends ? tr("Restore") : tr("Delete…"));
    m_end->setAccessibleName(ends ? tr("Restore this room") : tr("Delete this room"));
    m_end->setProperty("danger", !ends);
    m_end->style()->unpolish(m_end);
    m_end->style()->polish(m_end);
    m_archiveText->setVisible(rights.archive);
    m_archive->setVisible(rights.archive);
    m_archive->setEnabled(!m_isBusy);
    m_endText->setVisible(rights.end);
    m_end->setVisible(rights.end);
    m_end->setEnabled(!m_isBusy);
    m_state->setText(m_problem);
    m_state->setVisible(!m_problem.isEmpty());
}

} // namespace Ui
