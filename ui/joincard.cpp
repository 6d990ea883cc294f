// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/joincard.h"

#include "ui/addresswords.h"
#include "ui/appearance.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int addressSignSize = 16;
constexpr int hintLines = 2; // so that the field does not move with most of what is said below it

QLineEdit *makeJoinField(const char *name, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(QString::fromLatin1(name));
    return field;
}

} // namespace

JoinCard::JoinCard(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_title(new QLabel(this)),
      m_address(makeJoinField("address", this)), m_password(makeJoinField("password", this)),
      m_join(new QPushButton(this)), m_sign(new QLabel(this)), m_hint(new QLabel(this))
{
    setObjectName(QStringLiteral("card"));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setWordWrap(true);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->hide();
    m_join->setObjectName(QStringLiteral("join"));
    m_join->setProperty("primary", true);
    m_join->setAutoDefault(true); // Enter presses it, as Space does
    m_hint->setObjectName(QStringLiteral("addressHint"));
    m_hint->setProperty("role", QStringLiteral("small"));
    m_hint->setTextFormat(Qt::PlainText); // what a host calls itself stands in it
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_sign->setObjectName(QStringLiteral("addressSign"));

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_address, 1);
    row->addWidget(m_join);
    auto *said = new QHBoxLayout;
    said->setSpacing(6);
    said->addWidget(m_sign, 0, Qt::AlignTop);
    said->addWidget(m_hint, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addWidget(m_password);
    column->addLayout(said);

    m_address->installEventFilter(this);
    connect(m_address, &QLineEdit::textChanged, this, &JoinCard::typed);
    connect(m_address, &QLineEdit::editingFinished, this, &JoinCard::takeInvitation);
    connect(m_address, &QLineEdit::returnPressed, this, &JoinCard::join);
    connect(m_password, &QLineEdit::returnPressed, this, &JoinCard::join);
    connect(m_join, &QPushButton::clicked, this, &JoinCard::join);
    connect(&m_check, &AddressCheck::changed, this, &JoinCard::showState);
    connect(&appearance, &Appearance::changed, this, &JoinCard::showState);
    retranslate();
}

void JoinCard::setBusy(bool busy)
{
    m_busy = busy;
    showState();
}

void JoinCard::setAddress(const QString &address)
{
    m_address->setText(address);
}

void JoinCard::setPasswordAsked(bool asked)
{
    m_password->clear();
    m_password->setVisible(asked);
}

void JoinCard::focusField()
{
    (m_password->isHidden() ? m_address : m_password)->setFocus();
}

bool JoinCard::isInUse() const
{
    return m_address->hasFocus() && !m_address->text().isEmpty();
}

void JoinCard::typed(const QString &text)
{
    m_invitation.clear();
    m_check.setTyped(text);
    // A secret that is typed letter by letter stands there until one is done with it; pasted, it
    // is not to be seen at all.
    const bool isPasted = text.size() - m_before.size() > 1;
    m_before = text;
    if (isPasted)
        takeInvitation();
    showState();
    Q_EMIT useChanged();
}

void JoinCard::takeInvitation()
{
    const auto link = m_check.link();
    if (!link || !link->hasSecret || !m_invitation.isEmpty())
        return;
    const QSignalBlocker blocker(m_address);
    m_address->setText(link->address);
    m_before = link->address;
    m_check.setTyped(link->address);
    m_invitation = link->text;
    showState();
}

void JoinCard::join()
{
    takeInvitation();
    if (m_busy || m_check.problem() != Chat::AddressProblem::None)
        return showState();
    Q_EMIT joinRequested(m_invitation.isEmpty() ? m_address->text().trimmed() : m_invitation,
                         m_password->isHidden() ? QString() : m_password->text());
}

void JoinCard::showState()
{
    AddressWords words = addressWords(m_check, m_appearance.theme());
    if (!m_invitation.isEmpty()) {
        const auto link = offeredLink(m_invitation);
        const QString room = link ? link->room : QString();
        words.text =
            (room.isEmpty() ? tr("An invitation; its secret is kept and not shown.")
                            : tr("An invitation to the room %1; its secret is kept and not shown.")
                                  .arg(room)) +
            u' ' + words.text;
        if (words.icon.isEmpty())
            words.icon = QStringLiteral("mail");
    }
    if (m_hint->text() != words.text.trimmed())
        m_hint->setText(words.text.trimmed());
    m_address->setAccessibleDescription(m_hint->text());
    m_sign->setPixmap(
        words.icon.isEmpty() || words.text.isEmpty()
            ? QPixmap()
            : m_appearance.pixmap(words.icon, words.colour, addressSignSize, devicePixelRatioF()));
    m_sign->setFixedWidth(m_appearance.px(addressSignSize));
    constexpr int hintSize = 12; // design pixels, of the role
    m_hint->setMinimumHeight(hintLines * QFontMetrics(m_appearance.font(hintSize)).lineSpacing());
    m_join->setEnabled(!m_busy && m_check.problem() == Chat::AddressProblem::None);
}

void JoinCard::retranslate()
{
    m_title->setText(tr("Join by address or invitation"));
    m_address->setPlaceholderText(QStringLiteral("192.168.0.12:7610"));
    m_address->setAccessibleName(tr("Address or invitation"));
    m_password->setPlaceholderText(tr("Password of this host"));
    m_password->setAccessibleName(tr("Password of this host"));
    m_join->setText(tr("Join"));
    m_join->setAccessibleName(tr("Join by address or invitation"));
    showState();
}

void JoinCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool JoinCard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(this, &JoinCard::useChanged, Qt::QueuedConnection);
    return QFrame::eventFilter(watched, event);
}

} // namespace Ui
