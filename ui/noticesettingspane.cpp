// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/noticesettingspane.h"

#include "ui/model/attention.h"
#include "ui/tray.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int indent = 22; // px of what is a part of the choice above it

QLabel *smallLabel(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setProperty("role", QStringLiteral("secondary"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace

NoticeSettingsPane::NoticeSettingsPane(QSettings &settings, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_notices(new QCheckBox(this)),
      m_text(new QCheckBox(this)), m_guestText(new QCheckBox(this)), m_sounds(new QCheckBox(this)),
      m_tray(new QCheckBox(this)), m_noTray(smallLabel("noticesNoTray", this)),
      m_try(new QPushButton(this)), m_outcome(smallLabel("noticesOutcome", this))
{
    m_notices->setObjectName(QStringLiteral("noticesShown"));
    m_text->setObjectName(QStringLiteral("noticesText"));
    m_guestText->setObjectName(QStringLiteral("noticesGuestText"));
    m_sounds->setObjectName(QStringLiteral("noticesSounds"));
    m_tray->setObjectName(QStringLiteral("noticesTray"));
    m_try->setObjectName(QStringLiteral("noticesTry"));
    m_try->setAutoDefault(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const auto add = [column](QWidget *widget, int depth) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(depth * indent, 0, 0, 0);
        row->addWidget(widget, 1);
        column->addLayout(row);
    };
    add(m_notices, 0);
    add(m_text, 1);
    add(m_guestText, 1);
    add(m_sounds, 0);
    column->addWidget(m_try, 0, Qt::AlignLeft);
    column->addWidget(m_outcome);
    add(m_tray, 0);
    add(m_noTray, 1);

    const NoticeSettings choice = noticeSettings(settings);
    m_notices->setChecked(choice.notices);
    m_text->setChecked(choice.showsText);
    m_guestText->setChecked(choice.showsTextOfGuests);
    m_sounds->setChecked(choice.sounds);
    m_tray->setChecked(keepsInTray(settings));
    for (QCheckBox *box : {m_notices, m_text, m_guestText, m_sounds})
        connect(box, &QCheckBox::toggled, this, &NoticeSettingsPane::keep);
    connect(m_tray, &QCheckBox::toggled, this, [this](bool keeps) {
        setKeepsInTray(m_settings, keeps);
        Q_EMIT trayChosen();
    });
    connect(m_try, &QPushButton::clicked, this, &NoticeSettingsPane::tryOut);
    retranslate();
    setTrayAvailable(QSystemTrayIcon::isSystemTrayAvailable());
}

void NoticeSettingsPane::setTrayAvailable(bool available)
{
    m_trayAvailable = available;
    m_noTray->setVisible(!available);
    enable();
}

void NoticeSettingsPane::enable()
{
    m_text->setEnabled(m_notices->isChecked());
    m_guestText->setEnabled(m_notices->isChecked() && m_text->isChecked());
    m_try->setEnabled(m_notices->isChecked() || m_sounds->isChecked());
    m_tray->setEnabled(m_trayAvailable);
    m_tray->setAccessibleDescription(m_trayAvailable ? QString() : m_noTray->text());
}

void NoticeSettingsPane::keep()
{
    setNoticeSettings(m_settings, {m_notices->isChecked(), m_sounds->isChecked(),
                                   m_text->isChecked(), m_guestText->isChecked()});
    enable();
}

void NoticeSettingsPane::tryOut()
{
    m_noticeOutcome.clear();
    m_soundOutcome.clear();
    showOutcome();
    Q_EMIT tryRequested(m_notices->isChecked(), m_sounds->isChecked());
}

void NoticeSettingsPane::showNoticeOutcome(const QString &problem)
{
    m_noticeOutcome = problem.isEmpty()
                          ? tr("Shown. If you do not see it, this system may be set to show "
                               "nothing now.")
                          : tr("This system could not show it: %1").arg(problem);
    showOutcome();
}

void NoticeSettingsPane::showSoundOutcome(const QString &problem)
{
    m_soundOutcome = problem.isEmpty()
                         ? tr("Played. If you do not hear it, look at the volume of this computer.")
                         : tr("The sound could not be played: %1").arg(problem);
    showOutcome();
}

void NoticeSettingsPane::showOutcome()
{
    QStringList lines{m_noticeOutcome, m_soundOutcome};
    lines.removeAll(QString());
    m_outcome->setText(lines.join(u'\n'));
    m_outcome->setVisible(!lines.isEmpty());
}

void NoticeSettingsPane::retranslate()
{
    m_notices->setText(tr("Tell me of messages while I am elsewhere"));
    m_text->setText(tr("Show what was said"));
    m_guestText->setText(tr("Also what guests said"));
    const QString why = tr("A guest goes by a name that nobody has proved.");
    m_guestText->setToolTip(why);
    m_guestText->setAccessibleDescription(why);
    m_sounds->setText(tr("Make a sound"));
    m_tray->setText(tr("Stay in the tray when the window is closed"));
    m_noTray->setText(tr("This desktop has no tray. Closing the window ends Madang."));
    m_try->setText(tr("Try it"));
    for (QAbstractButton *button : std::initializer_list<QAbstractButton *>{
             m_notices, m_text, m_guestText, m_sounds, m_tray, m_try})
        button->setAccessibleName(button->text());
}

void NoticeSettingsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        enable();
        m_outcome->hide();
    }
}

} // namespace Ui
