// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/addresscheck.h"

#include <QColor>
#include <QString>

namespace Ui {

struct Theme;

/// What one line says about an address, and the sign before it.
struct AddressWords {
    QString text;
    QString icon; ///< Of resources/icons/lucide/.
    QColor colour;
};

/// Of what is typed by now: what stands in the way, or where it leads and who is there.
AddressWords addressWords(const AddressCheck &check, const Theme &theme);

/// What was found at an address, as one or two sentences; what was claimed there is one line.
QString probeSentence(const ProbeResult &result, const QString &address);

} // namespace Ui
