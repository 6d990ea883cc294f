// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/completer.h"

#include "ui/appearance.h"
#include "ui/messageedit.h"

#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QListWidget>
#include <QTimer>

#include <algorithm>

namespace Ui {

namespace {

constexpr int listWidth = 340; // design pixels, as what follows
constexpr int proposalHeight = 30;
constexpr int gapBelow = 4;
constexpr int frameAround = 5; // px, as in the style sheet

} // namespace

Completer::Completer(const Appearance &appearance, MessageEdit &edit, QWidget &frame)
    : QObject(&edit), m_appearance(appearance), m_edit(edit), m_frame(frame),
      m_list(new QListWidget(&frame))
{
    m_list->setObjectName(QStringLiteral("completions"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Proposals"));
    m_list->hide();
    m_edit.installEventFilter(this);
    m_frame.installEventFilter(this);
    connect(&m_edit, &QPlainTextEdit::textChanged, this, &Completer::typed);
    connect(&m_edit, &QPlainTextEdit::cursorPositionChanged, this, &Completer::moved);
    connect(&m_edit, &MessageEdit::focusChanged, this, [this](bool focused) {
        if (!focused)
            close();
    });
    connect(m_list, &QListWidget::itemClicked, this, &Completer::take);
    connect(m_list, &QListWidget::currentRowChanged, this, &Completer::sayChosen);
}

Completer::~Completer()
{
    delete m_list;
}

bool Completer::isOpen() const
{
    return m_list && m_list->isVisible();
}

std::optional<Completion> Completer::completion() const
{
    const bool isWrittenIn = m_edit.window()->focusWidget() == &m_edit;
    if (!isWrittenIn || m_edit.textCursor().hasSelection())
        return std::nullopt;
    const int cursor = m_edit.textCursor().position();
    QString text = m_edit.toPlainText();
    text.insert(cursor, m_composed);
    return completionAt(text, cursor + m_composed.size(), m_known);
}

void Completer::typed()
{
    const auto found = completion();
    if (!found)
        m_dismissed = -1;
    if (found && found->start != m_dismissed)
        show(*found);
    else
        close();
}

/// That alone opens nothing.
void Completer::moved()
{
    if (isOpen())
        typed();
}

void Completer::show(const Completion &completion)
{
    m_shown = completion;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Proposal &proposal : completion.proposals) {
        const QString text = proposal.detail.isEmpty()
                                 ? proposal.shown
                                 : proposal.shown + QStringLiteral("  ·  ") + proposal.detail;
        m_list->addItem(text);
    }
    m_list->setCurrentRow(completion.isVague() ? -1 : 0);
    m_list->setAccessibleName(tr("Proposals"));
    if (m_list->parentWidget() != m_frame.window())
        m_list->setParent(m_frame.window());
    place();
    m_list->show();
    m_list->raise();
    sayChosen();
}

void Completer::place()
{
    QWidget *window = m_list->parentWidget();
    const int row = m_appearance.px(proposalHeight);
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setSizeHint({0, row});
    const QPoint corner = m_frame.mapTo(window, QPoint(0, 0));
    const int height = std::min(m_list->count() * row + 2 * frameAround,
                                std::max(row, corner.y() - m_appearance.px(gapBelow)));
    const int width = std::min(m_frame.width(), m_appearance.px(listWidth));
    m_list->setGeometry(corner.x(), corner.y() - height - m_appearance.px(gapBelow), width, height);
}

void Completer::close()
{
    if (m_list)
        m_list->hide();
    describe({});
}

void Completer::sayChosen()
{
    const QListWidgetItem *chosen = isOpen() ? m_list->currentItem() : nullptr;
    describe(chosen ? tr("%1, proposal %2 of %3")
                          .arg(chosen->text(), QString::number(m_list->currentRow() + 1),
                               QString::number(m_list->count()))
                    : QString());
}

/// Why one cannot write stands there, too, and stays.
void Completer::describe(const QString &said)
{
    const QString now = m_edit.accessibleDescription();
    if (!now.isEmpty() && now != m_described)
        return;
    m_described = said;
    m_edit.setAccessibleDescription(said);
}

void Completer::take()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.proposals.size())
        return;
    const Proposal proposal = m_shown.proposals[row]; // what is committed changes the list
    QGuiApplication::inputMethod()->commit();
    QTextCursor cursor = m_edit.textCursor();
    const int end = cursor.position();
    close();
    cursor.setPosition(int(std::min<qsizetype>(m_shown.start, end)));
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(proposal.inserted);
    m_edit.setTextCursor(cursor);
    close(); // what was put there may begin a longer name
}

bool Completer::press(int key, Qt::KeyboardModifiers modifiers)
{
    if ((modifiers & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    const int rows = m_list->count();
    const int row = m_list->currentRow();
    switch (key) {
    case Qt::Key_Down:
        m_list->setCurrentRow((row + 1) % rows);
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(row <= 0 ? rows - 1 : row - 1);
        return true;
    case Qt::Key_Tab:
        m_list->setCurrentRow(std::max(0, row));
        take();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // An input method that composes has the first word, and where nothing is chosen it is for
        // the message.
        if (m_edit.isComposing() || row < 0)
            return false;
        take();
        return true;
    case Qt::Key_Escape:
        m_dismissed = m_shown.start;
        close();
        return true;
    default:
        return false;
    }
}

bool Completer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_frame) {
        if (isOpen() && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
            place();
        return false;
    }
    if (event->type() == QEvent::KeyPress && isOpen()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        return press(key->key(), key->modifiers());
    }
    if (event->type() == QEvent::InputMethod) {
        m_composed = static_cast<QInputMethodEvent *>(event)->preeditString();
        // Once the field has what is committed by it.
        QTimer::singleShot(0, this, &Completer::typed);
    } else if (event->type() == QEvent::FocusOut) {
        m_composed.clear();
    }
    return false;
}

} // namespace Ui
