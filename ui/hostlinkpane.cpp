// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostlinkpane.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/qrview.h"
#include "ui/statesentence.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto copiedLinkShown = 1500ms;

QString bareLink(const QString &address)
{
    return QStringLiteral("madang://%1/").arg(address);
}

} // namespace

HostLinkPane::HostLinkPane(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_maker(bareLink), m_title(new QLabel(this)),
      m_qr(new QrView(appearance, this)), m_choice(new ChoiceBox(appearance, this)),
      m_link(new QLineEdit(this)), m_problem(new QLabel(this)), m_again(new QPushButton(this)),
      m_copy(new QPushButton(this)), m_copyForBrowsers(new QPushButton(this)),
      m_browserWords(new QLabel(this))
{
    setObjectName(QStringLiteral("card"));
    m_title->setProperty("role", QStringLiteral("strong"));
    m_choice->setObjectName(QStringLiteral("linkAddress"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(8);
    m_link->setObjectName(QStringLiteral("hostLink"));
    m_link->setReadOnly(true);
    m_problem->setObjectName(QStringLiteral("hostLinkProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_again->setObjectName(QStringLiteral("hostLinkAgain"));
    m_copy->setObjectName(QStringLiteral("copyLink"));
    m_copy->setProperty("primary", true);
    m_copyForBrowsers->setObjectName(QStringLiteral("copyForBrowsers"));
    m_browserWords->setObjectName(QStringLiteral("browserWords"));
    m_browserWords->setProperty("role", QStringLiteral("small"));
    m_browserWords->setTextFormat(Qt::PlainText);
    m_browserWords->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 14);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_qr, 0, Qt::AlignHCenter);
    column->addWidget(m_choice);
    column->addWidget(m_link);
    column->addWidget(m_problem);
    column->addWidget(m_again);
    column->addWidget(m_copy);
    column->addSpacing(4);
    column->addWidget(m_copyForBrowsers);
    column->addWidget(m_browserWords);
    column->addStretch(1);
    for (QPushButton *button : {m_copy, m_copyForBrowsers, m_again})
        button->setAutoDefault(true); // Enter presses it, as Space does
    connect(m_choice, &QComboBox::activated, this, &HostLinkPane::renewLink);
    connect(m_again, &QPushButton::clicked, this, &HostLinkPane::renewLink);
    connect(m_copy, &QPushButton::clicked, this, [this] { copy(m_copy, link()); });
    connect(m_copyForBrowsers, &QPushButton::clicked, this,
            [this] { copy(m_copyForBrowsers, browserLink()); });
    showProblem({});
    retranslate();
}

void HostLinkPane::setLinkMaker(LinkMaker maker)
{
    m_maker = maker ? std::move(maker) : bareLink;
    renewLink();
}

void HostLinkPane::setAddresses(const std::vector<HostAddress> &addresses)
{
    if (addresses == m_addresses)
        return;
    const QString chosen = address();
    m_addresses = addresses;
    retranslate();
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(chosen)));
    // Each link may cost an invitation.
    if (address() != m_linkedAddress)
        renewLink();
}

void HostLinkPane::setBrowsers(bool plain)
{
    if (std::exchange(m_plain, plain) != plain)
        retranslate();
}

void HostLinkPane::renewLink()
{
    showProblem({});
    m_linkedAddress = address();
    const QString link = m_linkedAddress.isEmpty() ? QString() : m_maker(m_linkedAddress);
    m_link->setText(link);
    m_link->setCursorPosition(0);
    m_qr->setLink(link);
    m_copy->setEnabled(!link.isEmpty());
    m_copyForBrowsers->setEnabled(!m_linkedAddress.isEmpty());
}

void HostLinkPane::showProblem(const QString &sentence)
{
    setStateSentence(*m_problem, sentence, true);
    m_again->setVisible(!sentence.isEmpty());
}

QString HostLinkPane::link() const
{
    return m_link->text();
}

void HostLinkPane::focusCopy()
{
    m_copy->setFocus(Qt::OtherFocusReason);
}

QString HostLinkPane::address() const
{
    return m_choice->currentData().toString();
}

QString HostLinkPane::browserLink() const
{
    return QStringLiteral("%1://%2/")
        .arg(m_plain ? QStringLiteral("http") : QStringLiteral("https"), address());
}

void HostLinkPane::copy(QPushButton *button, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    button->setText(tr("Copied"));
    button->setAccessibleName(tr("Copied"));
    QTimer::singleShot(copiedLinkShown, this, &HostLinkPane::retranslate);
}

void HostLinkPane::retranslate()
{
    m_title->setText(tr("Invite somebody"));
    m_link->setAccessibleName(tr("Link into this Madang"));
    m_copy->setText(tr("Copy the invitation"));
    m_copyForBrowsers->setText(tr("Copy for browsers"));
    m_copyForBrowsers->setAccessibleName(tr("Copy the address for browsers"));
    m_copy->setAccessibleName(m_copy->text());
    m_again->setText(tr("Try again"));
    m_again->setAccessibleName(tr("Try to make the link again"));
    m_browserWords->setText(
        m_plain ? tr("For somebody without the program. By plain http: anyone on this network who "
                     "listens can read what goes to and from that browser.")
                : tr("For somebody without the program. By https: the browser warns once, as it "
                     "knows no certificate of this computer. Compare the words before going on."));
    m_choice->setAccessibleName(tr("Address in the invitation"));
    const int chosen = m_choice->currentIndex();
    m_choice->clear();
    for (const HostAddress &one : m_addresses)
        m_choice->addItem(QStringLiteral("%1 · %2").arg(one.text, addressKindText(one.kind)),
                          one.text);
    m_choice->setCurrentIndex(std::max(0, std::min(chosen, m_choice->count() - 1)));
    m_choice->setVisible(m_addresses.size() > 1);
}

void HostLinkPane::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QString addressKindText(HostAddress::Kind kind)
{
    switch (kind) {
    case HostAddress::Kind::Wireless:
        return HostLinkPane::tr("Wi-Fi");
    case HostAddress::Kind::Wired:
        return HostLinkPane::tr("Cable");
    case HostAddress::Kind::Vpn:
        return HostLinkPane::tr("VPN");
    case HostAddress::Kind::Virtual:
        return HostLinkPane::tr("Virtual machines and containers");
    case HostAddress::Kind::ThisComputer:
        return HostLinkPane::tr("This computer only");
    case HostAddress::Kind::Other:
        break;
    }
    return HostLinkPane::tr("Another network");
}

} // namespace Ui
