// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/searchpane.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/composedtext.h"
#include "ui/flowlayout.h"
#include "ui/model/chatclient.h"
#include "ui/model/searchmodel.h"
#include "ui/searchdelegate.h"

#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>

#include <array>
#include <limits>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto typingPause = 300ms;
constexpr std::array daysBack{0, 1, 7, 30, 365}; // 0: any time; 1: since midnight

} // namespace

SearchPane::SearchPane(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_client(client), m_words(new QLineEdit(this)),
      m_written(new ComposedText(m_words)), m_where(new ChoiceBox(appearance, this)),
      m_who(new ChoiceBox(appearance, this)), m_when(new ChoiceBox(appearance, this)),
      m_links(new QPushButton(this)), m_files(new QPushButton(this)), m_found(new QListView(this)),
      m_state(new QLabel(this))
{
    setObjectName(QStringLiteral("searchPane"));
    m_words->setObjectName(QStringLiteral("searchWords"));
    m_where->setObjectName(QStringLiteral("searchWhere"));
    m_who->setObjectName(QStringLiteral("searchWho"));
    m_when->setObjectName(QStringLiteral("searchWhen"));
    m_links->setObjectName(QStringLiteral("searchLinks"));
    m_files->setObjectName(QStringLiteral("searchFiles"));
    m_found->setObjectName(QStringLiteral("searchFound"));
    m_found->setModel(client.search());
    m_found->setItemDelegate(new SearchDelegate(appearance, *client.rooms(), m_found));
    m_found->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_found->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_found->setFrameShape(QFrame::NoFrame);
    m_state->setObjectName(QStringLiteral("searchState"));
    m_state->setProperty("role", QStringLiteral("secondary"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setMargin(12);

    auto *filters = new QGridLayout;
    filters->setContentsMargins(12, 8, 12, 0);
    filters->setSpacing(6);
    filters->addWidget(m_words, 0, 0, 1, 2);
    filters->addWidget(m_where, 1, 0, 1, 2);
    filters->addWidget(m_who, 2, 0);
    filters->addWidget(m_when, 2, 1);
    for (QComboBox *box : {m_where, m_who, m_when}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(4);
        connect(box, &QComboBox::activated, this, &SearchPane::search);
    }
    auto *traits = new FlowLayout;
    traits->setSpacing(6);
    for (QPushButton *filter : {m_links, m_files}) {
        filter->setCheckable(true);
        filter->setProperty("filter", true);
        filter->setAutoDefault(false);
        traits->addWidget(filter);
        connect(filter, &QPushButton::toggled, this, &SearchPane::search);
    }
    filters->addLayout(traits, 3, 0, 1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->addLayout(filters);
    column->addWidget(m_state);
    column->addWidget(m_found, 1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &SearchPane::search);
    connect(m_written, &ComposedText::changed, &m_pause, qOverload<>(&QTimer::start));
    connect(m_found, &QListView::activated, this, &SearchPane::choose);
    connect(m_found, &QListView::clicked, this, &SearchPane::choose);
    connect(client.search(), &SearchModel::stateChanged, this, &SearchPane::showState);
    retranslate();
}

SearchPane::~SearchPane() = default;

void SearchPane::setRoom(const Chat::RoomId &room, const QString &name)
{
    if (room == m_room && name == m_roomName)
        return;
    const bool elsewhere = room != m_room && m_where->currentIndex() == 1 &&
                           m_client.search()->state() != SearchModel::State::Idle;
    m_room = room;
    m_roomName = name;
    fillChoices();
    if (elsewhere)
        search();
}

void SearchPane::focusWords()
{
    fillChoices(); // people come and go
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

void SearchPane::fillChoices()
{
    const int where = qMax(0, m_where->currentIndex());
    m_where->clear();
    m_where->addItem(tr("All rooms"));
    if (!m_room.isEmpty())
        m_where->addItem(tr("Only #%1").arg(m_roomName));
    m_where->setCurrentIndex(qMin(where, m_where->count() - 1));

    const QVariant who = m_who->currentData();
    m_who->clear();
    m_who->addItem(tr("Anybody"));
    if (!m_room.isEmpty()) {
        const MemberListModel *members = m_client.members(m_room);
        for (int row = 0; row < members->rowCount(); ++row) {
            const QModelIndex member = members->index(row);
            m_who->addItem(member.data(MemberListModel::NameRole).toString().simplified(),
                           member.data(MemberListModel::UserIdRole));
        }
    }
    m_who->setCurrentIndex(qMax(0, m_who->findData(who)));

    const int when = qMax(0, m_when->currentIndex());
    m_when->clear();
    m_when->addItems({tr("Any time"), tr("Today"), tr("In the last 7 days"),
                      tr("In the last 30 days"), tr("In the last year")});
    m_when->setCurrentIndex(when);
}

void SearchPane::search()
{
    m_pause.stop();
    SearchWish wish;
    wish.text = m_written->text().trimmed();
    if (m_where->currentIndex() == 1)
        wish.room = m_room;
    if (const QString who = m_who->currentData().toString(); !who.isEmpty())
        wish.sender = Chat::UserId(who);
    if (const int days = daysBack.at(size_t(qMax(0, m_when->currentIndex()))); days > 0) {
        const QDateTime midnight = QDate::currentDate().addDays(1 - days).startOfDay();
        wish.from = Chat::Timestamp(std::chrono::milliseconds(midnight.toMSecsSinceEpoch()));
    }
    if (m_links->isChecked())
        wish.has.push_back(Chat::SearchTrait::Link);
    if (m_files->isChecked())
        wish.has.push_back(Chat::SearchTrait::File);
    // A time alone would only be the history once more.
    if (wish.text.isEmpty() && !wish.room && !wish.sender && wish.has.empty())
        m_client.search()->clear();
    else
        m_client.search()->search(wish);
}

void SearchPane::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT chosen(Chat::RoomId(index.data(SearchModel::RoomRole).toString()),
                      {index.data(SearchModel::SequenceRole).toLongLong()});
}

void SearchPane::showState()
{
    const SearchModel *found = m_client.search();
    QString text;
    switch (found->state()) {
    case SearchModel::State::Idle:
        text = tr("Write what you look for. A part of a word will do, and \"words in quotes\" "
                  "stay together.");
        break;
    case SearchModel::State::Searching:
        text = tr("Searching…");
        break;
    case SearchModel::State::Failed:
        text = tr("Nothing was searched: %1").arg(found->failure());
        break;
    case SearchModel::State::Found:
        if (found->rowCount() == 0)
            text = tr("Nothing was found. Fewer or shorter words find more.");
        if (found->unsearched() > 0) {
            if (!text.isEmpty())
                text += u' ';
            text += tr("%Ln new message(s) could not be searched yet.", nullptr,
                       int(qMin<qint64>(found->unsearched(), std::numeric_limits<int>::max())));
        }
        break;
    }
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
}

void SearchPane::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_words->hasFocus()) {
        search();
        return;
    }
    if (event->key() == Qt::Key_Down && m_words->hasFocus() && m_client.search()->rowCount() > 0) {
        m_found->setFocus(Qt::TabFocusReason);
        m_found->setCurrentIndex(m_client.search()->index(0, 0));
        return;
    }
    QWidget::keyPressEvent(event);
}

void SearchPane::retranslate()
{
    m_words->setPlaceholderText(tr("Find what was said"));
    m_words->setAccessibleName(tr("Find what was said"));
    m_where->setAccessibleName(tr("Where it was said"));
    m_who->setAccessibleName(tr("Who said it"));
    m_when->setAccessibleName(tr("When it was said"));
    m_links->setText(tr("With a link"));
    m_files->setText(tr("With a file"));
    m_found->setAccessibleName(tr("Messages found"));
    fillChoices();
    showState();
}

void SearchPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
