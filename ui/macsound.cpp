// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/macsound.h"

#include "ui/chime.h"

#include <QDir>
#include <QUrl>

#include <AudioToolbox/AudioToolbox.h>

namespace Ui {

MacSound::MacSound(QObject *parent)
    : Sound(parent), m_file(QDir::temp().filePath(QStringLiteral("madang-XXXXXX.wav")))
{
    if (!m_file.open() || m_file.write(chimeWave()) < 0 || !m_file.flush())
        return;
    CFURLRef place = QUrl::fromLocalFile(m_file.fileName()).toCFURL();
    m_isReady = AudioServicesCreateSystemSoundID(place, &m_sound) == kAudioServicesNoError;
    CFRelease(place);
}

MacSound::~MacSound()
{
    if (m_isReady)
        AudioServicesDisposeSystemSoundID(m_sound);
}

void MacSound::play()
{
    if (!m_isReady)
        return Q_EMIT failed(QStringLiteral("AudioServicesCreateSystemSoundID"));
    AudioServicesPlayAlertSound(m_sound);
    Q_EMIT played();
}

} // namespace Ui
