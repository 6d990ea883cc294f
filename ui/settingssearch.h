// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace Ui {

/// The words that are looked for, at most a few; empty finds everything.
QStringList searchedWords(const QString &typed);

/// What stands on a page of the settings: the texts of its labels, buttons, boxes, fields and
/// lists, as far as they are shown. Bounded.
QString settingsTexts(const QWidget &page);

/// Whether a text has all of the words, whatever their case.
bool hasWords(const QString &text, const QStringList &words);

/// Gives the labels, buttons and boxes with any of the words the property "found", which the style
/// sheet shows, and takes it from the others. The first of them, or null.
QWidget *markFound(QWidget &page, const QStringList &words);

} // namespace Ui
