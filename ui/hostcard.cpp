// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostcard.h"

#include "stomp/wire/address.h"
#include "ui/appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <chrono>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto copiedShown = 1500ms;
constexpr qsizetype mostAddresses = 6;

QLabel *makeLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

} // namespace

QWidget *makeCopyButton(const QString &text, const Appearance &appearance, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("copyAddress"));
    const QIcon copy = appearance.icon(QStringLiteral("copy"), appearance.theme().accent);
    const QIcon done = appearance.icon(QStringLiteral("check"), appearance.theme().ok);
    button->setIcon(copy);
    button->setToolTip(HostCard::tr("Copy"));
    button->setAccessibleName(HostCard::tr("Copy %1").arg(text));
    QObject::connect(button, &QToolButton::clicked, button, [button, text, copy, done] {
        QGuiApplication::clipboard()->setText(text);
        button->setIcon(done);
        button->setToolTip(HostCard::tr("Copied"));
        QTimer::singleShot(copiedShown, button, [button, copy] {
            button->setIcon(copy);
            button->setToolTip(HostCard::tr("Copy"));
        });
    });
    return button;
}

HostCard::HostCard(const HostSummary &summary, const QString &name, int people,
                   const Appearance &appearance, QWidget *parent)
    : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("hostCard"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("About this host"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(6);
    column->addWidget(makeLabel(name, "heading", this));
    QStringList facts;
    facts << (summary.hostedHere ? tr("Open on this computer") : tr("Open on another computer"));
    if (people > 0)
        facts << tr("%Ln people here", nullptr, people);
    column->addWidget(makeLabel(facts.join(QStringLiteral(" · ")), "secondary", this));
    if (!summary.hostedHere) {
        const bool isEncrypted = Chat::isEncrypted(Chat::hostUrl(summary.joinedBy));
        auto *way =
            makeLabel(isEncrypted ? tr("Encrypted")
                                  : tr("Not encrypted: others on the network can read along"),
                      isEncrypted ? "secondary" : "warn", this);
        way->setObjectName(QStringLiteral("hostEncryption"));
        way->setWordWrap(true);
        column->addWidget(way);
    }
    column->addSpacing(8);

    const QStringList addresses =
        summary.hostedHere ? summary.addresses : QStringList{summary.joinedBy};
    column->addWidget(makeLabel(addresses.size() > 1 ? tr("Addresses to come in by")
                                                     : tr("Address to come in by"),
                                "caption", this));
    for (const QString &address : addresses.first(qMin(addresses.size(), mostAddresses))) {
        auto *row = new QHBoxLayout;
        auto *label = makeLabel(address, "plain", this);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        row->addWidget(label, 1);
        row->addWidget(makeCopyButton(address, appearance, this));
        column->addLayout(row);
    }
    column->addSpacing(8);
    if (summary.hostedHere) {
        auto *host = new QPushButton(tr("This Madang…"), this);
        host->setObjectName(QStringLiteral("hostWindow"));
        host->setProperty("primary", true);
        host->setAccessibleName(
            tr("About the Madang on this computer: invite, name, who may come in"));
        column->addWidget(host);
        connect(host, &QPushButton::clicked, this, [this] {
            close();
            Q_EMIT hostRequested();
        });
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    if (summary.hostedHere) {
        auto *status = new QPushButton(tr("Status"), this);
        status->setObjectName(QStringLiteral("hostStatus"));
        status->setAccessibleName(tr("Status of this host"));
        row->addWidget(status);
        connect(status, &QPushButton::clicked, this, [this] {
            close();
            Q_EMIT statusRequested();
        });
    }
    auto *account = new QPushButton(tr("My account…"), this);
    account->setObjectName(QStringLiteral("hostAccount"));
    account->setAccessibleName(tr("My account on this host"));
    row->addWidget(account);
    connect(account, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT accountRequested();
    });
    auto *leave = new QPushButton(summary.hostedHere ? tr("Close this host") : tr("Leave"), this);
    leave->setObjectName(QStringLiteral("leaveHost"));
    leave->setProperty("danger", summary.hostedHere);
    leave->setAccessibleName(leave->text());
    row->addWidget(leave);
    row->addStretch(1);
    column->addLayout(row);
    if (!summary.fingerprint.isEmpty()) {
        auto *identity = new QPushButton(tr("Compare identity…"), this);
        identity->setObjectName(QStringLiteral("hostIdentity"));
        identity->setAccessibleName(identity->text());
        column->addWidget(identity);
        connect(identity, &QPushButton::clicked, this, [this] {
            close();
            Q_EMIT identityRequested();
        });
    }
    auto *another = new QPushButton(tr("Join another host…"), this);
    another->setObjectName(QStringLiteral("hostJoinAnother"));
    another->setAccessibleName(another->text());
    column->addWidget(another);
    connect(another, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT joinRequested();
    });
    connect(leave, &QPushButton::clicked, this, [this] {
        Q_EMIT leaveRequested();
        close();
    });
}

void HostCard::popUpBelow(const QWidget *place)
{
    setMinimumWidth(place->width());
    adjustSize();
    move(place->mapToGlobal(QPoint(0, place->height() + 4)));
    show();
    if (auto *first = findChild<QToolButton *>(QStringLiteral("copyAddress")))
        first->setFocus(Qt::PopupFocusReason);
}

} // namespace Ui
