// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composersubject.h"
#include "ui/model/draft.h"
#include "ui/model/slashcommand.h"

#include <QFrame>
#include <QHash>
#include <QMimeData>
#include <QPointer>

#include <functional>
#include <optional>

class QLabel;
class QPushButton;
class QSettings;
class QToolButton;

namespace Ui {

class Appearance;
class Attachments;
class AttachmentStrip;
class Completer;
class ComposerContext;
class MessageEdit;
enum class SendKey;

/// The field for the next message of a room, with its button. Each room keeps its own draft. What
/// is written may be an answer to a message or its new text. Escape takes back one thing after the
/// other: that it goes out, its newest file, what it answers, the edit.
class Composer : public QWidget {
    Q_OBJECT
public:
    /// UTF-8 bytes of one message.
    static constexpr qsizetype longestText = 64 * 1024;

    explicit Composer(const Appearance &appearance, QWidget *parent = nullptr);
    ~Composer() override;

    /// Puts the present text away with what it answers or edits, and takes out that of the new one.
    /// An empty id disables the field, with `reason` in it.
    void setRoom(const Chat::RoomId &room, const QString &name, const QString &reason = {});
    const Chat::RoomId &room() const { return m_room; }
    /// Why nothing can be said there now, shown above the field, which keeps its text; empty: it
    /// can.
    void setSilence(const QString &reason);
    bool hasDraft(const Chat::RoomId &room) const; ///< A text that was not sent.
    /// All that was written there and not sent, also beside an edit.
    QString unsent(const Chat::RoomId &room) const;
    void focusText();
    void setPeople(const QStringList &names); ///< Who may be mentioned.
    Completer &completer() { return *m_completer; }
    MessageEdit &field() { return *m_edit; }
    void setSendKey(SendKey key);
    void addLine(QWidget *line); ///< Below what the text is an answer to, above the field.
    /// Why a command cannot be carried out now, a sentence, told while it is being typed; without
    /// this, no text is one.
    void setCommandCheck(std::function<QString(const SlashCommand &)> problemOf);
    /// Why an edit cannot be saved now, a sentence; it stays in the field then.
    void setEditCheck(std::function<QString()> problem);
    void checkText(); ///< What a check looks at has changed.

    /// The files of what is written; nullptr: none may be attached. Need not outlive it.
    void setAttachments(Attachments *attachments);
    void forget(const Chat::RoomId &room); ///< What was written there went out with its files.
    void forgetAll(); ///< Nor is anything to stay of what was written in any room.
    /// A button for all of them; `settings` keeps what was used last, and must outlive this.
    void offerEmoji(QSettings &settings);
    /// Was written there in an earlier run of the program. Before the room is shown.
    void restore(const Chat::RoomId &room, const Written &written);

    /// What is written next answers that message of the room. `quoted`: who said what.
    void answer(Chat::Sequence message, const QString &quoted);
    /// The text of an own message, to be written anew; the draft comes back afterwards.
    void edit(Chat::Sequence message, const QString &text);
    /// The host did not take that: it is an edit again, once nothing else stands in the field.
    void bringEditBack(const Chat::RoomId &room, Chat::Sequence message, const QString &text);

    void setUndoOffered(bool offered); ///< What was said last can still be taken back.
    /// Puts back what was taken back, and what it answered; what was written since stays below.
    void bringBack(const QString &text);

Q_SIGNALS:
    /// Never empty nor longer than longestText; the field is empty again. `answered` is 0 unless it
    /// answers a message.
    void said(const Chat::RoomId &room, const QString &text, Chat::Sequence answered);
    void commanded(const SlashCommand &command); ///< The check has nothing against it.
    /// Likewise; never the text that it had.
    void edited(const Chat::RoomId &room, Chat::Sequence message, const QString &text);
    /// The person has changed the text; `writes`: there is one, and it is no command.
    void written(const Chat::RoomId &room, bool writes);
    /// What is written there as a new message is this now; of an edit, what it is to be afterwards.
    void drafted(const Chat::RoomId &room, const Ui::Written &written);
    void settled();                          ///< That stands still for now, and is to be safe.
    void roomShown();                        ///< setRoom() was called.
    void editLastWanted();                   ///< Up was pressed in the empty field.
    void undoSendWanted();                   ///< What was said last is to be taken back.
    void attachWanted();                     ///< Files are to be chosen.
    void filesGiven(const QMimeData *files); ///< Or a picture; pasted or dropped here.

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    using Subject = ComposerSubject;
    void send();
    void say(const QString &text);
    Written present() const;
    void tellDraft();
    bool isEdit() const;
    void showSubject();
    void giveUpSubject();
    void takeUpEdit();
    SlashReading reading(const QString &text) const;
    void tellWritten();
    void followFiles();
    bool hasFiles() const;
    bool isWaiting() const;
    void giveUpWaiting();
    void retranslate();

    const Appearance &m_appearance;
    Chat::RoomId m_room;
    QString m_roomName;
    QString m_reason;
    QString m_silence;
    std::function<QString(const SlashCommand &)> m_problemOf;
    std::function<QString()> m_editProblem;
    QHash<Chat::RoomId, Written> m_drafts;
    QHash<Chat::RoomId, QList<Subject>> m_edits; ///< Not in the field now.
    std::optional<Subject> m_subject;
    QString m_lastSaid;
    std::optional<Subject> m_lastSubject; ///< What it answered.
    QPointer<Attachments> m_attachments;
    ComposerContext *m_context = nullptr;
    AttachmentStrip *m_strip = nullptr;
    QFrame *m_frame = nullptr;
    MessageEdit *m_edit = nullptr;
    Completer *m_completer = nullptr;
    QToolButton *m_attach = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_button = nullptr;
    QLabel *m_complaint = nullptr;
};

} // namespace Ui
