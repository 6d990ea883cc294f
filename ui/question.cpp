// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/question.h"

#include <QCoreApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QStyle>

namespace Ui {

namespace {

QMessageBox *makeBox(QWidget *parent, const QString &objectName, const QString &text,
                     const QString &details)
{
    auto *box = new QMessageBox(parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(text);
    box->setText(text);
    box->setInformativeText(details);
    // The box's own text format is that of the first label only.
    for (QLabel *label : box->findChildren<QLabel *>()) {
        label->setTextFormat(Qt::PlainText);
        label->setOpenExternalLinks(false);
    }
    return box;
}

} // namespace

void ask(QWidget *parent, const Question &question, const std::function<void()> &done)
{
    QMessageBox *box = makeBox(parent, question.objectName, question.text, question.details);
    QPushButton *yes = box->addButton(question.verb, QMessageBox::AcceptRole);
    yes->setObjectName(question.objectName + QStringLiteral("Yes"));
    yes->setProperty("danger", true);
    yes->style()->unpolish(yes); // the box has had it dressed already
    yes->style()->polish(yes);
    QPushButton *no = box->addButton(QCoreApplication::translate("Ui::Question", "Cancel"),
                                     QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(yes, &QPushButton::clicked, parent, done);
    box->open();
}

void tell(QWidget *parent, const QString &objectName, const QString &text, const QString &details)
{
    QMessageBox *box = makeBox(parent, objectName, text, details);
    box->addButton(QCoreApplication::translate("Ui::Question", "Close"), QMessageBox::RejectRole);
    box->open();
}

} // namespace Ui
