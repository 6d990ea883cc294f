// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statusdialog.h"

#include "ui/hoststrip.h"
#include "ui/model/statustablemodel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto refreshTime = 1s;
constexpr QSize dialogSize(1120, 600);
constexpr int widestColumn = 260;

using Cell = StatusTableModel::Cell;

Cell wording(const QString &text)
{
    return {text, text};
}

Cell counted(qint64 number)
{
    return {QLocale().toString(number), number};
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1024 ? 0 : 1);
}

Cell amount(qint64 bytes)
{
    return {bytesText(bytes), bytes};
}

QString timeText(std::chrono::seconds time)
{
    const auto clock = QStringLiteral("%1:%2:%3")
                           .arg(time.count() / 3600 % 24)
                           .arg(time.count() / 60 % 60, 2, 10, QLatin1Char('0'))
                           .arg(time.count() % 60, 2, 10, QLatin1Char('0'));
    const int days = int(time.count() / 86400);
    return days == 0 ? clock : StatusDialog::tr("%Ln days", nullptr, days) + u' ' + clock;
}

} // namespace

StatusDialog::StatusDialog(QWidget *parent)
    : QDialog(parent), m_title(new QLabel(this)), m_health(new QLabel(this)),
      m_figures(new QLabel(this)), m_tabs(new QTabWidget(this)),
      m_sessions(addTable(QStringLiteral("statusSessions"))),
      m_topics(addTable(QStringLiteral("statusTopics"))),
      m_queues(addTable(QStringLiteral("statusQueues"))), m_backup(new QPushButton(this)),
      m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("statusDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(dialogSize);
    m_title->setProperty("role", QStringLiteral("heading"));
    m_health->setProperty("role", QStringLiteral("problem"));
    m_health->setObjectName(QStringLiteral("statusHealth"));
    m_health->setWordWrap(true);
    m_figures->setObjectName(QStringLiteral("statusFigures"));
    m_figures->setProperty("role", QStringLiteral("secondary"));
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_figures->setWordWrap(true);
    m_tabs->setObjectName(QStringLiteral("statusTabs"));
    m_tabs->setDocumentMode(true);
    m_health->setTextFormat(Qt::PlainText);
    m_backup->setObjectName(QStringLiteral("statusBackup"));
    m_backup->setAutoDefault(false);
    m_close->setObjectName(QStringLiteral("statusClose"));
    m_close->setProperty("primary", true);
    m_close->setDefault(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_health);
    column->addWidget(m_figures);
    column->addWidget(m_tabs, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_backup);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    column->addLayout(buttons);

    retranslate();
    m_sessions.view->setFocus();
    connect(m_backup, &QPushButton::clicked, this, &StatusDialog::backupRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    m_timer.setInterval(refreshTime);
    connect(&m_timer, &QTimer::timeout, this, &StatusDialog::statusRequested);
}

StatusDialog::Table StatusDialog::addTable(const QString &objectName)
{
    Table table{new StatusTableModel(this), new QTableView(m_tabs)};
    auto *sorted = new QSortFilterProxyModel(table.view);
    sorted->setSourceModel(table.model);
    sorted->setSortRole(StatusTableModel::SortRole);
    sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    sorted->setSortLocaleAware(true);
    table.view->setObjectName(objectName);
    table.view->setModel(sorted);
    table.view->setSortingEnabled(true);
    table.view->sortByColumn(0, Qt::AscendingOrder);
    table.view->setSelectionBehavior(QAbstractItemView::SelectRows);
    table.view->setSelectionMode(QAbstractItemView::SingleSelection);
    table.view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.view->setTabKeyNavigation(false); // Tab leaves the table; arrows walk in it
    table.view->setShowGrid(false);
    table.view->setWordWrap(false);
    table.view->verticalHeader()->hide();
    table.view->horizontalHeader()->setHighlightSections(false);
    table.view->horizontalHeader()->setStretchLastSection(true);
    table.view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tabs->addTab(table.view, QString());
    return table;
}

void StatusDialog::setStatus(const HostStatus &status)
{
    const bool first = m_sessions.model->rowCount() == 0;
    m_status = status;
    showFigures();
    fillSessions();
    fillTopics();
    fillQueues();
    if (!first)
        return;
    for (const Table &table : {m_sessions, m_topics, m_queues}) {
        table.view->resizeColumnsToContents();
        for (int column = 0; column < table.model->columnCount(); ++column)
            table.view->setColumnWidth(column, qMin(widestColumn, table.view->columnWidth(column)));
    }
}

void StatusDialog::showFigures()
{
    const QLocale locale;
    m_health->setText(dataSentence(m_status.data, m_status.freeBytes));
    m_health->setVisible(m_status.data != HostStatus::Data::Well);
    const QStringList now{
        tr("Open for %1").arg(timeText(m_status.uptime)),
        tr("%Ln sessions", nullptr, m_status.sessionCount),
        tr("%1 unread").arg(bytesText(m_status.unreadBytes)),
    };
    const QStringList since{
        tr("Received: %1").arg(locale.toString(m_status.received)),
        tr("Delivered: %1").arg(locale.toString(m_status.delivered)),
        tr("Left out for slow ones: %1").arg(locale.toString(m_status.dropped)),
        tr("Slow ones closed: %1").arg(locale.toString(m_status.slowConsumers)),
        tr("Refused: %1").arg(locale.toString(m_status.refused)),
    };
    const QString between = QStringLiteral(" · ");
    m_figures->setText(now.join(between) + u'\n' + since.join(between));
    const QString tab = QStringLiteral("%1 (%2)");
    m_tabs->setTabText(0, tab.arg(tr("Sessions"), locale.toString(m_status.sessionCount)));
    m_tabs->setTabText(1, tab.arg(tr("Topics"), locale.toString(m_status.topicCount)));
    m_tabs->setTabText(2, tab.arg(tr("Queues"), locale.toString(m_status.queueCount)));
}

void StatusDialog::fillSessions()
{
    std::vector<StatusTableModel::Row> rows;
    for (const HostStatus::Session &session : m_status.sessions) {
        rows.push_back({QString::number(session.number),
                        {counted(qint64(session.number)),
                         wording(session.name),
                         wording(session.user),
                         wording(session.peer),
                         wording(session.transport),
                         wording(session.version),
                         counted(session.subscriptions),
                         amount(session.unreadBytes),
                         counted(session.unacknowledged),
                         {timeText(session.age), qint64(session.age.count())}}});
    }
    m_sessions.model->setRows(std::move(rows));
}

void StatusDialog::fillTopics()
{
    std::vector<StatusTableModel::Row> rows;
    for (const HostStatus::Topic &topic : m_status.topics)
        rows.push_back(
            {topic.destination, {wording(topic.destination), counted(topic.subscriptions)}});
    m_topics.model->setRows(std::move(rows));
}

void StatusDialog::fillQueues()
{
    std::vector<StatusTableModel::Row> rows;
    for (const HostStatus::Queue &queue : m_status.queues) {
        rows.push_back({queue.name,
                        {wording(queue.name), counted(queue.waiting), counted(queue.unacknowledged),
                         counted(queue.consumers), amount(queue.bytes)}});
    }
    m_queues.model->setRows(std::move(rows));
}

void StatusDialog::retranslate()
{
    setWindowTitle(tr("Status of this host"));
    m_title->setText(tr("Status of this host"));
    m_backup->setText(tr("Back up…"));
    m_backup->setAccessibleName(tr("Back up this host"));
    m_close->setText(tr("Done"));
    m_close->setAccessibleName(tr("Done"));
    m_tabs->setAccessibleName(tr("Status of this host"));
    m_sessions.view->setAccessibleName(tr("Sessions"));
    m_topics.view->setAccessibleName(tr("Topics"));
    m_queues.view->setAccessibleName(tr("Queues"));
    m_sessions.model->setTitles({tr("No."), tr("Name"), tr("User"), tr("Address"), tr("Transport"),
                                 tr("STOMP"), tr("Subscriptions"), tr("Unread"),
                                 tr("Unacknowledged"), tr("Connected for")});
    m_topics.model->setTitles({tr("Destination"), tr("Subscriptions")});
    m_queues.model->setTitles(
        {tr("Destination"), tr("Waiting"), tr("Unacknowledged"), tr("Consumers"), tr("Size")});
    setStatus(m_status);
}

void StatusDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StatusDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_timer.start();
    Q_EMIT statusRequested();
}

void StatusDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    m_timer.stop();
}

} // namespace Ui
