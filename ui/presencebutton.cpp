// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presencebutton.h"

#include "ui/appearance.h"
#include "ui/model/chatclient.h"
#include "ui/model/company.h"
#include "ui/model/presencewords.h"
#include "ui/presencesign.h"
#include "ui/statuslinedialog.h"
#include "ui/tooltip.h"

#include <QActionGroup>
#include <QEvent>
#include <QFontMetrics>
#include <QLocale>
#include <QMenu>
#include <QResizeEvent>

#include <array>
#include <utility>

namespace Ui {

namespace {

constexpr int signSize = 12;   // px
constexpr int aroundText = 56; // px of the button beside its text

using Choice = std::pair<Chat::Availability, const char *>;
constexpr std::array choices{Choice{Chat::Availability::Online, "presenceOnline"},
                             Choice{Chat::Availability::Away, "presenceAway"},
                             Choice{Chat::Availability::DoNotDisturb, "presenceDoNotDisturb"}};

} // namespace

PresenceButton::PresenceButton(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QToolButton(parent), m_client(client), m_appearance(appearance)
{
    setObjectName(QStringLiteral("ownPresence"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(this, &QToolButton::clicked, this, &PresenceButton::openMenu);
    connect(client.company()->presence(), &OwnPresence::changed, this, &PresenceButton::refresh);
    connect(&client, &ChatClient::statusChanged, this, &PresenceButton::refresh);
    connect(&appearance, &Appearance::changed, this, &PresenceButton::refresh);
    refresh();
}

QSize PresenceButton::sizeHint() const
{
    return {0, QToolButton::sizeHint().height()}; // as wide as there is room
}

void PresenceButton::openMenu()
{
    OwnPresence *presence = m_client.company()->presence();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("presenceMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *group = new QActionGroup(menu);
    for (const auto &[state, name] : choices) {
        const bool isChosen = presence->choice() == state;
        // Beside an icon no style draws that an entry is checked.
        const QString mark = isChosen ? QStringLiteral("\t✓") : QString();
        QAction *action =
            menu->addAction(presencePixmap(state, signSize, m_appearance.theme().surface,
                                           m_appearance, devicePixelRatioF()),
                            availabilityWord(state) + mark, presence,
                            [presence, state = state] { presence->choose(state); });
        action->setObjectName(QString::fromLatin1(name));
        action->setCheckable(true);
        action->setChecked(isChosen);
        group->addAction(action);
    }
    menu->addSeparator();
    menu->addAction(tr("Set a status…"), this, &PresenceButton::askStatus)
        ->setObjectName(QStringLiteral("setStatus"));
    if (!presence->status().isEmpty())
        menu->addAction(tr("Clear the status"), presence, [presence] { presence->setStatus({}); })
            ->setObjectName(QStringLiteral("clearStatus"));
    menu->popup(mapToGlobal(QPoint(0, -menu->sizeHint().height() - 2))); // it is at the bottom
}

void PresenceButton::askStatus()
{
    OwnPresence *presence = m_client.company()->presence();
    auto *dialog =
        new StatusLineDialog(presence->status(), presence->statusUntil(), m_appearance, window());
    connect(dialog, &StatusLineDialog::chosen, presence, &OwnPresence::setStatus);
    dialog->open();
}

void PresenceButton::refresh()
{
    const OwnPresence *presence = m_client.company()->presence();
    const Chat::Availability state = presence->state();
    const bool connected = m_client.status().phase == ConnectionStatus::Phase::Online;
    setIcon(presencePixmap(connected ? state : Chat::Availability::Offline, signSize,
                           m_appearance.theme().sidebar, m_appearance, devicePixelRatioF()));
    setIconSize(QSize(m_appearance.px(signSize), m_appearance.px(signSize)));
    QStringList parts{connected ? availabilityWord(state) : tr("Not connected")};
    if (!presence->status().isEmpty())
        parts << presence->status();
    const QString whole = parts.join(QStringLiteral(" · "));
    QString shown = QFontMetrics(m_appearance.font(12))
                        .elidedText(whole, Qt::ElideRight, width() - m_appearance.px(aroundText));
    setText(QLatin1Char(' ') + shown.replace(QLatin1Char('&'), QStringLiteral("&&")));
    QStringList help{whole};
    if (const QDateTime until = presence->statusUntil(); until.isValid())
        help << tr("The status is shown until %1.")
                    .arg(QLocale().toString(until, QLocale::ShortFormat));
    help << (connected ? tr("How others see you. Press to change it.")
                       : tr("Others see you as offline. What you choose now is told as soon as "
                            "there is a connection."));
    setPlainToolTip(*this, help.join(QLatin1Char('\n')));
    setAccessibleName(tr("How others see you: %1").arg(whole));
}

void PresenceButton::resizeEvent(QResizeEvent *event)
{
    QToolButton::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        refresh();
}

void PresenceButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
