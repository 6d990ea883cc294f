// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QLabel;

namespace Ui {

class Appearance;

/// A line above the field: why what one writes does not go out at once. Hidden while there is no
/// reason.
class PauseLine : public QWidget {
    Q_OBJECT
public:
    /// The first that holds is told.
    enum class Reason {
        SlowMode, ///< The room wants pauses between messages.
        Pace,     ///< The host reads slowly what comes too fast.
    };
    /// Must outlive it.
    explicit PauseLine(const Appearance &appearance, QWidget *parent = nullptr);

    /// A sentence; empty: that reason holds no more.
    void setReason(Reason reason, const QString &sentence);

Q_SIGNALS:
    /// The sentences are to be given again.
    void languageChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const Appearance &m_appearance;
    std::array<QString, 2> m_sentences; ///< By reason.
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
};

} // namespace Ui
