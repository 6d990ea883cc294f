// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/secretcard.h"

#include "ui/appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

SecretCard::SecretCard(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_title(new QLabel(this)), m_secret(new QLineEdit(this)),
      m_copy(new QPushButton(this)), m_done(new QPushButton(tr("I have kept it"), this)),
      m_explanation(new QLabel(this))
{
    setObjectName(QStringLiteral("card"));
    m_title->setProperty("role", QStringLiteral("strong"));
    m_explanation->setProperty("role", QStringLiteral("secondary"));
    for (QLabel *label : {m_title, m_explanation}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_secret->setObjectName(QStringLiteral("secretText"));
    m_secret->setReadOnly(true);
    m_copy->setObjectName(QStringLiteral("secretCopy"));
    m_copy->setProperty("primary", true);
    m_done->setObjectName(QStringLiteral("secretDone"));
    m_done->setAccessibleName(m_done->text());
    auto *row = new QHBoxLayout;
    row->addWidget(m_secret, 1);
    row->addWidget(m_copy);
    auto *last = new QHBoxLayout;
    last->addWidget(m_explanation, 1);
    last->addWidget(m_done, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(this);
    const int margin = appearance.px(12);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addLayout(last);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_secret->text());
        m_copy->setText(tr("Copied"));
        m_isCopied = true;
    });
    connect(m_done, &QPushButton::clicked, this, &SecretCard::forget);
    forget();
}

void SecretCard::setSecret(const QString &title, const QString &secret, const QString &explanation)
{
    m_isCopied = false;
    m_title->setText(title);
    m_secret->setText(secret);
    m_secret->setAccessibleName(title);
    m_secret->setCursorPosition(0);
    m_explanation->setText(explanation);
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy it"));
    show();
    m_copy->setFocus(Qt::OtherFocusReason);
}

bool SecretCard::isKept() const
{
    // By keys or the field's own menu it may have been copied, too.
    return m_isCopied || m_secret->text().isEmpty() ||
           QGuiApplication::clipboard()->text() == m_secret->text();
}

void SecretCard::forget()
{
    m_secret->clear();
    hide();
}

} // namespace Ui
