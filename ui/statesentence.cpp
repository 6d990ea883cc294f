// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statesentence.h"

#include <QLabel>
#include <QStyle>

namespace Ui {

void setStateSentence(QLabel &label, const QString &sentence, bool isProblem)
{
    label.setText(sentence);
    label.setProperty("role", isProblem ? QStringLiteral("problem") : QStringLiteral("secondary"));
    // A style sheet looks at properties only when it is applied anew.
    label.style()->unpolish(&label);
    label.style()->polish(&label);
    label.setVisible(!sentence.isEmpty());
}

} // namespace Ui
