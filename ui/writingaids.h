// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Ui {

class Appearance;
class ChatClient;
class ChatPage;
class Composer;
class WritingSettings;

/// What helps one write in the field of a chat, put beside it: commands, pasted lines as code,
/// files before they are sent, spelling, keys that went to the timeline, and what one chose of it
/// in the settings.
class WritingAids : public QObject {
    Q_OBJECT
public:
    /// A child of the page's composer; the client, the appearance and the settings must outlive it.
    WritingAids(ChatClient &client, ChatPage &page, const Appearance &appearance,
                WritingSettings &settings);

private:
    void follow();

    WritingSettings &m_settings;
    Composer &m_composer;
};

} // namespace Ui
