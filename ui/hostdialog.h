// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostfacts.h"
#include "ui/hostlinkpane.h"
#include "ui/hoststatus.h"
#include "ui/model/firewall.h"

#include <QDialog>
#include <QTimer>

#include <functional>
#include <vector>

class QBoxLayout;
class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace Ui {

class HostAddressList;
class ReachProof;

/// The window of the host that is open here: what it is called, who may come in and how, whether
/// they can, and how it is doing. Asks for news every two seconds while it is shown.
class HostDialog : public QDialog {
    Q_OBJECT
public:
    /// The appearance must outlive it.
    HostDialog(const Appearance &appearance, Firewall firewall, QWidget *parent);
    ~HostDialog() override;

    void setFacts(const HostFacts &facts);
    void setStatus(const HostStatus &status);
    /// What decides who may come in, in place of the sentence about it. Becomes a child.
    void setEntrance(QWidget *pane);
    /// By which others make sure that it is this host; empty: the row is hidden.
    void setIdentityWords(const QStringList &words);
    /// See HostLinkPane.
    void setLinkMaker(HostLinkPane::LinkMaker maker);
    HostLinkPane *links() const { return m_links; }

Q_SIGNALS:
    /// Answer with setFacts() and setStatus().
    void newsRequested();
    /// How the host is to be from now on. Another port cuts everybody off for a moment; the person
    /// has been told and agrees.
    void settingsChosen(const Ui::HostSettings &settings);
    void statusRequested();
    void limitsRequested(); ///< What the program protects from, and what not.
    void backupRequested();
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makePort();
    QWidget *makeBrowsers();
    void makeButtons(QWidget &bar);
    void retranslate();
    void showFacts();
    void showStatus();
    void keepName();
    void choosePort();
    void arrange();

    const Appearance &m_appearance;
    HostFacts m_facts;
    HostStatus m_status;
    QTimer m_timer;
    QStringList m_words;
    QScrollArea *m_scroll = nullptr;
    QBoxLayout *m_halves = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_problem = nullptr;
    QGridLayout *m_rows = nullptr;
    std::vector<QLabel *> m_labels; ///< Of the rows, in their order.
    std::vector<QWidget *> m_contents;
    QLineEdit *m_name = nullptr;
    QBoxLayout *m_entrance = nullptr;
    QLabel *m_entranceText = nullptr;
    QPushButton *m_limits = nullptr;
    HostAddressList *m_addresses = nullptr;
    ReachProof *m_proof = nullptr;
    QLabel *m_port = nullptr;
    QLabel *m_portNote = nullptr;
    QPushButton *m_changePort = nullptr;
    QLabel *m_identity = nullptr;
    QCheckBox *m_secureOnly = nullptr;
    QLabel *m_secureNote = nullptr;
    QLabel *m_space = nullptr;
    HostLinkPane *m_links = nullptr;
    QPushButton *m_backup = nullptr;
    QPushButton *m_details = nullptr;
    QPushButton *m_closeHost = nullptr;
    QPushButton *m_done = nullptr;
};

/// Who may come in, as a sentence.
QString entranceSentence(const HostFacts &facts);

} // namespace Ui
