// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/attention.h"
#include "ui/notifier.h"
#include "ui/sessionbus.h"

#include <QDBusPendingCall>

#include <deque>
#include <functional>
#include <optional>

namespace Ui {

/// Notices by the desktop's own server: org.freedesktop.Notifications, as the Desktop
/// Notifications Specification 1.2 has it.
class DBusNotifier : public Notifier {
    Q_OBJECT
public:
    /// As many are kept up at once; a further one takes away the oldest.
    static constexpr size_t mostShown = 8;

    explicit DBusNotifier(const QDBusConnection &bus = sessionBus(), QObject *parent = nullptr);
    /// Takes away what is shown: nobody would answer a click on it.
    ~DBusNotifier() override;

    void show(const Notice &notice) override;
    void withdraw(const QString &tag) override;

private Q_SLOTS:
    void takeClosed(uint id, uint reason);
    void takeAction(uint id, const QString &action);
    void takeToken(uint id, const QString &token);
    void serverChanged();

private:
    struct Shown {
        QString tag;
        uint id = 0;                ///< As the server calls it; 0: it has not said.
        quint64 call = 0;           ///< Until its answer comes …
        std::optional<Notice> next; ///< … this waits. Call 0: none is under way.
        QString token;
    };
    using Answer = std::function<void(const QDBusPendingCall &)>;

    Shown *find(const QString &tag);
    Shown *find(uint id);
    void askCapabilities();
    void notify(Shown &shown, const Notice &notice);
    void takeAnswer(quint64 call, const QDBusPendingCall &answer);
    void close(uint id);
    void call(const QString &method, const QVariantList &arguments, const Answer &answered);

    QDBusConnection m_bus;
    std::optional<bool> m_bodyIsMarkup; ///< nullopt: not asked yet.
    bool m_asked = false;
    quint64 m_calls = 0;
    std::deque<Notice> m_waiting; ///< Until that is known.
    std::deque<Shown> m_shown;    ///< Oldest first.
};

} // namespace Ui
