// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heightindex.h"

#include <QtGlobal>

#include <bit>

namespace Ui {

int HeightIndex::offset(int row) const
{
    int sum = 0;
    for (int i = row; i > 0; i -= i & -i)
        sum += m_sums[std::size_t(i)];
    return sum;
}

int HeightIndex::rowAt(int y) const
{
    const int rows = count();
    if (rows == 0)
        return -1;
    int row = 0;
    for (int step = int(std::bit_floor(unsigned(rows))); step > 0; step /= 2) {
        if (row + step <= rows && m_sums[std::size_t(row + step)] <= y) {
            row += step;
            y -= m_sums[std::size_t(row)];
        }
    }
    return qMin(row, rows - 1);
}

void HeightIndex::reset(int rows, int height)
{
    m_heights.assign(std::size_t(rows), height);
    rebuild();
}

void HeightIndex::set(int row, int height)
{
    const int change = height - m_heights[std::size_t(row)];
    if (change == 0)
        return;
    m_heights[std::size_t(row)] = height;
    for (int i = row + 1; i <= count(); i += i & -i)
        m_sums[std::size_t(i)] += change;
}

void HeightIndex::insert(int row, int rows, int height)
{
    if (row == count()) {
        for (int i = 0; i < rows; ++i)
            append(height);
        return;
    }
    m_heights.insert(m_heights.begin() + row, std::size_t(rows), height);
    rebuild();
}

void HeightIndex::remove(int row, int rows)
{
    m_heights.erase(m_heights.begin() + row, m_heights.begin() + row + rows);
    rebuild();
}

void HeightIndex::append(int height)
{
    m_heights.push_back(height);
    if (m_sums.empty())
        m_sums.push_back(0);
    const int last = count();
    m_sums.push_back(height + offset(last - 1) - offset(last - (last & -last)));
}

void HeightIndex::rebuild()
{
    m_sums.assign(m_heights.size() + 1, 0);
    for (int i = 1; i <= count(); ++i) {
        m_sums[std::size_t(i)] += m_heights[std::size_t(i) - 1];
        const int parent = i + (i & -i);
        if (parent <= count())
            m_sums[std::size_t(parent)] += m_sums[std::size_t(i)];
    }
}

} // namespace Ui
