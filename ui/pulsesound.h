// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound.h"

#include <QByteArray>
#include <QTimer>

#include <chrono>
#include <memory>

namespace Ui {

/// The chime by a PulseAudio server, or PipeWire, which speaks the same. What waits for the server
/// is a thread of its own, which lives as long as it has to: nobody waits for that either.
class PulseSound : public Sound {
    Q_OBJECT
public:
    /// After so long without an answer failed() says so; the server is waited for all the same.
    static constexpr std::chrono::seconds usualPatience{5};

    /// `server`: as PULSE_SERVER names one; empty: the usual one, started if need be.
    explicit PulseSound(QByteArray server = {}, QObject *parent = nullptr,
                        std::chrono::milliseconds patience = usualPatience);
    ~PulseSound() override;

    void play() override;

private:
    struct Way;
    void finish(const QString &why);
    void tellSilence();

    const QByteArray m_server;
    std::shared_ptr<Way> m_way; ///< While it is being played.
    QTimer m_patience;
};

} // namespace Ui
