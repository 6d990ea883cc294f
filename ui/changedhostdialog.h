// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"

#include <QByteArray>
#include <QDateTime>

class QCheckBox;
class QPushButton;

namespace Ui {

class Appearance;

/// Tells that who answers in the place of a host shows another identity than the host's, and what
/// both are. Not to go in is what Enter and Escape do; to trust the other one takes a tick first.
/// Accepted: trust it from now on. Deletes itself when it is closed.
class ChangedHostDialog : public GrowingDialog {
    Q_OBJECT
public:
    struct Change {
        QString hostName;
        QByteArray expected; ///< Fingerprints, 32 bytes each.
        QByteArray actual;
        QDateTime since; ///< When the expected one was met first; UTC, may be invalid.
    };
    /// The appearance must outlive it.
    ChangedHostDialog(const Change &change, const Appearance &appearance, QWidget *parent);

private:
    QCheckBox *m_compared = nullptr;
    QPushButton *m_trust = nullptr;
    QPushButton *m_stay = nullptr;
};

} // namespace Ui
