// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connectionstrip.h"

#include "ui/appearance.h"
#include "ui/entrancewords.h"
#include "ui/reason.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr int narrow = 620; // px below which the words stand above each other

} // namespace

QString shortDuration(std::chrono::seconds duration)
{
    const qint64 seconds = qMax<qint64>(0, duration.count());
    if (seconds < 60)
        return ConnectionStrip::tr("%n s", nullptr, int(seconds));
    if (seconds < 3600)
        return ConnectionStrip::tr("%n min", nullptr, int(seconds / 60));
    return ConnectionStrip::tr("%n h", nullptr, int(qMin<qint64>(seconds / 3600, 999)));
}

ConnectionStrip::ConnectionStrip(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_icon(new QLabel(this)), m_what(new QLabel(this)),
      m_details(new QLabel(this)), m_password(new QLineEdit(this)), m_tryNow(new QPushButton(this)),
      m_back(new QPushButton(this))
{
    setObjectName(QStringLiteral("strip"));
    m_what->setObjectName(QStringLiteral("stripWhat"));
    m_details->setObjectName(QStringLiteral("stripDetails"));
    m_password->setObjectName(QStringLiteral("stripPassword"));
    m_tryNow->setObjectName(QStringLiteral("stripTryNow"));
    m_back->setObjectName(QStringLiteral("stripBack"));
    m_what->setProperty("role", QStringLiteral("warnStrong"));
    m_details->setProperty("role", QStringLiteral("warn"));
    m_what->setTextFormat(Qt::PlainText);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    for (QPushButton *button : {m_tryNow, m_back}) {
        button->setProperty("warn", true);
        button->setAutoDefault(true); // Enter presses it, as Space does
    }
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaximumWidth(200);

    auto *sentence = new QHBoxLayout;
    sentence->setSpacing(10);
    sentence->addWidget(m_icon);
    m_words = new QBoxLayout(QBoxLayout::LeftToRight);
    m_words->setSpacing(10);
    m_words->addWidget(m_what);
    m_words->addWidget(m_details, 1);
    sentence->addLayout(m_words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch(1);
    buttons->addWidget(m_password);
    buttons->addWidget(m_tryNow);
    buttons->addWidget(m_back);
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_parts->setContentsMargins(16, 6, 16, 6);
    m_parts->setSpacing(8);
    m_parts->addLayout(sentence, 1);
    m_parts->addLayout(buttons);

    const auto again = [this] {
        if (wantsLink())
            Q_EMIT tryWithLink(m_password->text().trimmed());
        else if (m_status.phase == ConnectionStatus::Phase::Refused)
            Q_EMIT tryWithPassword(m_password->text());
        else
            Q_EMIT tryNow();
    };
    connect(m_tryNow, &QPushButton::clicked, this, again);
    connect(m_password, &QLineEdit::returnPressed, this, again);
    connect(m_back, &QPushButton::clicked, this, &ConnectionStrip::back);
    connect(&m_tick, &QTimer::timeout, this, &ConnectionStrip::refresh);
    connect(&appearance, &Appearance::changed, this, &ConnectionStrip::refresh);
    m_tick.setInterval(500ms);
    refresh();
}

void ConnectionStrip::setStatus(const ConnectionStatus &status)
{
    if (status.phase != m_status.phase || status.refusal != m_status.refusal)
        m_password->clear();
    m_status = status;
    refresh();
}

void ConnectionStrip::setPasswordOffered(bool offered)
{
    m_passwordOffered = offered;
    refresh();
}

bool ConnectionStrip::wantsLink() const
{
    return m_status.phase == ConnectionStatus::Phase::Refused &&
           (m_status.refusal == ConnectionStatus::Refusal::InvitationNeeded ||
            m_status.refusal == ConnectionStatus::Refusal::InvitationOver ||
            m_status.refusal == ConnectionStatus::Refusal::Declined);
}

bool ConnectionStrip::wantsUpdate() const
{
    return m_status.phase == ConnectionStatus::Phase::Refused &&
           (m_status.refusal == ConnectionStatus::Refusal::ProgramTooOld ||
            m_status.refusal == ConnectionStatus::Refusal::HostTooOld);
}

QString ConnectionStrip::details(const QDateTime &now) const
{
    if (const QString advice = entryAdvice(m_status.refusal); !advice.isEmpty())
        return advice;
    QStringList parts;
    if (!m_status.reason.isEmpty())
        parts << shownReason(m_status.reason);
    if (m_status.phase == ConnectionStatus::Phase::Refused)
        return parts.join(QStringLiteral(" · "));
    const auto seconds = [](qint64 count) { return std::chrono::seconds(count); };
    if (m_status.since.isValid())
        parts << tr("for %1").arg(shortDuration(seconds(m_status.since.secsTo(now))));
    if (m_status.phase == ConnectionStatus::Phase::Waiting) {
        const qint64 left = m_status.nextTry ? now.secsTo(*m_status.nextTry) : 0;
        parts << (left > 0 ? tr("next try in %1").arg(shortDuration(seconds(left)))
                           : tr("trying now"));
        parts << tr("what you write is kept and sent then");
    }
    return parts.join(QStringLiteral(" · "));
}

void ConnectionStrip::refresh()
{
    using Phase = ConnectionStatus::Phase;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool refused = m_status.phase == Phase::Refused;
    const bool trouble = m_status.phase != Phase::Online;
    const bool awaits = m_status.refusal == ConnectionStatus::Refusal::AwaitsApproval;
    const bool patient = !refused && !awaits && m_status.since.isValid() &&
                         m_status.since.msecsTo(now) < std::chrono::milliseconds(patience).count();
    if (trouble && !m_tick.isActive())
        m_tick.start();
    else if (!trouble)
        m_tick.stop();
    setVisible(trouble && !patient);

    const Theme &theme = m_appearance.theme();
    m_icon->setPixmap(m_appearance.pixmap(refused || awaits ? QStringLiteral("lock")
                                                            : QStringLiteral("refresh-cw"),
                                          theme.warn, 16, devicePixelRatioF()));
    switch (m_status.phase) {
    case Phase::Offline:
    case Phase::Online:
        m_what->setText(tr("Not connected."));
        break;
    case Phase::Connecting:
        m_what->setText(tr("Connecting…"));
        break;
    case Phase::Waiting:
        m_what->setText(isHostsPause(m_status.reason) ? tr("The host lets you in later.")
                                                      : tr("The host cannot be reached."));
        break;
    case Phase::Refused:
        m_what->setText(tr("The host does not let you in."));
        break;
    }
    if (const QString sentence = entrySentence(m_status.refusal); !sentence.isEmpty())
        m_what->setText(sentence);
    m_details->setText(details(now));
    const bool link = wantsLink();
    const bool entry = refused && m_passwordOffered && !wantsUpdate();
    // This program is another one only after a new start, and a host may be one at any time.
    const bool again =
        refused && m_passwordOffered && m_status.refusal == ConnectionStatus::Refusal::HostTooOld;
    m_password->setVisible(entry);
    m_password->setEchoMode(link ? QLineEdit::Normal : QLineEdit::Password);
    m_password->setPlaceholderText(link ? tr("Link that you were given")
                                        : tr("Password of this host"));
    m_password->setAccessibleName(m_password->placeholderText());
    m_tryNow->setVisible((m_status.phase == Phase::Waiting && !awaits) ||
                         m_status.phase == Phase::Offline || entry || again);
    m_tryNow->setText(entry ? tr("Come in") : tr("Try now"));
    m_tryNow->setAccessibleName(m_tryNow->text());
    m_back->setVisible(refused || awaits);
    m_back->setText(awaits ? tr("Do not wait") : tr("Back"));
    m_back->setAccessibleName(m_back->text());
    arrange();
}

/// What is asked of who is refused does not fit beside the words.
void ConnectionStrip::arrange()
{
    const bool isNarrow = width() < m_appearance.px(narrow);
    const bool isStacked = isNarrow && m_status.phase == ConnectionStatus::Phase::Refused;
    m_what->setWordWrap(isNarrow);
    m_words->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_words->setSpacing(isNarrow ? 0 : 10);
    m_parts->setDirection(isStacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void ConnectionStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void ConnectionStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
