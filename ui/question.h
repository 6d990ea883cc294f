// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace Ui {

/// What is asked before something that cannot simply be taken back. Shown as it is written: what
/// strangers called things stands in it.
struct Question {
    QString objectName; ///< The button that does it has this and "Yes".
    QString text;
    QString details;
    QString verb;
};

/// Asks in front of `parent`, and does it when the answer is yes. Escape and Enter are no.
void ask(QWidget *parent, const Question &question, const std::function<void()> &done);

/// Tells something in front of `parent` that there is nothing to decide about; as plain text, too.
void tell(QWidget *parent, const QString &objectName, const QString &text, const QString &details);

} // namespace Ui
