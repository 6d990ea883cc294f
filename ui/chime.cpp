// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chime.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace Ui {
namespace {

struct Stroke {
    double begin; ///< s
    double pitch; ///< Hz
    double loudness;
};

constexpr Stroke strokes[] = {{0, 440, 0.16}, {0.14, 660, 0.2}};
constexpr double chimeLength = 0.8; // s
constexpr double attack = 0.008;    // s; a sudden beginning would click
constexpr double decay = 0.16;      // s, to 1/e
constexpr double fade = 0.06;       // s; so would a sudden end

/// A bar that was struck: the octave sounds with it, and dies away earlier.
double valueOf(const Stroke &stroke, double time)
{
    const double since = time - stroke.begin;
    if (since < 0)
        return 0;
    const double turn = 2 * std::numbers::pi * stroke.pitch * since;
    const double tone = std::sin(turn) * std::exp(-since / decay) +
                        0.3 * std::sin(2 * turn) * std::exp(-3 * since / decay);
    return stroke.loudness * std::min(1.0, since / attack) * tone;
}

} // namespace

std::vector<qint16> chimeSamples()
{
    std::vector<qint16> samples(size_t(chimeLength * chimeRate));
    for (size_t i = 0; i < samples.size(); ++i) {
        const double time = double(i) / chimeRate;
        double value = 0;
        for (const Stroke &stroke : strokes)
            value += valueOf(stroke, time);
        value *= std::min(1.0, (chimeLength - time) / fade);
        samples[i] = qint16(std::lround(value * 32767));
    }
    return samples;
}

QByteArray chimeWave()
{
    const std::vector<qint16> samples = chimeSamples();
    constexpr int bytesPerSample = 2;
    const auto dataSize = quint32(samples.size() * bytesPerSample);
    QByteArray wave;
    const auto put = [&wave](auto number) {
        const auto inFile = qToLittleEndian(number);
        wave.append(reinterpret_cast<const char *>(&inFile), sizeof inFile);
    };
    wave += "RIFF";
    put(quint32(36 + dataSize)); // of what follows
    wave += "WAVEfmt ";
    put(quint32(16)); // size of the format
    put(quint16(1));  // PCM
    put(quint16(1));  // channels
    put(quint32(chimeRate));
    put(quint32(chimeRate * bytesPerSample));
    put(quint16(bytesPerSample));
    put(quint16(8 * bytesPerSample));
    wave += "data";
    put(dataSize);
    for (const qint16 sample : samples)
        put(sample);
    return wave;
}

} // namespace Ui
