// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingspane.h"

#include "ui/choicebox.h"
#include "ui/formfield.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace Ui {

SettingsPane::SettingsPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(20);
    m_form->setVerticalSpacing(12);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
}

void SettingsPane::addRow(QWidget *field, const char *objectName)
{
    addFormField(*m_form, {}, field, objectName);
}

QComboBox *SettingsPane::addChoiceRow(const char *objectName)
{
    auto *box = new ChoiceBox(m_appearance, this);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    addRow(box, objectName);
    return box;
}

QLabel *SettingsPane::addText()
{
    auto *label = new QLabel(this);
    label->setProperty("role", QStringLiteral("secondary"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_form->addRow(label);
    return label;
}

QPushButton *SettingsPane::addButton(const char *objectName)
{
    auto *button = new QPushButton(this);
    button->setObjectName(QString::fromLatin1(objectName));
    button->setAutoDefault(false);
    m_form->addRow(button);
    return button;
}

QCheckBox *SettingsPane::addCheck(const char *objectName)
{
    auto *box = new QCheckBox(this);
    box->setObjectName(QString::fromLatin1(objectName));
    m_form->addRow(box);
    return box;
}

void SettingsPane::addWide(QWidget *widget)
{
    m_form->addRow(widget);
}

void SettingsPane::setRow(QWidget *field, const QString &text)
{
    if (auto *label = qobject_cast<QLabel *>(m_form->labelForField(field)))
        label->setText(text);
    field->setAccessibleName(text);
}

void SettingsPane::setRowShown(QWidget *field, bool shown)
{
    field->setVisible(shown);
    if (QWidget *label = m_form->labelForField(field))
        label->setVisible(shown);
}

void SettingsPane::setChoices(QComboBox *box, const Choices &choices, const QVariant &kept)
{
    const QSignalBlocker quiet(box);
    box->clear();
    for (const auto &[text, data] : choices)
        box->addItem(text, data);
    box->setCurrentIndex(qMax(0, box->findData(kept)));
}

void SettingsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
