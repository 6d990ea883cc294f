// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/movedialog.h"

#include "ui/appearance.h"
#include "ui/model/profile.h"
#include "ui/pathfield.h"
#include "ui/statesentence.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>

#include <algorithm>

namespace Ui {

namespace {

using Takeout::Failure;
constexpr int shortestPassword = 8;
constexpr int moveSteps = 1000;
const QString archiveEnding = QStringLiteral("madang-profile");

QString moveSentence(const Failure &failure, bool isOut)
{
    switch (failure.kind) {
    case Failure::Kind::Cancelled:
        return MoveDialog::tr("Stopped. Nothing was changed.");
    case Failure::Kind::Full:
        return MoveDialog::tr("The disk is full. Nothing was changed.");
    case Failure::Kind::TooNew:
        return MoveDialog::tr("A newer version of Madang wrote this file. Please install that "
                              "version here.");
    case Failure::Kind::Refused:
        if (!isOut)
            return MoveDialog::tr("This is not the password of this file, or the file is damaged.");
        break;
    case Failure::Kind::Damaged:
        if (!isOut)
            return MoveDialog::tr("This file is damaged, or no profile of Madang.");
        break;
    case Failure::Kind::Failed:
        break;
    }
    return MoveDialog::tr("It did not work: %1").arg(failure.sentence);
}

} // namespace

MoveDialog::MoveDialog(Way way, Profile &profile, const Appearance &appearance, QWidget *parent,
                       Takeout::Sealing sealing)
    : QDialog(parent), m_way(way), m_profile(profile), m_archive(nullptr, sealing),
      m_title(new QLabel(this)), m_text(new QLabel(this)), m_fileLabel(new QLabel(this)),
      m_passwordLabel(new QLabel(this)), m_againLabel(new QLabel(this)),
      m_file(new PathField(QStringLiteral("moveFile"),
                           way == Way::Out ? PathField::Wanted::NewFile : PathField::Wanted::File,
                           this)),
      m_password(new QLineEdit(this)), m_again(new QLineEdit(this)),
      m_progress(new QProgressBar(this)), m_state(new QLabel(this)), m_close(new QPushButton(this)),
      m_start(new QPushButton(this))
{
    setObjectName(way == Way::Out ? QStringLiteral("moveOutDialog")
                                  : QStringLiteral("moveInDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(appearance.px(520));
    m_title->setProperty("role", QStringLiteral("heading"));
    for (QLabel *label : {m_text, m_state}) {
        label->setProperty("role", QStringLiteral("secondary"));
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_password->setObjectName(QStringLiteral("movePassword"));
    m_again->setObjectName(QStringLiteral("movePasswordAgain"));
    for (QLineEdit *field : {m_password, m_again})
        field->setEchoMode(QLineEdit::Password);
    m_progress->setObjectName(QStringLiteral("moveProgress"));
    m_progress->setRange(0, moveSteps);
    m_progress->setTextVisible(false);
    m_state->setObjectName(QStringLiteral("moveState"));
    m_close->setObjectName(QStringLiteral("moveClose"));
    m_start->setObjectName(QStringLiteral("moveStart"));
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    m_fileLabel->setBuddy(m_file);
    m_passwordLabel->setBuddy(m_password);
    m_againLabel->setBuddy(m_again);
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_file->setPath(way == Way::Out
                        ? QDir(documents).filePath(QStringLiteral("Madang.") + archiveEnding)
                        : QString());

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_fileLabel, m_file);
    form->addRow(m_passwordLabel, m_password);
    form->addRow(m_againLabel, m_again);
    form->setRowVisible(m_again, way == Way::Out);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_start);
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

    connect(m_file, &PathField::changed, this, &MoveDialog::showState);
    connect(m_password, &QLineEdit::textChanged, this, &MoveDialog::showState);
    connect(m_again, &QLineEdit::textChanged, this, &MoveDialog::showState);
    connect(m_close, &QPushButton::clicked, this, &MoveDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &MoveDialog::begin);
    connect(&m_archive, &ProfileArchive::progressed, this, [this](qint64 done, qint64 all) {
        m_progress->setValue(all > 0 ? int(moveSteps * std::min(1.0, double(done) / double(all)))
                                     : 0);
    });
    connect(&m_archive, &ProfileArchive::finished, this, [this] {
        m_isDone = true;
        end(m_way == Way::Out ? tr("Done. On the other computer choose \"Bring from another "
                                   "computer\" in the settings of Madang, with this file and the "
                                   "password.")
                              : tr("Done. Madang has to be started again; then you are who you "
                                   "were. What was here is kept in a folder of its own."),
            false);
    });
    connect(&m_archive, &ProfileArchive::failed, this, [this](const Failure &failure) {
        end(moveSentence(failure, m_way == Way::Out), failure.kind != Failure::Kind::Cancelled);
    });
    retranslate();
    (way == Way::Out ? static_cast<QWidget *>(m_password) : m_file)->setFocus();
}

/// What is still to be done before it can begin; empty when nothing is.
QString MoveDialog::problem() const
{
    const QFileInfo file(m_file->path());
    if (m_way == Way::In)
        return !file.isFile() ? tr("Choose the file from the other computer.") : QString();
    if (!file.isAbsolute() || file.isDir() || !QFileInfo(file.path()).isDir())
        return tr("Choose where the file is to be.");
    if (m_password->text().size() < shortestPassword)
        return tr("The password needs at least %Ln character(s).", nullptr, shortestPassword);
    if (m_password->text() != m_again->text())
        return tr("Both passwords have to be the same.");
    return {};
}

void MoveDialog::begin()
{
    if (m_isDone) {
        Q_EMIT quitRequested();
        return;
    }
    if (m_archive.isBusy() || !problem().isEmpty())
        return;
    m_sentence.clear();
    m_isProblem = false;
    m_progress->setValue(0);
    if (m_way == Way::Out)
        m_archive.write(m_profile, m_file->path(), m_password->text());
    else
        m_archive.read(m_file->path(), m_password->text(), arrivedIn(m_profile.folder()));
    showState();
    m_close->setFocus(Qt::OtherFocusReason);
}

void MoveDialog::end(const QString &sentence, bool isProblem)
{
    if (m_closes) {
        QDialog::reject();
        return;
    }
    m_sentence = sentence;
    m_isProblem = isProblem;
    if (m_isDone) {
        m_password->clear();
        m_again->clear();
    }
    showState();
    if (isProblem)
        m_password->setFocus(Qt::OtherFocusReason);
}

void MoveDialog::reject()
{
    if (!m_archive.isBusy()) {
        QDialog::reject();
        return;
    }
    m_closes = true;
    m_archive.cancel();
}

void MoveDialog::showState()
{
    const bool busy = m_archive.isBusy();
    const QString missing = problem();
    for (QWidget *field : std::initializer_list<QWidget *>{m_file, m_password, m_again})
        field->setEnabled(!busy && !m_isDone);
    m_progress->setVisible(busy);
    const bool replaces =
        m_way == Way::Out && missing.isEmpty() && QFileInfo::exists(m_file->path());
    QString sentence = m_sentence;
    if (sentence.isEmpty() && !busy)
        sentence = replaces ? tr("The file that is there is replaced.") : missing;
    setStateSentence(*m_state, sentence, m_isProblem);
    m_start->setVisible(!(m_isDone && m_way == Way::Out));
    m_start->setEnabled(!busy && (m_isDone || missing.isEmpty()));
    m_start->setText(m_isDone            ? tr("End Madang")
                     : m_way == Way::Out ? tr("Write the file")
                                         : tr("Bring it here"));
    m_start->setAccessibleName(m_start->text());
    m_close->setText(busy ? tr("Stop") : tr("Close"));
    m_close->setAccessibleName(m_close->text());
}

void MoveDialog::retranslate()
{
    const bool isOut = m_way == Way::Out;
    const QString title =
        isOut ? tr("Move to another computer") : tr("Bring from another computer");
    setWindowTitle(title);
    m_title->setText(title);
    m_text->setText(
        isOut ? tr("Everything that makes you who you are here goes into one file: your name, "
                   "settings, where you were, what is still to be sent, and what hosts know you "
                   "by. Whoever has the file and its password is you. The rooms of a host that "
                   "you open on this computer stay here, and so do files attached to what you have "
                   "not sent yet.")
              : tr("With the file that Madang wrote on the other computer, and its password, you "
                   "are here who you were there."));
    m_fileLabel->setText(tr("File"));
    m_passwordLabel->setText(tr("Password"));
    m_againLabel->setText(tr("Once more"));
    m_file->setMeaning(isOut ? tr("File to write") : tr("File from the other computer"));
    m_file->setFilter(tr("Profiles of Madang (*.%1)").arg(archiveEnding), archiveEnding);
    m_password->setAccessibleName(tr("Password of the file"));
    m_again->setAccessibleName(tr("Password of the file, once more"));
    showState();
}

void MoveDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
