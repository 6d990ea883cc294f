// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statuslinedialog.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/clearbutton.h"
#include "ui/composing.h"
#include "ui/model/emojicatalog.h"
#include "ui/model/ownpresence.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace Ui {

namespace {

constexpr qint64 statusMinute = 60; // seconds
constexpr int dialogWidth = 400;    // px

} // namespace

StatusLineDialog::StatusLineDialog(const QString &status, const QDateTime &until,
                                   const Appearance &appearance, QWidget *parent, Now now)
    : GrowingDialog(parent), m_until(until), m_now(std::move(now)), m_text(new QLineEdit(this)),
      m_left(new QLabel(this)), m_after(new ChoiceBox(appearance, this)), m_over(new QLabel(this))
{
    setObjectName(QStringLiteral("statusLineDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Your status"));
    setMinimumWidth(appearance.px(dialogWidth));
    build(status);
    showLeft();
    m_text->setFocus();
    m_text->selectAll();
}

void StatusLineDialog::build(const QString &status)
{
    m_text->setObjectName(QStringLiteral("statusLineText"));
    m_text->setAccessibleName(tr("Your status"));
    m_text->setMaxLength(OwnPresence::longestStatus);
    m_text->setPlaceholderText(tr("What you are doing (may stay empty)"));
    offerClearing(*m_text);
    m_text->setText(status);
    m_left->setObjectName(QStringLiteral("statusLineLeft"));
    m_left->setProperty("role", QStringLiteral("small"));
    m_after->setObjectName(QStringLiteral("statusLineAfter"));
    m_after->setAccessibleName(tr("Clear it after"));
    if (m_until.isValid() && !isOver())
        m_after->addItem(
            tr("As it is: until %1").arg(QLocale().toString(m_until, QLocale::ShortFormat)),
            int(After::AsItIs));
    m_after->addItem(tr("Never"), int(After::Never));
    m_after->addItem(tr("30 minutes"), int(After::HalfAnHour));
    m_after->addItem(tr("1 hour"), int(After::Hour));
    m_after->addItem(tr("4 hours"), int(After::FourHours));
    m_after->addItem(tr("At the end of today"), int(After::Today));

    m_over->setObjectName(QStringLiteral("statusLineOver"));
    m_over->setProperty("role", QStringLiteral("problem"));
    m_over->setText(tr("That time is over. Choose how long it holds from now, then save."));
    m_over->setWordWrap(true);
    m_over->hide();

    auto *title = new QLabel(tr("Your status"), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *what =
        new QLabel(tr("Everybody who is in a room with you sees it beside your name."), this);
    what->setProperty("role", QStringLiteral("secondary"));
    what->setWordWrap(true);
    auto *afterLabel = new QLabel(tr("Clear it after"), this);
    afterLabel->setProperty("role", QStringLiteral("caption"));
    afterLabel->setBuddy(m_after);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("statusLineCancel"));
    cancel->setAutoDefault(false);
    auto *save = new QPushButton(tr("Save"), this);
    save->setObjectName(QStringLiteral("statusLineSave"));
    save->setProperty("primary", true);
    save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(what);
    column->addWidget(m_text);
    column->addWidget(m_left);
    column->addWidget(afterLabel);
    column->addWidget(m_after);
    column->addWidget(m_over);
    column->addSpacing(8);
    column->addLayout(buttons);
    connect(m_text, &QLineEdit::textChanged, this, &StatusLineDialog::showLeft);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &StatusLineDialog::save);
}

QDateTime StatusLineDialog::end() const
{
    const QDateTime now = m_now();
    switch (After(m_after->currentData().toInt())) {
    case After::AsItIs:
        return m_until;
    case After::HalfAnHour:
        return now.addSecs(30 * statusMinute);
    case After::Hour:
        return now.addSecs(60 * statusMinute);
    case After::FourHours:
        return now.addSecs(4 * 60 * statusMinute);
    case After::Today:
        return now.date().addDays(1).startOfDay();
    case After::Never:
        break;
    }
    return {};
}

bool StatusLineDialog::isOver() const
{
    return m_until.isValid() && m_until <= m_now();
}

void StatusLineDialog::askAgain()
{
    m_after->removeItem(m_after->findData(int(After::AsItIs)));
    m_over->show();
    m_after->setAccessibleDescription(m_over->text());
    m_after->setFocus(Qt::OtherFocusReason);
}

void StatusLineDialog::save()
{
    Composing::commit();
    const QString text = EmojiCatalog::builtIn().withEmoji(m_text->text().simplified());
    const bool staysAsItIs = After(m_after->currentData().toInt()) == After::AsItIs;
    if (!text.isEmpty() && staysAsItIs && isOver())
        return askAgain();
    Q_EMIT chosen(text, text.isEmpty() ? QDateTime() : end());
    accept();
}

void StatusLineDialog::showLeft()
{
    m_left->setText(tr("%1 of %2 characters")
                        .arg(QLocale().toString(m_text->text().size()),
                             QLocale().toString(OwnPresence::longestStatus)));
}

} // namespace Ui
