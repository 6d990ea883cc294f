// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newcomerstrip.h"

#include "ui/appearance.h"
#include "ui/entrancewords.h"
#include "ui/liveregion.h"
#include "ui/model/account.h"
#include "ui/model/attention.h"
#include "ui/model/chatclient.h"
#include "ui/newcomerspane.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Ui {

namespace {

const QString newcomersTag = QStringLiteral("newcomers");
constexpr int newcomerNarrow = 500;  // below it the buttons stand under the words
constexpr int newcomersWidth = 460;  // design pixels
constexpr int newcomersHeight = 320; // likewise

} // namespace

NewcomerStrip::NewcomerStrip(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_client(client), m_appearance(appearance), m_icon(new QLabel(this)),
      m_what(new QLabel(this)), m_details(new QLabel(this)), m_letIn(new QPushButton(this)),
      m_decline(new QPushButton(this)), m_more(new QPushButton(this)),
      m_region(new LiveRegion(parent))
{
    setObjectName(QStringLiteral("newcomerStrip"));
    m_what->setObjectName(QStringLiteral("newcomerWhat"));
    m_details->setObjectName(QStringLiteral("newcomerWho"));
    m_letIn->setObjectName(QStringLiteral("stripLetIn"));
    m_decline->setObjectName(QStringLiteral("stripDecline"));
    m_more->setObjectName(QStringLiteral("stripNewcomers"));
    m_what->setProperty("role", QStringLiteral("warnStrong"));
    m_details->setProperty("role", QStringLiteral("warn"));
    for (QLabel *label : {m_what, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_what);
    words->addWidget(m_details);
    auto *sentence = new QHBoxLayout;
    sentence->setSpacing(10);
    sentence->addWidget(m_icon);
    sentence->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch(1);
    for (QPushButton *button : {m_more, m_decline, m_letIn}) {
        button->setProperty("warn", true);
        button->setAutoDefault(true); // Enter presses it, as Space does
        buttons->addWidget(button);
    }
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_parts->setContentsMargins(16, 6, 16, 6);
    m_parts->setSpacing(8);
    m_parts->addLayout(sentence, 1);
    m_parts->addLayout(buttons);
    connect(m_letIn, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_decline, &QPushButton::clicked, this, [this] { answer(false); });
    connect(m_more, &QPushButton::clicked, this, &NewcomerStrip::openAll);
    connect(&appearance, &Appearance::changed, this, &NewcomerStrip::refresh);
    connect(client.account(), &Account::changed, this, &NewcomerStrip::follow);
    refresh();
    follow();
}

void NewcomerStrip::follow()
{
    if (m_entrance || m_client.account()->info().role != QLatin1String("owner"))
        return;
    m_entrance = Entrance::of(m_client.connection());
    connect(m_entrance, &Entrance::newcomersChanged, this, &NewcomerStrip::refresh);
    connect(m_entrance, &Entrance::newcomerCame, this, &NewcomerStrip::announce);
    refresh();
}

void NewcomerStrip::announce(const Chat::NewcomerInfo &newcomer)
{
    const QString sentence = tr("%1 wants to come in.").arg(newcomerName(newcomer));
    m_region->say(sentence);
    m_called = true;
    m_client.attention()->call({newcomersTag, {}, sentence, newcomerDetails(newcomer)});
}

void NewcomerStrip::answer(bool letIn)
{
    if (!m_entrance || m_shown.isEmpty())
        return;
    // Till the host has it the buttons answer nobody: the next one may stand there under the hand.
    const QString who = std::exchange(m_shown, {});
    m_letIn->setEnabled(false);
    m_decline->setEnabled(false);
    if (letIn)
        m_entrance->admit(who);
    else
        m_entrance->decline(who);
}

void NewcomerStrip::openAll()
{
    auto *dialog = new QDialog(window());
    dialog->setObjectName(QStringLiteral("newcomersDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Who wants to come in"));
    auto *pane = new NewcomersPane(dialog);
    pane->setEntrance(m_entrance);
    auto *scroll = new QScrollArea(dialog);
    scroll->setWidget(pane);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    pane->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *buttons = new QDialogButtonBox(dialog);
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setAccessibleName(close->text());
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *column = new QVBoxLayout(dialog);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
    dialog->resize(m_appearance.px(newcomersWidth), m_appearance.px(newcomersHeight));
    dialog->open();
    close->setFocus(Qt::OtherFocusReason); // nobody is let in by the key that opened it
}

void NewcomerStrip::refresh()
{
    const auto waiting = m_entrance ? m_entrance->newcomers() : std::vector<Chat::NewcomerInfo>();
    m_shown = waiting.empty() ? QString() : waiting.front().id;
    setVisible(!waiting.empty());
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("users"), m_appearance.theme().warn, 16,
                                          devicePixelRatioF()));
    m_letIn->setEnabled(true);
    m_decline->setEnabled(true);
    m_letIn->setText(tr("Let in"));
    m_decline->setText(tr("Decline"));
    m_more->setAccessibleName(tr("Everybody who wants to come in"));
    if (waiting.empty()) {
        if (std::exchange(m_called, false))
            m_client.attention()->settle(newcomersTag);
        return;
    }
    const QString name = newcomerName(waiting.front());
    const int others = int(waiting.size()) - 1;
    m_what->setText(tr("%1 wants to come in.").arg(name));
    m_details->setText(newcomerDetails(waiting.front()));
    m_letIn->setAccessibleName(tr("Let %1 in").arg(name));
    m_decline->setAccessibleName(tr("Decline %1").arg(name));
    m_more->setText(others > 0 ? tr("%n more…", nullptr, others) : tr("More…"));
}

void NewcomerStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_parts->setDirection(width() < m_appearance.px(newcomerNarrow) ? QBoxLayout::TopToBottom
                                                                    : QBoxLayout::LeftToRight);
}

void NewcomerStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
