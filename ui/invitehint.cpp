// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/invitehint.h"

#include "ui/appearance.h"
#include "ui/hostcard.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Ui {

InviteHint::InviteHint(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_title(new QLabel(this)),
      m_text(new QLabel(this)), m_addressRow(new QWidget(this)),
      m_addressLabel(new QLabel(m_addressRow)), m_more(new QPushButton(this))
{
    auto *card = new QFrame(this);
    card->setObjectName(QStringLiteral("hintCard"));
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(16, 16, 16, 0);
    around->addWidget(card);
    m_title->setProperty("role", QStringLiteral("strong"));
    m_title->setTextFormat(Qt::PlainText);
    m_text->setProperty("role", QStringLiteral("secondary"));
    m_text->setWordWrap(true);
    m_addressLabel->setProperty("role", QStringLiteral("heading"));
    m_addressLabel->setTextFormat(Qt::PlainText);
    m_addressLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_addressLayout = new QHBoxLayout(m_addressRow);
    m_addressLayout->setContentsMargins(0, 2, 0, 0);
    m_addressLayout->addWidget(m_addressLabel);
    m_addressLayout->addStretch(1);
    m_more->setObjectName(QStringLiteral("hintHost"));
    m_more->setAutoDefault(true); // Enter presses it, as Space does
    connect(m_more, &QPushButton::clicked, this, &InviteHint::hostRequested);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_addressRow);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(&appearance, &Appearance::changed, this, [this] {
        m_copyAddress.clear();
        retranslate();
    });
    retranslate();
}

void InviteHint::setState(const QString &room, bool alone, const QString &address, bool hostedHere)
{
    m_room = room.simplified();
    m_alone = alone;
    m_address = address;
    m_hostedHere = hostedHere;
    retranslate();
}

void InviteHint::retranslate()
{
    const bool invite = m_alone && !m_address.isEmpty();
    m_title->setText(m_alone ? tr("Nobody else is here yet") : tr("Nothing was said here yet"));
    m_text->setText(invite ? tr("Hand on this address. Whoever enters it in Madang under “Join by "
                                "address or invitation” comes in.")
                           : tr("Write the first message."));
    m_addressRow->setVisible(invite);
    m_addressLabel->setText(m_address);
    m_more->setText(tr("QR code and link…"));
    m_more->setAccessibleName(tr("Invite by a QR code or a link"));
    m_more->setVisible(invite && m_hostedHere);
    if (invite && m_copyAddress != m_address) {
        delete m_copy;
        m_copy = makeCopyButton(m_address, m_appearance, m_addressRow);
        m_addressLayout->insertWidget(1, m_copy);
        m_copyAddress = m_address;
    }
}

void InviteHint::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_copyAddress.clear();
        retranslate();
    }
}

} // namespace Ui
