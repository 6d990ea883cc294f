// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostclosing.h"

#include "ui/actions.h"
#include "ui/model/chatclient.h"
#include "ui/stopdialog.h"
#include "ui/stopstrip.h"

namespace Ui {

HostClosing::HostClosing(ChatClient &client, Actions &actions, const Appearance &appearance,
                         QWidget *page)
    : QObject(page), m_client(client), m_actions(actions), m_appearance(appearance), m_page(page),
      m_strip(new StopStrip(client, appearance, page))
{
    connect(m_strip, &StopStrip::takeOverRequested, this,
            [this] { Q_EMIT m_actions.takeOverRequested(&m_client, m_summary, m_room); });
    connect(m_strip, &StopStrip::closeRequested, this,
            [this] { Q_EMIT m_actions.stopRequested({}, std::chrono::seconds(0)); });
    connect(m_strip, &StopStrip::keepRequested, &actions, &Actions::stopCancelled);
}

QWidget *HostClosing::strip() const
{
    return m_strip;
}

void HostClosing::setSummary(const HostSummary &summary)
{
    m_summary = summary;
    m_strip->setHostedHere(summary.hostedHere);
}

void HostClosing::ask()
{
    if (m_dialog && m_dialog->isVisible())
        return m_dialog->activateWindow();
    m_dialog = new StopDialog(StopDialog::End::Host, othersAt(m_client), m_appearance, m_page);
    connect(m_dialog, &StopDialog::stopChosen, &m_actions, &Actions::stopRequested);
    m_dialog->open();
}

} // namespace Ui
