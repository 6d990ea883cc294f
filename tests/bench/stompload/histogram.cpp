// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/histogram.h"

#include <algorithm>
#include <cmath>

namespace Stompload {

static size_t bucketOf(u64 value)
{
    if (value < 128)
        return size_t(value);
    const int shift = 63 - __builtin_clzll(value) - 6;
    return size_t(shift) * 64 + size_t(value >> shift);
}

static u64 middleOf(size_t bucket)
{
    if (bucket < 128)
        return bucket;
    const size_t shift = bucket / 64 - 1;
    return ((bucket - shift * 64) << shift) + ((u64(1) << shift) >> 1);
}

void Histogram::add(u64 nanoseconds)
{
    m_buckets[std::min(bucketOf(nanoseconds), m_buckets.size() - 1)]++;
    ++m_count;
    m_sum += double(nanoseconds);
    m_maximum = std::max(m_maximum, nanoseconds);
}

void Histogram::merge(const Histogram &other)
{
    for (size_t i = 0; i < m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_maximum = std::max(m_maximum, other.m_maximum);
}

double Histogram::microseconds(double quantile) const
{
    if (!m_count)
        return 0;
    const u64 wanted = std::max<u64>(1, u64(std::ceil(quantile * double(m_count))));
    u64 counted = 0;
    for (size_t i = 0; i < m_buckets.size(); ++i) {
        counted += m_buckets[i];
        if (counted >= wanted)
            return double(std::min(middleOf(i), m_maximum)) / 1000.0;
    }
    return double(m_maximum) / 1000.0;
}

} // namespace Stompload
