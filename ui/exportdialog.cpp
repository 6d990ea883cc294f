// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exportdialog.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/model/chatclient.h"
#include "ui/pathfield.h"
#include "ui/statesentence.h"

#include <QDate>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>

#include <array>

namespace Ui {

namespace {

using Takeout::Failure;
constexpr std::array formats{Takeout::Format::Html, Takeout::Format::Text, Takeout::Format::Json};
constexpr int progressSteps = 1000;
constexpr int longestHostInName = 40;
constexpr int shownOfChoice = 24;

/// Of a folder, on any computer.
QString plainName(const QString &text)
{
    const QString shown = text.simplified().left(longestHostInName);
    QString plain;
    for (const QChar c : shown) {
        if (c != u'\'' && c != u'’')
            plain += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : QChar(u' ');
    }
    return plain.simplified();
}

QString exportSentence(const Failure &failure, const QString &folder)
{
    switch (failure.kind) {
    case Failure::Kind::Cancelled:
        return ExportDialog::tr("Stopped. Nothing was kept.");
    case Failure::Kind::Full:
        return ExportDialog::tr("The disk is full. Nothing was kept; choose another folder.");
    case Failure::Kind::Refused:
        return ExportDialog::tr("There is something at %1 already.").arg(folder);
    case Failure::Kind::Damaged:
    case Failure::Kind::TooNew:
    case Failure::Kind::Failed:
        break;
    }
    return ExportDialog::tr("It did not work, and nothing was kept: %1").arg(failure.sentence);
}

} // namespace

ExportDialog::ExportDialog(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_client(client), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_whatLabel(new QLabel(this)), m_formatLabel(new QLabel(this)),
      m_folderLabel(new QLabel(this)), m_what(new ChoiceBox(appearance, this)),
      m_format(new ChoiceBox(appearance, this)),
      m_folder(new PathField(QStringLiteral("exportFolder"), PathField::Wanted::Folder, this)),
      m_becomes(new QLabel(this)), m_progress(new QProgressBar(this)), m_state(new QLabel(this)),
      m_close(new QPushButton(this)), m_cancel(new QPushButton(this)),
      m_open(new QPushButton(this)), m_start(new QPushButton(this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setMinimumWidth(appearance.px(520));
    m_title->setProperty("role", QStringLiteral("heading"));
    for (QLabel *label : {m_text, m_becomes, m_state}) {
        label->setProperty("role", QStringLiteral("secondary"));
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_what->setObjectName(QStringLiteral("exportWhat"));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    for (QComboBox *box : {m_what, m_format}) { // names of rooms may be long
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(shownOfChoice);
    }
    m_progress->setObjectName(QStringLiteral("exportProgress"));
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_state->setObjectName(QStringLiteral("exportState"));
    m_close->setObjectName(QStringLiteral("exportClose"));
    m_cancel->setObjectName(QStringLiteral("exportCancel"));
    m_open->setObjectName(QStringLiteral("exportOpen"));
    m_start->setObjectName(QStringLiteral("exportStart"));
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    m_open->setProperty("primary", true);
    m_whatLabel->setBuddy(m_what);
    m_formatLabel->setBuddy(m_format);
    m_folderLabel->setBuddy(m_folder);
    m_folder->setPath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_whatLabel, m_what);
    form->addRow(m_formatLabel, m_format);
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
    column->addWidget(m_becomes);
    column->addWidget(m_progress);
    column->addWidget(m_state);
    column->addSpacing(4);
    column->addLayout(buttons);

    connect(m_start, &QPushButton::clicked, this, &ExportDialog::begin);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_export)
            m_export->cancel();
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT folderRequested(m_done); });
    connect(m_folder, &PathField::changed, this, &ExportDialog::showState);
    retranslate();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::setRoom(const Chat::RoomId &room, const QString &name)
{
    m_room = room;
    m_roomName = name;
    if (!isUnderWay())
        retranslate();
}

void ExportDialog::setHost(const QString &name, const QString &address)
{
    m_hostName = name;
    m_address = address;
    showState();
}

/// One that is not there yet, in the folder that was chosen; empty while that is none.
QString ExportDialog::newFolder() const
{
    const QFileInfo parent(m_folder->path());
    if (!parent.isAbsolute() || !parent.isDir())
        return {};
    const QString name = QStringLiteral("Madang %1 %2")
                             .arg(plainName(m_hostName), QDate::currentDate().toString(Qt::ISODate))
                             .simplified();
    QString path = QDir(parent.filePath()).filePath(name);
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = QDir(parent.filePath()).filePath(QStringLiteral("%1 %2").arg(name).arg(number));
    return path;
}

void ExportDialog::begin()
{
    const QString folder = newFolder();
    if (isUnderWay() || folder.isEmpty())
        return;
    ChatExport::Wish wish;
    wish.to = folder;
    wish.format = formats.at(size_t(qMax(0, m_format->currentIndex())));
    wish.writing.korean = QLocale().language() == QLocale::Korean;
    wish.hostName = m_hostName;
    wish.hostId = hostIdOf(m_client);
    const bool one = m_what->currentIndex() == 0 && !m_room.isEmpty();
    wish.rooms = roomsToExport(m_client, one ? m_room : Chat::RoomId());
    m_source = HostExportSource::of(m_client, m_address);
    m_export = std::make_unique<ChatExport>(*m_source, wish);
    connect(m_export.get(), &ChatExport::progressed, this, &ExportDialog::showProgress);
    connect(m_export.get(), &ChatExport::finished, this, [this](const QString &made) {
        m_done = made;
        const int missing = m_export->missingFiles();
        QString sentence = tr("Done: %1").arg(QDir::toNativeSeparators(made));
        if (missing > 0)
            sentence +=
                u' ' + tr("%Ln file(s) could not be had; their names are there.", nullptr, missing);
        end(sentence, false);
    });
    connect(m_export.get(), &ChatExport::failed, this, [this, folder](const Failure &failure) {
        end(exportSentence(failure, QDir::toNativeSeparators(folder)),
            failure.kind != Failure::Kind::Cancelled);
    });
    m_done.clear();
    m_sentence = tr("Reading…");
    m_isProblem = false;
    m_progress->setValue(0);
    showState();
    m_cancel->setFocus(Qt::OtherFocusReason);
    m_export->start();
}

void ExportDialog::showProgress(qint64 done, qint64 all)
{
    m_progress->setValue(all > 0 ? int(progressSteps * (double(done) / double(all))) : 0);
    const QLocale locale;
    m_sentence = tr("%1 of %2 messages").arg(locale.toString(done), locale.toString(all));
    m_state->setText(m_sentence);
}

void ExportDialog::end(const QString &sentence, bool isProblem)
{
    // It is what tells us this.
    m_export.release()->deleteLater();
    m_source.release()->deleteLater();
    m_sentence = sentence;
    m_isProblem = isProblem;
    showState();
    if (isVisible())
        (m_done.isEmpty() ? m_start : m_open)->setFocus(Qt::OtherFocusReason);
    else
        Q_EMIT endedUnseen(sentence);
}

void ExportDialog::showState()
{
    const bool underWay = isUnderWay();
    const QString folder = underWay ? QString() : newFolder();
    for (QWidget *choice : std::initializer_list<QWidget *>{m_what, m_format, m_folder})
        choice->setEnabled(!underWay);
    m_becomes->setVisible(!underWay && m_done.isEmpty());
    m_becomes->setText(
        folder.isEmpty() ? tr("Choose a folder that there is.")
                         : tr("A new folder is made there: %1").arg(QFileInfo(folder).fileName()));
    m_progress->setVisible(underWay);
    setStateSentence(*m_state, m_sentence, m_isProblem);
    m_cancel->setVisible(underWay);
    m_open->setVisible(!underWay && !m_done.isEmpty());
    m_start->setVisible(!underWay && m_done.isEmpty());
    m_start->setEnabled(!folder.isEmpty());
}

void ExportDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!isUnderWay() && !m_done.isEmpty()) { // that was told; now the next one
        m_done.clear();
        m_sentence.clear();
    }
    showState();
    if (!isUnderWay())
        m_what->setFocus(Qt::OtherFocusReason);
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export"));
    m_title->setText(tr("Export"));
    m_text->setText(tr("What was said, in a folder on this computer: as much of it as the host "
                       "shows you. Whoever has the folder can read it."));
    m_whatLabel->setText(tr("What"));
    m_formatLabel->setText(tr("As"));
    m_folderLabel->setText(tr("Into"));
    m_what->setAccessibleName(tr("What to export"));
    m_format->setAccessibleName(tr("What it is to be"));
    m_folder->setMeaning(tr("Folder to export into"));
    const int what = qMax(0, m_what->currentIndex());
    m_what->clear();
    if (!m_room.isEmpty())
        m_what->addItem(tr("Only #%1").arg(m_roomName));
    m_what->addItem(tr("All rooms that I am in"));
    m_what->setCurrentIndex(qMin(what, m_what->count() - 1));
    const int format = qMax(0, m_format->currentIndex());
    m_format->clear();
    m_format->addItems({tr("Pages for a browser, with pictures (HTML)"), tr("Plain text"),
                        tr("Data, for another Madang or a program (JSON)")});
    m_format->setCurrentIndex(format);
    m_close->setText(tr("Close"));
    m_cancel->setText(tr("Stop"));
    m_open->setText(tr("Open the folder"));
    m_start->setText(tr("Export"));
    for (QPushButton *button : {m_close, m_cancel, m_open, m_start})
        button->setAccessibleName(button->text());
    showState();
}

void ExportDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
