// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/invitationspane.h"

#include <QWidget>

#include <array>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace Ui {

class Appearance;
class ChatClient;
class NewcomersPane;

/// Who may come in at a host: for its owner, to be put into a window.
class EntrancePane : public QWidget {
    Q_OBJECT
public:
    enum class Rule {
        Anyone,
        Password,   ///< Whoever knows it.
        Invitation, ///< Whoever was given a link.
        Approval,   ///< Whom the owner lets in.
    };

    explicit EntrancePane(const Appearance &appearance, QWidget *parent = nullptr);

    /// The owner's client on that host; null: none. It may go before the pane.
    void setClient(ChatClient *client);
    /// What the host has: nothing is asked for by that. A password is never shown again.
    void showRule(Rule rule);
    /// Why what was chosen is not so, and what to do; empty: nothing.
    void showProblem(const QString &sentence);
    void setLinkMaker(InvitationsPane::LinkMaker maker);

Q_SIGNALS:
    /// The owner wants it so from now on. `password` is for Rule::Password alone, and never empty
    /// then.
    void entranceChosen(Ui::EntrancePane::Rule rule, const QString &password);

private:
    void build();
    void choose();
    void showChoice();
    Rule chosen() const;

    Rule m_rule = Rule::Anyone; ///< As the host has it.
    QButtonGroup *m_rules = nullptr;
    std::array<QRadioButton *, 4> m_buttons{};
    QWidget *m_passwordRow = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_setPassword = nullptr;
    QLabel *m_strength = nullptr;
    QLabel *m_explanation = nullptr;
    QLabel *m_problem = nullptr;
    NewcomersPane *m_newcomers = nullptr;
    InvitationsPane *m_invitations = nullptr;
};

} // namespace Ui
