// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/aboutpane.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/chatlayout.h"
#include "ui/chatpage.h"
#include "ui/diagnostics.h"
#include "ui/diagnosticspane.h"
#include "ui/generalpane.h"
#include "ui/hostrail.h"
#include "ui/hoststrip.h"
#include "ui/hostwindows.h"
#include "ui/joinedhosts.h"
#include "ui/language.h"
#include "ui/limitspane.h"
#include "ui/logpane.h"
#include "ui/model/chatclient.h"
#include "ui/model/profile.h"
#include "ui/movedialog.h"
#include "ui/namepage.h"
#include "ui/notices.h"
#include "ui/noticesettingspane.h"
#include "ui/settingsdialog.h"
#include "ui/shellsigns.h"
#include "ui/shortcuts.h"
#include "ui/shortcutspane.h"
#include "ui/startpage.h"
#include "ui/writingaids.h"
#include "ui/writingpane.h"
#include "ui/writingsettings.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr QSize firstSize(1100, 720);
constexpr QSize smallest(360, 480);

} // namespace

MainWindow::MainWindow(Profile &profile, Actions &actions)
    : m_profile(profile), m_actions(actions),
      m_language(std::make_unique<Language>(
          profile.settings().value(QStringLiteral("language")).toString())),
      m_appearance(std::make_unique<Appearance>(profile.settings())),
      m_shortcuts(std::make_unique<Shortcuts>(profile.settings())),
      m_writing(std::make_unique<WritingSettings>(profile.settings())),
      m_pages(new QStackedWidget(this)), m_namePage(new NamePage(*m_appearance, m_pages)),
      m_startPage(new StartPage(profile, actions, *m_appearance, m_pages)),
      m_hosts(new JoinedHosts(this)), m_notices(new Notices(*this, *m_hosts)),
      m_shell(new ShellSigns(*this, *m_hosts, *m_notices, profile.settings())),
      m_hostWindows(new HostWindows(profile, actions, *m_appearance, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(smallest);
    resize(firstSize);
    restoreGeometry(profile.settings().value(QStringLiteral("geometry")).toByteArray());
    m_pages->addWidget(m_namePage);
    m_pages->addWidget(m_startPage);
    auto *centre = new QWidget(this);
    m_hostStrip = new HostStrip(*m_appearance, centre);
    m_rail = new HostRail(*m_hosts, *m_appearance, centre);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_pages, 1);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_hostStrip);
    column->addLayout(row, 1);
    setCentralWidget(centre);
    connect(m_hostStrip, &HostStrip::statusRequested, m_hostWindows, &HostWindows::openStatus);
    connect(m_hostWindows, &HostWindows::closeRequested, this, &MainWindow::askCloseHost);

    connect(m_namePage, &NamePage::nameGiven, this, [this](const QString &name) {
        m_profile.setName(name);
        showStart();
        Q_EMIT named();
    });
    connect(m_namePage, &NamePage::moveRequested, this, [this] { openMove(false); });
    connect(&actions, &Actions::limitsRequested, this,
            [this] { openSettings(SettingsPage::Limits); });
    connect(m_startPage, &StartPage::settingsRequested, this, [this] { openSettings(); });
    connect(m_startPage, &StartPage::backRequested, this, [this] { showChat(m_client); });
    connect(m_rail, &HostRail::chosen, this,
            [this](const ChatClient *client) { showChat(client); });
    connect(m_rail, &HostRail::leaveRequested, this, &MainWindow::leave);
    connect(m_rail, &HostRail::joinRequested, this, &MainWindow::showStart);
    addKeys();
    connect(m_shortcuts.get(), &Shortcuts::changed, this, &MainWindow::applyShortcuts);
    connect(m_notices, &Notices::badgeChanged, this, &MainWindow::updateTitle);
    connect(m_hosts, &JoinedHosts::changed, this, &MainWindow::updateTitle);
    connect(m_shell, &ShellSigns::quitRequested, &actions, &Actions::quitRequested);
    connect(m_notices, &Notices::roomWanted, this,
            [this](const ChatClient *client, const Chat::RoomId &room) {
                showChat(client);
                showRoom(client, room);
            });
    applyShortcuts();
    showStart();
}

MainWindow::~MainWindow() = default;

const Appearance &MainWindow::appearance() const
{
    return *m_appearance;
}

void MainWindow::addKeys()
{
    const auto key = [this](const char *id, auto &&action) {
        connect(makeShortcut(id, this), &QShortcut::activated, this, action);
    };
    key("settings", [this] { openSettings(); });
    key("keys", [this] { openSettings(SettingsPage::Shortcuts); });
    key("quit", [this] { Q_EMIT m_actions.quitRequested(); });
    key("joinAnother", [this] { showStart(); });
    key("hostHere", [this] { m_hostWindows->openHost(); });
    size_t number = 0;
    for (const char *id :
         {"host1", "host2", "host3", "host4", "host5", "host6", "host7", "host8", "host9"}) {
        key(id, [this, number] {
            if (number < m_hosts->all().size())
                showChat(m_hosts->all()[number].client);
        });
        ++number;
    }
}

void MainWindow::showChat(ChatClient *client, const HostSummary &summary)
{
    auto *page = new ChatPage(*client, m_actions, m_profile.settings(), *m_appearance, m_pages);
    page->setSummary(summary);
    page->addSection(m_rail);
    new WritingAids(*client, *page, *m_appearance, *m_writing);
    connect(page, &ChatPage::settingsRequested, this, [this] { openSettings(); });
    connect(page, &ChatPage::statusRequested, m_hostWindows, &HostWindows::openStatus);
    connect(page, &ChatPage::hostRequested, m_hostWindows, &HostWindows::openHost);
    connect(page, &ChatPage::joinRequested, this, &MainWindow::showStart);
    connect(page, &ChatPage::titleChanged, this, &MainWindow::updateTitle);
    connect(client, &QObject::destroyed, page, [this, client] { removeChat(client); });
    m_pages->addWidget(page);
    m_chats.emplace(client, page);
    m_hosts->add(client, summary);
    showChat(client);
    applyShortcuts();
}

void MainWindow::showChat(const ChatClient *client)
{
    const auto chat = m_chats.find(client);
    if (chat == m_chats.end())
        return;
    m_client = m_hosts->find(client)->client;
    bring(chat->second);
    chat->second->focusLast();
}

void MainWindow::removeChat(const ChatClient *client)
{
    const auto chat = m_chats.find(client);
    if (chat == m_chats.end())
        return;
    ChatPage *page = chat->second;
    const bool wasInSight = isInSight(client);
    if (page->summary().hostedHere)
        m_hostWindows->close();
    m_chats.erase(chat);
    m_hosts->remove(client);
    if (m_client == client)
        m_client = m_hosts->all().empty() ? nullptr : m_hosts->all().back().client;
    if (wasInSight && m_client)
        showChat(m_client);
    else if (wasInSight)
        showStart();
    m_startPage->setBackOffered(m_client);
    updateTitle();
    // It may be one of its own buttons that asked for this.
    m_pages->removeWidget(page);
    page->hide();
    page->disconnect(this);
    page->deleteLater();
}

bool MainWindow::isInSight(const ChatClient *client) const
{
    const auto chat = m_chats.find(client);
    return chat != m_chats.end() && m_pages->currentWidget() == chat->second;
}

void MainWindow::bring(QWidget *page)
{
    page->setEnabled(true);
    m_pages->setCurrentWidget(page);
    // What happens in a chat behind another page must not take the keys from that …
    for (const auto &[client, chat] : m_chats) {
        chat->setEnabled(chat == page);
        for (QWidget *part : chat->findChildren<QWidget *>()) {
            if (part->isWindow()) // … but dialogs of it are still in front.
                part->setEnabled(true);
        }
    }
    m_rail->setCurrent(isInSight(m_client) ? m_client : nullptr);
    updateTitle();
}

void MainWindow::leave(ChatClient *client)
{
    const auto chat = m_chats.find(client);
    if (chat == m_chats.end())
        return;
    if (chat->second->summary().hostedHere)
        showChat(client); // one is asked about it
    chat->second->askLeave();
}

void MainWindow::applyShortcuts()
{
    m_shortcuts->applyTo(*this);
}

void MainWindow::showRoom(const ChatClient *client, const Chat::RoomId &room)
{
    const auto chat = m_chats.find(client);
    if (chat != m_chats.end())
        chat->second->showRoom(room);
}

void MainWindow::comeForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showStart()
{
    m_startPage->setBackOffered(m_client);
    m_startPage->refresh();
    bring(m_profile.name().isEmpty() ? static_cast<QWidget *>(m_namePage) : m_startPage);
}

void MainWindow::showProblem(const QString &sentence, Problem kind, const QString &address)
{
    showStart();
    m_startPage->showProblem(sentence, kind == Problem::PasswordNeeded, address);
}

void MainWindow::updateTitle()
{
    const QString host = isInSight(m_client) ? m_hosts->find(m_client)->name() : QString();
    // Qt adds this to titles that do not end with it.
    QGuiApplication::setApplicationDisplayName(tr("Madang"));
    const Badge badge = m_notices->badge();
    const QString count = badge.calls > 0
                              ? QStringLiteral("(%1) ").arg(QLocale().toString(badge.calls))
                          : badge.unread ? QStringLiteral("• ")
                                         : QString();
    setWindowTitle(count + (host.isEmpty() ? tr("Madang") : tr("%1 – Madang").arg(host)));
}

void MainWindow::openSettings(SettingsPage page)
{
    auto *dialog = new SettingsDialog(m_profile.settings(), *m_appearance, this);
    connect(dialog, &SettingsDialog::languageChosen, this,
            [this](const QString &choice) { m_language->choose(choice); });
    connect(dialog, &SettingsDialog::hostingChosen, this, &MainWindow::hostingChosen);
    connect(dialog, &SettingsDialog::appearanceChosen, this, [this] { m_appearance->reload(); });
    connect(dialog, &SettingsDialog::layoutResetRequested, this, &MainWindow::resetLayout);
    connect(dialog, &SettingsDialog::moveOutRequested, this, [this] { openMove(true); });
    connect(dialog, &SettingsDialog::moveInRequested, this, [this] { openMove(false); });
    connect(dialog, &SettingsDialog::eraseRequested, this, &MainWindow::askErase);
    dialog->general()->setAutostart(m_autostart);
    auto *writing = new WritingPane(m_profile.settings(), *m_appearance);
    connect(writing, &WritingPane::chosen, m_writing.get(), &WritingSettings::reload);
    dialog->addPage(QT_TRANSLATE_NOOP("Ui::SettingsDialog", "Writing"), writing);
    auto *notices = new NoticeSettingsPane(m_profile.settings());
    m_notices->serve(*notices);
    connect(notices, &NoticeSettingsPane::trayChosen, m_shell, &ShellSigns::updateTray);
    dialog->addPage(QT_TRANSLATE_NOOP("Ui::SettingsDialog", "Notices"), notices);
    auto *shortcuts = new ShortcutsPane(*m_shortcuts);
    dialog->addPage(QT_TRANSLATE_NOOP("Ui::SettingsDialog", "Shortcuts"), shortcuts);
    dialog->addPage(
        QT_TRANSLATE_NOOP("Ui::SettingsDialog", "Diagnostics"), new DiagnosticsPane([this] {
            return Diagnostics{&m_profile.settings(), m_client, m_hostWindows->status()}.report();
        }));
    if (m_log)
        dialog->addPage(QT_TRANSLATE_NOOP("Ui::SettingsDialog", "Log"),
                        new LogPane(*m_log, *m_appearance));
    auto *limits = new LimitsPane(*m_appearance);
    dialog->addPage(QT_TRANSLATE_NOOP("Ui::SettingsDialog", "Limits"), limits);
    dialog->addPage(QT_TRANSLATE_NOOP("Ui::SettingsDialog", "About"), new AboutPane(*m_appearance));
    if (page == SettingsPage::Shortcuts)
        dialog->showPage(shortcuts);
    else if (page == SettingsPage::Limits)
        dialog->showPage(limits);
    dialog->open();
}

void MainWindow::resetLayout()
{
    m_profile.settings().remove(QStringLiteral("geometry"));
    ChatLayout::forget(m_profile.settings());
    for (const auto &[client, chat] : m_chats)
        chat->resetLayout();
    showNormal();
    const QRect room = screen()->availableGeometry();
    resize(firstSize.boundedTo(room.size()));
    move(room.center() - rect().center());
}

void MainWindow::openMove(bool out)
{
    auto *dialog = new MoveDialog(out ? MoveDialog::Way::Out : MoveDialog::Way::In, m_profile,
                                  *m_appearance, this);
    connect(dialog, &MoveDialog::quitRequested, &m_actions, &Actions::quitRequested);
    dialog->open();
}

void MainWindow::askErase()
{
    auto *box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("eraseQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Delete everything of yours here?"));
    box->setText(tr("Delete everything of yours here?"));
    box->setInformativeText(
        tr("Your name, settings, what was not sent yet and what hosts know you by are deleted on "
           "this computer, and Madang ends. Without another computer or a file you are a stranger "
           "to every host then. What you have said stays on the hosts, and the rooms of a host "
           "that you open here stay on this computer."));
    QPushButton *erase = box->addButton(tr("Delete everything"), QMessageBox::AcceptRole);
    erase->setObjectName(QStringLiteral("eraseNow"));
    erase->setProperty("danger", true);
    erase->style()->unpolish(erase); // the box has shown it to its style already
    erase->style()->polish(erase);
    QPushButton *keep = box->addButton(tr("Keep it"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(erase, &QPushButton::clicked, &m_actions, &Actions::eraseRequested);
    box->open();
}

void MainWindow::askCloseHost()
{
    for (const auto &[client, chat] : m_chats) {
        if (chat->summary().hostedHere)
            return leave(m_hosts->find(client)->client);
    }
}

void MainWindow::showHostStatus(const HostStatus &status)
{
    m_hostStrip->setStatus(status);
    m_hostWindows->setStatus(status);
}

void MainWindow::changeSummary(const ChatClient *client, const HostSummary &summary)
{
    const auto chat = m_chats.find(client);
    if (chat == m_chats.end())
        return;
    chat->second->setSummary(summary);
    m_hosts->change(client, summary);
}

void MainWindow::addStrip(QWidget *strip)
{
    auto *column = static_cast<QVBoxLayout *>(centralWidget()->layout());
    column->insertWidget(column->count() - 1, strip);
}

bool MainWindow::staysInTray() const
{
    return m_shell->isInTray();
}

void MainWindow::setBackup(Backup *backup)
{
    m_hostWindows->setBackup(backup);
    if (!backup) { // it is closed
        m_hostStrip->clear();
        m_hostWindows->close();
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateTitle();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_profile.settings().setValue(QStringLiteral("geometry"), saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace Ui
