// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formfield.h"

#include <QFormLayout>
#include <QLabel>

namespace Ui {

void addFormField(QFormLayout &form, const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setBuddy(field);
    field->setAccessibleName(text);
    form.addRow(label, field);
}

void addFormField(QFormLayout &form, const QString &text, QWidget *field, const char *objectName)
{
    field->setObjectName(QString::fromLatin1(objectName));
    addFormField(form, text, field);
}

} // namespace Ui
