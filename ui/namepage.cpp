// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/namepage.h"

#include "ui/appearance.h"
#include "ui/flowlayout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int nameColumnWidth = 440;

} // namespace

QString systemUserName()
{
    for (const char *variable : {"USER", "USERNAME", "LOGNAME"}) {
        const QString name = qEnvironmentVariable(variable).trimmed();
        if (!name.isEmpty() && name != u"root")
            return name.left(longestName);
    }
    return {};
}

NamePage::NamePage(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_picture(new QLabel(this)),
      m_title(new QLabel(this)), m_subtitle(new QLabel(this)), m_label(new QLabel(this)),
      m_name(new QLineEdit(systemUserName(), this)), m_continue(new QPushButton(this)),
      m_move(new QPushButton(this))
{
    setObjectName(QStringLiteral("namePage"));
    setAttribute(Qt::WA_StyledBackground);
    m_name->setObjectName(QStringLiteral("nameField"));
    m_name->setMaxLength(longestName);
    m_continue->setObjectName(QStringLiteral("nameContinue"));
    m_continue->setProperty("primary", true);
    m_continue->setDefault(true);
    m_move->setObjectName(QStringLiteral("nameMove"));
    m_title->setProperty("role", QStringLiteral("title"));
    m_title->setWordWrap(true);
    m_subtitle->setProperty("role", QStringLiteral("secondary"));
    m_subtitle->setWordWrap(true);
    m_label->setProperty("role", QStringLiteral("caption"));
    m_label->setBuddy(m_name);

    m_column = new QWidget(this);
    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_picture);
    column->addSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(16);
    column->addWidget(m_label);
    column->addWidget(m_name);
    column->addSpacing(8);
    auto *buttons = new FlowLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_continue);
    buttons->addWidget(m_move);
    column->addLayout(buttons);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 24, 24, 24);
    row->addStretch(1);
    row->addWidget(m_column, 1000);
    row->addStretch(1);

    const auto check = [this] { m_continue->setEnabled(!m_name->text().trimmed().isEmpty()); };
    connect(m_name, &QLineEdit::textChanged, this, check);
    connect(m_name, &QLineEdit::returnPressed, this, &NamePage::finish);
    connect(m_continue, &QPushButton::clicked, this, &NamePage::finish);
    connect(m_move, &QPushButton::clicked, this, &NamePage::moveRequested);
    connect(&appearance, &Appearance::changed, this, &NamePage::retranslate);
    check();
    retranslate();
}

void NamePage::finish()
{
    if (const QString name = m_name->text().trimmed(); !name.isEmpty())
        Q_EMIT nameGiven(name);
}

void NamePage::retranslate()
{
    m_column->setMaximumWidth(m_appearance.px(nameColumnWidth));
    const int side = m_appearance.px(56);
    m_picture->setPixmap(
        QIcon(QStringLiteral(":/icons/madang.svg")).pixmap(QSize(side, side), devicePixelRatioF()));
    m_title->setText(tr("Welcome to Madang"));
    m_subtitle->setText(tr("Talk with the people on this network. No server, no account."));
    m_label->setText(tr("What shall the others call you?"));
    m_name->setAccessibleName(tr("Your name"));
    m_name->setPlaceholderText(tr("Your name"));
    m_continue->setText(tr("Go on"));
    m_continue->setAccessibleName(m_continue->text());
    m_move->setText(tr("Bring from another computer…"));
    m_move->setAccessibleName(m_move->text());
}

void NamePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_name->setFocus();
    m_name->selectAll();
}

void NamePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
