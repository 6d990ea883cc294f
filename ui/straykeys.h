// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractItemView;
class QInputMethodEvent;
class QInputMethodQueryEvent;
class QKeyEvent;

namespace Ui {

class LastPress;
class MessageEdit;

/// What one types after a click into the timeline, or on what leads there (a pin, a hit of the
/// search), goes to the field, and the focus with it. What an input method begins there is composed
/// in the field at once; the focus follows with the next key that it leaves alone, as it could not
/// go on with what was begun elsewhere. A line that was reached by keys has keys of its own, and
/// keeps them.
class StrayKeys : public QObject {
    Q_OBJECT
public:
    /// A child of the timeline; the field must outlive it.
    StrayKeys(QAbstractItemView &timeline, MessageEdit &field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isMeantForField() const;
    void setByMouse(bool byMouse);
    bool press(QKeyEvent *event);
    void compose(QInputMethodEvent *event);
    void answer(QInputMethodQueryEvent *event);

    QAbstractItemView &m_timeline;
    MessageEdit &m_field;
    const LastPress &m_lastPress;
    bool m_byMouse = false;     ///< The focus came by a click, and no key has moved in it since.
    bool m_composing = false;   ///< In the field, while the timeline has the focus.
    bool m_hasComposed = false; ///< Has done so since it has it: one writes, and means the field.
};

} // namespace Ui
