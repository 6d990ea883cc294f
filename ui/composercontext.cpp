// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composercontext.h"

#include "ui/appearance.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace Ui {

ComposerContext::ComposerContext(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_icon(new QLabel(this)), m_label(new QLabel(this)),
      m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("composerContext"));
    m_label->setObjectName(QStringLiteral("composerContextText"));
    m_label->setProperty("role", QStringLiteral("small"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_close->setObjectName(QStringLiteral("composerContextClose"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_label, 1);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &ComposerContext::closed);
    connect(&appearance, &Appearance::changed, this, &ComposerContext::showContent);
    retranslate();
}

void ComposerContext::setContent(const QString &icon, const QString &text)
{
    m_iconName = icon;
    m_text = text.simplified();
    showContent();
}

void ComposerContext::showContent()
{
    const Theme &theme = m_appearance.theme();
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(m_appearance.pixmap(m_iconName, theme.ink2, 14, devicePixelRatioF()));
    m_close->setIcon(m_appearance.icon(QStringLiteral("x"), theme.ink2));
    m_label->setText(m_label->fontMetrics().elidedText(m_text, Qt::ElideRight, m_label->width()));
    m_label->setAccessibleName(m_text);
}

void ComposerContext::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    showContent();
}

void ComposerContext::retranslate()
{
    m_close->setToolTip(tr("Neither answer nor edit (Escape)"));
    m_close->setAccessibleName(m_close->toolTip());
}

void ComposerContext::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
