// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/invitationspane.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/entrancewords.h"
#include "ui/formfield.h"
#include "ui/model/entrance.h"
#include "ui/model/roomlistmodel.h"
#include "ui/secretcard.h"

#include <QDateTime>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

using namespace std::chrono_literals;

constexpr char invitationOfRow[] = "invitation";
constexpr auto lookAgain = 10s;
constexpr int invitationLetters = 14; ///< Of a choice, that are always shown.

} // namespace

InvitationsPane::InvitationsPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_title(new QLabel(this)),
      m_none(new QLabel(this)), m_list(new QWidget(this)), m_rowsOfList(new QVBoxLayout(m_list)),
      m_uses(new ChoiceBox(appearance, this)), m_time(new ChoiceBox(appearance, this)),
      m_room(new ChoiceBox(appearance, this)), m_label(new QLineEdit(this)),
      m_make(new QPushButton(tr("Make a link"), this)), m_card(new SecretCard(appearance, this))
{
    build();
    connect(m_make, &QPushButton::clicked, this, &InvitationsPane::make);
    connect(m_label, &QLineEdit::returnPressed, this, &InvitationsPane::make);
    connect(&m_tick, &QTimer::timeout, this, &InvitationsPane::refresh);
    m_tick.start(lookAgain);
    fillChoices();
    fillRooms();
    refresh();
}

void InvitationsPane::build()
{
    m_title->setObjectName(QStringLiteral("invitationsTitle"));
    m_title->setProperty("role", QStringLiteral("caption"));
    m_none->setObjectName(QStringLiteral("invitationsNone"));
    m_none->setProperty("role", QStringLiteral("secondary"));
    m_none->setWordWrap(true);
    m_label->setMaxLength(int(Chat::InvitationWish::longestLabel));
    m_make->setObjectName(QStringLiteral("invitationMake"));
    m_make->setAutoDefault(false);
    m_make->setProperty("primary", true);
    for (ChoiceBox *box : {m_uses, m_time, m_room}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(invitationLetters);
    }
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormField(*form, tr("How many people"), m_uses, "invitationUses");
    addFormField(*form, tr("How long"), m_time, "invitationTime");
    addFormField(*form, tr("Leads to"), m_room, "invitationRoom");
    addFormField(*form, tr("For whom (only you see it)"), m_label, "invitationLabel");
    auto *last = new QHBoxLayout;
    last->addStretch(1);
    last->addWidget(m_make);
    m_rowsOfList->setContentsMargins(0, 0, 0, 0);
    m_rowsOfList->setSpacing(6);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_none);
    column->addWidget(m_list);
    column->addWidget(m_card);
    column->addLayout(form);
    column->addLayout(last);
}

void InvitationsPane::setEntrance(Entrance *entrance, const RoomListModel *rooms)
{
    if (m_entrance)
        m_entrance->disconnect(this);
    if (m_rooms)
        m_rooms->disconnect(this);
    m_entrance = entrance;
    m_rooms = rooms;
    m_isMaking = false;
    if (m_entrance) {
        connect(m_entrance, &Entrance::invitationsChanged, this, &InvitationsPane::refresh);
        connect(m_entrance, &Entrance::invited, this, &InvitationsPane::showMade);
        connect(m_entrance, &Entrance::failed, this, [this](const QString &sentence) {
            m_isMaking = false;
            refresh();
            Q_EMIT told(sentence);
        });
    }
    if (m_rooms) {
        connect(m_rooms, &QAbstractItemModel::rowsInserted, this, &InvitationsPane::fillRooms);
        connect(m_rooms, &QAbstractItemModel::modelReset, this, &InvitationsPane::fillRooms);
    }
    fillRooms();
    refresh();
}

void InvitationsPane::fillChoices()
{
    const QSignalBlocker quiet(m_time);
    const int chosen = m_time->currentIndex();
    const int uses = m_uses->currentIndex();
    m_uses->clear();
    m_uses->addItem(tr("one person"), 1);
    m_uses->addItem(tr("up to 5 people"), 5);
    m_uses->addItem(tr("up to 20 people"), 20);
    m_uses->addItem(tr("as many as come"), 0);
    m_uses->setCurrentIndex(std::max(uses, 0));
    m_time->clear();
    m_time->addItem(tr("an hour"), qint64(3600));
    m_time->addItem(tr("a day"), qint64(24 * 3600));
    m_time->addItem(tr("a week"), qint64(7 * 24 * 3600));
    m_time->addItem(tr("until it is used"), qint64(0));
    m_time->setCurrentIndex(chosen < 0 ? 1 : chosen);
}

void InvitationsPane::fillRooms()
{
    const QSignalBlocker quiet(m_room);
    const QString chosen = m_room->currentData().toString();
    m_room->clear();
    m_room->addItem(tr("no room in particular"), QString());
    for (int row = 0; m_rooms && row < m_rooms->rowCount(); ++row) {
        const Chat::RoomId id = m_rooms->roomAt(m_rooms->index(row, 0));
        const Chat::RoomInfo room = m_rooms->room(id);
        if (room.settings.visibility == Chat::Visibility::Public)
            m_room->addItem(room.name.isEmpty() ? id.toString() : room.name, id.toString());
    }
    m_room->setCurrentIndex(std::max(m_room->findData(chosen), 0));
}

void InvitationsPane::make()
{
    if (!m_entrance || m_isMaking)
        return;
    m_isMaking = true;
    Q_EMIT told({});
    const std::chrono::seconds time(m_time->currentData().toLongLong());
    const int uses = m_uses->currentData().toInt();
    // For ever and for everybody would be no invitation.
    const bool isEndless = uses == 0 && time.count() == 0;
    m_entrance->invite({isEndless ? Chat::InvitationWish::mostUses : uses, time,
                        m_label->text().simplified(),
                        Chat::RoomId(m_room->currentData().toString())});
    refresh();
}

void InvitationsPane::showMade(const Chat::MadeInvitation &made)
{
    if (!std::exchange(m_isMaking, false))
        return; // another window's
    const QString link =
        m_makeLink ? m_makeLink(made.secret, made.info.room) : QString::fromLatin1(made.secret);
    m_card->setSecret(tr("Pass this link on"), link,
                      tr("Whoever has it comes in: %1. It is not shown again.")
                          .arg(invitationLeft(made.info, QDateTime::currentDateTimeUtc())));
    m_label->clear();
    m_uses->setCurrentIndex(0);
    refresh();
}

void InvitationsPane::refresh()
{
    const auto all = m_entrance ? m_entrance->invitations() : std::vector<Chat::InvitationInfo>();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Chat::Timestamp time(std::chrono::milliseconds(now.toMSecsSinceEpoch()));
    m_title->setText(tr("Invitations"));
    m_none->setText(tr("There are none. Make a link and pass it on: whoever has it comes in, "
                       "without a password and without waiting."));
    m_none->setVisible(all.empty());
    m_make->setEnabled(m_entrance && !m_isMaking);
    // The keys stay at the invitation where they were.
    const QWidget *focused = window()->focusWidget();
    const bool isHere = focused && m_list->isAncestorOf(focused);
    const QString which = isHere ? focused->property(invitationOfRow).toString() : QString();
    if (isHere)
        m_uses->setFocus(Qt::OtherFocusReason);
    while (QLayoutItem *item = m_rowsOfList->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    for (const bool over : {false, true}) { // what lets somebody in stands first, the newest on top
        for (auto one = all.rbegin(); one != all.rend(); ++one) {
            if (one->isOver(time) == over)
                addRow(*one, over);
        }
    }
    const auto buttons = m_list->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (isHere && button->isVisibleTo(this) &&
            button->property(invitationOfRow).toString() == which)
            button->setFocus(Qt::OtherFocusReason);
    }
}

void InvitationsPane::addRow(const Chat::InvitationInfo &info, bool isOver)
{
    auto *row = new QWidget(m_list);
    const QString called = info.label.isEmpty() ? tr("Invitation") : info.label;
    auto *name = new QLabel(row);
    name->setObjectName(QStringLiteral("invitationName"));
    name->setText(called);
    name->setProperty("role", isOver ? QStringLiteral("secondary") : QStringLiteral("strong"));
    auto *left = new QLabel(row);
    left->setObjectName(QStringLiteral("invitationLeft"));
    left->setText(invitationLeft(info, QDateTime::currentDateTimeUtc()));
    left->setProperty("role", QStringLiteral("secondary"));
    for (QLabel *label : {name, left}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(left);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addLayout(words, 1);
    if (!isOver || info.revoked) {
        auto *button = new QPushButton(info.revoked ? tr("Undo") : tr("Take back"), row);
        button->setObjectName(info.revoked ? QStringLiteral("invitationGiveBack")
                                           : QStringLiteral("invitationTakeBack"));
        button->setAccessibleName(info.revoked ? tr("Let %1 count again").arg(called)
                                               : tr("Take %1 back").arg(called));
        button->setProperty(invitationOfRow, info.id);
        button->setAutoDefault(false);
        line->addWidget(button, 0, Qt::AlignTop);
        connect(button, &QPushButton::clicked, this, [this, id = info.id, revoked = info.revoked] {
            Q_EMIT told({});
            m_entrance->setRevoked(id, !revoked);
        });
    }
    m_rowsOfList->addWidget(row);
    row->show();
}

void InvitationsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        fillChoices();
        fillRooms();
        refresh();
    }
}

} // namespace Ui
