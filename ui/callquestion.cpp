// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callquestion.h"

#include "ui/model/messagenode.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace Ui {

void sendUnlessRegretted(QWidget *parent, const QString &text, const std::function<void()> &send)
{
    if (!Chat::mentionsEverybody(text)) {
        send();
        return;
    }
    const QString question = QCoreApplication::translate("Ui::CallQuestion", "Call everybody?");
    auto *box = new QMessageBox(parent);
    box->setObjectName(QStringLiteral("callQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(question);
    box->setText(question);
    box->setInformativeText(QCoreApplication::translate(
        "Ui::CallQuestion", "@here and @여기 call everybody in the room."));
    QPushButton *call = box->addButton(QCoreApplication::translate("Ui::CallQuestion", "Send it"),
                                       QMessageBox::AcceptRole);
    call->setObjectName(QStringLiteral("callEverybody"));
    call->setProperty("primary", true);
    QPushButton *leave = box->addButton(QCoreApplication::translate("Ui::CallQuestion", "Write on"),
                                        QMessageBox::RejectRole);
    box->setDefaultButton(leave);
    box->setEscapeButton(leave);
    QObject::connect(call, &QPushButton::clicked, parent, send);
    box->open();
}

} // namespace Ui
