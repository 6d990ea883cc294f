// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostingquestions.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace Ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Ui::HostingQuestions", text);
}

QMessageBox *makeQuestion(QWidget *window, const QString &objectName, const QString &text,
                          const QString &details)
{
    delete window->findChild<QMessageBox *>(objectName); // of the time before
    auto *box = new QMessageBox(window);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(text);
    box->setText(text);
    box->setInformativeText(details);
    return box;
}

QPushButton *addButton(QMessageBox &box, const char *name, const QString &text,
                       QMessageBox::ButtonRole role)
{
    QPushButton *button = box.addButton(text, role);
    button->setObjectName(box.objectName() + QLatin1String(name));
    button->setAccessibleName(text);
    return button;
}

} // namespace

void askOnClose(QWidget *window, const std::function<void(OnClose wish, bool remember)> &decided)
{
    QString details = translated(QT_TRANSLATE_NOOP(
        "Ui::HostingQuestions", "Your Madang is open, and others can talk in it as long as "
                                "this program runs."));
    details += u' ';
    details += translated(QT_TRANSLATE_NOOP("Ui::HostingQuestions",
                                            "The window comes back when you start Madang again."));
    QMessageBox *box =
        makeQuestion(window, QStringLiteral("closeWhileHosting"),
                     translated(QT_TRANSLATE_NOOP("Ui::HostingQuestions", "Go on hosting without a "
                                                                          "window?")),
                     details);
    auto *remember = new QCheckBox(
        translated(QT_TRANSLATE_NOOP("Ui::HostingQuestions", "Do not ask again")), box);
    remember->setObjectName(QStringLiteral("closeWhileHostingRemember"));
    remember->setAccessibleName(remember->text());
    box->setCheckBox(remember);
    QPushButton *background =
        addButton(*box, "GoOn",
                  translated(QT_TRANSLATE_NOOP("Ui::HostingQuestions", "Go on in the background")),
                  QMessageBox::AcceptRole);
    QPushButton *quit = addButton(
        *box, "Quit", translated(QT_TRANSLATE_NOOP("Ui::HostingQuestions", "Close the Madang…")),
        QMessageBox::DestructiveRole);
    QPushButton *stay =
        addButton(*box, "Stay", translated(QT_TRANSLATE_NOOP("Ui::HostingQuestions", "Cancel")),
                  QMessageBox::RejectRole);
    box->setDefaultButton(background);
    box->setEscapeButton(stay);
    QObject::connect(background, &QPushButton::clicked, window,
                     [decided, remember] { decided(OnClose::Background, remember->isChecked()); });
    QObject::connect(quit, &QPushButton::clicked, window,
                     [decided, remember] { decided(OnClose::Quit, remember->isChecked()); });
    box->open();
}

} // namespace Ui
