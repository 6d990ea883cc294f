// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "app/demopeople.h"
#include "app/demostory.h"
#include "server/host.h"

#include <QHash>
#include <QTemporaryDir>

#include <memory>
#include <tl/expected.hpp>

namespace Ui {
class Profile;
}

/// A Madang to look at: folders for a profile and for the data of a host, filled with a made-up
/// story, and the people of it, who come to that host. Everything is gone with it.
class Demo {
public:
    /// Takes some tenths of a second. The error is a sentence for a terminal.
    static tl::expected<std::unique_ptr<Demo>, QString> create(bool korean, DemoPeople::Pace pace);

    /// Into the demo, on a free port of this computer.
    void lead(DesktopOptions &options) const;
    const DemoStory &story() const { return m_story; }

    /// Whoever has that profile becomes the one who looks: with their name, in their rooms, and
    /// having read what they have read.
    void settle(Ui::Profile &profile) const;
    /// The people come, once the host is there; again after it was closed and opened.
    void comeTo(const Server::HostAddresses &addresses);

private:
    Demo() = default;
    QString usersFile() const { return m_folder.filePath(QStringLiteral("users")); }
    tl::expected<void, QString> writeAccounts();
    tl::expected<void, QString> writeHistory(const QString &exported, bool onlyRead) const;
    tl::expected<void, QString> bringIn(const QString &exported) const;

    QTemporaryDir m_folder;
    DemoStory m_story;
    DemoPeople::Pace m_pace = DemoPeople::Pace::Calm;
    QHash<QString, QByteArray> m_tokens; ///< By user id.
    std::unique_ptr<DemoPeople> m_people;
};
