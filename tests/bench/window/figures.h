// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <map>
#include <vector>

/// What was measured, by name: one process writes it, another one reads it and prints the table.
using Figures = std::map<QByteArray, double>;

using Times = std::vector<std::chrono::nanoseconds>;
/// In ms; `part` from 0 to 1: 0.5 is the median, 1 the longest. 0 for none.
double quantile(Times times, double part);

/// Writes "figure NAME VALUE" to the standard output.
void tell(const char *name, double value);
/// Reads all such lines.
Figures figuresIn(const QByteArray &output);

/// The rows of the table, each beside what the program is to keep to.
void printTable(const Figures &figures);
