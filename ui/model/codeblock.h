// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// Lines as a block of code of Markdown, between fences that are longer than any within.
QString codeBlock(const QString &lines);

/// Whether that place of a text, UTF-16 units, is within code.
bool isCodeAt(const QString &text, qsizetype position);

} // namespace Ui
