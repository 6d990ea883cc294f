// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/writingaids.h"

#include "ui/attachmentediting.h"
#include "ui/attachmentstrip.h"
#include "ui/chatpage.h"
#include "ui/codeoffer.h"
#include "ui/commandactions.h"
#include "ui/composer.h"
#include "ui/model/outboxsender.h"
#include "ui/spellmenu.h"
#include "ui/straykeys.h"
#include "ui/timelineview.h"
#include "ui/writingsettings.h"

namespace Ui {

WritingAids::WritingAids(ChatClient &client, ChatPage &page, const Appearance &appearance,
                         WritingSettings &settings)
    : QObject(page.findChild<Composer *>()), m_settings(settings),
      m_composer(*page.findChild<Composer *>())
{
    auto *commands = new CommandActions(client, m_composer);
    connect(commands, &CommandActions::roomWanted, &page, &ChatPage::showRoom);
    connect(commands, &CommandActions::told, &page, &ChatPage::tell);
    m_composer.addLine(new CodeOffer(appearance, m_composer.field(), &m_composer));
    new StrayKeys(*page.findChild<TimelineView *>(), m_composer.field());
    new AttachmentEditing(client.outbox().drafts(), *m_composer.findChild<AttachmentStrip *>(),
                          appearance);
    new SpellMenu(m_composer.field(), settings, appearance);
    connect(&settings, &WritingSettings::changed, this, &WritingAids::follow);
    follow();
}

void WritingAids::follow()
{
    m_composer.setSendKey(m_settings.sendKey());
}

} // namespace Ui
