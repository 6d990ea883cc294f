// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chatpage.h"

#include "ui/accountwindows.h"
#include "ui/actions.h"
#include "ui/announcements.h"
#include "ui/appearance.h"
#include "ui/chatlayout.h"
#include "ui/composer.h"
#include "ui/connectionstrip.h"
#include "ui/conversations.h"
#include "ui/deliveryactions.h"
#include "ui/detailsactions.h"
#include "ui/draftkeeping.h"
#include "ui/fileactions.h"
#include "ui/gonepane.h"
#include "ui/hostclosing.h"
#include "ui/invitationtext.h"
#include "ui/invitehint.h"
#include "ui/joinpane.h"
#include "ui/memberactions.h"
#include "ui/memberspane.h"
#include "ui/messageactions.h"
#include "ui/messageedit.h"
#include "ui/model/account.h"
#include "ui/model/jump.h"
#include "ui/model/outboxsender.h"
#include "ui/model/roomorders.h"
#include "ui/model/roomtitle.h"
#include "ui/model/sendundo.h"
#include "ui/muted.h"
#include "ui/newcomerstrip.h"
#include "ui/question.h"
#include "ui/quickswitcher.h"
#include "ui/reading.h"
#include "ui/roomdialog.h"
#include "ui/roomheader.h"
#include "ui/roomlist.h"
#include "ui/roompeople.h"
#include "ui/roomrights.h"
#include "ui/roomsigns.h"
#include "ui/roomsorting.h"
#include "ui/roomwindows.h"
#include "ui/roomwords.h"
#include "ui/shortcuts.h"
#include "ui/sidebar.h"
#include "ui/timelineview.h"
#include "ui/typing.h"
#include "ui/typingline.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>
#include <initializer_list>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto sentenceShown = 8s;
constexpr int quietLines = 20; // a room with more lines than this is no empty one

} // namespace

ChatPage::ChatPage(ChatClient &client, Actions &actions, QSettings &settings,
                   const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_client(client), m_actions(actions), m_appearance(appearance),
      m_layout(new ChatLayout(settings, appearance, this)),
      m_sidebar(new Sidebar(client, appearance, this)),
      m_details(new DetailsPane(client, appearance, this)),
      m_undo(std::make_unique<SendUndo>(client)), m_members(m_details->members()),
      m_memberActions(new MemberActions(client, appearance, *m_members, this))
{
    setObjectName(QStringLiteral("chatPage"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_layout);
    m_layout->setColumns(m_sidebar, makeRoomArea(), m_details);
    m_layout->addSection(m_sidebar->rooms());
    m_layout->addSection(m_timeline);
    m_layout->addSection(findChild<QWidget *>(QStringLiteral("composer")));
    for (QWidget *section : m_details->sections())
        m_layout->addSection(section);
    new RoomSorting(settings, *m_sidebar->rooms());
    m_switcher = new QuickSwitcher(client, appearance, *this);
    connectParts();
    m_layout->orderTabs();
    addKeys();
    m_strip->setStatus(client.status());
    updateRoom();
    roomsChanged();
}

ChatPage::~ChatPage() = default;

QWidget *ChatPage::makeRoomArea()
{
    auto *area = new QWidget(this);
    area->setObjectName(QStringLiteral("roomArea"));
    area->setAttribute(Qt::WA_StyledBackground);
    m_header = new RoomHeader(m_appearance, area);
    m_detailsActions =
        new DetailsActions(*m_client.rooms(), *m_layout, *m_details, *m_header, m_appearance, this);
    m_strip = new ConnectionStrip(m_appearance, area);
    m_closing = new HostClosing(m_client, m_actions, m_appearance, this);
    m_sentence = new QLabel(area);
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setProperty("role", QStringLiteral("problem"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setContentsMargins(16, 8, 16, 4);
    m_sentence->hide();
    m_sentenceEnd = new QTimer(m_sentence);
    m_sentenceEnd->setSingleShot(true);
    connect(m_sentenceEnd, &QTimer::timeout, m_sentence, &QLabel::hide);

    m_middle = new QStackedWidget(area);
    m_emptyPane = new QLabel(m_middle);
    m_emptyPane->setObjectName(QStringLiteral("emptyPane"));
    m_emptyPane->setProperty("role", QStringLiteral("secondary"));
    m_emptyPane->setAlignment(Qt::AlignCenter);
    m_emptyPane->setWordWrap(true);
    m_joinPane = new JoinPane(m_middle);
    m_gonePane = new GonePane(*m_client.rooms(), m_middle);
    m_talk = new QWidget(m_middle);
    m_hint = new InviteHint(m_appearance, m_talk);
    connect(m_hint, &InviteHint::hostRequested, this, &ChatPage::hostRequested);
    m_hint->hide();
    m_timeline = new TimelineView(m_appearance, m_talk);
    m_accountWindows =
        new AccountWindows(m_client, m_actions, *m_members, *m_timeline, m_appearance, this);
    auto *talk = new QVBoxLayout(m_talk);
    talk->setContentsMargins(0, 0, 0, 0);
    talk->setSpacing(0);
    talk->addWidget(m_hint);
    talk->addWidget(m_timeline, 1);
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_emptyPane, m_joinPane, m_gonePane, m_talk})
        m_middle->addWidget(page);
    m_composer = new Composer(m_appearance, area);
    m_composer->offerEmoji(m_client.profile().settings());
    new DraftKeeping(m_client, *m_composer);
    new Muted(*m_client.rooms(), *m_composer);
    new Typing(m_client, *m_composer);
    auto *signs = new RoomSigns(m_client, *m_header, *m_composer);
    connect(this, &ChatPage::titleChanged, signs, [this, signs] { signs->setRoom(m_room); });
    m_roomWindows =
        new RoomWindows(m_client, m_actions, *m_header, *m_composer, m_appearance, this);
    connect(m_roomWindows, &RoomWindows::told, this, &ChatPage::tell);
    m_people = new RoomPeople(m_client, *m_members, *m_timeline, *m_composer, this);
    connect(m_people, &RoomPeople::changed, this, &ChatPage::updateHint);
    auto *conversations =
        new Conversations(m_client, *m_sidebar, *m_header, *m_composer, m_appearance, this);
    connect(conversations, &Conversations::opened, this, &ChatPage::showRoom);
    connect(conversations, &Conversations::told, this, &ChatPage::tell);

    auto *column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_closing->strip());
    column->addWidget(m_strip);
    column->addWidget(m_accountWindows->strip());
    column->addWidget(new NewcomerStrip(m_client, m_appearance, area));
    column->addWidget(m_sentence);
    column->addWidget(m_middle, 1);
    column->addWidget(new TypingLine(m_client, *m_composer, m_appearance, area));
    column->addWidget(m_composer);
    return area;
}

void ChatPage::connectParts()
{
    connect(m_details, &DetailsPane::chosen, this, &ChatPage::goTo);
    connect(m_sidebar->rooms(), &RoomList::roomChosen, this, &ChatPage::walkTo);
    connect(m_sidebar->rooms(), &RoomList::clicked, this, &ChatPage::turnToRoom);
    connect(m_sidebar->rooms(), &RoomList::activated, this, &ChatPage::turnToRoom);
    connect(m_sidebar, &Sidebar::done, this, &ChatPage::turnToRoom);
    connect(m_switcher, &QuickSwitcher::chosen, this, &ChatPage::showRoom);
    connect(m_sidebar, &Sidebar::newRoomRequested, this, &ChatPage::askNewRoom);
    connect(m_sidebar, &Sidebar::accountRequested, m_accountWindows, &AccountWindows::openAccount);
    connect(m_sidebar, &Sidebar::settingsRequested, this, &ChatPage::settingsRequested);
    connect(m_sidebar, &Sidebar::leaveRequested, this, &ChatPage::askLeave);
    connect(m_sidebar, &Sidebar::statusRequested, this, &ChatPage::statusRequested);
    connect(m_sidebar, &Sidebar::hostRequested, this, &ChatPage::hostRequested);
    connect(m_sidebar, &Sidebar::joinRequested, this, &ChatPage::joinRequested);

    connect(m_header, &RoomHeader::topicRequested, this, &ChatPage::askTopic);
    connect(m_header, &RoomHeader::exportRequested, this,
            [this] { m_roomWindows->openExport(m_room, hostName()); });
    connect(m_header, &RoomHeader::leaveRequested, this, [this] { m_client.leaveRoom(m_room); });
    connect(m_joinPane, &JoinPane::joinRequested, this, [this](const QString &password) {
        m_client.joinRoom(m_room, password);
        m_composer->focusText();
    });
    connect(m_gonePane, &GonePane::nextRequested, this, &ChatPage::showRoom);
    connect(m_strip, &ConnectionStrip::tryNow, this,
            [this] { Q_EMIT m_actions.retryRequested(&m_client); });
    connect(m_strip, &ConnectionStrip::tryNow, &m_client, &ChatClient::retryNow);
    connect(m_strip, &ConnectionStrip::back, this,
            [this] { Q_EMIT m_actions.leaveRequested(&m_client); });
    connect(m_strip, &ConnectionStrip::tryWithPassword, this, [this](const QString &password) {
        Q_EMIT m_actions.joinRequested(m_summary.joinedBy, password);
    });
    connect(m_strip, &ConnectionStrip::tryWithLink, this,
            [this](const QString &link) { Q_EMIT m_actions.joinRequested(link, {}); });

    connect(m_timeline, &TimelineView::olderWanted, this, [this] {
        if (!m_room.isEmpty() && m_client.timeline(m_room)->hasOlder())
            m_client.loadOlder(m_room);
    });
    m_reading = std::make_unique<Reading>(m_client, *m_timeline, m_appearance);
    connect(m_reading.get(), &Reading::messageWanted, this, &ChatPage::showMessage);
    m_announcements = new Announcements(m_client, *m_timeline, *this);
    connect(m_timeline, &TimelineView::linkActivated, &m_actions, &Actions::linkRequested);
    connect(m_composer, &Composer::said, this,
            [this](const Chat::RoomId &room, const QString &text, Chat::Sequence answered) {
                say(room, text, answered, m_client.outbox().drafts().take(room));
            });
    connect(m_composer, &Composer::undoSendWanted, this, &ChatPage::takeBack);
    connect(m_undo.get(), &SendUndo::changed, this, &ChatPage::updateUndo);
    m_messageActions = new MessageActions(m_client, *m_timeline, *m_composer, m_appearance);
    m_messageActions->setParent(this);
    m_talk->layout()->addWidget(
        (new DeliveryActions(m_client, *m_timeline, *m_composer, m_appearance, m_talk))->strip());
    connect(m_messageActions, &MessageActions::shown, this, &ChatPage::showMessage);
    connect(m_messageActions, &MessageActions::forwarded, this,
            [this](const auto &room, const auto &text, const auto &files) {
                showRoom(room);
                say(room, text, {}, Chat::makeClientMessageId(), files);
            });

    m_fileActions =
        new FileActions(m_client, *m_timeline, *m_composer, *m_composer->parentWidget());
    m_fileActions->setParent(this);
    m_fileActions->serve(*m_details->files());
    connect(m_fileActions, &FileActions::told, this, &ChatPage::tell);
    connect(m_fileActions, &FileActions::folderRequested, &m_actions, &Actions::folderRequested);
    connect(m_fileActions, &FileActions::fileRequested, &m_actions, &Actions::fileRequested);

    connect(&m_client, &ChatClient::statusChanged, this,
            [this] { m_strip->setStatus(m_client.status()); });
    connect(&m_client, &ChatClient::hostNameChanged, this, &ChatPage::titleChanged);
    connect(&m_client, &ChatClient::roomCreated, this, &ChatPage::showRoom);
    connect(&m_client, &ChatClient::failed, this, &ChatPage::tell);
    connect(m_client.orders(), &RoomOrders::invitationCame, this,
            [this](const Chat::InvitationEvent &event) {
                if (const QString sentence = invitationText(event); !sentence.isEmpty())
                    tell(sentence);
            });
    const QAbstractItemModel *rooms = m_client.rooms();
    connect(rooms, &QAbstractItemModel::modelReset, this, &ChatPage::roomsChanged);
    connect(rooms, &QAbstractItemModel::rowsInserted, this, &ChatPage::roomsChanged);
    connect(rooms, &QAbstractItemModel::rowsRemoved, this, &ChatPage::roomsChanged);
    connect(rooms, &QAbstractItemModel::dataChanged, this, &ChatPage::roomsChanged);
    connect(rooms, &QAbstractItemModel::layoutChanged, this, &ChatPage::roomsChanged);
}

void ChatPage::addKeys()
{
    const auto key = [this](const char *id, auto &&action) {
        connect(makeShortcut(id, this), &QShortcut::activated, this, action);
    };
    key("findRoom", [this] { m_switcher->open(); });
    key("export", [this] { m_roomWindows->openExport(m_room, hostName()); });
    key("newRoom", [this] { askNewRoom(); });
    key("account", [this] { m_accountWindows->openAccount(); });
    key("hostStatus", [this] {
        if (m_summary.hostedHere)
            Q_EMIT statusRequested();
    });
    const auto step = [this](int steps) {
        if (const Chat::RoomId room = m_sidebar->rooms()->neighbour(steps); !room.isEmpty())
            showRoom(room);
    };
    key("roomAbove", [step] { step(-1); });
    key("roomBelow", [step] { step(1); });
}

void ChatPage::setSummary(const HostSummary &summary)
{
    m_summary = summary;
    m_fileActions->setHost(summary);
    m_sidebar->setSummary(summary);
    m_closing->setSummary(summary);
    m_roomWindows->setAddress(summary.address());
    m_strip->setPasswordOffered(!summary.hostedHere && !summary.joinedBy.isEmpty());
    updateHint();
    Q_EMIT titleChanged();
}

QString ChatPage::hostName() const
{
    return m_sidebar->hostName();
}

void ChatPage::roomsChanged()
{
    const RoomListModel *rooms = m_client.rooms();
    if (m_room.isEmpty() && rooms->rowCount() > 0)
        showRoom(rooms->roomAt(rooms->index(0, 0))); // the joined ones come first
    else
        updateRoom();
}

void ChatPage::showRoom(const Chat::RoomId &room)
{
    if (room.isEmpty())
        return;
    m_layout->bring(ChatLayout::Column::Conversation);
    if (room == m_room)
        return;
    openRoom(room);
    if (m_composer->field().hasFocus()) // which is of another room now
        m_announcements->say(m_composer->field().accessibleName());
    else
        turnToRoom();
}

/// Whoever walks through the list with its keys walks on until they turn to a room.
void ChatPage::walkTo(const Chat::RoomId &room)
{
    if (!m_sidebar->rooms()->hasFocus())
        showRoom(room);
    else if (room != m_room)
        openRoom(room);
}

void ChatPage::openRoom(const Chat::RoomId &room)
{
    m_room = room;
    m_jump.reset();
    m_memberActions->setRoom(room);
    m_sidebar->rooms()->setRoom(room);
    m_switcher->setRoom(room);
    m_closing->setRoom(room);
    showTimeline();
    updateRoom();
    updateUndo();
    Q_EMIT titleChanged();
}

void ChatPage::say(const Chat::RoomId &room, const QString &text, Chat::Sequence answered,
                   const Chat::ClientMessageId &id, const std::vector<Chat::FileInfo> &files)
{
    const Chat::ClientMessageId said = m_client.say(room, text, answered, files, id);
    if (files.empty()) // which could not be brought back
        m_undo->noteSent(room, said, text);
    m_timeline->scrollToEnd();
}

void ChatPage::takeBack()
{
    if (m_undo->room() != m_room)
        return;
    if (const std::optional<QString> text = m_undo->undo())
        m_composer->bringBack(*text);
}

void ChatPage::updateUndo()
{
    m_composer->setUndoOffered(m_undo->isPossible() && m_undo->room() == m_room);
}

void ChatPage::showTimeline()
{
    TimelineModel *timeline = m_client.timeline(m_room);
    if (m_timeline->model())
        m_timeline->model()->disconnect(this);
    m_timeline->setModel(timeline);
    const auto changed = [this] {
        updateHint();
        m_reading->look();
    };
    connect(timeline, &QAbstractItemModel::rowsInserted, this, changed);
    connect(timeline, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(timeline, &QAbstractItemModel::modelReset, this, changed);
    m_people->setRoom(m_room);
    m_reading->setRoom(m_room);
}

void ChatPage::showMessage(Chat::Sequence message)
{
    m_jump = std::make_unique<Jump>(m_client, m_room, message);
    const Jump *jump = m_jump.get();
    connect(jump, &Jump::underWay, this, [this] { tell(tr("Loading older messages…")); });
    connect(jump, &Jump::gaveUp, this, &ChatPage::tell);
    connect(jump, &Jump::arrived, this, [this](const QModelIndex &index) {
        m_sentence->hide();
        m_timeline->scrollTo(index, QAbstractItemView::PositionAtCenter);
        m_timeline->setCurrentIndex(index);
        const MessageEdit &field = m_composer->field();
        if (!field.hasFocus() || !field.document()->isModified()) // else one writes
            m_timeline->setFocus(Qt::OtherFocusReason);
    });
    m_jump->start();
}

void ChatPage::goTo(const Chat::RoomId &room, Chat::Sequence message)
{
    showRoom(room);
    m_layout->bring(ChatLayout::Column::Conversation);
    if (m_middle->currentWidget() == m_talk)
        showMessage(message);
}

void ChatPage::turnToRoom()
{
    m_layout->bring(ChatLayout::Column::Conversation);
    if (m_middle->currentWidget() == m_joinPane)
        m_joinPane->focusButton();
    else
        m_composer->focusText();
}

void ChatPage::focusLast()
{
    QWidget *last = focusWidget();
    if (last && last->isVisible() && last->isEnabled())
        last->setFocus(Qt::OtherFocusReason);
    else
        m_composer->focusText();
}

void ChatPage::addSection(QWidget *section)
{
    m_layout->addSection(section);
}

void ChatPage::resetLayout()
{
    m_layout->reset();
}

void ChatPage::updateRoom()
{
    const QModelIndex index = m_client.rooms()->indexOf(m_room);
    const bool gone = m_gonePane->isGone(m_room);
    const QString name = index.isValid() ? roomTitle(index)
                         : gone          ? m_gonePane->name()
                                         : m_room.toString();
    const QString topic = index.data(RoomListModel::TopicRole).toString();
    const bool joined = index.data(RoomListModel::JoinedRole).toBool();
    m_header->setRoom(name, topic, index.data(RoomListModel::MembersRole).toInt(), joined);
    m_joinPane->setSign(roomSign(index));
    m_joinPane->setRoom(name, topic, index.data(RoomListModel::HereRole).toInt(),
                        index.data(RoomListModel::PasswordRole).toBool() &&
                            !index.data(RoomListModel::InvitedRole).toBool() &&
                            index.data(RoomListModel::OwnRoleRole).toInt() ==
                                int(Chat::MemberRole::None));
    m_joinPane->setNextTry(index.data(RoomListModel::NextEntryRole).toDateTime());
    m_header->setKnocking(index.data(RoomListModel::KnocksRole).toInt());
    const RoomRights rights = rightsIn(m_client.rooms()->room(m_room));
    m_header->setWebhooksOffered(rights.order);
    m_header->setLeaveOffered(rights.leave);
    const QWidget *before = m_middle->currentWidget();
    const auto isAt = [focused = focusWidget()](const QWidget *part) {
        return part == focused || part->isAncestorOf(focused);
    };
    const bool wasHere = isAt(m_middle) || isAt(m_composer) || isAt(m_members);
    const bool comesIn = joined && (isAt(m_joinPane) || isAt(m_gonePane));
    m_detailsActions->setRoom(m_room, name, joined);
    m_emptyPane->setText(tr("The rooms of this host appear here as soon as it answers."));
    if (gone && before != m_gonePane)
        m_gonePane->setUnsent(m_composer->unsent(m_room));
    if (m_room.isEmpty())
        m_middle->setCurrentWidget(m_emptyPane);
    else if (gone) // joining would make it anew
        m_middle->setCurrentWidget(m_gonePane);
    else
        m_middle->setCurrentWidget(joined ? m_talk : m_joinPane);
    if (joined)
        m_composer->setRoom(m_room, name);
    else
        m_composer->setRoom({}, {},
                            m_room.isEmpty() ? tr("There is no room to write to yet")
                            : gone           ? tr("This room is not there any more")
                                             : tr("Join this room to write in it"));
    m_fileActions->setRoom(joined ? m_room : Chat::RoomId());
    if (comesIn)
        m_composer->focusText();
    else if (wasHere && !joined && m_middle->currentWidget() != before) // one may be typing
        m_middle->currentWidget()->setFocus(Qt::OtherFocusReason);
    updateHint();
    m_reading->look();
}

void ChatPage::updateHint()
{
    if (m_room.isEmpty()) {
        m_hint->hide();
        return;
    }
    const TimelineModel *timeline = m_client.timeline(m_room);
    bool quiet = timeline->rowCount() <= quietLines;
    for (int row = 0; quiet && row < timeline->rowCount(); ++row) {
        const int type = timeline->index(row, 0).data(TimelineModel::TypeRole).toInt();
        quiet = Chat::MessageType(type) != Chat::MessageType::Talk;
    }
    // The address alone lets nobody into a room that is not open to all.
    quiet = quiet && m_client.rooms()->room(m_room).settings.visibility == Chat::Visibility::Public;
    m_hint->setVisible(quiet && m_client.status().phase == ConnectionStatus::Phase::Online);
    const bool alone = m_client.members(m_room)->hereCount() <= 1;
    m_hint->setState(m_room.toString(), alone, m_summary.address(), m_summary.hostedHere);
}

void ChatPage::tell(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_sentence->show();
    m_sentenceEnd->start(sentenceShown);
}

void ChatPage::askNewRoom()
{
    auto *dialog = new RoomDialog(this);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_client.createRoom(dialog->name(), dialog->topic()); });
    dialog->open();
}

void ChatPage::askTopic()
{
    const QModelIndex index = m_client.rooms()->indexOf(m_room);
    auto *dialog =
        new RoomDialog(roomTitle(index), index.data(RoomListModel::TopicRole).toString(), this);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, room = m_room] { m_client.setTopic(room, dialog->topic()); });
    dialog->open();
}

void ChatPage::askLeave()
{
    if (!m_summary.hostedHere)
        return Q_EMIT m_actions.leaveRequested(&m_client);
    m_closing->ask();
}

void ChatPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    const bool isDeepest = m_layout->isSingle() && m_composer->isAncestorOf(focusWidget());
    if (isDeepest || (m_layout->canGoBack() && m_layout->detailsShown()))
        m_layout->goBack();
    else
        turnToRoom();
}

void ChatPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateRoom();
}

} // namespace Ui
