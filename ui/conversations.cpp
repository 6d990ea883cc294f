// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations.h"

#include "ui/composer.h"
#include "ui/conversationdialog.h"
#include "ui/model/chatclient.h"
#include "ui/roomheader.h"
#include "ui/shortcuts.h"
#include "ui/sidebar.h"

#include <QMenu>
#include <QShortcut>

namespace Ui {

Conversations::Conversations(ChatClient &client, Sidebar &sidebar, RoomHeader &header,
                             const Composer &composer, const Appearance &appearance, QWidget *page)
    : QObject(page), m_client(client), m_composer(composer), m_appearance(appearance), m_page(page)
{
    connect(&sidebar, &Sidebar::newConversationRequested, this, [this] { open(); });
    connect(&header, &RoomHeader::menuOpening, this, &Conversations::fillMenu);
    connect(makeShortcut("newConversation", page), &QShortcut::activated, this, [this] { open(); });
}

void Conversations::open(const std::optional<KnownPeople::Person> &other)
{
    auto *dialog = new ConversationDialog(m_client, m_appearance, other, m_page);
    connect(dialog, &ConversationDialog::made, this, &Conversations::opened);
    connect(dialog, &ConversationDialog::told, this, &Conversations::told);
    dialog->open();
}

void Conversations::fillMenu(QMenu *menu)
{
    const Chat::RoomInfo room = m_client.rooms()->room(m_composer.room());
    if (room.settings.visibility != Chat::Visibility::Direct)
        return;
    if (const auto person = other())
        menu->addAction(tr("Add people…"), this, [this, person] { open(person); })
            ->setObjectName(QStringLiteral("addPeople"));
}

std::optional<KnownPeople::Person> Conversations::other() const
{
    const MemberListModel *members = m_client.members(m_composer.room());
    for (int row = 0; row < members->rowCount(); ++row) {
        const QModelIndex person = members->index(row);
        if (person.data(MemberListModel::SelfRole).toBool())
            continue;
        return KnownPeople::Person{
            Chat::UserId(person.data(MemberListModel::UserIdRole).toString()),
            person.data(MemberListModel::NameRole).toString(),
            person.data(MemberListModel::GuestRole).toBool()};
    }
    return std::nullopt;
}

} // namespace Ui
