// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostaddresslist.h"

#include "ui/appearance.h"
#include "ui/hostcard.h"
#include "ui/hostlinkpane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

HostAddressList::HostAddressList(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_rows(new QVBoxLayout(this)),
      m_none(new QLabel(this))
{
    setObjectName(QStringLiteral("hostAddresses"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    m_none->setProperty("role", QStringLiteral("problem"));
    m_none->setWordWrap(true);
    m_rows->addWidget(m_none);
    connect(&appearance, &Appearance::changed, this, &HostAddressList::fill);
    fill();
}

void HostAddressList::setAddresses(const std::vector<HostAddress> &addresses)
{
    if (addresses == m_addresses)
        return; // the rows have the focus of whoever is copying
    m_addresses = addresses;
    fill();
}

void HostAddressList::fill()
{
    while (m_rows->count() > 1) {
        QLayoutItem *item = m_rows->takeAt(1);
        item->widget()->hide();
        item->widget()->deleteLater(); // one of its buttons may have been pressed just now
        delete item;
    }
    for (size_t at = 0; at < std::min(m_addresses.size(), most); ++at) {
        const HostAddress &one = m_addresses[at];
        auto *row = new QWidget(this);
        auto *text = new QLabel(one.text, row);
        text->setObjectName(QStringLiteral("hostAddress"));
        text->setTextFormat(Qt::PlainText);
        text->setProperty("role", QStringLiteral("strong"));
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QString way = addressKindText(one.kind);
        if (!one.interfaceName.isEmpty())
            way += QStringLiteral(" · ") + one.interfaceName.simplified();
        auto *over = new QLabel(way, row);
        over->setTextFormat(Qt::PlainText);
        over->setProperty("role", QStringLiteral("small"));
        over->setWordWrap(true);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        line->addWidget(text);
        line->addWidget(makeCopyButton(one.text, m_appearance, row));
        line->addWidget(over, 1);
        m_rows->addWidget(row);
    }
    m_none->setText(tr("This computer is in no network. Nobody else can come in."));
    m_none->setVisible(m_addresses.empty());
}

void HostAddressList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}

} // namespace Ui
