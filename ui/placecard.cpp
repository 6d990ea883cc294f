// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/placecard.h"

#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/flowlayout.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace Ui {

namespace {

constexpr int signIcon = 14;
constexpr int narrowCard = 360; // design pixels

QLabel *makePart(const char *role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText); // what strangers called things
    label->setWordWrap(true);
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

QPixmap pictureOf(const Place &place, const Appearance &appearance, double ratio)
{
    constexpr int designSide = 32;
    const int side = appearance.px(designSide);
    QPixmap avatar(QSize(side, side) * ratio);
    avatar.setDevicePixelRatio(ratio);
    avatar.fill(Qt::transparent);
    QPainter painter(&avatar);
    // As it looks once one is there; but not who only says that they are somebody one knows.
    const bool isDoubtful =
        place.trust == Place::Trust::Claims || place.trust == Place::Trust::Impostor;
    drawAvatar(painter, QRectF(0, 0, side, side), place.name, isDoubtful ? place.id : place.name,
               appearance);
    return avatar;
}

} // namespace

PlaceCard::PlaceCard(const Place &place, const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_place(place),
      m_parts(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_picture(new QLabel(this)),
      m_title(makePart("strong", this)), m_signs(new QWidget(this)),
      m_signsFlow(new FlowLayout(m_signs)), m_warning(makePart("warn", this)),
      m_address(makePart("small", this)), m_forget(new QToolButton(this)),
      m_go(new QPushButton(this))
{
    setObjectName(QStringLiteral("card"));
    m_picture->setObjectName(QStringLiteral("placePicture"));
    m_title->setObjectName(QStringLiteral("placeName"));
    m_signs->setObjectName(QStringLiteral("placeSigns"));
    m_warning->setObjectName(QStringLiteral("placeWarning"));
    m_address->setObjectName(QStringLiteral("placeAddress"));
    m_signsFlow->setContentsMargins(0, 0, 0, 0);
    m_signsFlow->setSpacing(0);
    m_forget->setObjectName(QStringLiteral("forgetHost"));
    m_go->setAutoDefault(true); // Enter presses it, as Space does
    m_go->installEventFilter(this);
    m_forget->installEventFilter(this);

    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_signs);
    words->addWidget(m_warning);
    words->addWidget(m_address);
    auto *what = new QHBoxLayout;
    what->setSpacing(12);
    what->addWidget(m_picture, 0, Qt::AlignTop);
    what->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addStretch(1);
    buttons->addWidget(m_forget);
    buttons->addWidget(m_go);
    m_parts->setContentsMargins(14, 10, 14, 10);
    m_parts->setSpacing(12);
    m_parts->addLayout(what, 1);
    m_parts->addLayout(buttons);
    connect(m_go, &QPushButton::clicked, this, &PlaceCard::chosen);
    connect(m_forget, &QToolButton::clicked, this, &PlaceCard::removed);
    refresh();
}

void PlaceCard::setPlace(const Place &place)
{
    if (place == m_place && !m_gone)
        return;
    m_place = place;
    m_gone = false;
    refresh();
}

void PlaceCard::setGone()
{
    m_gone = true;
    m_place.isNear = false;
    refresh();
}

void PlaceCard::addSign(const QString &icon, const QColor &colour, const QString &text)
{
    auto *sign = new QWidget(m_signs);
    auto *row = new QHBoxLayout(sign);
    row->setContentsMargins(0, 0, 10, 0);
    row->setSpacing(4);
    auto *picture = new QLabel(sign);
    picture->setPixmap(m_appearance.pixmap(icon, colour, signIcon, devicePixelRatioF()));
    auto *words = new QLabel(text, sign);
    words->setProperty("role", QStringLiteral("small"));
    words->setTextFormat(Qt::PlainText);
    row->addWidget(picture);
    row->addWidget(words);
    m_signsFlow->addWidget(sign);
    sign->show();
    m_facts << text;
}

void PlaceCard::showSigns()
{
    while (QLayoutItem *item = m_signsFlow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_facts.clear();
    const Theme &theme = m_appearance.theme();
    const bool isOwn = m_place.trust == Place::Trust::Own;
    if (m_gone)
        addSign(QStringLiteral("wifi-off"), theme.ink2, tr("not near any more"));
    if (isOwn)
        addSign(QStringLiteral("house"), theme.accent, tr("open on this computer"));
    else if (m_place.isNear && !m_place.recent.isEmpty())
        addSign(QStringLiteral("check"), theme.ok, tr("near now"));
    if (m_place.isNear && m_place.people > 0)
        addSign(QStringLiteral("users"), theme.ink2, tr("%Ln people", nullptr, m_place.people));
    if (m_place.isNear && m_place.access == Chat::HostAccess::Password)
        addSign(QStringLiteral("lock"), theme.ink2, tr("with a password"));
    else if (m_place.isNear && m_place.access == Chat::HostAccess::Invitation)
        addSign(QStringLiteral("mail"), theme.ink2, tr("by invitation"));
    else if (m_place.isNear && m_place.access == Chat::HostAccess::Approval)
        addSign(QStringLiteral("user-check"), theme.ink2, tr("somebody lets you in"));
    if (m_place.isNear && m_place.trust == Place::Trust::First)
        addSign(QStringLiteral("info"), theme.ink2, tr("first time here"));
    else if (m_place.isNear && m_place.trust == Place::Trust::BeenThere)
        addSign(QStringLiteral("check-check"), theme.ok, tr("been there before"));
    m_signs->setVisible(m_signsFlow->count() > 0);
}

void PlaceCard::refresh()
{
    m_picture->setPixmap(pictureOf(m_place, m_appearance, devicePixelRatioF()));
    m_title->setText(m_place.name);
    showSigns();
    QString warning;
    if (m_place.trust == Place::Trust::Claims)
        warning = tr("Says that it is %1, which you know. It cannot prove that yet.");
    else if (m_place.trust == Place::Trust::Impostor)
        warning = tr("Not the %1 that you know: it says so, but its certificate is another one. "
                     "Ask whoever hosts it before you go there.");
    if (!warning.isEmpty()) {
        warning = warning.arg(m_place.knownAs);
        m_facts << warning;
    }
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    QStringList details;
    if (m_place.name != m_place.address)
        details << m_place.address;
    if (m_place.last.isValid() && !m_place.isNear)
        details << QLocale().toString(m_place.last.toLocalTime(), QLocale::ShortFormat);
    m_address->setText(details.join(QStringLiteral(" · ")));
    m_address->setVisible(!details.isEmpty());

    const Theme &theme = m_appearance.theme();
    const bool isOwn = m_place.trust == Place::Trust::Own;
    const bool isImpostor = m_place.trust == Place::Trust::Impostor;
    m_forget->setVisible(!m_place.recent.isEmpty() && !isOwn);
    m_forget->setIcon(m_appearance.icon(QStringLiteral("x"), theme.ink2));
    m_forget->setToolTip(tr("Take off this list"));
    m_forget->setAccessibleName(tr("Take %1 off this list").arg(m_place.name));
    m_go->setObjectName(m_place.recent.isEmpty() ? QStringLiteral("joinNear")
                                                 : QStringLiteral("joinRecent"));
    m_go->setText(isOwn ? tr("Show") : isImpostor ? tr("Join anyway") : tr("Join"));
    const QString name = isOwn ? tr("Show %1") : isImpostor ? tr("Join %1 anyway") : tr("Join %1");
    m_go->setAccessibleName(name.arg(m_place.name));
    m_go->setAccessibleDescription((m_facts + details).join(QStringLiteral(", ")));
    if (m_go->property("primary").toBool() == isImpostor || !m_go->property("primary").isValid()) {
        m_go->setProperty("primary", !isImpostor);
        // A style sheet looks at properties only when it is applied anew.
        m_go->style()->unpolish(m_go);
        m_go->style()->polish(m_go);
    }
}

/// Narrower than its parts beside each other: they go below each other then.
QSize PlaceCard::minimumSizeHint() const
{
    return {0, QFrame::minimumSizeHint().height()};
}

void PlaceCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_parts->setDirection(width() < m_appearance.px(narrowCard) ? QBoxLayout::TopToBottom
                                                                : QBoxLayout::LeftToRight);
}

bool PlaceCard::eventFilter(QObject *watched, QEvent *event)
{
    const bool comes = event->type() == QEvent::FocusIn;
    if (comes || event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        const bool byPerson = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                              reason == Qt::MouseFocusReason || reason == Qt::ShortcutFocusReason;
        const bool isKeyed = comes && (m_keyed || byPerson);
        if (isKeyed != m_keyed) {
            m_keyed = isKeyed;
            Q_EMIT keyedChanged();
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace Ui
