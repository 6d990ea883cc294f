// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QPlainTextEdit>

#include <optional>

class QMenu;

namespace Ui {

/// What sends; the other one breaks the line, as Shift+Enter always does.
enum class SendKey {
    Enter, ///< Ctrl+Enter, too.
    CtrlEnter,
};

/// Where a message is typed. What an input method composes is whole before Enter does anything: an
/// Enter that comes while a syllable is being made counts once that stands in the text, so that
/// none is cut off or sent twice. One line high, growing to six.
class MessageEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit MessageEdit(QWidget *parent = nullptr);

    SendKey sendKey() const { return m_sendKey; }
    void setSendKey(SendKey key) { m_sendKey = key; }

    bool isComposing() const { return m_composing; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// What sends was pressed, and no input method wanted it.
    void sendPressed();
    void focusChanged(bool focused);
    /// Up was pressed where there is nothing to go up in.
    void editLastWanted();
    /// Undo was pressed where nothing that was typed is left to undo.
    void undoSendWanted();
    /// Files or a picture were pasted or dropped here.
    void filesGiven(const QMimeData *files);
    /// Several lines were pasted, and stand there now; UTF-16 units.
    void linesPasted(int start, int end);
    /// The menu is about to open at that place of the text: whoever offers more puts it in.
    void menuOpening(QMenu *menu, int position);

public:
    /// Whether that is files of this computer, or a picture without a text.
    static bool holdsFiles(const QMimeData &data);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateHeight();
    void insertLines(const QMimeData *source);
    void pressEnter(QKeyEvent *event);

    SendKey m_sendKey = SendKey::Enter;
    bool m_composing = false; ///< The last input method event had a preedit text.
    /// With what Enter was pressed while it had; pressed again when the syllable stands.
    std::optional<Qt::KeyboardModifiers> m_owedEnter;
};

} // namespace Ui
