// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/exportsource.h"

#include <QDateTime>

#include <vector>

namespace Ui {

/// A room with whose history somebody could go on elsewhere.
struct HeldRoom {
    Chat::RoomInfo info;
    qint64 messages = 0; ///< That can be had; notices included.
    QDateTime from = {}; ///< Local time of the oldest one here; invalid where the host has it all.
};

/// The rooms one is in that there is something of: all that the host keeps while it is there, and
/// what this program has of them when it is gone. Conversations of two are not among them: who they
/// are with is known to their host alone.
std::vector<HeldRoom> heldRooms(ChatClient &client);

/// Gives what this program has in memory, and no files; for when the host is gone.
class HeldExportSource final : public ExportSource {
    Q_OBJECT
public:
    /// The client must outlive it.
    explicit HeldExportSource(ChatClient &client, QObject *parent = nullptr);

    void page(const Chat::RoomId &room, Chat::Sequence before, int limit,
              PageAnswer answer) override;
    void file(const Chat::FileInfo &file, const QString &path, FileAnswer answer) override;

private:
    ChatClient &m_client;
};

} // namespace Ui
