// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hoststrip.h"

#include "ui/appearance.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace Ui {

HostStrip::HostStrip(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_status(new QPushButton(this)), m_hide(new QPushButton(this))
{
    setObjectName(QStringLiteral("hostStrip"));
    m_text->setObjectName(QStringLiteral("hostStripText"));
    m_text->setProperty("role", QStringLiteral("warn"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_status->setObjectName(QStringLiteral("hostStripStatus"));
    m_hide->setObjectName(QStringLiteral("hostStripHide"));
    for (QPushButton *button : {m_status, m_hide}) {
        button->setProperty("warn", true);
        button->setAutoDefault(true); // Enter presses it, as Space does
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_status);
    row->addWidget(m_hide);
    connect(m_status, &QPushButton::clicked, this, &HostStrip::statusRequested);
    connect(m_hide, &QPushButton::clicked, this, [this] {
        m_hidden = m_data;
        refresh();
    });
    connect(&appearance, &Appearance::changed, this, &HostStrip::refresh);
    refresh();
}

void HostStrip::setStatus(const HostStatus &status)
{
    if (status.data != m_data)
        m_hidden = HostStatus::Data::Well; // other news
    m_data = status.data;
    m_freeBytes = status.freeBytes;
    refresh();
}

void HostStrip::clear()
{
    setStatus({});
}

void HostStrip::refresh()
{
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("circle-alert"), m_appearance.theme().warn,
                                          16, devicePixelRatioF()));
    m_text->setText(dataSentence(m_data, m_freeBytes));
    m_status->setText(tr("Status"));
    m_status->setAccessibleName(tr("Status of this host"));
    m_hide->setText(tr("Hide"));
    m_hide->setAccessibleName(tr("Hide this line"));
    setVisible(m_data != HostStatus::Data::Well && m_data != m_hidden);
}

void HostStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

QString dataSentence(HostStatus::Data data, qint64 freeBytes)
{
    switch (data) {
    case HostStatus::Data::Well:
        break;
    case HostStatus::Data::LittleRoom:
        return HostStrip::tr("Little room is left on the disk that your host writes to: %1. Make "
                             "some, or it can soon keep nothing more.")
            .arg(QLocale().formattedDataSize(freeBytes, 1));
    case HostStatus::Data::NoRoom:
        return HostStrip::tr("The disk that your host writes to is full. What people write waits "
                             "with them; it goes on when you have made some room.");
    case HostStatus::Data::NotStored:
        return HostStrip::tr("Your host could not store the last message. People are told, and "
                             "what they wrote waits with them.");
    case HostStatus::Data::Damaged:
        return HostStrip::tr("Something in what your host keeps is damaged; the disk may be "
                             "failing. Back up, close the host, and mend it with \"madang-host "
                             "repair\".");
    }
    return {};
}

} // namespace Ui
