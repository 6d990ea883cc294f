// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changedhostdialog.h"

#include "ui/appearance.h"
#include "ui/identitycard.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int changedWidth = 560; // design pixels

} // namespace

ChangedHostDialog::ChangedHostDialog(const Change &change, const Appearance &appearance,
                                     QWidget *parent)
    : GrowingDialog(parent),
      m_compared(new QCheckBox(tr("I compared the words with whoever hosts it"), this)),
      m_trust(new QPushButton(tr("It is the same host, trust it from now on"), this)),
      m_stay(new QPushButton(tr("Do not go in"), this))
{
    setObjectName(QStringLiteral("changedHostDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("This is not the %1 you know").arg(change.hostName));
    auto *title = new QLabel(windowTitle(), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *what = new QLabel(
        tr("Who answers there shows another identity. It may be another computer that has the "
           "address now, or somebody who wants to read along. Or the host lost its key. Nothing of "
           "yours was sent."),
        this);
    auto *how =
        new QLabel(tr("Ask whoever hosts it, by telephone or face to face, which words they "
                      "see."),
                   this);
    how->setProperty("role", QStringLiteral("secondary"));
    for (QLabel *label : {title, what, how}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    const QString since =
        QLocale().toString(change.since.toLocalTime().date(), QLocale::ShortFormat);
    auto *expected = new IdentityCard(
        change.since.isValid() ? tr("Expected, known since %1").arg(since) : tr("Expected"),
        change.expected, appearance, this);
    expected->setObjectName(QStringLiteral("expectedIdentity"));
    auto *actual = new IdentityCard(tr("Shown now"), change.actual, appearance, this);
    actual->setObjectName(QStringLiteral("actualIdentity"));
    m_compared->setObjectName(QStringLiteral("changedCompared"));
    m_compared->setAccessibleName(m_compared->text());
    m_trust->setObjectName(QStringLiteral("changedTrust"));
    m_trust->setAccessibleName(m_trust->text());
    m_trust->setProperty("danger", true);
    m_trust->setAutoDefault(false);
    m_trust->setEnabled(false);
    m_stay->setObjectName(QStringLiteral("changedStay"));
    m_stay->setAccessibleName(m_stay->text());
    m_stay->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_trust);
    buttons->addWidget(m_stay);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    for (QWidget *one : {static_cast<QWidget *>(title), static_cast<QWidget *>(what),
                         static_cast<QWidget *>(expected), static_cast<QWidget *>(actual),
                         static_cast<QWidget *>(how), static_cast<QWidget *>(m_compared)})
        column->addWidget(one);
    column->addLayout(buttons);
    setFixedWidth(appearance.px(changedWidth));
    connect(m_compared, &QCheckBox::toggled, m_trust, &QWidget::setEnabled);
    connect(m_trust, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_stay, &QPushButton::clicked, this, &QDialog::reject);
    m_stay->setFocus();
}

} // namespace Ui
