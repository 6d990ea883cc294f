// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QPlainTextEdit;
class QSettings;

namespace Ui {

class Appearance;

/// Opens the picker of emoji and writes what is picked where the cursor of a field is,
/// while that can be written in.
class EmojiButton : public QToolButton {
    Q_OBJECT
public:
    /// The field must outlive the button; `settings` keeps what was used last, and likewise.
    EmojiButton(const Appearance &appearance, QPlainTextEdit &field, QSettings &settings,
                QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void open();
    void followField();
    void retranslate();
    void paintIcon();

    const Appearance &m_appearance;
    QPlainTextEdit &m_field;
    QSettings &m_settings;
};

} // namespace Ui
