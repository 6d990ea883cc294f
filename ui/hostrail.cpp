// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostrail.h"

#include "ui/appearance.h"
#include "ui/hostbutton.h"
#include "ui/joinedhosts.h"
#include "ui/model/chatclient.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

namespace {

constexpr int railWidth = 48; // px at scale 1
constexpr int mostKeys = 9;   // hosts with a key of their own

} // namespace

HostRail::HostRail(const JoinedHosts &hosts, const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_hosts(hosts), m_appearance(appearance), m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("hostRail"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QWidget(m_area);
    column->setObjectName(QStringLiteral("hostRailColumn"));
    m_join = new QToolButton(column);
    m_join->setObjectName(QStringLiteral("joinAnotherHost"));
    m_join->setProperty("keysOf", QStringLiteral("joinAnother"));
    m_join->installEventFilter(this);
    m_column = new QVBoxLayout(column);
    m_column->setContentsMargins(0, 8, 0, 8);
    m_column->setSpacing(4);
    m_column->addWidget(m_join, 0, Qt::AlignHCenter);
    m_column->addStretch(1);
    m_area->setWidget(column);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 2, 0); // the line beside it
    all->addWidget(m_area);
    hide();
    connect(m_join, &QToolButton::clicked, this, &HostRail::joinRequested);
    connect(&hosts, &JoinedHosts::added, this, &HostRail::add);
    connect(&hosts, &JoinedHosts::removed, this, &HostRail::remove);
    connect(&hosts, &JoinedHosts::changed, this, &HostRail::change);
    connect(&appearance, &Appearance::changed, this, &HostRail::retranslate);
    connect(qApp, &QApplication::focusChanged, m_area, [this](QWidget *, QWidget *now) {
        if (now && m_area->widget()->isAncestorOf(now))
            m_area->ensureWidgetVisible(now, 0, 0);
    });
    retranslate();
}

void HostRail::add(ChatClient *client)
{
    auto *button = new HostButton(*m_hosts.find(client), m_appearance, m_area->widget());
    // By Tab where it stands, in front of the last.
    QWidget *before = m_buttons.isEmpty() ? m_join : static_cast<QWidget *>(m_buttons.last());
    setTabOrder(before, button);
    setTabOrder(button, m_join);
    button->installEventFilter(this);
    m_column->insertWidget(int(m_buttons.size()), button);
    m_buttons << button;
    connect(button, &HostButton::clicked, this, [this, client] { Q_EMIT chosen(client); });
    connect(button, &HostButton::menuRequested, this,
            [this, button](const QPoint &place) { openMenu(*button, place); });
    arrange();
}

void HostRail::remove(const ChatClient *client)
{
    const auto found =
        std::find_if(m_buttons.begin(), m_buttons.end(),
                     [client](const HostButton *one) { return one->client() == client; });
    if (found == m_buttons.end())
        return;
    HostButton *button = *found;
    m_buttons.erase(found);
    button->disconnect(this);
    button->hide();
    button->deleteLater(); // it may be its own menu that asked for this
    arrange();
}

void HostRail::change(const ChatClient *client)
{
    for (HostButton *button : std::as_const(m_buttons)) {
        if (button->client() == client)
            button->setSummary(m_hosts.find(client)->summary);
    }
}

void HostRail::arrange()
{
    int number = 0;
    for (HostButton *button : std::as_const(m_buttons)) {
        ++number;
        button->setProperty("keysOf",
                            number <= mostKeys ? QStringLiteral("host%1").arg(number) : QString());
        QEvent told(QEvent::ToolTipChange); // whoever adds the keys to it does so again
        QCoreApplication::sendEvent(button, &told);
    }
    setVisible(m_buttons.size() > 1);
}

void HostRail::setCurrent(const ChatClient *client)
{
    setFocusProxy(m_buttons.value(0));
    for (HostButton *button : std::as_const(m_buttons)) {
        button->setChecked(button->client() == client);
        if (button->isChecked()) {
            setFocusProxy(button);
        }
    }
    const auto look = [this] {
        if (focusProxy())
            m_area->ensureWidgetVisible(focusProxy(), 0, 0);
    };
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection); // behind the layout of a new one
}

bool HostRail::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down && key != Qt::Key_Home && key != Qt::Key_End)
        return false;
    QList<QToolButton *> stops(m_buttons.begin(), m_buttons.end());
    stops << m_join;
    const qsizetype now = stops.indexOf(qobject_cast<QToolButton *>(watched));
    const qsizetype last = stops.size() - 1;
    const qsizetype next = key == Qt::Key_Home  ? 0
                           : key == Qt::Key_End ? last
                           : key == Qt::Key_Up  ? std::max<qsizetype>(now - 1, 0)
                                                : std::min(now + 1, last);
    stops[next]->setFocus(Qt::TabFocusReason);
    return true;
}

void HostRail::openMenu(const HostButton &button, const QPoint &place)
{
    ChatClient *client = button.client();
    const JoinedHosts::Host *host = m_hosts.find(client);
    if (!host)
        return;
    const HostSummary &summary = host->summary;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("hostRailMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy address"), this, [address = summary.address()] {
        QGuiApplication::clipboard()->setText(address);
    });
    copy->setObjectName(QStringLiteral("copyHostAddress"));
    copy->setEnabled(!summary.address().isEmpty());
    menu->addAction(summary.hostedHere ? tr("Close this host") : tr("Leave this host"), this,
                    [this, client] { Q_EMIT leaveRequested(client); })
        ->setObjectName(QStringLiteral("leaveHostInRail"));
    menu->popup(place);
}

void HostRail::retranslate()
{
    setFixedWidth(m_appearance.px(railWidth));
    setAccessibleName(tr("Hosts"));
    m_join->setIcon(m_appearance.icon(QStringLiteral("plus"), m_appearance.theme().ink2));
    m_join->setAccessibleName(tr("Join another host"));
    m_join->setToolTip(tr("Join another host"));
}

void HostRail::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
