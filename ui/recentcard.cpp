// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recentcard.h"

#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/model/profile.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace Ui {

RecentCard::RecentCard(const RecentHost &host, const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_address(host.address)
{
    setObjectName(QStringLiteral("card"));
    const QString name = host.name.isEmpty() ? host.address : host.name.simplified();

    auto *picture = new QLabel(this);
    const int side = appearance.px(32);
    QPixmap avatar(QSize(side, side) * devicePixelRatioF());
    avatar.setDevicePixelRatio(devicePixelRatioF());
    avatar.fill(Qt::transparent);
    QPainter painter(&avatar);
    drawAvatar(painter, QRectF(0, 0, side, side), name, host.address, appearance);
    painter.end();
    picture->setPixmap(avatar);

    auto *title = new QLabel(name, this);
    title->setTextFormat(Qt::PlainText);
    title->setProperty("role", QStringLiteral("strong"));
    QStringList facts;
    if (!host.name.isEmpty())
        facts << host.address;
    if (host.last.isValid())
        facts << QLocale().toString(host.last.toLocalTime(), QLocale::ShortFormat);
    auto *details = new QLabel(facts.join(QStringLiteral(" · ")), this);
    details->setTextFormat(Qt::PlainText);
    for (QLabel *words : {title, details})
        words->setWordWrap(true);
    details->setProperty("role", QStringLiteral("small"));

    auto *forget = new QToolButton(this);
    forget->setObjectName(QStringLiteral("forgetHost"));
    forget->setIcon(appearance.icon(QStringLiteral("x"), appearance.theme().ink2));
    forget->setToolTip(tr("Take off this list"));
    forget->setAccessibleName(tr("Take %1 off this list").arg(name));
    auto *go = new QPushButton(tr("Join"), this);
    go->setObjectName(QStringLiteral("joinRecent"));
    setFocusProxy(go);
    go->setProperty("primary", true);
    go->setAutoDefault(true); // Enter presses it, as Space does
    go->setAccessibleName(tr("Join %1").arg(name));

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(title);
    words->addWidget(details);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(12);
    row->addWidget(picture);
    row->addLayout(words, 1);
    row->addWidget(forget);
    row->addWidget(go);
    connect(go, &QPushButton::clicked, this, &RecentCard::chosen);
    connect(forget, &QToolButton::clicked, this, &RecentCard::removed);
}

} // namespace Ui
