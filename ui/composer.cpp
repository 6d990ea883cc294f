// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer.h"

#include "ui/appearance.h"
#include "ui/attachmentstrip.h"
#include "ui/callquestion.h"
#include "ui/completer.h"
#include "ui/composercontext.h"
#include "ui/emojibutton.h"
#include "ui/messageedit.h"
#include "ui/model/attachments.h"
#include "ui/model/emojicatalog.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputMethod>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace Ui {

Composer::Composer(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_context(new ComposerContext(appearance, this)),
      m_strip(new AttachmentStrip(appearance, this)), m_frame(new QFrame(this)),
      m_edit(new MessageEdit(m_frame)), m_completer(new Completer(appearance, *m_edit, *m_frame)),
      m_attach(new QToolButton(m_frame)), m_undo(new QPushButton(m_frame)),
      m_button(new QPushButton(m_frame)), m_complaint(new QLabel(this))
{
    m_frame->setObjectName(QStringLiteral("composerFrame"));
    m_edit->setObjectName(QStringLiteral("composer"));
    m_button->setObjectName(QStringLiteral("sendButton"));
    m_button->setProperty("primary", true);
    m_undo->setObjectName(QStringLiteral("undoSend"));
    m_undo->hide();
    m_attach->setObjectName(QStringLiteral("attachButton"));
    m_complaint->setObjectName(QStringLiteral("composerComplaint"));
    m_complaint->setProperty("role", QStringLiteral("problem"));
    m_complaint->setTextFormat(Qt::PlainText);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    m_context->hide();

    auto *row = new QHBoxLayout(m_frame);
    row->setContentsMargins(8, 6, 6, 6);
    row->addWidget(m_attach, 0, Qt::AlignBottom);
    row->addWidget(m_edit, 1);
    row->addWidget(m_undo, 0, Qt::AlignBottom);
    row->addWidget(m_button, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 4, 16, 14);
    column->setSpacing(4);
    column->addWidget(m_context);
    column->addWidget(m_strip);
    column->addWidget(m_complaint);
    column->addWidget(m_frame);

    connect(m_edit, &MessageEdit::sendPressed, this, &Composer::send);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (isWaiting())
            giveUpWaiting();
        else
            send();
        m_edit->setFocus();
    });
    connect(m_edit, &MessageEdit::editLastWanted, this, &Composer::editLastWanted);
    connect(m_edit, &MessageEdit::undoSendWanted, this, &Composer::undoSendWanted);
    connect(m_edit, &MessageEdit::filesGiven, this, &Composer::filesGiven);
    connect(m_attach, &QToolButton::clicked, this, &Composer::attachWanted);
    m_strip->setTabBehind(m_attach);
    connect(m_strip, &AttachmentStrip::emptied, this, &Composer::focusText);
    connect(&appearance, &Appearance::changed, this, &Composer::followFiles);
    connect(m_undo, &QPushButton::clicked, this, &Composer::undoSendWanted);
    connect(m_context, &ComposerContext::closed, this, [this] {
        giveUpSubject();
        takeUpEdit();
        m_edit->setFocus();
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::checkText);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::tellDraft);
    // Later, when it is known who has changed it.
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::tellWritten,
            Qt::QueuedConnection);
    connect(m_edit, &MessageEdit::focusChanged, this, [this](bool focused) {
        m_frame->setProperty("focused", focused);
        m_frame->style()->polish(m_frame);
    });
    setRoom({}, {});
    retranslate();
}

Composer::~Composer()
{
    // The focus leaves the text when the widgets in here are taken down, and by then this is no
    // composer any more.
    m_edit->disconnect(this);
}

void Composer::offerEmoji(QSettings &settings)
{
    auto *button = new EmojiButton(m_appearance, *m_edit, settings, m_frame);
    auto *row = static_cast<QHBoxLayout *>(m_frame->layout());
    row->insertWidget(row->indexOf(m_undo), button, 0, Qt::AlignBottom);
    setTabOrder(m_attach, button);
}

void Composer::setRoom(const Chat::RoomId &room, const QString &name, const QString &reason)
{
    m_roomName = name;
    m_reason = reason;
    if (room != m_room) {
        // The half-made syllable belongs to the room it was typed in.
        QGuiApplication::inputMethod()->commit();
        if (!m_room.isEmpty()) {
            if (isEdit()) {
                m_subject->changed = m_edit->toPlainText();
                m_edits[m_room].prepend(*m_subject);
            }
            if (const Written written = present(); written == Written())
                m_drafts.remove(m_room);
            else
                m_drafts.insert(m_room, written);
            Q_EMIT settled();
        }
        m_room = room;
        const Written written = m_drafts.value(room);
        m_subject.reset();
        if (written.answered.number > 0)
            m_subject = Subject{Subject::Kind::Answer, written.answered, written.quoted, {}};
        m_edit->setPlainText(written.text);
        m_edit->moveCursor(QTextCursor::End);
        takeUpEdit();
    }
    m_edit->setEnabled(!m_room.isEmpty());
    checkText();
    retranslate();
    Q_EMIT roomShown();
}

void Composer::setSilence(const QString &reason)
{
    if (reason == m_silence)
        return;
    if (m_silence.isEmpty())
        QGuiApplication::inputMethod()->commit(); // no syllable stays half made
    m_silence = reason;
    m_edit->setAccessibleDescription(reason);
    followFiles();
}

bool Composer::hasDraft(const Chat::RoomId &room) const
{
    if (room == m_room)
        return !m_edit->toPlainText().trimmed().isEmpty();
    return m_edits.contains(room) || !m_drafts.value(room).text.trimmed().isEmpty();
}

QString Composer::unsent(const Chat::RoomId &room) const
{
    const bool shown = room == m_room;
    QStringList texts;
    if (shown) {
        QGuiApplication::inputMethod()->commit(); // there may be half a syllable
        texts << m_edit->toPlainText() << (m_subject ? m_subject->draft : QString());
    }
    for (const Subject &edit : m_edits.value(room))
        texts << edit.changed;
    if (!shown)
        texts << m_drafts.value(room).text;
    texts.removeAll(QString());
    return texts.join(u'\n');
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::setPeople(const QStringList &names)
{
    m_completer->setNames(names);
}

void Composer::setSendKey(SendKey key)
{
    m_edit->setSendKey(key);
    retranslate();
}

void Composer::addLine(QWidget *line)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, line);
}

void Composer::setCommandCheck(std::function<QString(const SlashCommand &)> problemOf)
{
    m_problemOf = std::move(problemOf);
    m_completer->setCommands(m_problemOf != nullptr);
    checkText();
}

void Composer::setEditCheck(std::function<QString()> problem)
{
    m_editProblem = std::move(problem);
    checkText();
}

/// An edit says what a message says, whatever that is.
SlashReading Composer::reading(const QString &text) const
{
    if (isEdit())
        return {{}, m_editProblem && text != m_subject->text ? m_editProblem() : QString(), text};
    if (!m_problemOf)
        return {{}, {}, text};
    SlashReading reading = readSlash(text);
    if (reading.command)
        reading.problem = m_problemOf(*reading.command);
    return reading;
}

void Composer::setUndoOffered(bool offered)
{
    // A button that goes would take the focus along.
    if (!offered && m_undo->hasFocus())
        m_edit->setFocus(Qt::OtherFocusReason);
    m_undo->setVisible(offered);
}

void Composer::bringBack(const QString &text)
{
    giveUpWaiting();
    giveUpSubject();
    QGuiApplication::inputMethod()->commit();
    const QString since = m_edit->toPlainText();
    m_edit->setPlainText(since.isEmpty() ? text : text + u'\n' + since);
    m_edit->moveCursor(QTextCursor::End);
    if (text == m_lastSaid)
        m_subject = m_lastSubject;
    showSubject();
    focusText();
    Q_EMIT settled();
}

void Composer::setAttachments(Attachments *attachments)
{
    if (m_attachments)
        m_attachments->disconnect(this);
    m_attachments = attachments;
    m_strip->setAttachments(attachments);
    if (attachments)
        connect(attachments, &Attachments::changed, this, &Composer::followFiles);
    followFiles();
}

bool Composer::hasFiles() const
{
    return m_attachments && !m_attachments->isEmpty();
}

bool Composer::isWaiting() const
{
    return m_attachments && m_attachments->isSending();
}

/// What was sent and waits for its files is written on.
void Composer::giveUpWaiting()
{
    if (isWaiting())
        m_attachments->giveUpSending();
}

void Composer::followFiles()
{
    m_attach->setIcon(m_appearance.icon(QStringLiteral("paperclip"), m_appearance.theme().ink2));
    // What goes out is what was sent, so nothing is added to it meanwhile.
    const bool isClosed = isWaiting() || !m_silence.isEmpty();
    m_attach->setEnabled(m_attachments && !isClosed);
    if (m_edit->isReadOnly() != isClosed) // else it would disturb an input method
        m_edit->setReadOnly(isClosed);
    showSubject();
    checkText();
}

void Composer::forget(const Chat::RoomId &room)
{
    m_drafts.remove(room);
    if (room != m_room)
        return;
    if (isEdit()) {
        m_subject->draft.clear(); // which is what went out
        return tellDraft();
    }
    giveUpSubject();
    m_edit->clear();
    takeUpEdit();
}

void Composer::forgetAll()
{
    m_drafts.clear();
    m_edits.clear();
    giveUpSubject();
    forget(m_room);
}

void Composer::restore(const Chat::RoomId &room, const Written &written)
{
    m_drafts.insert(room, written);
}

/// Of what is an edit now, what stood in the field before.
Written Composer::present() const
{
    if (!m_subject)
        return {m_edit->toPlainText(), {}, {}};
    if (isEdit())
        return {m_subject->draft, {}, {}};
    return {m_edit->toPlainText(), m_subject->message, m_subject->text};
}

void Composer::tellDraft()
{
    if (!m_room.isEmpty())
        Q_EMIT drafted(m_room, present());
}

void Composer::answer(Chat::Sequence message, const QString &quoted)
{
    giveUpWaiting();
    giveUpSubject();
    m_subject = Subject{Subject::Kind::Answer, message, quoted, {}};
    showSubject();
    focusText();
}

void Composer::edit(Chat::Sequence message, const QString &text)
{
    giveUpWaiting();
    giveUpSubject();
    QGuiApplication::inputMethod()->commit();
    QList<Subject> others = m_edits.take(m_room);
    const auto same = std::find_if(others.begin(), others.end(), [message](const Subject &other) {
        return other.message == message;
    });
    const QString changed = same == others.end() ? text : same->changed;
    if (same != others.end())
        others.erase(same);
    if (!others.isEmpty())
        m_edits.insert(m_room, others);
    m_subject = Subject{Subject::Kind::Edit, message, text, m_edit->toPlainText()};
    m_edit->setPlainText(changed);
    m_edit->moveCursor(QTextCursor::End);
    showSubject();
    focusText();
}

void Composer::bringEditBack(const Chat::RoomId &room, Chat::Sequence message, const QString &text)
{
    m_edits[room].append({Subject::Kind::Edit, message, {}, {}, text});
    if (room == m_room)
        takeUpEdit();
}

bool Composer::isEdit() const
{
    return m_subject && m_subject->kind == Subject::Kind::Edit;
}

void Composer::showSubject()
{
    m_context->setVisible(m_subject.has_value());
    m_button->setText(isWaiting() ? tr("Not yet") : isEdit() ? tr("Save") : tr("Send"));
    m_button->setAccessibleName(m_button->text());
    tellDraft();
    if (!m_subject)
        return;
    if (isEdit())
        m_context->setContent(QStringLiteral("pencil"), tr("Editing your message"));
    else
        m_context->setContent(QStringLiteral("reply"), tr("Answering %1").arg(m_subject->text));
}

void Composer::giveUpSubject()
{
    const std::optional<Subject> subject = std::exchange(m_subject, std::nullopt);
    if (!subject)
        return;
    if (subject->kind == Subject::Kind::Edit) {
        QGuiApplication::inputMethod()->commit();
        m_edit->setPlainText(subject->draft);
        m_edit->moveCursor(QTextCursor::End);
    }
    showSubject();
}

/// The next edit of the room, unless a new message is being written there by now.
void Composer::takeUpEdit()
{
    const auto edits = m_edits.find(m_room);
    const QString draft = m_edit->toPlainText();
    if (edits == m_edits.end() || m_subject ||
        (!draft.isEmpty() && draft != edits->constFirst().draft))
        return;
    m_subject = edits->takeFirst();
    if (edits->isEmpty())
        m_edits.erase(edits);
    m_subject->draft = draft;
    m_edit->setPlainText(std::exchange(m_subject->changed, {}));
    m_edit->moveCursor(QTextCursor::End);
    showSubject();
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isWaiting())
        giveUpWaiting();
    else if (event->key() == Qt::Key_Escape && hasFiles())
        m_attachments->remove(m_attachments->uploads().back().get());
    else if (event->key() == Qt::Key_Escape && m_subject) {
        giveUpSubject();
        takeUpEdit();
    } else
        QWidget::keyPressEvent(event);
}

void Composer::send()
{
    QGuiApplication::inputMethod()->commit(); // the button may be clicked in mid-syllable
    QString text = m_edit->toPlainText();
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    if (m_room.isEmpty() || isWaiting() || !m_silence.isEmpty() ||
        (text.trimmed().isEmpty() && (isEdit() || !hasFiles())))
        return;
    if (text.toUtf8().size() > longestText) {
        checkText();
        return;
    }
    const SlashReading read = reading(text);
    if (!read.problem.isEmpty()) {
        checkText();
        return;
    }
    if (read.command) {
        m_edit->clear();
        Q_EMIT commanded(*read.command);
        takeUpEdit();
        return;
    }
    text = read.said;
    if (text.contains(u':'))
        text = EmojiCatalog::builtIn().withEmoji(text);
    if (isEdit()) {
        const Subject subject = *m_subject;
        giveUpSubject();
        if (text != subject.text)
            Q_EMIT edited(m_room, subject.message, text);
        takeUpEdit();
        return;
    }
    sendUnlessRegretted(this, text, [this, text, room = m_room] {
        if (room == m_room)
            say(text);
    });
}

void Composer::say(const QString &text)
{
    if (hasFiles()) // forget() follows, once they are with the host
        return m_attachments->send(text, m_subject ? m_subject->message : Chat::Sequence());
    m_lastSaid = text;
    m_lastSubject = m_subject;
    giveUpSubject();
    m_edit->clear();
    const Chat::Sequence answered = m_lastSubject ? m_lastSubject->message : Chat::Sequence();
    Q_EMIT said(m_room, text, answered);
    takeUpEdit();
}

void Composer::checkText()
{
    const QString text = m_edit->toPlainText();
    // Three bytes are the most that one UTF-16 unit needs, so most texts are not converted.
    const qsizetype size = text.size() * 3 > longestText ? text.toUtf8().size() : 0;
    const bool tooLong = size > longestText;
    // While words are proposed, nobody is done with this one.
    const QString problem = m_completer->isOpen() ? QString() : reading(text).problem;
    m_complaint->setVisible(tooLong || !m_silence.isEmpty() || !problem.isEmpty());
    if (!m_silence.isEmpty())
        m_complaint->setText(m_silence);
    else if (tooLong)
        m_complaint->setText(
            tr("This text is too long to send (%1 of at most %2). Send it in "
               "parts.")
                .arg(QLocale().formattedDataSize(size), QLocale().formattedDataSize(longestText)));
    else
        m_complaint->setText(problem);
    const bool says = !text.trimmed().isEmpty() || (hasFiles() && !isEdit());
    m_button->setEnabled(!m_room.isEmpty() && !tooLong && says && m_silence.isEmpty() &&
                         problem.isEmpty());
}

void Composer::tellWritten()
{
    if (m_room.isEmpty() || !m_edit->document()->isModified())
        return; // a draft came back, or what was written went out
    const QString text = m_edit->toPlainText().trimmed();
    Q_EMIT written(m_room, !text.isEmpty() && !text.startsWith(u'/'));
}

void Composer::retranslate()
{
    followFiles();
    m_attach->setToolTip(tr("Attach files; they can also be dropped or pasted here"));
    m_attach->setAccessibleName(tr("Attach files"));
    m_undo->setText(tr("Take back"));
    m_undo->setToolTip(tr("Takes back what you just sent (Ctrl+Z)"));
    m_undo->setAccessibleName(tr("Take back what you just sent"));
    m_button->setToolTip(m_edit->sendKey() == SendKey::Enter
                             ? tr("Enter sends, Shift+Enter begins a new line")
                             : tr("Ctrl+Enter sends, Enter begins a new line"));
    const QString hint = m_room.isEmpty() ? m_reason : tr("Write to %1").arg(m_roomName);
    m_edit->setPlaceholderText(hint);
    m_edit->viewport()->update(); // some versions of Qt leave the old words standing
    m_edit->setAccessibleName(m_room.isEmpty() ? tr("Message") : hint);
    checkText();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
