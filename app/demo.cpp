// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "server/hostaccounts.h"
#include "server/hostupkeep.h"
#include "takeout/jsonwriter.h"
#include "ui/model/profile.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace {

/// The key of the own host in the profile; see ChatClient.
const QString keyOfOwn = QStringLiteral("own");
/// Pictures have the same hours whenever they are made.
const QTime stillTime(10, 5);

bool isIn(const DemoStory::Room &room, const Chat::UserId &user)
{
    const auto &members = room.record.members;
    return std::any_of(members.begin(), members.end(),
                       [&](const Takeout::PersonRecord &one) { return one.id == user; });
}

} // namespace

tl::expected<std::unique_ptr<Demo>, QString> Demo::create(bool korean, DemoPeople::Pace pace)
{
    std::unique_ptr<Demo> demo(new Demo);
    if (!demo->m_folder.isValid())
        return tl::unexpected(demo->m_folder.errorString());
    demo->m_pace = pace;
    QDateTime now = QDateTime::currentDateTime();
    if (pace == DemoPeople::Pace::Still) {
        if (now.time() < stillTime)
            now = now.addDays(-1);
        now.setTime(stillTime);
    }
    const QString files = demo->m_folder.filePath(QStringLiteral("files"));
    if (!QDir().mkpath(files))
        return tl::unexpected(QStringLiteral("The folder %1 cannot be made.").arg(files));
    demo->m_story = demoStory(korean, now, files);
    if (auto written = demo->writeAccounts(); !written)
        return tl::unexpected(written.error());
    // Members of an imported room have read what came with it; what comes behind is unread.
    for (const bool onlyRead : {true, false}) {
        const QString exported =
            demo->m_folder.filePath(onlyRead ? QStringLiteral("read") : QStringLiteral("unread"));
        if (auto written = demo->writeHistory(exported, onlyRead); !written)
            return tl::unexpected(written.error());
        if (auto brought = demo->bringIn(exported); !brought)
            return tl::unexpected(brought.error());
    }
    return demo;
}

tl::expected<void, QString> Demo::writeAccounts()
{
    QFile file(usersFile());
    if (!file.open(QIODevice::WriteOnly))
        return tl::unexpected(file.errorString());
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    for (const DemoStory::Person &one : m_story.people) {
        if (one.guest)
            continue;
        const auto made = Server::newToken({QStringLiteral("add"), one.name});
        if (!made)
            return tl::unexpected(made.error());
        m_tokens.insert(one.id.toString(), made->token);
        file.write(made->line + '\n');
    }
    return {};
}

tl::expected<void, QString> Demo::writeHistory(const QString &exported, bool onlyRead) const
{
    if (!QDir().mkpath(exported))
        return tl::unexpected(QStringLiteral("The folder %1 cannot be made.").arg(exported));
    Takeout::JsonWriter writer(exported);
    const auto sentence = [](const Takeout::Failure &failure) { return failure.sentence; };
    Takeout::Head head;
    head.host = QStringLiteral("demo");
    if (auto begun = writer.begin(head); !begun)
        return begun.map_error(sentence);
    for (const DemoStory::Room &room : m_story.rooms) {
        if (auto begun = writer.beginRoom(room.record); !begun)
            return begun.map_error(sentence);
        for (Takeout::MessageRecord said : room.said) {
            if (onlyRead && said.message.sequence.number > room.read)
                break;
            said.uid = Takeout::messageUid(head.host, said.message);
            if (auto added = writer.add(said); !added)
                return added.map_error(sentence);
        }
        if (auto ended = writer.endRoom(); !ended)
            return ended.map_error(sentence);
    }
    return writer.end().map_error(sentence);
}

tl::expected<void, QString> Demo::bringIn(const QString &exported) const
{
    const auto done =
        Server::runUpkeep({QStringLiteral("import"), QStringLiteral("--from"), exported,
                           QStringLiteral("--people=same"), QStringLiteral("--data"),
                           m_folder.filePath(QStringLiteral("host"))},
                          [](const QString &) {});
    if (done.failure)
        return tl::unexpected(done.failure->sentence);
    return {};
}

void Demo::lead(DesktopOptions &options) const
{
    options.madeUp = true;
    options.profileFolder = m_folder.path();
    options.usersFile = usersFile();
    options.host = true;
    options.port = 0;
}

void Demo::settle(Ui::Profile &profile) const
{
    profile.setName(m_story.self.name);
    for (const DemoStory::Room &room : m_story.rooms) {
        if (!isIn(room, m_story.self.id))
            continue;
        profile.setJoined(keyOfOwn, room.record.id, true);
        profile.setEntered(keyOfOwn, room.record.id, true);
        profile.setLastRead(keyOfOwn, room.record.id, {room.read});
    }
}

void Demo::comeTo(const Server::HostAddresses &addresses)
{
    m_people =
        std::make_unique<DemoPeople>(m_story, m_tokens, QUrl(addresses.webSocket.first()), m_pace);
}
