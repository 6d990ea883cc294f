// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limitspane.h"

#include <QLabel>

namespace Ui {

namespace {

struct Limit {
    const char *heading;
    const char *text;
};

constexpr Limit limits[] = {
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "Whoever hosts can read everything"),
     QT_TRANSLATE_NOOP("Ui::LimitsPane",
                       "Messages are not encrypted from person to person. Private rooms and "
                       "conversations of two are kept from the other people, not from the owner of "
                       "the host. Talk on hosts of people you trust.")},
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "On the way"),
     QT_TRANSLATE_NOOP("Ui::LimitsPane",
                       "This program goes in encrypted and knows a host again by its key; the "
                       "first time, compare the words with whoever hosts, or come by their link. A "
                       "browser that comes by plain http is not protected: whoever listens on the "
                       "network can read and change what is sent.")},
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "Strangers on the network"),
     QT_TRANSLATE_NOOP("Ui::LimitsPane",
                       "Whoever is on the network can find a host and knock. A password, "
                       "invitations or your word keep strangers out; who has an invitation comes "
                       "in, whoever they are. What the network says of hosts anybody may have made "
                       "up: a name in a list proves nothing.")},
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "Who somebody is"),
     QT_TRANSLATE_NOOP(
         "Ui::LimitsPane",
         "The name of a guest is what they say. An account is known again by a key "
         "on its devices; whoever has the device unlocked is that person. Who said "
         "what in rooms that came from another host is what was brought from there.")},
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "What lies where"),
     QT_TRANSLATE_NOOP("Ui::LimitsPane",
                       "What is said lies unencrypted on the computer that hosts, and in its "
                       "backups and exports. This computer keeps your name, your settings and your "
                       "drafts as they are; the key you are known by is sealed where the system "
                       "has a keychain. An encrypted disk protects all of it when a computer is "
                       "stolen.")},
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "What is deleted"),
     QT_TRANSLATE_NOOP("Ui::LimitsPane",
                       "A message that is deleted goes from the host. It stays in backups and "
                       "exports made before, and with whoever has copied it.")},
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "Being overrun"),
     QT_TRANSLATE_NOOP("Ui::LimitsPane",
                       "A host bounds what each visitor may cost it, so that one cannot stop the "
                       "others. Nothing helps when the network itself is flooded.")},
    {QT_TRANSLATE_NOOP("Ui::LimitsPane", "Not at all"),
     QT_TRANSLATE_NOOP("Ui::LimitsPane",
                       "Madang does not protect you from a computer that others control, from a "
                       "host's owner who means you harm, or from people who pass on what you "
                       "said.")},
};

} // namespace

LimitsPane::LimitsPane(const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent)
{
    setObjectName(QStringLiteral("limitsPane"));
    for (size_t i = 0; i < std::size(limits); ++i) {
        m_headings.push_back(addText());
        m_headings.back()->setProperty("role", QStringLiteral("strong"));
        m_texts.push_back(addText());
        // Whoever reads with the keys, or has it read out, comes by each.
        m_texts.back()->setTextInteractionFlags(Qt::TextSelectableByMouse |
                                                Qt::TextSelectableByKeyboard);
    }
    LimitsPane::retranslate();
}

void LimitsPane::retranslate()
{
    for (size_t i = 0; i < std::size(limits); ++i) {
        m_headings[i]->setText(tr(limits[i].heading));
        m_texts[i]->setText(tr(limits[i].text));
        m_texts[i]->setAccessibleName(m_headings[i]->text());
        m_texts[i]->setAccessibleDescription(m_texts[i]->text());
    }
}

} // namespace Ui
