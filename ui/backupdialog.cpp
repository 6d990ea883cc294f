// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backupdialog.h"

#include "ui/appearance.h"
#include "ui/pathfield.h"
#include "ui/statesentence.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>

namespace Ui {

namespace {

using Takeout::Failure;
constexpr int backupSteps = 1000;
const QString folderKey = QStringLiteral("backupFolder");

QString usualFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

QString backupSentence(const Failure &failure)
{
    switch (failure.kind) {
    case Failure::Kind::Cancelled:
        return BackupDialog::tr("Stopped. Nothing was kept.");
    case Failure::Kind::Full:
        return BackupDialog::tr("The disk is full. Nothing was kept; choose another folder.");
    case Failure::Kind::Refused:
    case Failure::Kind::Damaged:
    case Failure::Kind::TooNew:
    case Failure::Kind::Failed:
        break;
    }
    return BackupDialog::tr("It did not work, and nothing was kept: %1").arg(failure.sentence);
}

} // namespace

BackupDialog::BackupDialog(Backup &backup, QSettings &settings, const Appearance &appearance,
                           QWidget *parent)
    : QDialog(parent), m_backup(&backup), m_settings(settings), m_title(new QLabel(this)),
      m_text(new QLabel(this)), m_folderLabel(new QLabel(this)),
      m_folder(new PathField(QStringLiteral("backupFolder"), PathField::Wanted::Folder, this)),
      m_progress(new QProgressBar(this)), m_state(new QLabel(this)), m_close(new QPushButton(this)),
      m_cancel(new QPushButton(this)), m_open(new QPushButton(this)), m_start(new QPushButton(this))
{
    setObjectName(QStringLiteral("backupDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(appearance.px(520));
    m_title->setProperty("role", QStringLiteral("heading"));
    for (QLabel *label : {m_text, m_state}) {
        label->setProperty("role", QStringLiteral("secondary"));
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_progress->setObjectName(QStringLiteral("backupProgress"));
    m_progress->setRange(0, backupSteps);
    m_progress->setTextVisible(false);
    m_state->setObjectName(QStringLiteral("backupState"));
    m_close->setObjectName(QStringLiteral("backupClose"));
    m_cancel->setObjectName(QStringLiteral("backupCancel"));
    m_open->setObjectName(QStringLiteral("backupOpen"));
    m_start->setObjectName(QStringLiteral("backupStart"));
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    m_open->setProperty("primary", true);
    m_folderLabel->setBuddy(m_folder);
    m_folder->setPath(settings.value(folderKey, usualFolder()).toString());

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_folderLabel, m_folder);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton *button : {m_close, m_cancel, m_open, m_start})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(4);
    column->addLayout(form);
    column->addWidget(m_progress);
    column->addWidget(m_state);
    column->addSpacing(4);
    column->addLayout(buttons);

    connect(&backup, &Backup::progressed, this, &BackupDialog::showProgress);
    connect(&backup, &Backup::finished, this, [this](const BackupMade &made) {
        m_made = made.folder;
        const QLocale locale;
        QString sentence = tr("Done: %1 messages and %2 files in %3")
                               .arg(locale.toString(made.messages), locale.toString(made.files),
                                    QDir::toNativeSeparators(made.folder));
        if (!made.missing.isEmpty())
            sentence += u'\n' + tr("These were not there any more: %1")
                                    .arg(made.missing.join(QStringLiteral(", ")));
        end(sentence, false);
    });
    connect(&backup, &Backup::failed, this, [this](const Failure &failure) {
        end(backupSentence(failure), failure.kind != Failure::Kind::Cancelled);
    });
    connect(&backup, &QObject::destroyed, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &BackupDialog::begin);
    connect(m_cancel, &QPushButton::clicked, &backup, &Backup::cancel);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT folderRequested(m_made); });
    connect(m_folder, &PathField::changed, this, [this] {
        m_made.clear(); // and now another one
        showState();
    });
    retranslate();
    if (backup.isUnderWay())
        m_cancel->setFocus(Qt::OtherFocusReason);
    else
        m_folder->text()->setFocus(Qt::OtherFocusReason);
}

void BackupDialog::begin()
{
    if (!m_backup || m_backup->isUnderWay())
        return;
    m_settings.setValue(folderKey, m_folder->path());
    m_made.clear();
    m_sentence = tr("Copying…");
    m_isProblem = false;
    m_progress->setValue(0);
    m_backup->start(m_folder->path());
    showState();
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void BackupDialog::showProgress(qint64 done, qint64 all)
{
    m_progress->setValue(all > 0 ? int(backupSteps * (double(done) / double(all))) : 0);
}

void BackupDialog::end(const QString &sentence, bool isProblem)
{
    m_sentence = sentence;
    m_isProblem = isProblem;
    showState();
    (m_made.isEmpty() ? m_start : m_open)->setFocus(Qt::OtherFocusReason);
}

void BackupDialog::showState()
{
    const bool underWay = m_backup && m_backup->isUnderWay();
    const QFileInfo folder(m_folder->path());
    const bool isThere = folder.isAbsolute() && folder.isDir();
    QString sentence = m_sentence;
    if (underWay && sentence.isEmpty())
        sentence = tr("Copying…"); // since before the dialog was opened
    else if (!underWay && !isThere)
        sentence = tr("Choose a folder that there is.");
    m_folder->setEnabled(!underWay);
    m_progress->setVisible(underWay);
    setStateSentence(*m_state, sentence, m_isProblem);
    m_cancel->setVisible(underWay);
    m_open->setVisible(!underWay && !m_made.isEmpty());
    m_start->setVisible(!underWay && m_made.isEmpty());
    m_start->setEnabled(isThere);
}

void BackupDialog::retranslate()
{
    setWindowTitle(tr("Back up this host"));
    m_title->setText(tr("Back up this host"));
    m_text->setText(
        tr("A copy of all rooms, people and files of this host, as they are at one moment; "
           "everybody can go on meanwhile. Best on another disk. Whoever has the copy can read "
           "it. \"madang-host restore\" puts it back."));
    m_folderLabel->setText(tr("Into"));
    m_folder->setMeaning(tr("Folder to back up into"));
    m_close->setText(tr("Close"));
    m_cancel->setText(tr("Stop"));
    m_open->setText(tr("Open the folder"));
    m_start->setText(tr("Back up"));
    for (QPushButton *button : {m_close, m_cancel, m_open, m_start})
        button->setAccessibleName(button->text());
    showState();
}

void BackupDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
