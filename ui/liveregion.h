// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace Ui {

/// Says sentences to who reads the screen by ear; there is nothing to see or to reach by keys.
///
/// For assistive technology it is a notification that appears with each sentence: the one thing of
/// Qt before 6.8 that screen readers on AT-SPI say at once, wherever one is. Its parent has to be
/// shown.
class LiveRegion : public QWidget {
    Q_OBJECT
public:
    explicit LiveRegion(QWidget *parent);

    /// Plain text, whatever was said.
    void say(const QString &sentence);

protected:
    void hideEvent(QHideEvent *event) override;
};

} // namespace Ui
