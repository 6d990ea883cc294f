// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound.h"

#include <QByteArray>

namespace Ui {

/// The chime by PlaySound of Windows, as one of the sounds of the system.
class WindowsSound : public Sound {
    Q_OBJECT
public:
    explicit WindowsSound(QObject *parent = nullptr);
    /// Ends it: Windows reads our memory until then.
    ~WindowsSound() override;

    void play() override;

private:
    const QByteArray m_wave;
};

} // namespace Ui
