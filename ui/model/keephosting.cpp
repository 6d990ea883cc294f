// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/keephosting.h"

#include <QSettings>

namespace Ui {

namespace {

const QString onCloseKey = QStringLiteral("hostOnClose");
const QString keepsAwakeKey = QStringLiteral("keepAwake");
const QString inBackground = QStringLiteral("background");
const QString byQuitting = QStringLiteral("quit");

} // namespace

OnClose onClose(const QSettings &settings)
{
    const QString kept = settings.value(onCloseKey).toString();
    return kept == inBackground ? OnClose::Background
           : kept == byQuitting ? OnClose::Quit
                                : OnClose::Ask;
}

void setOnClose(QSettings &settings, OnClose wish)
{
    if (wish == OnClose::Ask)
        settings.remove(onCloseKey);
    else
        settings.setValue(onCloseKey, wish == OnClose::Background ? inBackground : byQuitting);
}

std::optional<bool> keepsAwake(const QSettings &settings)
{
    const QVariant kept = settings.value(keepsAwakeKey);
    return kept.isValid() ? std::optional(kept.toBool()) : std::nullopt;
}

void setKeepsAwake(QSettings &settings, bool keeps)
{
    settings.setValue(keepsAwakeKey, keeps);
}

} // namespace Ui
