// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/systemsound.h"

#include <QApplication>

#if defined(MADANG_HAS_PULSE)
#include "ui/pulsesound.h"
#elif defined(Q_OS_WIN)
#include "ui/windowssound.h"
#elif defined(Q_OS_MACOS)
#include "ui/macsound.h"
#endif

namespace Ui {
namespace {

class BeepSound : public Sound {
public:
    void play() override
    {
        QApplication::beep();
        Q_EMIT played();
    }
};

} // namespace

std::unique_ptr<Sound> makeSystemSound()
{
#if defined(MADANG_HAS_PULSE)
    return std::make_unique<PulseSound>();
#elif defined(Q_OS_WIN)
    return std::make_unique<WindowsSound>();
#elif defined(Q_OS_MACOS)
    return std::make_unique<MacSound>();
#else
    return std::make_unique<BeepSound>();
#endif
}

} // namespace Ui
