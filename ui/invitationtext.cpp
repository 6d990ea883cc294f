// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/invitationtext.h"

#include <QCoreApplication>

namespace Ui {

QString invitationText(const Chat::InvitationEvent &event)
{
    using Kind = Chat::InvitationEvent::Kind;
    const QString name = event.room.name.simplified();
    const QString room = name.isEmpty() ? event.room.id.toString() : name;
    const QString who = event.byName.simplified();
    switch (event.kind) {
    case Kind::Invited:
        return QCoreApplication::translate("Ui::InvitationText", "%1 invites you to the room %2.")
            .arg(who, room);
    case Kind::Admitted:
        return QCoreApplication::translate("Ui::InvitationText", "You were let into the room %1.")
            .arg(room);
    case Kind::Rejected:
        return QCoreApplication::translate("Ui::InvitationText",
                                           "You were not let into the room %1.")
            .arg(room);
    case Kind::Knocked:
        return QCoreApplication::translate("Ui::InvitationText",
                                           "%1 wants to be let into the room %2: see its settings.")
            .arg(who, room);
    case Kind::Answered:
    case Kind::Removed:
        return {};
    }
    return {};
}

} // namespace Ui
