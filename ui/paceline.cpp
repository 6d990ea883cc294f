// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paceline.h"

#include "ui/model/chatclient.h"
#include "ui/model/pace.h"

#include <QLabel>
#include <QVBoxLayout>

namespace Ui {
namespace {

constexpr int spaceAboveField = 8;

} // namespace

PaceLine::PaceLine(ChatClient &client, QWidget *parent)
    : PaceLine(new Pace(client.connection()), parent)
{
}

PaceLine::PaceLine(Pace *pace, QWidget *parent)
    : QWidget(parent), m_pace(pace), m_text(new QLabel(this))
{
    m_pace->setParent(this);
    m_text->setObjectName(QStringLiteral("paceText"));
    m_text->setProperty("role", QStringLiteral("warn"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setContentsMargins(16, 0, 16, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, spaceAboveField, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_text);
    connect(m_pace, &Pace::changed, this, &PaceLine::showPace);
    showPace();
}

void PaceLine::showPace()
{
    const int seconds = int(m_pace->left().count());
    m_text->setText(
        seconds == 0   ? QString()
        : seconds < 60 ? tr("You are sending quickly. The host goes on in %Ln s.", nullptr, seconds)
                       : tr("You are sending quickly. The host goes on in %Ln min.", nullptr,
                            (seconds + 59) / 60));
    m_text->setVisible(seconds > 0);
}

} // namespace Ui
