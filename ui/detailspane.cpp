// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detailspane.h"

#include "ui/appearance.h"
#include "ui/filespane.h"
#include "ui/memberspane.h"
#include "ui/model/chatclient.h"
#include "ui/model/pinnedmodel.h"
#include "ui/pinspane.h"
#include "ui/searchpane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace Ui {

DetailsPane::DetailsPane(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_back(new QToolButton(this)),
      m_tabs(new QTabBar(this)), m_pages(new QStackedWidget(this)),
      m_pinned(new PinnedModel(client, this)), m_members(new MembersPane(appearance, m_pages)),
      m_pins(new PinsPane(client, *m_pinned, appearance, m_pages)),
      m_files(new FilesPane(client, appearance, m_pages)),
      m_search(new SearchPane(client, appearance, m_pages))
{
    setObjectName(QStringLiteral("detailsPane"));
    setAttribute(Qt::WA_StyledBackground);
    m_back->setObjectName(QStringLiteral("detailsBack"));
    m_back->hide();
    m_tabs->setObjectName(QStringLiteral("detailsTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(false); // there is room for four icons
    for (QWidget *page : {static_cast<QWidget *>(m_members), static_cast<QWidget *>(m_pins),
                          static_cast<QWidget *>(m_files), static_cast<QWidget *>(m_search)}) {
        m_pages->addWidget(page);
        m_tabs->addTab({});
    }
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 8, 8, 0);
    top->addWidget(m_back);
    top->addWidget(m_tabs, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_pages, 1);
    connect(m_back, &QToolButton::clicked, this, &DetailsPane::backRequested);
    connect(m_tabs, &QTabBar::currentChanged, this, &DetailsPane::showTab);
    connect(m_pins, &PinsPane::chosen, this,
            [this](Chat::Sequence message) { Q_EMIT chosen(m_pinned->room(), message); });
    connect(m_files, &FilesPane::chosen, this,
            [this](Chat::Sequence message) { Q_EMIT chosen(m_pinned->room(), message); });
    connect(m_search, &SearchPane::chosen, this, &DetailsPane::chosen);
    const auto count = [this] { Q_EMIT pinnedCounted(m_pinned->rowCount()); };
    connect(m_pinned, &QAbstractItemModel::modelReset, this, count);
    connect(m_pinned, &QAbstractItemModel::rowsInserted, this, count);
    connect(m_pinned, &QAbstractItemModel::rowsRemoved, this, count);
    connect(&appearance, &Appearance::changed, this, &DetailsPane::retranslate);
    showTab();
}

void DetailsPane::setRoom(const Chat::RoomId &room, const QString &name, bool joined)
{
    m_pinned->setRoom(joined ? room : Chat::RoomId());
    m_files->setRoom(joined ? room : Chat::RoomId());
    m_search->setRoom(room, name);
    if (m_joined == joined)
        return;
    m_joined = joined;
    showTab();
}

void DetailsPane::showTab()
{
    m_tabs->setVisible(m_joined);
    m_pages->setCurrentIndex(int(tab()));
    retranslate();
}

DetailsPane::Tab DetailsPane::tab() const
{
    return m_joined ? Tab(m_tabs->currentIndex()) : Tab::Search;
}

void DetailsPane::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
    showTab();
}

void DetailsPane::focusTab()
{
    switch (tab()) {
    case Tab::Members:
        return m_members->focusList();
    case Tab::Pins:
        return m_pins->focusList();
    case Tab::Files:
        return m_files->focusList();
    case Tab::Search:
        return m_search->focusWords();
    }
}

void DetailsPane::setBackOffered(bool offered)
{
    m_back->setVisible(offered);
}

QList<QWidget *> DetailsPane::sections() const
{
    QList<QWidget *> sections;
    for (const char *name : {"memberList", "pinsList", "fileList", "searchWords", "searchFound"})
        sections << findChild<QWidget *>(QString::fromLatin1(name));
    return sections;
}

void DetailsPane::retranslate()
{
    const Theme &theme = m_appearance.theme();
    m_back->setIcon(m_appearance.icon(QStringLiteral("arrow-left"), theme.ink2));
    m_back->setToolTip(tr("Back to the conversation (Alt+Left)"));
    m_back->setAccessibleName(tr("Back to the conversation"));
    const auto name = [&](Tab tab, const char *icon, const QString &words) {
        const bool current = this->tab() == tab;
        m_tabs->setTabIcon(int(tab), m_appearance.icon(QString::fromLatin1(icon),
                                                       current ? theme.accent : theme.ink2));
        m_tabs->setTabToolTip(int(tab), words);
        m_tabs->setAccessibleTabName(int(tab), words);
    };
    const int side = m_appearance.px(18);
    m_tabs->setIconSize({side, side});
    m_tabs->setAccessibleName(tr("What is shown beside the conversation"));
    name(Tab::Members, "users", tr("People in this room"));
    name(Tab::Pins, "pin", tr("Pinned messages"));
    name(Tab::Files, "file", tr("Files of this room"));
    name(Tab::Search, "search", tr("Find messages"));
}

void DetailsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
