// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clipboardstrip.h"

#include "ui/appearance.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QRandomGenerator>

#include <utility>

namespace Ui {

namespace {

constexpr int narrowOffer = 460; // design pixels

/// Of this run alone: a memory image tells nobody which links were refused.
QByteArray hashOf(const QString &link)
{
    static const quint64 salt = QRandomGenerator::system()->generate64();
    return QCryptographicHash::hash(QByteArray::number(salt) + link.toUtf8(),
                                    QCryptographicHash::Sha256);
}

} // namespace

ClipboardStrip::ClipboardStrip(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance),
      m_parts(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_icon(new QLabel(this)),
      m_text(new QLabel(this)), m_go(new QPushButton(this)), m_refuse(new QPushButton(this))
{
    setObjectName(QStringLiteral("clipboardStrip"));
    m_text->setObjectName(QStringLiteral("clipboardText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_go->setObjectName(QStringLiteral("clipboardGo"));
    m_refuse->setObjectName(QStringLiteral("clipboardRefuse"));
    for (QPushButton *button : {m_go, m_refuse})
        button->setAutoDefault(true); // Enter presses it, as Space does
    auto *words = new QHBoxLayout;
    words->setSpacing(8);
    words->addWidget(m_icon);
    words->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_go);
    buttons->addWidget(m_refuse);
    m_parts->setContentsMargins(12, 8, 12, 8);
    m_parts->setSpacing(8);
    m_parts->addLayout(words, 1);
    m_parts->addLayout(buttons);
    connect(m_go, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_refuse, &QPushButton::clicked, this, [this] { answer(false); });
    connect(&appearance, &Appearance::changed, this, &ClipboardStrip::refresh);
    refresh();
}

void ClipboardStrip::setNeedless(std::function<bool(const QString &address)> needless)
{
    m_needless = std::move(needless);
}

void ClipboardStrip::look()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    m_offered = data && data->hasText() ? offeredLink(data->text()) : std::nullopt;
    if (m_offered && (m_answered.contains(hashOf(m_offered->text)) ||
                      (m_needless && m_needless(m_offered->address))))
        m_offered.reset();
    refresh();
}

void ClipboardStrip::clear()
{
    m_offered.reset();
    refresh();
}

void ClipboardStrip::noteGoing(const QString &link)
{
    if (const auto going = offeredLink(link))
        m_answered.insert(hashOf(going->text));
}

void ClipboardStrip::answer(bool goes)
{
    const auto offered = std::exchange(m_offered, std::nullopt);
    if (!offered)
        return;
    m_answered.insert(hashOf(offered->text));
    refresh();
    if (goes)
        Q_EMIT chosen(offered->text);
}

void ClipboardStrip::refresh()
{
    setVisible(m_offered.has_value());
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("mail"), m_appearance.theme().accent, 18,
                                          devicePixelRatioF()));
    const QString address = m_offered ? m_offered->address : QString();
    const QString room = m_offered ? m_offered->room : QString();
    m_text->setText(room.isEmpty()
                        ? tr("An invitation is in the clipboard: %1").arg(address)
                        : tr("An invitation is in the clipboard: %1, room %2").arg(address, room));
    m_go->setText(tr("Go there"));
    m_go->setAccessibleName(tr("Go to %1").arg(address));
    m_refuse->setText(tr("No, thanks"));
    m_refuse->setAccessibleName(tr("Do not go to %1").arg(address));
}

void ClipboardStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void ClipboardStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_parts->setDirection(width() < m_appearance.px(narrowOffer) ? QBoxLayout::TopToBottom
                                                                 : QBoxLayout::LeftToRight);
}

} // namespace Ui
