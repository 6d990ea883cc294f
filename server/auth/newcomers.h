// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/entrancestore.h"
#include "stomp/time.h"
#include "stomp/wire/entrance.h"

#include <QString>

#include <chrono>
#include <list>
#include <optional>
#include <vector>

namespace Server {

/// Those who would like to come in and wait for the host's owner to say so, and those who were sent
/// away. Nothing of it outlives the host's run. Bounded; time is an argument.
class Newcomers {
public:
    struct Limits {
        int waiting = 50;
        int waitingPerPeer = 3;          ///< Of one addressNetworkText().
        std::chrono::minutes kept{15};   ///< Without a try.
        std::chrono::seconds oneName{5}; ///< At least so long.
        int declined = 200;              ///< The oldest go.
    };
    /// Somebody's try.
    struct Try {
        std::vector<StoredAdmission> marks; ///< By which they are known again; one at least.
        QString name;                       ///< That they claim.
        QString peer;
        bool device = false;
        bool counted = true; ///< Per address.
    };
    enum class Outcome {
        New,     ///< They wait from now on.
        Renamed, ///< They waited already, under another name.
        Waits,   ///< They waited already.
        Full,    ///< There are too many; they are not among them.
        Declined,
    };
    struct Newcomer {
        Chat::NewcomerInfo info;
        std::vector<StoredAdmission> marks;
        QString peer; ///< What counts as one.
        Stomp::TimePoint lastTry;
        Stomp::TimePoint named; ///< When they were first called as they are.
    };

    Newcomers() : Newcomers(Limits()) {}
    explicit Newcomers(Limits limits) : m_limits(limits) {}

    Outcome take(const Try &one, Chat::Timestamp now, Stomp::TimePoint tick);
    /// Somebody is called that already; nullptr: they are not waiting any more, or otherwise
    /// called.
    const Newcomer *setNameTaken(const QString &id, const QString &name, bool taken);
    /// They wait no more. nullopt: they did not.
    std::optional<Newcomer> remove(const QString &id);
    /// The same, and they are told so from now on; false takes it back.
    bool decline(const QString &id, bool on);
    /// Whoever has tried too long ago waits no more: their ids.
    std::vector<QString> forgetOld(Stomp::TimePoint tick);

    const Newcomer *find(const QString &id) const;
    /// Of declined ones, too.
    std::optional<Newcomer> findAny(const QString &id) const;
    Chat::NewcomerList list() const;
    bool isEmpty() const { return m_waiting.empty(); }

    /// Tells one from another, and nothing about the mark.
    static QString idOf(const QString &mark);

private:
    Limits m_limits;
    std::list<Newcomer> m_waiting; ///< Who came first is first.
    std::list<Newcomer> m_declined;
};

} // namespace Server
