// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orderpane.h"

#include "ui/appearance.h"
#include "ui/enterfilter.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/peopleorder.h"
#include "ui/model/roomorders.h"
#include "ui/orderwords.h"
#include "ui/question.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Ui {

namespace {

using namespace std::chrono_literals;
using Held = OrderRecord::Held;
using Kind = Chat::Sanction::Kind;

constexpr auto askedAgain = 15s;
constexpr int heldShown = 150; // design pixels, as what follows
constexpr int logShown = 130;
constexpr char heldKey[] = "heldKey";

QString keyOf(const Held &held)
{
    return QStringLiteral("%1 %2 ").arg(int(held.sanction.kind)).arg(held.everywhere) +
           held.sanction.user.toString();
}

QLabel *plainLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setProperty("role", QString::fromLatin1(role));
    label->setWordWrap(true);
    return label;
}

/// Whatever a name is, it makes nothing wider.
void letWrap(QLabel *label)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
}

} // namespace

OrderPane::OrderPane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
                     QWidget *parent)
    : QWidget(parent), m_client(client),
      m_record(new OrderRecord(client.connection(), client.orders()->people(), room,
                               client.account()->info().role == QStringLiteral("owner"), this)),
      m_title(plainLabel(tr("Muted and banned"), "caption", this)),
      m_nobody(plainLabel(tr("Nobody is muted or banned."), "secondary", this)),
      m_scroll(new QScrollArea(this)), m_people(new QWidget), m_rows(new QVBoxLayout(m_people)),
      m_rest(plainLabel({}, "secondary", this)), m_problem(plainLabel({}, "problem", this)),
      m_nothing(plainLabel(tr("Nothing was done to keep order yet."), "secondary", this)),
      m_log(new QListWidget(this)), m_older(new QPushButton(tr("More"), this))
{
    build(appearance);
    connect(m_record, &OrderRecord::heldChanged, this, &OrderPane::showHeld);
    connect(m_record, &OrderRecord::entriesChanged, this, &OrderPane::showEntries);
    connect(m_record, &OrderRecord::told, this, [this](const QString &problem) {
        m_nothing->setVisible(problem.isEmpty() && m_record->entries().empty());
        if (!problem.isEmpty())
            tell(problem);
    });
    connect(m_older, &QPushButton::clicked, this, [this] {
        m_log->setFocus(Qt::OtherFocusReason); // the button may go
        m_record->askOlder();
    });
    m_again.setInterval(askedAgain);
    connect(&m_again, &QTimer::timeout, m_record, &OrderRecord::refresh);
}

void OrderPane::build(const Appearance &appearance)
{
    m_title->setFocusPolicy(Qt::ClickFocus); // no stop of Tab, but one can go on from there
    keepEnterFrom(m_title); // lets nobody off, and is not the dialog's "Save" either
    m_nobody->setObjectName(QStringLiteral("orderNobody"));
    m_nobody->hide(); // till the host has answered
    m_rest->setObjectName(QStringLiteral("orderRest"));
    m_rest->hide();
    m_problem->setObjectName(QStringLiteral("orderPaneProblem"));
    m_problem->hide();
    m_nothing->setObjectName(QStringLiteral("orderNothing"));
    m_nothing->hide();
    m_rows->setContentsMargins(0, 0, 6, 0); // beside the bar
    m_rows->setSpacing(8);
    m_scroll->setObjectName(QStringLiteral("orderHeld"));
    m_scroll->setWidget(m_people);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumHeight(appearance.px(heldShown));
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->hide();
    m_people->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    QLabel *done = plainLabel(tr("What was done"), "caption", this);
    done->setBuddy(m_log);
    m_log->setObjectName(QStringLiteral("orderLog"));
    m_log->setAccessibleName(tr("What was done to keep order, the newest first"));
    m_log->setWordWrap(true);
    m_log->setSpacing(2);
    m_log->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_log->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_log->setResizeMode(QListView::Adjust);
    m_log->setMinimumHeight(appearance.px(logShown));
    m_log->hide();
    m_older->setObjectName(QStringLiteral("orderOlder"));
    m_older->setAccessibleName(tr("Show earlier entries"));
    m_older->setAutoDefault(false);
    m_older->hide();
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_older);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_nobody);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_rest);
    column->addWidget(m_problem);
    column->addWidget(done);
    column->addWidget(m_nothing);
    column->addWidget(m_log, 1);
    column->addLayout(row);
    column->addStretch(0);
}

void OrderPane::showHeld()
{
    // The keyboard stays with the person it was at; a row that goes would hand it on to the next.
    const QWidget *focused = window()->focusWidget();
    const bool wasHere = focused && m_people->isAncestorOf(focused);
    const QString key = wasHere ? focused->property(heldKey).toString() : QString();
    if (wasHere)
        m_title->setFocus(Qt::OtherFocusReason);
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    const std::vector<Held> &held = m_record->held();
    const int shown = std::min(mostShown, int(held.size()));
    QWidget *last = m_title;
    for (int i = 0; i < shown; ++i) {
        QPushButton *button = addRow(held[size_t(i)]);
        setTabOrder(last, button);
        last = button;
        if (wasHere && button->property(heldKey).toString() == key)
            button->setFocus(Qt::OtherFocusReason);
    }
    setTabOrder(last, m_log);
    m_rows->addStretch(1);
    m_scroll->setVisible(shown > 0);
    m_nobody->setVisible(shown == 0);
    const int rest = int(held.size()) - shown;
    m_rest->setText(tr("and %Ln more", nullptr, rest));
    m_rest->setVisible(rest > 0);
}

QPushButton *OrderPane::addRow(const Held &held)
{
    const bool isMute = held.sanction.kind == Kind::Mute;
    auto *row = new QWidget(m_people);
    QLabel *title = plainLabel(heldTitle(held), "", row);
    title->setObjectName(QStringLiteral("heldTitle"));
    QLabel *details = plainLabel(heldDetails(held), "secondary", row);
    details->setObjectName(QStringLiteral("heldDetails"));
    auto *button = new QPushButton(isMute ? tr("Unmute") : tr("Lift…"), row);
    button->setObjectName(QStringLiteral("heldLift"));
    const QString name = held.sanction.name.simplified();
    button->setAccessibleName(isMute ? tr("Let %1 speak again").arg(name)
                                     : tr("Lift the ban on %1").arg(name));
    button->setAccessibleDescription(title->text() + u' ' + details->text());
    button->setProperty(heldKey, keyOf(held));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, held] { askLift(held); });
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    for (QLabel *label : {title, details}) {
        letWrap(label);
        text->addWidget(label);
    }
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addLayout(text, 1);
    line->addWidget(button, 0, Qt::AlignTop);
    m_rows->addWidget(row);
    row->show(); // at once: it may get the keyboard
    return button;
}

/// A list that grows below stays where it was read.
void OrderPane::showEntries()
{
    const int place = m_log->verticalScrollBar()->value();
    const int current = m_log->currentRow();
    m_log->clear();
    for (const Chat::OrderEntry &entry : m_record->entries())
        m_log->addItem(entryText(entry));
    if (current >= 0)
        m_log->setCurrentRow(std::min(current, m_log->count() - 1));
    m_log->verticalScrollBar()->setValue(place);
    m_older->setVisible(m_record->hasOlder());
    m_log->setVisible(m_log->count() > 0);
}

/// A mute can be put back as it was; a ban binds devices and addresses that may not come again.
void OrderPane::askLift(const Held &held)
{
    if (m_isBusy)
        return;
    if (held.sanction.kind == Kind::Mute) {
        lift(held);
        return;
    }
    const QString name = held.sanction.name.simplified();
    ask(this,
        {QStringLiteral("liftQuestion"), tr("Lift the ban?"),
         held.everywhere ? tr("This person may come to this Madang again: %1").arg(name)
                         : tr("This person may come to this room again: %1").arg(name),
         tr("Lift the ban")},
        [this, held] { lift(held); });
}

void OrderPane::lift(const Held &held)
{
    if (m_isBusy)
        return;
    // Where a second press of the key lets nobody else off.
    if (QWidget *focused = window()->focusWidget(); focused && m_people->isAncestorOf(focused))
        m_title->setFocus(Qt::OtherFocusReason);
    m_isBusy = true;
    m_people->setEnabled(false);
    tell({});
    Chat::OrderRequest request{held.sanction.user};
    request.on = false;
    PeopleOrder &people = m_client.orders()->people();
    const auto answer = [self = QPointer(this)](const QString &problem) {
        if (!self)
            return;
        self->m_isBusy = false;
        self->m_people->setEnabled(true);
        self->tell(problem);
    };
    if (held.everywhere)
        people.banFromHost(request, answer);
    else if (held.sanction.kind == Kind::Mute)
        people.mute(m_record->room(), request, answer);
    else
        people.ban(m_record->room(), request, answer);
}

void OrderPane::tell(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void OrderPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_record->isKnown())
        m_record->refresh();
    m_again.start();
}

void OrderPane::hideEvent(QHideEvent *event)
{
    m_again.stop();
    QWidget::hideEvent(event);
}

} // namespace Ui
