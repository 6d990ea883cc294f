// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosticspane.h"

#include "ui/flowlayout.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int lowestText = 160;

} // namespace

DiagnosticsPane::DiagnosticsPane(Report report, QWidget *parent)
    : QWidget(parent), m_report(std::move(report)), m_hint(new QLabel(this)),
      m_text(new QPlainTextEdit(this)), m_refresh(new QPushButton(this)),
      m_copy(new QPushButton(this)), m_save(new QPushButton(this)), m_outcome(new QLabel(this))
{
    m_hint->setProperty("role", QStringLiteral("secondary"));
    m_hint->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("diagnosticsText"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(lowestText);
    m_refresh->setObjectName(QStringLiteral("diagnosticsRefresh"));
    m_copy->setObjectName(QStringLiteral("diagnosticsCopy"));
    m_save->setObjectName(QStringLiteral("diagnosticsSave"));
    m_outcome->setObjectName(QStringLiteral("diagnosticsOutcome"));
    m_outcome->setProperty("role", QStringLiteral("secondary"));
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);
    m_outcome->hide();

    auto *buttons = new FlowLayout;
    for (QPushButton *button : {m_copy, m_save, m_refresh}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_hint);
    column->addWidget(m_text, 1);
    column->addLayout(buttons);
    column->addWidget(m_outcome);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);

    retranslate();
    connect(m_refresh, &QPushButton::clicked, this, &DiagnosticsPane::refresh);
    connect(m_copy, &QPushButton::clicked, this, &DiagnosticsPane::copy);
    connect(m_save, &QPushButton::clicked, this, &DiagnosticsPane::askFile);
}

void DiagnosticsPane::refresh()
{
    m_text->setPlainText(m_report());
    m_outcome->hide();
}

void DiagnosticsPane::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    m_outcome->setText(tr("Copied."));
    m_outcome->show();
}

void DiagnosticsPane::askFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the report"), {}, tr("Text (*.txt)"));
    dialog->setObjectName(QStringLiteral("diagnosticsFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("madang-report.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &DiagnosticsPane::save);
    dialog->open();
}

void DiagnosticsPane::save(const QString &path)
{
    const QByteArray text = m_text->toPlainText().toUtf8();
    QSaveFile file(path);
    const bool saved =
        file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    m_outcome->setText(saved ? tr("Saved.")
                             : tr("It could not be saved there: %1. Choose another folder.")
                                   .arg(file.errorString()));
    m_outcome->show();
}

void DiagnosticsPane::retranslate()
{
    m_hint->setText(
        tr("When something goes wrong, this helps whoever looks into it. There are no "
           "names, addresses, messages or passwords in it, and nothing is sent: copy or "
           "save it, and hand it on yourself."));
    m_text->setAccessibleName(tr("Report"));
    m_refresh->setText(tr("Look again"));
    m_copy->setText(tr("Copy"));
    m_save->setText(tr("Save…"));
    for (QPushButton *button : {m_copy, m_save, m_refresh})
        button->setAccessibleName(button->text());
}

void DiagnosticsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DiagnosticsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace Ui
