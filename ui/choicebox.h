// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace Ui {

class Appearance;

/// A combo box with its arrow: a style sheet takes that away and can bring back only a picture of
/// one fixed colour. The wheel scrolls what it stands in, and never chooses something else in
/// passing.
class ChoiceBox : public QComboBox {
    Q_OBJECT
public:
    /// The appearance must outlive it.
    ChoiceBox(const Appearance &appearance, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    const Appearance &m_appearance;
};

} // namespace Ui
