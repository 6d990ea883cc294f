// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/ignored.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace Ui {

class Appearance;

/// Whom one ignores on a host, and no longer.
class IgnoredPane : public QWidget {
    Q_OBJECT
public:
    /// The list must outlive it.
    IgnoredPane(Ignored &ignored, const Appearance &appearance, QWidget *parent = nullptr);

private:
    void showPeople();
    void stopIgnoring();

    Ignored &m_ignored;
    QLabel *m_text = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace Ui
