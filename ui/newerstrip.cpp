// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newerstrip.h"

#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/model/newerversion.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace Ui {

namespace {

constexpr int narrowest = 620; // px below which the buttons stand beneath the words

} // namespace

NewerStrip::NewerStrip(NewerVersion &newer, Actions &actions, QUrl releases,
                       const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_newer(newer), m_appearance(appearance), m_releases(std::move(releases)),
      m_icon(new QLabel(this)), m_text(new QLabel(this)), m_get(new QPushButton(this)),
      m_hide(new QPushButton(this))
{
    setObjectName(QStringLiteral("newerStrip"));
    m_text->setObjectName(QStringLiteral("newerText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1); // a host's name may be one long word
    m_get->setObjectName(QStringLiteral("newerGet"));
    m_hide->setObjectName(QStringLiteral("newerHide"));
    auto *sentence = new QHBoxLayout;
    sentence->setSpacing(10);
    sentence->addWidget(m_icon);
    sentence->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch(1);
    for (QPushButton *button : {m_get, m_hide}) {
        button->setAutoDefault(true); // Enter presses it, as Space does
        buttons->addWidget(button);
    }
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_parts->setContentsMargins(16, 6, 16, 6);
    m_parts->setSpacing(8);
    m_parts->addLayout(sentence, 1);
    m_parts->addLayout(buttons);
    connect(m_get, &QPushButton::clicked, this,
            [this, &actions] { Q_EMIT actions.linkRequested(m_releases); });
    connect(m_hide, &QPushButton::clicked, this, [this] { m_newer.putAway(); });
    connect(&newer, &NewerVersion::changed, this, &NewerStrip::refresh);
    connect(&appearance, &Appearance::changed, this, &NewerStrip::refresh);
    refresh();
}

void NewerStrip::refresh()
{
    const auto &offer = m_newer.offer();
    if (offer) {
        const QString theirs = offer->version.toString();
        const QString ours = NewerVersion::ownVersion().toString();
        const QString sentence =
            offer->hostName.isEmpty()
                ? tr("A newer Madang is in use here: version %1. Yours is %2.").arg(theirs, ours)
                : tr("A newer Madang is in use at “%3”: version %1. Yours is %2.")
                      .arg(theirs, ours, offer->hostName);
        m_text->setText(m_releases.isEmpty()
                            ? sentence + u' ' + tr("Ask whoever hosts there where to get it.")
                            : sentence);
    }
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("info"), m_appearance.theme().ink2, 16,
                                          devicePixelRatioF()));
    m_get->setText(tr("Open the download page"));
    m_get->setToolTip(m_releases.toDisplayString());
    m_get->setAccessibleDescription(m_get->toolTip());
    m_get->setVisible(!m_releases.isEmpty());
    m_hide->setText(tr("Hide"));
    m_get->setAccessibleName(m_get->text());
    m_hide->setAccessibleName(tr("Hide the line about the newer version"));
    setVisible(offer.has_value());
}

void NewerStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_parts->setDirection(width() < m_appearance.px(narrowest) ? QBoxLayout::TopToBottom
                                                               : QBoxLayout::LeftToRight);
}

void NewerStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
