// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identitydialog.h"

#include "ui/appearance.h"
#include "ui/identitycard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int identityWidth = 520; // design pixels

} // namespace

IdentityDialog::IdentityDialog(const QString &hostName, const QByteArray &fingerprint, bool ownHost,
                               const Appearance &appearance, QWidget *parent)
    : GrowingDialog(parent)
{
    setObjectName(QStringLiteral("identityDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Identity of %1").arg(hostName));
    auto *title = new QLabel(windowTitle(), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *what = new QLabel(
        ownHost ? tr("Read these words to each other, face to face or by telephone. Who sees the "
                     "same words as you is connected to this computer, and nobody reads along.")
                : tr("Read these words to each other, face to face or by telephone: you and who "
                     "hosts. If they are the same, you are connected to that computer, and nobody "
                     "reads along."),
        this);
    auto *otherwise = new QLabel(
        ownHost ? tr("If a word differs, somebody stands between you. Have the other one leave, "
                     "and write nothing that others must not read.")
                : tr("If a word differs, somebody stands between you. Leave this host, and write "
                     "nothing that others must not read."),
        this);
    otherwise->setObjectName(QStringLiteral("identityOtherwise"));
    otherwise->setProperty("role", QStringLiteral("secondary"));
    for (QLabel *label : {title, what, otherwise}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *card = new IdentityCard({}, fingerprint, appearance, this);
    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setObjectName(QStringLiteral("identityCopy"));
    copy->setAccessibleName(tr("Copy words and fingerprint"));
    copy->setAutoDefault(false);
    copy->setEnabled(card->isReady());
    auto *done = new QPushButton(tr("Close"), this);
    done->setObjectName(QStringLiteral("identityClose"));
    done->setAccessibleName(done->text());
    done->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(copy);
    buttons->addWidget(done);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(what);
    column->addWidget(card);
    column->addWidget(otherwise);
    column->addLayout(buttons);
    setFixedWidth(appearance.px(identityWidth));
    connect(card, &IdentityCard::ready, copy, [copy] { copy->setEnabled(true); });
    connect(copy, &QPushButton::clicked, this,
            [card] { QGuiApplication::clipboard()->setText(card->text()); });
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    done->setFocus();
}

} // namespace Ui
