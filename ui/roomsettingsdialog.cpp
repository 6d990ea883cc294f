// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomsettingsdialog.h"

#include "ui/appearance.h"
#include "ui/composing.h"
#include "ui/invitepane.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"
#include "ui/model/roomtitle.h"
#include "ui/orderpane.h"
#include "ui/question.h"
#include "ui/roomendpane.h"
#include "ui/roomentrypane.h"
#include "ui/roomfactspane.h"
#include "ui/roomrights.h"
#include "ui/statesentence.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Ui {

RoomSettingsDialog::RoomSettingsDialog(ChatClient &client, const Chat::RoomId &room,
                                       const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_client(client), m_room(room), m_title(new QLabel(this)),
      m_notice(new QLabel(this)), m_tabs(new QTabWidget(this)),
      m_facts(new RoomFactsPane(appearance)), m_people(new QWidget),
      m_entry(new RoomEntryPane(appearance, m_people)), m_end(new RoomEndPane(client)),
      m_state(new QLabel(this))
{
    setObjectName(QStringLiteral("roomSettingsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Room settings"));
    addPeople(appearance);
    m_tabs->addTab(m_facts, tr("Room"));
    m_tabs->addTab(m_people, tr("Who comes in"));
    if (rightsIn(m_client.rooms()->room(m_room)).order) {
        m_order = new OrderPane(client, room, appearance);
        m_tabs->addTab(m_order, tr("Order"));
    }
    m_tabs->addTab(m_end, tr("Archive and delete"));
    m_close = new QPushButton(tr("Close"), this); // behind the fields for who goes by Tab
    m_save = new QPushButton(tr("Save"), this);
    build(appearance);

    connect(m_facts, &RoomFactsPane::edited, this, &RoomSettingsDialog::showState);
    connect(m_entry, &RoomEntryPane::edited, this, &RoomSettingsDialog::showState);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &RoomSettingsDialog::trySave);
    const QAbstractItemModel *rooms = m_client.rooms();
    connect(rooms, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                const int row = m_client.rooms()->indexOf(m_room).row();
                if (first.row() <= row && row <= last.row())
                    showRoom();
            });
    connect(rooms, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (!m_client.rooms()->indexOf(m_room).isValid())
            reject();
    });
    showRoom();
}

void RoomSettingsDialog::build(const Appearance &appearance)
{
    m_title->setProperty("role", QStringLiteral("heading"));
    m_notice->setObjectName(QStringLiteral("settingsNotice"));
    m_notice->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("settingsState"));
    for (QLabel *label : {m_title, m_notice, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_tabs->setObjectName(QStringLiteral("settingsTabs"));
    m_tabs->setDocumentMode(true);
    m_close->setObjectName(QStringLiteral("settingsClose"));
    m_close->setAccessibleName(m_close->text());
    m_save->setObjectName(QStringLiteral("settingsSave"));
    m_save->setAccessibleName(tr("Save the settings of this room"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_notice);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_state);
    column->addLayout(buttons);
    setMinimumWidth(appearance.px(560));
}

void RoomSettingsDialog::addPeople(const Appearance &appearance)
{
    auto *people = new QVBoxLayout(m_people);
    people->setContentsMargins(4, 14, 4, 8);
    people->setSpacing(16);
    people->addWidget(m_entry);
    if (rightsIn(m_client.rooms()->room(m_room)).admits) {
        m_invite = new InvitePane(m_client, m_room, appearance, m_people);
        people->addWidget(m_invite);
    }
    people->addStretch(1);
    m_people->installEventFilter(this);
}

/// Nothing is cut where a sentence takes another line, or somebody knocks: tabs do not ask their
/// pages how high they are at their width.
bool RoomSettingsDialog::eventFilter(QObject *watched, QEvent *event)
{
    const bool isNew = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
    if (watched == m_people && isNew) {
        const QLayout *layout = m_people->layout();
        const int byWidth = layout->totalMinimumHeightForWidth(m_people->width());
        m_people->setMinimumHeight(byWidth < 0 ? layout->totalMinimumSize().height() : byWidth);
    }
    return QDialog::eventFilter(watched, event);
}

void RoomSettingsDialog::showRoom()
{
    const QModelIndex index = m_client.rooms()->indexOf(m_room);
    const Chat::RoomInfo room = m_client.rooms()->room(m_room);
    const RoomRights rights = rightsIn(room);
    const bool isForTwo = room.settings.visibility == Chat::Visibility::Direct;
    m_title->setText(roomTitle(index));
    QStringList notices;
    if (room.settings.deleteAt)
        notices << tr("This room is about to be deleted.");
    else if (room.settings.archived)
        notices << tr("This room is archived.");
    if (!rights.any())
        notices << tr("Who owns the room or keeps order in it can change this.");
    m_notice->setText(notices.join(u' '));
    m_notice->setVisible(!notices.isEmpty());
    m_facts->setRoom(room);
    m_entry->setRoom(room);
    m_end->setRoom(room, roomTitle(index));
    m_tabs->setTabVisible(1, !isForTwo);
    if (m_order)
        m_tabs->setTabVisible(m_tabs->indexOf(m_order), rights.order);
    m_tabs->setTabVisible(m_tabs->indexOf(m_end), rights.archive || rights.end);
    m_save->setVisible(rights.any());
    if (m_invite)
        m_invite->setEnabled(rights.admits);
    showState();
}

Chat::RoomChange RoomSettingsDialog::wanted() const
{
    Chat::RoomChange change;
    m_facts->collect(change);
    if (m_tabs->isTabVisible(1))
        m_entry->collect(change);
    return change;
}

void RoomSettingsDialog::showState()
{
    const bool composed = m_facts->isComposed();
    const bool changed = composed || wanted() != Chat::RoomChange();
    const QString missing = changed && !composed ? problem() : QString();
    const bool shown = changed && !m_isProblem; // "Saved." is of what was
    const QString sentence = missing.isEmpty() && !shown ? m_sentence : missing;
    setStateSentence(*m_state, sentence, m_isProblem && missing.isEmpty());
    m_save->setEnabled(changed && missing.isEmpty() && !m_isSaving);
    m_save->setText(m_isSaving ? tr("Saving…") : tr("Save"));
}

QString RoomSettingsDialog::problem() const
{
    const QString problem = m_facts->problem();
    return problem.isEmpty() ? m_entry->problem() : problem;
}

void RoomSettingsDialog::trySave()
{
    Composing::commit(); // the button may be clicked in mid-syllable
    showState();
    if (m_isSaving || !m_save->isEnabled())
        return;
    const bool losesMessages = m_facts->losesMessages();
    const bool losesEarlier = m_facts->losesEarlier();
    const bool loses = losesMessages || losesEarlier;
    const bool opens = m_tabs->isTabVisible(1) && m_entry->opensToAll();
    if (!loses && !opens) {
        save();
        return;
    }
    QStringList details;
    if (losesMessages)
        details << tr("With the new choice of what is kept, messages of this room are gone for "
                      "good. This cannot be taken back.");
    if (losesEarlier)
        details << tr(
            "What messages said before they were edited or deleted is gone for good. This "
            "cannot be taken back.");
    if (opens)
        details << tr("Everybody on this host will be able to read all that was said here.");
    ask(this,
        {QStringLiteral("saveQuestion"),
         !loses           ? tr("Open this room to everybody?")
         : !losesMessages ? tr("Delete earlier versions of messages?")
         : opens          ? tr("Delete older messages and open this room to everybody?")
                          : tr("Delete older messages?"),
         details.join(QStringLiteral("\n\n")), loses ? tr("Save and delete") : tr("Save and open")},
        [this] { save(); });
}

void RoomSettingsDialog::save()
{
    const Chat::RoomChange change = wanted();
    if (m_isSaving || change == Chat::RoomChange())
        return;
    m_isSaving = true;
    m_isProblem = false;
    m_sentence.clear();
    showState();
    m_client.orders()->change(m_room, change, [self = QPointer(this)](const QString &problem) {
        if (!self)
            return;
        self->m_isSaving = false;
        self->m_isProblem = !problem.isEmpty();
        self->m_sentence = problem.isEmpty() ? tr("Saved.") : problem;
        if (problem.isEmpty())
            self->m_entry->forgetPassword();
        self->showState();
    });
}

} // namespace Ui
