// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messageactions.h"

#include "ui/composer.h"
#include "ui/deliveryactions.h"
#include "ui/earlierversions.h"
#include "ui/emojipicker.h"
#include "ui/forwarddialog.h"
#include "ui/messagebar.h"
#include "ui/model/lineparts.h"
#include "ui/model/messagecopy.h"
#include "ui/model/roomtitle.h"
#include "ui/question.h"
#include "ui/senderorder.h"
#include "ui/shortcuts.h"
#include "ui/timelineview.h"

#include <QMenu>
#include <QShortcut>

namespace Ui {

namespace {

constexpr int linesLookedThrough = 200; // for the last own message
constexpr qsizetype mostReactionsOffered = 40;
constexpr qsizetype longestShownEmoji = 32;

/// Offered at once; any other can be typed.
const QStringList &usualReactions()
{
    static const QStringList emojis{
        QStringLiteral("👍"), QStringLiteral("❤️"), QStringLiteral("😂"), QStringLiteral("🎉"),
        QStringLiteral("😮"), QStringLiteral("😢"),      QStringLiteral("👀"), QStringLiteral("✅")};
    return emojis;
}

/// Who keeps order in every room.
Chat::UserId hostOwner()
{
    return Chat::UserId(QStringLiteral("owner"));
}

/// What a menu has of them: the usual ones, then what else stands below the message.
QStringList offeredReactions(const QModelIndex &index)
{
    QStringList emojis = usualReactions();
    for (const QVariant &value : index.data(TimelineModel::ReactionsRole).toList()) {
        const QString emoji = value.toMap().value(QStringLiteral("emoji")).toString();
        if (emojis.size() < mostReactionsOffered && !emojis.contains(emoji))
            emojis << emoji;
    }
    return emojis;
}

/// 0 where it is no answer.
Chat::Sequence answeredBy(const QModelIndex &index)
{
    const QVariantMap quoted = index.data(TimelineModel::ReplyRole).toMap();
    return {quoted.value(QStringLiteral("sequence")).toLongLong()};
}

bool isMine(const QModelIndex &index, const QString &emoji)
{
    for (const QVariant &value : index.data(TimelineModel::ReactionsRole).toList()) {
        const QVariantMap reaction = value.toMap();
        if (reaction.value(QStringLiteral("emoji")).toString() == emoji)
            return reaction.value(QStringLiteral("mine")).toBool();
    }
    return false;
}

} // namespace

MessageActions::MessageActions(ChatClient &client, TimelineView &timeline, Composer &composer,
                               const Appearance &appearance)
    : m_client(client), m_timeline(timeline), m_composer(composer), m_appearance(appearance)
{
    connect(&timeline, &TimelineView::menuOpening, this, &MessageActions::fillMenu);
    connect(&timeline, &TimelineView::reactionClicked, this, &MessageActions::toggleReaction);
    connect(&timeline, &TimelineView::quoteClicked, this,
            [this](const QModelIndex &index) { Q_EMIT shown(answeredBy(index)); });
    connect(&composer, &Composer::editLastWanted, this, &MessageActions::editLast);
    connect(&composer, &Composer::edited, this,
            [this](const Chat::RoomId &room, Chat::Sequence message, const QString &text) {
                m_client.edit(room, message, text);
            });
    connect(&client, &ChatClient::notEdited, &composer, &Composer::bringEditBack);
    composer.setEditCheck([&client] {
        return client.status().phase == ConnectionStatus::Phase::Online
                   ? QString()
                   : tr("There is no connection to the host. Save this once it is back.");
    });
    new EarlierVersions(client, timeline, appearance, this); // behind what is done with a message
    new SenderOrder(client, timeline, appearance, this);
    addKeys();
    addBar();
}

std::optional<MessageActions::Subject> MessageActions::subject(const QModelIndex &index) const
{
    const auto *timeline = qobject_cast<const TimelineModel *>(index.model());
    if (!timeline)
        return std::nullopt;
    const Chat::Sequence sequence{index.data(TimelineModel::SequenceRole).toLongLong()};
    const auto type = Chat::MessageType(index.data(TimelineModel::TypeRole).toInt());
    if (sequence.number == 0 || type != Chat::MessageType::Talk ||
        index.data(TimelineModel::DeletedRole).toBool())
        return std::nullopt;
    const QString text = index.data(TimelineModel::TextRole).toString();
    const QVariantList files = index.data(TimelineModel::FilesRole).toList();
    const QString shown = text.isEmpty() ? fileOf(files.value(0)).name : text;
    return Subject{timeline->room(),
                   sequence,
                   text,
                   tr("%1: %2", "who, what was said")
                       .arg(index.data(TimelineModel::SenderRole).toString().simplified(),
                            Chat::excerptOf(shown)),
                   index.data(TimelineModel::OwnRole).toBool(),
                   index.data(TimelineModel::PinnedRole).toBool()};
}

std::optional<MessageActions::Subject> MessageActions::current() const
{
    return subject(m_timeline.currentIndex());
}

void MessageActions::addKeys()
{
    const auto key = [this](const char *id, auto &&action) {
        connect(makeShortcut(id, &m_timeline), &QShortcut::activated, this, [this, action] {
            if (const auto message = current())
                action(*message);
        });
    };
    key("answer",
        [this](const Subject &message) { m_composer.answer(message.sequence, message.quoted); });
    key("react",
        [this](const Subject &message) { askEmoji(message, placeOf(m_timeline.currentIndex())); });
    key("edit", [this](const Subject &message) {
        if (message.own)
            m_composer.edit(message.sequence, message.text);
    });
    key("pin", [this](const Subject &message) {
        m_client.pin(message.room, message.sequence, !message.pinned);
    });
    key("forward", [this](const Subject &) { askForward(m_timeline.currentIndex()); });
    connect(&m_timeline, &TimelineView::removalWanted, this, [this](const QModelIndex &index) {
        if (const auto message = subject(index); message && mayRemove(*message))
            askRemoval(*message);
    });
}

bool MessageActions::mayRemove(const Subject &message) const
{
    return message.own || m_client.self() == hostOwner();
}

void MessageActions::fillMenu(QMenu *menu, const QModelIndex &index)
{
    const auto message = subject(index);
    if (!message)
        return;
    menu->addAction(tr("Answer"), this,
                    [this, message] { m_composer.answer(message->sequence, message->quoted); });
    if (const Chat::Sequence answered = answeredBy(index); answered.number > 0)
        menu->addAction(tr("Show what it answers"), this,
                        [this, answered] { Q_EMIT shown(answered); });
    QMenu *reactions = menu->addMenu(tr("React"));
    reactions->setObjectName(QStringLiteral("reactionMenu"));
    for (const QString &emoji : offeredReactions(index)) {
        QString text = emoji.left(longestShownEmoji); // whatever the host takes for one
        QAction *action =
            reactions->addAction(text.replace(u'&', QStringLiteral("&&")), this,
                                 [this, message, emoji, on = !isMine(index, emoji)] {
                                     m_client.react(message->room, message->sequence, emoji, on);
                                 });
        action->setCheckable(true);
        action->setChecked(isMine(index, emoji));
    }
    reactions->addAction(tr("Another emoji…"), this,
                         [this, message, line = QPersistentModelIndex(index)] {
                             askEmoji(*message, placeOf(line));
                         });
    if (message->own)
        menu->addAction(tr("Edit"), this,
                        [this, message] { m_composer.edit(message->sequence, message->text); });
    menu->addAction(message->pinned ? tr("Unpin") : tr("Pin"), this, [this, message] {
        m_client.pin(message->room, message->sequence, !message->pinned);
    });
    menu->addAction(tr("Forward…"), this,
                    [this, line = QPersistentModelIndex(index)] { askForward(line); })
        ->setObjectName(QStringLiteral("forwardMessage"));
    if (mayRemove(*message))
        menu->addAction(tr("Delete…"), this, [this, message] { askRemoval(*message); });
    menu->addSeparator();
}

void MessageActions::toggleReaction(const QModelIndex &index, const QString &emoji)
{
    if (const auto message = subject(index))
        m_client.react(message->room, message->sequence, emoji, !isMine(index, emoji));
}

void MessageActions::addBar()
{
    auto *bar = new MessageBar(m_appearance, m_timeline, [this](const QModelIndex &index) {
        const auto message = subject(index);
        return MessageBar::Offer{message.has_value(), message && message->own};
    });
    connect(bar, &MessageBar::reactWanted, this,
            [this](const QModelIndex &index, const QRect &place) {
                if (const auto message = subject(index))
                    askEmoji(*message, place);
            });
    connect(bar, &MessageBar::answerWanted, this, [this](const QModelIndex &index) {
        if (const auto message = subject(index))
            m_composer.answer(message->sequence, message->quoted);
    });
    connect(bar, &MessageBar::editWanted, this, [this](const QModelIndex &index) {
        if (const auto message = subject(index))
            m_composer.edit(message->sequence, message->text);
    });
    connect(bar, &MessageBar::forwardWanted, this, &MessageActions::askForward);
}

QRect MessageActions::placeOf(const QModelIndex &index) const
{
    const QRect line = m_timeline.visualRect(index);
    return {m_timeline.viewport()->mapToGlobal(line.topLeft()), line.size()};
}

void MessageActions::askEmoji(const Subject &message, const QRect &place)
{
    auto *picker =
        new EmojiPicker(m_appearance, m_client.profile().settings(), m_timeline.viewport());
    connect(picker, &EmojiPicker::picked, this, [this, message](const QString &emoji) {
        m_client.react(message.room, message.sequence, emoji, true);
    });
    picker->openAt(place);
}

void MessageActions::askRemoval(const Subject &message)
{
    ask(&m_timeline,
        {QStringLiteral("removalQuestion"), tr("Delete this message?"), message.quoted,
         tr("Delete")},
        [this, message] { m_client.remove(message.room, message.sequence); });
}

void MessageActions::askForward(const QModelIndex &index)
{
    const auto message = subject(index);
    if (!message)
        return;
    const QString room = roomTitle(m_client.rooms()->indexOf(message->room));
    const auto said = saidElsewhere(index, room);
    if (!said)
        return;
    auto *dialog = new ForwardDialog(*m_client.rooms(), m_appearance, message->room, *said,
                                     m_timeline.window());
    connect(dialog, &ForwardDialog::forwarded, this, &MessageActions::forwarded);
    dialog->open();
}

void MessageActions::editLast()
{
    const QAbstractItemModel *timeline = m_timeline.model();
    const int rows = timeline ? timeline->rowCount() : 0;
    for (int row = rows - 1; row >= qMax(0, rows - linesLookedThrough); --row) {
        const QModelIndex line = timeline->index(row, 0);
        // Only what was not sent has no number: it can still be written anew.
        if (line.data(TimelineModel::SequenceRole).toLongLong() == 0)
            return DeliveryActions::takeBack(
                m_client, m_composer,
                Chat::ClientMessageId(line.data(TimelineModel::ClientIdRole).toString()));
        const auto message = subject(line);
        if (message && message->own)
            return m_composer.edit(message->sequence, message->text);
    }
}

} // namespace Ui
