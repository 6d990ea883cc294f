// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowssound.h"

#include "ui/chime.h"

#include <qt_windows.h>

#include <mmsystem.h>

namespace Ui {
namespace {

constexpr DWORD systemSound = 0x00200000; // SND_SYSTEM, which MinGW's headers do not have

} // namespace

WindowsSound::WindowsSound(QObject *parent) : Sound(parent), m_wave(chimeWave()) {}

WindowsSound::~WindowsSound()
{
    PlaySoundW(nullptr, nullptr, 0);
}

void WindowsSound::play()
{
    // With SND_MEMORY the name is the content of a file.
    const auto *wave = reinterpret_cast<LPCWSTR>(m_wave.constData());
    if (PlaySoundW(wave, nullptr,
                   SND_MEMORY | SND_ASYNC | SND_NODEFAULT | SND_NOSTOP | systemSound))
        Q_EMIT played();
    else
        Q_EMIT failed(QStringLiteral("PlaySound"));
}

} // namespace Ui
