// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostsummary.h"

#include <QFrame>

namespace Ui {

class Appearance;

/// A pop-up about the host one is in: its addresses to hand on, whether the way there is encrypted,
/// how many people are here, and the way out. Deletes itself when it closes.
class HostCard : public QFrame {
    Q_OBJECT
public:
    /// `summary.fingerprint`: also of another's host, here.
    HostCard(const HostSummary &summary, const QString &name, int people,
             const Appearance &appearance, QWidget *parent);

    /// Opens below a widget.
    void popUpBelow(const QWidget *place);

Q_SIGNALS:
    void leaveRequested();
    void accountRequested();
    /// Only where there is a fingerprint to compare.
    void identityRequested();
    /// Only of a host that is open here.
    void statusRequested();
    void hostRequested(); ///< Its window; likewise.
    /// Of another host.
    void joinRequested();
};

/// A button that copies a text and says so for a moment.
QWidget *makeCopyButton(const QString &text, const Appearance &appearance, QWidget *parent);

} // namespace Ui
