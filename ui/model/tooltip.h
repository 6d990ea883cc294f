// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// A tool tip that shows a text as it was written, whoever wrote it, in as many lines as it needs.
/// Empty for an empty one.
inline QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    // Qt guesses what is rich text, and would show the escapes of what it does not take for it.
    return QStringLiteral("<qt>") +
           text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")) +
           QStringLiteral("</qt>");
}

} // namespace Ui
