// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stopstrip.h"

#include "ui/appearance.h"
#include "ui/countdown.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr int narrowStop = 540; // px below which the buttons stand below the words

} // namespace

StopStrip::StopStrip(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_news(client), m_icon(new QLabel(this)),
      m_what(new QLabel(this)), m_why(new QLabel(this)), m_takeOver(new QPushButton(this)),
      m_close(new QPushButton(this)), m_keep(new QPushButton(this)), m_hide(new QPushButton(this))
{
    setObjectName(QStringLiteral("stopStrip"));
    m_what->setObjectName(QStringLiteral("stopWhat"));
    m_why->setObjectName(QStringLiteral("stopWhy"));
    m_takeOver->setObjectName(QStringLiteral("stopTakeOver"));
    m_close->setObjectName(QStringLiteral("stopCloseNow"));
    m_keep->setObjectName(QStringLiteral("stopKeep"));
    m_hide->setObjectName(QStringLiteral("stopHide"));
    m_what->setProperty("role", QStringLiteral("warnStrong"));
    m_why->setProperty("role", QStringLiteral("warn"));
    for (QLabel *label : {m_what, m_why}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_what);
    words->addWidget(m_why);
    auto *sentence = new QHBoxLayout;
    sentence->setSpacing(10);
    sentence->addWidget(m_icon);
    sentence->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    for (QPushButton *button : {m_takeOver, m_keep, m_close, m_hide}) {
        button->setProperty("warn", true);
        button->setAutoDefault(true); // Enter presses it, as Space does
        buttons->addWidget(button);
    }
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_parts->setContentsMargins(16, 6, 16, 6);
    m_parts->setSpacing(8);
    m_parts->addLayout(sentence, 1);
    m_parts->addLayout(buttons);

    connect(m_takeOver, &QPushButton::clicked, this, &StopStrip::takeOverRequested);
    connect(m_close, &QPushButton::clicked, this, &StopStrip::closeRequested);
    connect(m_keep, &QPushButton::clicked, this, &StopStrip::keepRequested);
    connect(m_hide, &QPushButton::clicked, this, [this] {
        m_isHidden = true;
        refresh();
    });
    connect(&m_news, &StopNews::changed, this, [this] {
        m_isHidden = false;
        refresh();
    });
    connect(&m_tick, &QTimer::timeout, this, &StopStrip::refresh);
    connect(&appearance, &Appearance::changed, this, &StopStrip::refresh);
    m_tick.setInterval(500ms);
    refresh();
}

void StopStrip::setHostedHere(bool here)
{
    m_isHostedHere = here;
    refresh();
}

QString StopStrip::sentence() const
{
    const StopNews::Stop &stop = *m_news.stop();
    if (stop.isOver)
        return tr("This Madang was closed at %1.")
            .arg(QLocale().toString(stop.at.toLocalTime().time(), QLocale::ShortFormat));
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(stop.at);
    if (left <= 0)
        return m_isHostedHere ? tr("Your Madang closes now.") : tr("This Madang closes now.");
    return (m_isHostedHere ? tr("Your Madang closes in %1.") : tr("This Madang closes in %1."))
        .arg(countdown(left));
}

void StopStrip::refresh()
{
    m_takeOver->setText(tr("Host the rooms here…"));
    m_close->setText(tr("Close now"));
    m_keep->setText(tr("Keep it open"));
    m_hide->setText(tr("Hide"));
    m_takeOver->setAccessibleName(m_takeOver->text());
    m_close->setAccessibleName(tr("Close this Madang now"));
    m_keep->setAccessibleName(tr("Keep this Madang open"));
    m_hide->setAccessibleName(tr("Hide this line"));
    const auto &stop = m_news.stop();
    setVisible(stop && !m_isHidden);
    if (!stop || stop->isOver)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
    if (!stop)
        return;
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("clock"), m_appearance.theme().warn, 16,
                                          devicePixelRatioF()));
    m_what->setText(sentence());
    m_why->setText(stop->why);
    m_why->setVisible(!stop->why.isEmpty());
    m_takeOver->setVisible(!m_isHostedHere);
    m_close->setVisible(m_isHostedHere && !stop->isOver);
    m_keep->setVisible(m_isHostedHere && !stop->isOver);
    m_hide->setVisible(!m_isHostedHere);
}

void StopStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_parts->setDirection(width() < m_appearance.px(narrowStop) ? QBoxLayout::TopToBottom
                                                                : QBoxLayout::LeftToRight);
}

void StopStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
