// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"

#include <QByteArray>

namespace Ui {

class Appearance;

/// The identity of the host one is in, for two people to compare by another way. Deletes itself
/// when it is closed.
class IdentityDialog : public GrowingDialog {
    Q_OBJECT
public:
    /// `ownHost`: it is open here, so that others compare with it. The appearance must outlive it.
    IdentityDialog(const QString &hostName, const QByteArray &fingerprint, bool ownHost,
                   const Appearance &appearance, QWidget *parent);
};

} // namespace Ui
