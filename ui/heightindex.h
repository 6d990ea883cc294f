// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace Ui {

/// The heights of many rows, with their sums at hand: where a row begins and which row is at a
/// place, both in O(log rows) (a Fenwick tree). Rows count from 0, heights are pixels above 0.
class HeightIndex {
public:
    int count() const { return int(m_heights.size()); }
    int total() const { return offset(count()); }
    int height(int row) const { return m_heights[std::size_t(row)]; }
    /// The sum of the heights before `row`; total() for count().
    int offset(int row) const;
    /// The row that covers `y`; the first above all, the last below all, -1 when empty.
    int rowAt(int y) const;

    void reset(int rows, int height);
    void set(int row, int height);
    /// O(log rows) each at the end, O(rows) elsewhere.
    void insert(int row, int rows, int height);
    void remove(int row, int rows);

private:
    void append(int height);
    void rebuild();

    std::vector<int> m_heights;
    std::vector<int> m_sums; ///< Of the Fenwick tree; [0] is unused.
};

} // namespace Ui
