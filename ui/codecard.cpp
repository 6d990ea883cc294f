// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codecard.h"

#include "ui/appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto codeTick = 500ms;
constexpr qint64 secondsAnHour = 3600;
constexpr double largeCode = 28; // design pixels

} // namespace

CodeCard::CodeCard(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_explanation(new QLabel(this)), m_code(new QLabel(this)),
      m_left(new QLabel(this)), m_copy(new QPushButton(this))
{
    setObjectName(QStringLiteral("card"));
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_code->setObjectName(QStringLiteral("codeText"));
    m_code->setTextFormat(Qt::PlainText);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setStyleSheet(
        QStringLiteral("font-size: %1px; font-weight: 700;").arg(appearance.px(largeCode)));
    m_left->setObjectName(QStringLiteral("codeLeft"));
    m_left->setProperty("role", QStringLiteral("secondary"));
    m_copy->setObjectName(QStringLiteral("codeCopy"));
    m_copy->setProperty("primary", true);
    m_copy->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_code, 1);
    row->addWidget(m_copy, 0, Qt::AlignVCenter);
    auto *column = new QVBoxLayout(this);
    const int margin = appearance.px(12);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(6);
    column->addWidget(m_explanation);
    column->addLayout(row);
    column->addWidget(m_left);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_code->text());
        m_copy->setText(tr("Copied"));
    });
    connect(&m_tick, &QTimer::timeout, this, &CodeCard::showTime);
    m_tick.setInterval(codeTick);
    forget();
}

void CodeCard::setCode(const QString &explanation, const QString &code, const QDateTime &expires)
{
    m_expires = expires;
    m_explanation->setText(explanation);
    m_code->setText(code);
    m_code->setAccessibleName(tr("Code: %1").arg(code));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the code"));
    m_tick.start();
    show();
    m_copy->setFocus(Qt::OtherFocusReason);
    showTime();
}

void CodeCard::forget()
{
    m_tick.stop();
    m_code->clear();
    m_code->setAccessibleName(QString());
    hide();
}

void CodeCard::showTime()
{
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(m_expires);
    if (left <= 0) {
        forget();
        Q_EMIT ended();
        return;
    }
    const QLocale locale;
    m_left->setText(left >= secondsAnHour
                        ? tr("Good once, until %1")
                              .arg(locale.toString(m_expires.toLocalTime(), QLocale::ShortFormat))
                        : tr("Good once, for another %1:%2", "minutes and seconds")
                              .arg(left / 60)
                              .arg(left % 60, 2, 10, QLatin1Char('0')));
}

} // namespace Ui
