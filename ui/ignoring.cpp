// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ignoring.h"

#include "ui/memberspane.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/timelineview.h"

#include <QMenu>

namespace Ui {

Ignoring::Ignoring(ChatClient &client, MembersPane &people, TimelineView &timeline, QObject *parent)
    : QObject(parent), m_client(client), m_timeline(timeline)
{
    connect(&people, &MembersPane::menuOpening, this, &Ignoring::fillPersonMenu);
    connect(&timeline, &TimelineView::menuOpening, this, &Ignoring::fillMessageMenu);
}

void Ignoring::fillPersonMenu(QMenu *menu, const QModelIndex &person)
{
    if (!person.data(MemberListModel::SelfRole).toBool())
        addChoice(menu, person.data(MemberListModel::UserIdRole).toString(),
                  person.data(MemberListModel::NameRole).toString());
}

void Ignoring::fillMessageMenu(QMenu *menu, const QModelIndex &message)
{
    const QString user = message.data(TimelineModel::SenderIdRole).toString();
    const bool isTalk =
        Chat::MessageType(message.data(TimelineModel::TypeRole).toInt()) == Chat::MessageType::Talk;
    // What became of the messages of those who had everything erased is nobody's.
    if (!isTalk || user.isEmpty() || user == QLatin1String("erased") ||
        message.data(TimelineModel::OwnRole).toBool())
        return;
    if (m_timeline.isFolded(message)) {
        connect(menu->addAction(tr("Show what was said")), &QAction::triggered, this,
                [this, line = QPersistentModelIndex(message)] { m_timeline.unfold(line); });
    }
    addChoice(menu, user, message.data(TimelineModel::SenderRole).toString());
    menu->addSeparator();
}

void Ignoring::addChoice(QMenu *menu, const QString &user, const QString &name)
{
    const Chat::UserId who(user);
    if (user.isEmpty() || who == m_client.self())
        return;
    Ignored *ignored = m_client.account()->ignored();
    const bool now = ignored->contains(who);
    QString shown = name.simplified();
    shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
    QAction *choice =
        menu->addAction(now ? tr("Stop ignoring %1").arg(shown) : tr("Ignore %1").arg(shown));
    choice->setObjectName(QStringLiteral("ignorePerson"));
    connect(choice, &QAction::triggered, this,
            [ignored, who, name, now] { ignored->set(who, name, !now); });
}

} // namespace Ui
