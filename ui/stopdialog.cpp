// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stopdialog.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/composing.h"
#include "ui/model/chatclient.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace Ui {

namespace {

constexpr int longestWhy = 200; ///< Characters, as hosts tell them.
constexpr std::array minutesToGo{0, 1, 5, 15};

} // namespace

StopDialog::StopDialog(End end, int others, const Appearance &appearance, QWidget *parent)
    : GrowingDialog(parent), m_end(end), m_others(others), m_title(new QLabel(this)),
      m_text(new QLabel(this)), m_whenLabel(new QLabel(this)), m_whyLabel(new QLabel(this)),
      m_when(new ChoiceBox(appearance, this)), m_why(new QLineEdit(this)),
      m_cancel(new QPushButton(this)), m_stop(new QPushButton(this))
{
    const bool quits = end != End::Host;
    setObjectName(quits ? QStringLiteral("quitWhileHosting") : QStringLiteral("closeHost"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(appearance.px(440));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_text->setProperty("role", QStringLiteral("secondary"));
    m_text->setWordWrap(true);
    m_when->setObjectName(QStringLiteral("stopWhen"));
    m_why->setObjectName(QStringLiteral("stopReason"));
    m_why->setMaxLength(longestWhy);
    m_cancel->setObjectName(objectName() + QStringLiteral("No"));
    m_stop->setObjectName(objectName() + QStringLiteral("Yes"));
    m_stop->setProperty("danger", true);
    m_whenLabel->setBuddy(m_when);
    m_whyLabel->setBuddy(m_why);
    // Enter is no, as wherever something ends for others.
    m_cancel->setDefault(true);
    m_stop->setAutoDefault(false);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_whenLabel, m_when);
    form->addRow(m_whyLabel, m_why);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_stop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(4);
    column->addLayout(form);
    column->addSpacing(4);
    column->addLayout(buttons);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        Composing::commit(); // the button may be clicked in mid-syllable
        const auto minutes = minutesToGo.at(size_t(qMax(0, m_when->currentIndex())));
        Q_EMIT stopChosen(m_why->text().trimmed(), std::chrono::minutes(minutes));
        accept();
    });
    retranslate();
    m_when->setFocus(Qt::OtherFocusReason);
}

void StopDialog::retranslate()
{
    const bool quits = m_end != End::Host;
    setWindowTitle(quits ? tr("Quit and close your Madang?") : tr("Close this host?"));
    m_title->setText(windowTitle());
    QString text = tr("Nobody can talk here until you open it again. What was said is kept on this "
                      "computer.");
    if (m_end == End::Program)
        text += u' ' + tr("To go on hosting, close only the window.");
    if (m_others > 0)
        text = tr("%Ln other people are here.", nullptr, m_others) + u' ' + text;
    m_text->setText(text);
    m_whenLabel->setText(tr("When"));
    m_whyLabel->setText(tr("Why"));
    m_when->setAccessibleName(tr("When it closes"));
    m_why->setAccessibleName(tr("Why it closes, for the others"));
    m_why->setPlaceholderText(tr("For the others; may stay empty"));
    const int when = qMax(0, m_when->currentIndex());
    m_when->clear();
    for (const int minutes : minutesToGo)
        m_when->addItem(minutes == 0 ? tr("Now") : tr("In %Ln minutes", nullptr, minutes));
    m_when->setCurrentIndex(when);
    m_cancel->setText(tr("Cancel"));
    m_stop->setText(quits ? tr("Close and quit") : tr("Close this host"));
    for (QPushButton *button : {m_cancel, m_stop})
        button->setAccessibleName(button->text());
}

void StopDialog::changeEvent(QEvent *event)
{
    GrowingDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

/// In the fullest room: hosts do not count people over all of them.
int othersAt(ChatClient &client)
{
    int people = 0;
    const RoomListModel &rooms = *client.rooms();
    for (int row = 0; row < rooms.rowCount(); ++row)
        people = std::max(people, rooms.index(row).data(RoomListModel::HereRole).toInt());
    return std::max(people - 1, 0);
}

} // namespace Ui
