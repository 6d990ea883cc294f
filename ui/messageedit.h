// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QPlainTextEdit>

namespace Ui {

/// Where a message is typed: Enter sends, Shift+Enter breaks the line. While an input method is
/// composing, Enter is the input method's, so that no half syllable is ever sent. One line high,
/// growing to six.
class MessageEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit MessageEdit(QWidget *parent = nullptr);

    bool isComposing() const { return m_composing; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Enter was pressed, and no input method wanted it.
    void sendPressed();
    void focusChanged(bool focused);
    /// Up was pressed where there is nothing to go up in.
    void editLastWanted();
    /// Undo was pressed where nothing that was typed is left to undo.
    void undoSendWanted();
    /// Files or a picture were pasted or dropped here.
    void filesGiven(const QMimeData *files);

public:
    /// Whether that is files of this computer, or a picture without a text.
    static bool holdsFiles(const QMimeData &data);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateHeight();

    bool m_composing = false; ///< The last input method event had a preedit text.
};

} // namespace Ui
