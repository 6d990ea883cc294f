// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wayindialog.h"

#include "ui/accountwords.h"
#include "ui/appearance.h"
#include "ui/composing.h"
#include "ui/connectionstrip.h"
#include "ui/model/chatclient.h"
#include "ui/model/refusalwords.h"
#include "ui/reason.h"
#include "ui/statesentence.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto waitTick = 500ms;
constexpr qint64 longestLater = 366 * 24 * 3600; // seconds
constexpr int wayInWidth = 540;                  // design pixels
constexpr int longestWayInName = 64;
constexpr int longestWayInCode = 64;
constexpr int longestWayInPassword = 256;

enum WayIn { AnotherName, ByCode, ByPassword };

} // namespace

WayInDialog::WayInDialog(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : GrowingDialog(parent), m_client(client), m_account(*client.account()),
      m_tabs(new QTabWidget(this)), m_state(new QLabel(this))
{
    setObjectName(QStringLiteral("wayInDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    build(appearance);
    for (QLineEdit *field : {m_name, m_code, m_login, m_password}) {
        connect(field, &QLineEdit::textChanged, this, &WayInDialog::showState);
        connect(field, &QLineEdit::returnPressed, this, &WayInDialog::tryIn);
    }
    m_composing = new Composing({m_name, m_code, m_login}, this);
    connect(m_composing, &Composing::changed, this, &WayInDialog::showState);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        m_problem.clear();
        showState();
    });
    connect(m_stay, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_come, &QPushButton::clicked, this, &WayInDialog::tryIn);
    connect(&m_account, &Account::refusedIn, this, &WayInDialog::refused);
    connect(&client, &ChatClient::statusChanged, this, &WayInDialog::followConnection);
    connect(&m_tick, &QTimer::timeout, this, &WayInDialog::showState);
    m_tick.setInterval(waitTick);
    showState();
}

QLineEdit *WayInDialog::makeField(const char *objectName, const QString &meaning, int longest)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(QString::fromLatin1(objectName));
    field->setAccessibleName(meaning);
    field->setPlaceholderText(meaning);
    field->setMaxLength(longest);
    return field;
}

QWidget *WayInDialog::makePage(const QString &text, std::initializer_list<QWidget *> fields)
{
    auto *page = new QWidget(m_tabs);
    auto *label = new QLabel(text, page);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(10);
    column->addWidget(label);
    for (QWidget *field : fields)
        column->addWidget(field);
    column->addStretch(1);
    return page;
}

void WayInDialog::build(const Appearance &appearance)
{
    const bool taken = m_account.standing() == Account::Standing::NameTaken;
    const QString own = m_client.profile().name().simplified();
    setWindowTitle(taken ? tr("This name is somebody's") : tr("Ways in"));
    auto *title = new QLabel(
        taken ? tr("“%1” is somebody's name here").arg(own) : tr("Come in as yourself"), this);
    title->setObjectName(QStringLiteral("wayInTitle"));
    title->setProperty("role", QStringLiteral("heading"));
    auto *text = new QLabel(
        taken ? tr("Somebody on this host has an account with this name, or with one that looks "
                   "like it, and this computer is none of their devices. You are a guest for now.")
              : tr("You are a guest on this host for now."),
        this);
    m_name = makeField("wayInName", tr("Another name"), longestWayInName);
    m_code = makeField("wayInCode", tr("Code, like K7QMP-2XWPD"), longestWayInCode);
    m_login = makeField("wayInLogin", tr("Name of the account"), longestWayInName);
    m_password = makeField("wayInPassword", tr("Password of the account"), longestWayInPassword);
    m_password->setEchoMode(QLineEdit::Password);
    m_login->setText(own);
    m_tabs->setObjectName(QStringLiteral("wayInTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(
        makePage(tr("Be called otherwise. If the name is free it is yours from then on."),
                 {m_name}),
        tr("Another name"));
    m_tabs->addTab(makePage(tr("It is me: on my other device, under “My account” and “Devices”, "
                               "I have made a code for this one."),
                            {m_code}),
                   tr("I have a code"));
    m_tabs->addTab(makePage(tr("It is me, and I have set a password on my other device."),
                            {m_login, m_password}),
                   tr("I have a password"));
    if (!taken)
        m_tabs->setCurrentIndex(ByCode);
    auto *hint = new QLabel(tr("Nothing of that? The owner of this host can make a code for you, "
                               "in the list of people."),
                            this);
    hint->setObjectName(QStringLiteral("wayInHint"));
    hint->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("wayInState"));
    for (QLabel *label : {title, text, hint, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_stay = new QPushButton(tr("Stay a guest"), this); // behind the fields for who goes by Tab
    m_stay->setObjectName(QStringLiteral("wayInStay"));
    m_stay->setAccessibleName(m_stay->text());
    m_come = new QPushButton(this);
    m_come->setObjectName(QStringLiteral("wayInCome"));
    m_come->setProperty("primary", true);
    for (QPushButton *button : {m_stay, m_come})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_stay);
    buttons->addWidget(m_come);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_state);
    column->addWidget(hint);
    column->addLayout(buttons);
    setMinimumWidth(appearance.px(wayInWidth));
}

bool WayInDialog::isWhole() const
{
    switch (m_tabs->currentIndex()) {
    case AnotherName:
        return !m_name->text().simplified().isEmpty();
    case ByCode:
        return !m_code->text().simplified().isEmpty();
    case ByPassword:
        return !m_login->text().simplified().isEmpty() && !m_password->text().isEmpty();
    default:
        return false;
    }
}

void WayInDialog::showState()
{
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(m_mayTry);
    // Another name is no guess, so nobody has to wait for it.
    const bool waits = m_mayTry.isValid() && left > 0 && m_tabs->currentIndex() != AnotherName;
    if (waits && !m_tick.isActive())
        m_tick.start();
    else if (!m_mayTry.isValid() || left <= 0)
        m_tick.stop();
    QStringList sentences;
    if (m_isTrying)
        sentences << tr("Asking the host…");
    if (!m_problem.isEmpty())
        sentences << m_problem;
    if (waits)
        sentences << tr("The next try is in %1.")
                         .arg(shortDuration(std::chrono::seconds((left + 999) / 1000)));
    setStateSentence(*m_state, sentences.join(QLatin1Char(' ')), !m_isTrying);
    m_come->setEnabled(!m_isTrying && !waits && (isWhole() || m_composing->isOpen()));
    m_come->setText(m_tabs->currentIndex() == AnotherName ? tr("Take this name")
                    : m_tabs->currentIndex() == ByCode    ? tr("Come in")
                                                          : tr("Log in"));
    m_come->setAccessibleName(m_come->text());
    m_tabs->setEnabled(!m_isTrying);
}

void WayInDialog::tell(const QString &sentence)
{
    m_isTrying = false;
    m_problem = sentence;
    showState();
}

void WayInDialog::tryIn()
{
    Composing::commit(); // the button may be clicked in mid-syllable
    showState();
    if (!m_come->isEnabled() || !isWhole())
        return;
    m_isTrying = true;
    m_hasLeft = false;
    m_problem.clear();
    showState();
    switch (m_tabs->currentIndex()) {
    case AnotherName:
        m_account.comeAs(m_name->text().simplified());
        break;
    case ByCode:
        m_account.pairWith(m_code->text());
        break;
    case ByPassword:
        m_account.logIn(m_login->text().simplified(), m_password->text());
        break;
    }
}

void WayInDialog::refused(const QString &why, std::chrono::seconds wait)
{
    if (!m_isTrying)
        return;
    m_password->clear();
    if (wait > 0s)
        m_mayTry = QDateTime::currentDateTimeUtc().addSecs(wait.count());
    tell(accountRefusal(why));
}

/// A guest: the host makes no more accounts just now.
QString WayInDialog::laterText() const
{
    const qint64 wait =
        m_client.connection().connectedHeaders().value("retry-after", {}).toLongLong();
    const QString again =
        wait > 0
            ? tryAgainText(QDateTime::currentDateTimeUtc().addSecs(std::min(wait, longestLater)))
            : QString();
    const QString later =
        tr("This host makes no more accounts just now. You are a guest under this "
           "name; try again later.");
    return again.isEmpty() ? later
                           : tr("This host makes no more accounts just now. You are a guest under "
                                "this name.") +
                                 u' ' + again;
}

/// What became of the try stands in the next CONNECTED: nothing counts that was before it.
void WayInDialog::followConnection()
{
    using Phase = ConnectionStatus::Phase;
    if (!m_isTrying)
        return;
    const ConnectionStatus status = m_client.status();
    if (status.phase != Phase::Online) {
        m_hasLeft = true;
        if (status.phase == Phase::Refused ||
            (status.phase == Phase::Waiting && status.nextTry && !status.reason.isEmpty()))
            tell(tr("The host could not be reached: %1").arg(shownReason(status.reason)));
        return;
    }
    if (!m_hasLeft)
        return;
    switch (m_account.standing()) {
    case Account::Standing::NameTaken:
        tell(tr("Somebody has this name, too, or one that looks like it. Please choose another "
                "one."));
        break;
    case Account::Standing::Later:
        tell(laterText());
        break;
    case Account::Standing::Unknown:
    case Account::Standing::Guest:
    case Account::Standing::Member:
        accept();
        break;
    }
}

} // namespace Ui
