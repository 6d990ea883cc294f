// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heightindex.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>
#include <vector>

using Ui::HeightIndex;

namespace {

// The same by adding up: slow and plainly right.
void compare(const HeightIndex &index, const std::vector<int> &heights)
{
    QCOMPARE(index.count(), int(heights.size()));
    QCOMPARE(index.total(), std::accumulate(heights.begin(), heights.end(), 0));
    int y = 0;
    for (int row = 0; row < index.count(); ++row) {
        QCOMPARE(index.height(row), heights[size_t(row)]);
        QCOMPARE(index.offset(row), y);
        QCOMPARE(index.rowAt(y), row);
        QCOMPARE(index.rowAt(y + heights[size_t(row)] - 1), row);
        y += heights[size_t(row)];
    }
}

} // namespace

class tst_HeightIndex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyHasNoRows()
    {
        HeightIndex index;
        QCOMPARE(index.total(), 0);
        QCOMPARE(index.rowAt(0), -1);
        index.reset(0, 20);
        QCOMPARE(index.rowAt(5), -1);
    }

    void placesOutsideAreTheEnds()
    {
        HeightIndex index;
        index.reset(3, 10);
        QCOMPARE(index.rowAt(-5), 0);
        QCOMPARE(index.rowAt(30), 2);
        QCOMPARE(index.rowAt(1000), 2);
    }

    void anyChangeGivesTheSums()
    {
        QRandomGenerator random(7610);
        HeightIndex index;
        std::vector<int> heights;
        for (int step = 0; step < 300; ++step) {
            const int count = int(heights.size());
            const int row = count > 0 ? int(random.bounded(count)) : 0;
            const int height = int(random.bounded(1, 90));
            const int rows = int(random.bounded(1, 6));
            switch (random.bounded(4)) {
            case 0:
                index.insert(count, rows, height);
                heights.insert(heights.end(), size_t(rows), height);
                break;
            case 1:
                index.insert(row, rows, height);
                heights.insert(heights.begin() + row, size_t(rows), height);
                break;
            case 2:
                if (count > 0) {
                    index.set(row, height);
                    heights[size_t(row)] = height;
                }
                break;
            default:
                if (const int some = std::min(rows, count - row); some > 0) {
                    index.remove(row, some);
                    heights.erase(heights.begin() + row, heights.begin() + row + some);
                }
            }
            compare(index, heights);
        }
    }
};

QTEST_GUILESS_MAIN(tst_HeightIndex)
#include "tst_heightindex.moc"
