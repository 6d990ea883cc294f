// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pathfield.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

PathField::PathField(const QString &name, Wanted wanted, QWidget *parent)
    : QWidget(parent), m_wanted(wanted), m_text(new QLineEdit(this)),
      m_choose(new QPushButton(this))
{
    m_text->setObjectName(name);
    m_choose->setObjectName(name + QStringLiteral("Choose"));
    m_choose->setAutoDefault(false);
    setFocusProxy(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_choose);
    connect(m_text, &QLineEdit::textChanged, this, &PathField::changed);
    connect(m_choose, &QPushButton::clicked, this, &PathField::choose);
    retranslate();
}

QString PathField::path() const
{
    const QString typed = QDir::fromNativeSeparators(m_text->text().trimmed());
    if (typed == QLatin1String("~") || typed.startsWith(QLatin1String("~/")))
        return QDir::homePath() + typed.mid(1);
    return typed;
}

void PathField::setPath(const QString &path)
{
    m_text->setText(QDir::toNativeSeparators(path));
}

void PathField::setFilter(const QString &filter, const QString &ending)
{
    m_filter = filter;
    m_ending = ending;
}

void PathField::setMeaning(const QString &meaning)
{
    m_meaning = meaning;
    retranslate();
}

void PathField::choose()
{
    auto *dialog = new QFileDialog(this, m_meaning, {}, m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("chooseDialog"));
    if (m_wanted == Wanted::Folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        dialog->setDirectory(path());
    } else {
        dialog->setFileMode(m_wanted == Wanted::File ? QFileDialog::ExistingFile
                                                     : QFileDialog::AnyFile);
        dialog->setAcceptMode(m_wanted == Wanted::File ? QFileDialog::AcceptOpen
                                                       : QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(m_ending);
        dialog->setDirectory(QFileInfo(path()).path());
        dialog->selectFile(QFileInfo(path()).fileName());
    }
    connect(dialog, &QFileDialog::fileSelected, this, &PathField::setPath);
    dialog->open();
}

void PathField::retranslate()
{
    m_choose->setText(tr("Choose…"));
    m_text->setAccessibleName(m_meaning);
    m_choose->setAccessibleName(m_meaning.isEmpty()
                                    ? m_choose->text()
                                    : QStringLiteral("%1 %2").arg(m_meaning, m_choose->text()));
}

void PathField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
