// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profileproblem.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

QString profileProblem(Ui::ProfileError error, const QString &folder)
{
    switch (error) {
    case Ui::ProfileError::InUse:
        return QCoreApplication::translate(
                   "main",
                   "Madang is running already with the data in %1, but does not answer. End that "
                   "program, or restart the computer, and start Madang again.")
            .arg(folder);
    case Ui::ProfileError::Unwritable:
        return QCoreApplication::translate(
                   "main",
                   "The folder %1 cannot be written to. Allow yourself to write there, or start "
                   "Madang with another folder: madang --profile <folder>")
            .arg(folder);
    case Ui::ProfileError::TooNew:
        return QCoreApplication::translate(
                   "main",
                   "The data in %1 was written by a newer version of Madang. Please install "
                   "that version.")
            .arg(folder);
    case Ui::ProfileError::Damaged:
        return QCoreApplication::translate(
                   "main",
                   "The data in %1 is damaged. A copy of it that you kept can be put there.")
            .arg(folder);
    case Ui::ProfileError::Failed:
        break;
    }
    return QCoreApplication::translate(
               "main",
               "The data in %1 could not be opened. Look whether the disk is full or broken, and "
               "start Madang again.")
        .arg(folder);
}

bool beginsAnew(const QString &profile, const QString &folder)
{
    QMessageBox box(QMessageBox::Warning, QStringLiteral("Madang"),
                    profileProblem(Ui::ProfileError::Damaged, folder));
    box.setObjectName(QStringLiteral("damagedProfile"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(QCoreApplication::translate(
        "main",
        "You can also begin anew: nothing is deleted, but your name, the hosts you joined, "
        "drafts and what was not sent yet are set aside. Your accounts and settings stay."));
    auto *anew = box.addButton(QCoreApplication::translate("main", "Set it aside and begin anew"),
                               QMessageBox::AcceptRole);
    anew->setObjectName(QStringLiteral("beginAnew"));
    QPushButton *leave = box.addButton(QMessageBox::Close);
    box.setDefaultButton(leave);
    box.setEscapeButton(leave);
    box.exec();
    if (box.clickedButton() != anew)
        return false;
    const auto aside = Ui::Profile::setDatabaseAside(profile);
    if (!aside)
        QMessageBox::critical(nullptr, QStringLiteral("Madang"),
                              profileProblem(aside.error(), folder));
    return aside.has_value();
}
