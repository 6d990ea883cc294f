// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound.h"

#include <QTemporaryFile>

namespace Ui {

/// The chime by Audio Services of macOS, as one of the sounds of the system.
class MacSound : public Sound {
    Q_OBJECT
public:
    explicit MacSound(QObject *parent = nullptr);
    ~MacSound() override;

    void play() override;

private:
    QTemporaryFile m_file;  ///< This system takes a sound by its file alone.
    quint32 m_sound = 0;    ///< A SystemSoundID.
    bool m_isReady = false; ///< m_sound is one.
};

} // namespace Ui
