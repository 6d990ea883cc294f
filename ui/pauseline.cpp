// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pauseline.h"

#include "ui/appearance.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace Ui {

PauseLine::PauseLine(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("pauseLine"));
    m_text->setObjectName(QStringLiteral("pauseText"));
    m_text->setProperty("role", QStringLiteral("small"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 4, 16, 0);
    row->setSpacing(8);
    m_icon->setContentsMargins(0, 2, 0, 0); // in the middle of the first line
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    connect(&appearance, &Appearance::changed, this, &PauseLine::refresh);
    refresh();
}

void PauseLine::setReason(Reason reason, const QString &sentence)
{
    QString &held = m_sentences[size_t(reason)];
    if (held == sentence)
        return;
    held = sentence;
    refresh();
}

void PauseLine::refresh()
{
    m_icon->setPixmap(m_appearance.pixmap(QStringLiteral("clock"), m_appearance.theme().ink2, 14,
                                          devicePixelRatioF()));
    const auto first = std::find_if(m_sentences.begin(), m_sentences.end(),
                                    [](const QString &sentence) { return !sentence.isEmpty(); });
    m_text->setText(first == m_sentences.end() ? QString() : *first);
    m_text->setAccessibleName(m_text->text());
    setVisible(first != m_sentences.end());
}

void PauseLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        Q_EMIT languageChanged();
}

} // namespace Ui
