// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filespane.h"

#include "ui/appearance.h"
#include "ui/filehitdelegate.h"
#include "ui/filestock.h"
#include "ui/model/chatclient.h"
#include "ui/model/lineparts.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QVBoxLayout>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto newsPause = 500ms;
constexpr int newsLooked = 20; // lines from the newest one

} // namespace

FilesPane::FilesPane(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_client(client), m_found(client.connection()),
      m_delegate(new FileHitDelegate(appearance, this)), m_state(new QLabel(this)),
      m_list(new QListView(this))
{
    setObjectName(QStringLiteral("filesPane"));
    m_state->setObjectName(QStringLiteral("filesState"));
    m_state->setProperty("role", QStringLiteral("secondary"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setMargin(12);
    m_list->setObjectName(QStringLiteral("fileList"));
    m_list->setModel(&m_found);
    m_list->setItemDelegate(m_delegate);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->addWidget(m_state);
    column->addWidget(m_list, 1);

    m_news.setSingleShot(true);
    m_news.setInterval(newsPause);
    connect(&m_news, &QTimer::timeout, this, &FilesPane::ask);
    connect(m_delegate, &FileHitDelegate::fileWanted, this, &FilesPane::fileWanted);
    connect(m_delegate, &FileHitDelegate::messageWanted, this, [this](const QModelIndex &index) {
        Q_EMIT chosen({index.data(SearchModel::SequenceRole).toLongLong()});
    });
    connect(&m_found, &SearchModel::stateChanged, this, &FilesPane::showState);
    connect(&appearance, &Appearance::changed, m_list, &QListView::doItemsLayout);
    showState();
}

void FilesPane::setRoom(const Chat::RoomId &room)
{
    if (room == m_room)
        return;
    if (!m_room.isEmpty())
        m_client.timeline(m_room)->disconnect(this);
    m_room = room;
    m_newest = {};
    m_outdated = true;
    m_news.stop();
    m_found.clear();
    if (room.isEmpty())
        return;
    const TimelineModel *timeline = m_client.timeline(room);
    connect(timeline, &QAbstractItemModel::rowsInserted, this, &FilesPane::noteNews);
    connect(timeline, &QAbstractItemModel::dataChanged, this, &FilesPane::noteNews);
    noteNews();
    if (isVisible())
        ask();
}

void FilesPane::setFiles(FileStock &stock)
{
    m_stock = &stock;
    m_delegate->setFiles(stock);
    connect(&stock, &FileStock::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void FilesPane::focusList()
{
    m_list->setFocus(Qt::TabFocusReason);
}

void FilesPane::noteNews()
{
    const TimelineModel *timeline = m_client.timeline(m_room);
    const int rows = timeline->rowCount();
    for (int row = rows - 1; row >= qMax(0, rows - newsLooked); --row) {
        const QModelIndex line = timeline->index(row);
        const Chat::Sequence sequence{line.data(TimelineModel::SequenceRole).toLongLong()};
        if (sequence <= m_newest || line.data(TimelineModel::FilesRole).toList().isEmpty())
            continue;
        m_newest = sequence;
        m_outdated = true;
        if (isVisible() && !m_news.isActive())
            m_news.start();
    }
}

void FilesPane::ask()
{
    if (m_room.isEmpty())
        return;
    m_outdated = false;
    SearchWish wish;
    wish.room = m_room;
    wish.has = {Chat::SearchTrait::File};
    m_found.search(wish);
}

void FilesPane::openMenu(const QModelIndex &index, const QPoint &place)
{
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("fileMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuOpening(menu, index.data(SearchModel::FilesRole).toList());
    const Chat::Sequence message{index.data(SearchModel::SequenceRole).toLongLong()};
    menu->addAction(tr("Go to the message"), this, [this, message] { Q_EMIT chosen(message); })
        ->setObjectName(QStringLiteral("goToFile"));
    menu->popup(place);
}

void FilesPane::showState()
{
    QString sentence;
    switch (m_found.state()) {
    case SearchModel::State::Idle:
        break;
    case SearchModel::State::Searching:
        sentence = m_found.rowCount() > 0 ? QString() : tr("Asking the host…");
        break;
    case SearchModel::State::Failed:
        sentence = tr("The files of this room could not be had: %1").arg(m_found.failure());
        break;
    case SearchModel::State::Found:
        if (m_found.rowCount() == 0)
            sentence = tr("Nobody has sent a file in this room.");
        break;
    }
    m_state->setText(sentence);
    m_state->setVisible(!sentence.isEmpty());
    m_list->setAccessibleName(tr("Files of this room"));
}

bool FilesPane::eventFilter(QObject *watched, QEvent *event)
{
    const QModelIndex current = m_list->currentIndex();
    if (event->type() == QEvent::ContextMenu) {
        const auto *wanted = static_cast<QContextMenuEvent *>(event);
        const QWidget *viewport = m_list->viewport();
        if (wanted->reason() == QContextMenuEvent::Keyboard)
            openMenu(current, viewport->mapToGlobal(m_list->visualRect(current).topLeft()));
        else
            openMenu(m_list->indexAt(viewport->mapFromGlobal(wanted->globalPos())),
                     wanted->globalPos());
        return true;
    }
    if (watched == m_list && event->type() == QEvent::KeyPress && current.isValid() && m_stock) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const QVariantList files = current.data(SearchModel::FilesRole).toList();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !files.isEmpty()) {
            const Chat::FileInfo file = fileOf(files.constFirst());
            Q_EMIT fileWanted(file, FileCards::usualDeed(file, *m_stock));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilesPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        ask();
}

void FilesPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showState();
}

} // namespace Ui
