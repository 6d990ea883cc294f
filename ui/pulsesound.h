// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound.h"

#include <QByteArray>

#include <memory>

namespace Ui {

/// The chime by a PulseAudio server, or PipeWire, which speaks the same. What waits for the server
/// is a thread of its own, which lives as long as it has to: nobody waits for that either.
class PulseSound : public Sound {
    Q_OBJECT
public:
    /// `server`: as PULSE_SERVER names one; empty: the usual one, started if need be.
    explicit PulseSound(QByteArray server = {}, QObject *parent = nullptr);
    ~PulseSound() override;

    void play() override;

private:
    struct Way;
    void finish(const QString &why);

    const QByteArray m_server;
    std::shared_ptr<Way> m_way; ///< While it is being played.
};

} // namespace Ui
