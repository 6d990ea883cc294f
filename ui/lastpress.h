// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Ui {

/// What a person used last in any window of the program: a button of the mouse, or a key. For
/// whoever gets the focus from a button or a list, which do not say by what they were pressed.
class LastPress : public QObject {
    Q_OBJECT
public:
    explicit LastPress(QObject *parent = nullptr);

    bool wasMouse() const { return m_wasMouse; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_wasMouse = false;
};

} // namespace Ui
