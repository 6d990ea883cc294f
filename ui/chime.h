// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace Ui {

/// Samples of the chime a second; it has one channel.
constexpr int chimeRate = 44100;

/// The sound that calls somebody: two soft strokes, the second a fifth higher, less than a second
/// long. Made by code, so that it is ours and needs no file. Made anew each time.
std::vector<qint16> chimeSamples();

/// The same as the content of a WAV file.
QByteArray chimeWave();

} // namespace Ui
