// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"

#include <QDateTime>

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;

namespace Ui {

class Appearance;

/// Asks what one says of oneself to others, and how long it holds. Deletes itself when it is
/// closed.
class StatusLineDialog : public GrowingDialog {
    Q_OBJECT
public:
    using Now = std::function<QDateTime()>;

    /// `status` and `until`: as they are now; an invalid time: for good. The appearance must
    /// outlive it. `now`: the time that runs, local.
    StatusLineDialog(
        const QString &status, const QDateTime &until, const Appearance &appearance,
        QWidget *parent, Now now = [] { return QDateTime::currentDateTime(); });

Q_SIGNALS:
    /// An empty text takes the status away; an invalid time: for good.
    void chosen(const QString &text, const QDateTime &until);

private:
    /// When it is taken away; the data of the choices.
    enum class After { Never, AsItIs, HalfAnHour, Hour, FourHours, Today };

    void build(const QString &status);
    QDateTime end() const;
    bool isOver() const; ///< Of the status there is: its time.
    void save();
    void showLeft();
    /// Its time ended while the dialog was open, so that it cannot stay as it is.
    void askAgain();

    const QDateTime m_until; ///< Of the status there is.
    const Now m_now;
    QLineEdit *m_text = nullptr;
    QLabel *m_left = nullptr;
    QComboBox *m_after = nullptr;
    QLabel *m_over = nullptr;
};

} // namespace Ui
