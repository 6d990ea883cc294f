// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// A code that lets somebody in for a time: large, to be read out or copied, with the time it has
/// left. Forgets the code and hides itself when that is over.
class CodeCard : public QFrame {
    Q_OBJECT
public:
    explicit CodeCard(const Appearance &appearance, QWidget *parent = nullptr);

    /// Shows itself. `expires`: by the host's clock.
    void setCode(const QString &explanation, const QString &code, const QDateTime &expires);
    /// Hides itself.
    void forget();

Q_SIGNALS:
    /// Its time is over, and it is forgotten.
    void ended();

private:
    void showTime();

    QDateTime m_expires;
    QTimer m_tick;
    QLabel *m_explanation = nullptr;
    QLabel *m_code = nullptr;
    QLabel *m_left = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace Ui
