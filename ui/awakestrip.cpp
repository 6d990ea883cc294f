// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/awakestrip.h"

#include "ui/appearance.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Ui {

AwakeStrip::AwakeStrip(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_keep(new QPushButton(this)), m_let(new QPushButton(this))
{
    setObjectName(QStringLiteral("awakeStrip"));
    m_text->setObjectName(QStringLiteral("awakeText"));
    m_text->setProperty("role", QStringLiteral("warn"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_keep->setObjectName(QStringLiteral("awakeKeep"));
    m_let->setObjectName(QStringLiteral("awakeLet"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    for (QPushButton *button : {m_keep, m_let}) {
        button->setProperty("warn", true);
        button->setAutoDefault(true); // Enter presses it, as Space does
        row->addWidget(button);
    }
    connect(m_keep, &QPushButton::clicked, this, [this] { Q_EMIT decided(true); });
    connect(m_let, &QPushButton::clicked, this, [this] { Q_EMIT decided(false); });
    connect(&appearance, &Appearance::changed, this, &AwakeStrip::refresh);
    refresh();
    hide();
}

void AwakeStrip::refresh()
{
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("info"), m_appearance.theme().warn, 16,
                                          devicePixelRatioF()));
    m_text->setText(tr("Keep this computer awake while it hosts? When it falls asleep, nobody "
                       "reaches your Madang. The screen may go dark all the same."));
    m_keep->setText(tr("Keep it awake"));
    m_let->setText(tr("Let it sleep"));
    m_keep->setAccessibleName(m_keep->text());
    m_let->setAccessibleName(m_let->text());
}

void AwakeStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
