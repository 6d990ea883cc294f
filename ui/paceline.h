// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace Ui {

class ChatClient;
class Pace;

/// A line above the field that says when the host goes on, while one sends too fast for it; nothing
/// but the space above the field otherwise.
class PaceLine : public QWidget {
    Q_OBJECT
public:
    /// `client` must outlive it.
    explicit PaceLine(ChatClient &client, QWidget *parent = nullptr);
    /// Counts by another clock.
    PaceLine(Pace *pace, QWidget *parent);

private:
    void showPace();

    Pace *m_pace;
    QLabel *m_text;
};

} // namespace Ui
