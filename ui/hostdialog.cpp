// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostdialog.h"

#include "ui/appearance.h"
#include "ui/flowlayout.h"
#include "ui/hostaddresslist.h"
#include "ui/hostportdialog.h"
#include "ui/hoststrip.h"
#include "ui/reachproof.h"
#include "ui/timespan.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMargins>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto newsTime = 2s;
/// Design pixels.
constexpr double hostDialogWidth = 860;
constexpr double hostDialogHeight = 620;
/// Of the window's title and borders, which the system draws around it.
constexpr QMargins roomForFrame(8, 40, 8, 8);
constexpr double narrowWidth = 680; ///< Below, the invitation stands under the rest.
constexpr double linksWidth = 264;
constexpr double labelWidth = 96;
/// The rows, by what their labels say.
enum Row { NameRow, EntranceRow, AddressRow, PortRow, ReachRow, WordsRow, BrowserRow, SpaceRow };

QLabel *wordsLabel(const char *name, const char *role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setProperty("role", QLatin1String(role));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

HostDialog::HostDialog(const Appearance &appearance, Firewall firewall, QWidget *parent)
    : QDialog(parent), m_appearance(appearance), m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("hostDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *body = new QWidget(m_scroll);
    body->setObjectName(QStringLiteral("hostDialogBody"));
    m_title = wordsLabel("hostTitle", "title", body);
    m_state = wordsLabel("hostState", "secondary", body);
    m_problem = wordsLabel("hostProblem", "problem", body);
    m_name = new QLineEdit(body);
    m_name->setObjectName(QStringLiteral("hostName"));
    m_name->setMaxLength(HostSettings::longestName);
    auto *entrance = new QWidget(body);
    m_entrance = new QVBoxLayout(entrance);
    m_entrance->setContentsMargins(0, 0, 0, 0);
    m_entranceText = wordsLabel("hostEntrance", "strong", entrance);
    m_entrance->addWidget(m_entranceText);
    m_limits = new QPushButton(entrance);
    m_limits->setObjectName(QStringLiteral("hostLimits"));
    m_entrance->addWidget(m_limits, 0, Qt::AlignLeft);
    m_addresses = new HostAddressList(appearance, body);
    m_proof = new ReachProof(appearance, firewall, body);
    m_identity = wordsLabel("hostIdentity", "strong", body);
    m_identity->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_space = wordsLabel("hostSpace", "plain", body);

    m_title->setMinimumWidth(1); // a name may be one long word
    m_contents = {m_name,  entrance,   m_addresses,    makePort(),
                  m_proof, m_identity, makeBrowsers(), m_space};
    for (size_t row = 0; row < m_contents.size(); ++row)
        m_labels.push_back(wordsLabel("", "secondary", body));
    m_labels[NameRow]->setBuddy(m_name);
    m_rows = new QGridLayout;
    m_rows->setHorizontalSpacing(16);

    auto *facts = new QVBoxLayout;
    facts->setSpacing(6);
    facts->addWidget(m_title);
    facts->addWidget(m_state);
    facts->addWidget(m_problem);
    facts->addSpacing(8);
    facts->addLayout(m_rows);
    facts->addStretch(1);
    m_links = new HostLinkPane(appearance, body);
    m_halves = new QBoxLayout(QBoxLayout::LeftToRight, body);
    m_halves->setContentsMargins(20, 18, 20, 8);
    m_halves->setSpacing(20);
    m_halves->addLayout(facts, 1);
    m_halves->addWidget(m_links, 0, Qt::AlignTop);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    body->setAutoFillBackground(false);
    auto *buttons = new QWidget(this);
    makeButtons(*buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll, 1);
    column->addWidget(buttons);

    connect(m_limits, &QPushButton::clicked, this, &HostDialog::limitsRequested);
    connect(m_name, &QLineEdit::editingFinished, this, &HostDialog::keepName);
    m_timer.setInterval(newsTime);
    connect(&m_timer, &QTimer::timeout, this, &HostDialog::newsRequested);
    connect(&appearance, &Appearance::changed, this, &HostDialog::arrange);
    retranslate();
    resize(QSize(appearance.px(hostDialogWidth), appearance.px(hostDialogHeight))
               .boundedTo(parent ? parent->screen()->availableSize().shrunkBy(roomForFrame)
                                 : QSize(4096, 4096)));
    arrange();
    m_links->focusCopy(); // what one mostly comes for
}

HostDialog::~HostDialog()
{
    // It loses the focus when its window is hidden, which is when nothing of this is there any
    // more.
    m_name->disconnect(this);
}

QWidget *HostDialog::makePort()
{
    auto *content = new QWidget(m_title->parentWidget());
    m_port = wordsLabel("hostPortNumber", "strong", content);
    m_port->setWordWrap(false);
    m_changePort = new QPushButton(content);
    m_changePort->setObjectName(QStringLiteral("changePort"));
    m_portNote = wordsLabel("hostPortNote", "small", content);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(m_port);
    line->addWidget(m_changePort);
    line->addStretch(1);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(m_portNote);
    connect(m_changePort, &QPushButton::clicked, this, &HostDialog::choosePort);
    return content;
}

QWidget *HostDialog::makeBrowsers()
{
    auto *content = new QWidget(m_title->parentWidget());
    m_secureOnly = new QCheckBox(content);
    m_secureOnly->setObjectName(QStringLiteral("secureBrowsersOnly"));
    m_secureNote = wordsLabel("secureBrowsersNote", "small", content);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_secureOnly);
    column->addWidget(m_secureNote);
    connect(m_secureOnly, &QCheckBox::clicked, this, [this](bool secureOnly) {
        HostSettings wanted = m_facts.settings;
        wanted.plain = !secureOnly;
        Q_EMIT settingsChosen(wanted);
    });
    return content;
}

void HostDialog::makeButtons(QWidget &bar)
{
    auto *line = new FlowLayout(&bar);
    line->setContentsMargins(20, 4, 20, 16);
    line->setSpacing(8);
    const auto make = [this, &bar, line](const char *name, auto asked) {
        auto *button = new QPushButton(&bar);
        button->setObjectName(QLatin1String(name));
        connect(button, &QPushButton::clicked, this, asked);
        line->addWidget(button);
        return button;
    };
    m_done = make("hostDone", &QDialog::accept);
    m_backup = make("hostBackup", &HostDialog::backupRequested);
    m_details = make("hostDetails", &HostDialog::statusRequested);
    m_closeHost = make("hostClose", &HostDialog::closeRequested);
    m_closeHost->setProperty("danger", true);
}

void HostDialog::setFacts(const HostFacts &facts)
{
    m_facts = facts;
    showFacts();
    showStatus();
}

void HostDialog::setStatus(const HostStatus &status)
{
    m_status = status;
    showStatus();
}

void HostDialog::setEntrance(QWidget *pane)
{
    m_entranceText->hide();
    m_entrance->insertWidget(0, pane);
    pane->show();
}

void HostDialog::setIdentityWords(const QStringList &words)
{
    m_words = words;
    showFacts();
}

void HostDialog::setLinkMaker(HostLinkPane::LinkMaker maker)
{
    m_links->setLinkMaker(std::move(maker));
}

void HostDialog::showFacts()
{
    const QString name = m_facts.name.simplified();
    m_title->setText(name);
    if (!m_name->isModified())
        m_name->setText(name);
    m_name->setEnabled(!m_facts.madeUp);
    m_entranceText->setText(entranceSentence(m_facts));
    m_addresses->setAddresses(m_facts.addresses);
    m_port->setText(QString::number(m_facts.port));
    m_port->setAccessibleName(tr("Port %1").arg(m_facts.port));
    QString note;
    if (m_facts.takenPort)
        note = tr("Another program has %1, so it is the next free one. Whoever types the address "
                  "has to type this number, too.")
                   .arg(*m_facts.takenPort);
    else if (m_facts.port != HostFacts::usualPort && m_facts.port != 0)
        note = tr("It is not the usual %1: whoever types the address has to type it, too.")
                   .arg(HostFacts::usualPort);
    m_portNote->setText(note);
    m_portNote->setVisible(!note.isEmpty());
    m_changePort->setVisible(!m_facts.madeUp);
    m_identity->setText(m_words.join(QStringLiteral(" · ")));
    m_identity->setVisible(!m_words.isEmpty());
    m_labels[WordsRow]->setVisible(!m_words.isEmpty());
    m_secureOnly->setChecked(!m_facts.settings.plain);
    m_contents[BrowserRow]->setVisible(m_facts.speaksTls);
    m_labels[BrowserRow]->setVisible(m_facts.speaksTls);
    m_links->setBrowsers(m_facts.settings.plain || !m_facts.speaksTls);
    m_links->setAddresses(m_facts.addresses);
}

void HostDialog::showStatus()
{
    const QStringList now{tr("Open"), tr("%Ln people", nullptr, m_status.people),
                          tr("for %1").arg(spanText(m_status.uptime))};
    m_state->setText(QStringLiteral("● ") + now.join(QStringLiteral(" · ")));
    m_state->setAccessibleName(now.join(QStringLiteral(", ")));
    m_problem->setText(dataSentence(m_status.data, m_status.freeBytes));
    m_problem->setVisible(m_status.data != HostStatus::Data::Well);
    m_proof->setState(m_status.lastVisit, m_facts.port, !m_facts.madeUp);
    QStringList space;
    if (m_status.freeBytes >= 0)
        space << tr("%1 free").arg(QLocale().formattedDataSize(m_status.freeBytes, 1));
    if (m_facts.lastBackup.isValid())
        space << tr("last backup %1")
                     .arg(agoText(std::chrono::seconds(
                         m_facts.lastBackup.secsTo(QDateTime::currentDateTimeUtc()))));
    else
        space << tr("no backup yet");
    m_space->setText(space.join(QStringLiteral(" · ")));
}

/// The host's name, at once; one that is none is the one before.
void HostDialog::keepName()
{
    m_name->setModified(false);
    HostSettings wanted = m_facts.settings;
    wanted.name = cleanHostName(m_name->text());
    if (!wanted.name.isEmpty() && wanted.name != m_facts.name)
        Q_EMIT settingsChosen(wanted);
    showFacts(); // as it is by now
}

void HostDialog::choosePort()
{
    auto *dialog = new HostPortDialog(m_facts.settings.port, m_appearance, this);
    connect(dialog, &HostPortDialog::chosen, this, [this](std::optional<quint16> port) {
        HostSettings wanted = m_facts.settings;
        wanted.port = port;
        Q_EMIT settingsChosen(wanted);
    });
    dialog->open();
}

/// Beside each other where there is room, else one below the other.
void HostDialog::arrange()
{
    const bool isNarrow = width() < m_appearance.px(narrowWidth);
    m_halves->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_links->setMinimumWidth(isNarrow ? 0 : m_appearance.px(linksWidth));
    m_links->setMaximumWidth(isNarrow ? QWIDGETSIZE_MAX : m_appearance.px(linksWidth));
    m_halves->setAlignment(m_links, isNarrow ? Qt::Alignment() : Qt::AlignTop);
    m_rows->setColumnMinimumWidth(0, isNarrow ? 0 : m_appearance.px(labelWidth));
    m_rows->setVerticalSpacing(isNarrow ? 4 : 10);
    m_rows->setColumnStretch(0, isNarrow ? 1 : 0);
    m_rows->setColumnStretch(1, isNarrow ? 0 : 1);
    for (int row = 0; row < int(m_contents.size()); ++row) {
        QLabel *label = m_labels[size_t(row)];
        QWidget *content = m_contents[size_t(row)];
        m_rows->removeWidget(label);
        m_rows->removeWidget(content);
        // Beside the first line of what is higher than a line.
        const bool isHigh = row == NameRow || row == AddressRow || row == PortRow;
        label->setContentsMargins(0, isHigh && !isNarrow ? m_appearance.px(6) : 0, 0, 0);
        m_rows->addWidget(label, isNarrow ? 2 * row : row, 0, Qt::AlignTop);
        m_rows->addWidget(content, isNarrow ? 2 * row + 1 : row, isNarrow ? 0 : 1);
    }
}

void HostDialog::retranslate()
{
    setWindowTitle(tr("The Madang on this computer"));
    m_labels[NameRow]->setText(tr("Name"));
    m_labels[EntranceRow]->setText(tr("Who may come in"));
    m_labels[AddressRow]->setText(tr("Addresses"));
    m_labels[PortRow]->setText(tr("Port"));
    m_labels[ReachRow]->setText(tr("Seen from outside"));
    m_labels[WordsRow]->setText(tr("Words to check"));
    m_labels[BrowserRow]->setText(tr("Browsers"));
    m_labels[SpaceRow]->setText(tr("Room on the disk"));
    m_name->setAccessibleName(tr("Name of this Madang"));
    m_changePort->setText(tr("Change…"));
    m_changePort->setAccessibleName(tr("Change the port"));
    m_secureOnly->setText(tr("Only by https"));
    m_secureNote->setText(tr("Then nobody on the network can read along. It is for those who come "
                             "from now on; whoever is here stays until they leave."));
    m_secureOnly->setAccessibleDescription(m_secureNote->text());
    m_backup->setText(tr("Back up…"));
    m_details->setText(tr("Status…"));
    m_closeHost->setText(tr("Close this Madang"));
    m_done->setText(tr("Done"));
    m_limits->setText(tr("What this protects from…"));
    for (QPushButton *button : {m_backup, m_details, m_closeHost, m_done, m_limits}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(true); // Enter presses it, as Space does
    }
    m_changePort->setAutoDefault(true);
    showFacts();
    showStatus();
}

void HostDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HostDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !qobject_cast<QPushButton *>(focusWidget()))
        return; // the field has taken the name; that is no answer to anything else
    QDialog::keyPressEvent(event);
}

void HostDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_timer.start();
    Q_EMIT newsRequested();
}

void HostDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    m_timer.stop();
}

void HostDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    arrange();
}

QString entranceSentence(const HostFacts &facts)
{
    if (facts.madeUp)
        return HostDialog::tr("Only this computer: it is made up, to look around in.");
    switch (facts.settings.entrance) {
    case HostSettings::Entrance::Anyone:
        break;
    case HostSettings::Entrance::Invitation:
        return facts.hasPassword
                   ? HostDialog::tr("Whoever has an invitation, or knows the password")
                   : HostDialog::tr("Whoever has an invitation");
    case HostSettings::Entrance::Approval:
        return HostDialog::tr("Whoever you let in, one by one");
    }
    return facts.hasPassword ? HostDialog::tr("Whoever knows the password")
                             : HostDialog::tr("Anyone on this network");
}

} // namespace Ui
