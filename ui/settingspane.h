// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QVariant>
#include <QWidget>

#include <utility>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// A page of the settings: rows of a label and what is chosen by it.
class SettingsPane : public QWidget {
    Q_OBJECT
public:
    /// What a combo box offers: its text, and what the settings keep.
    using Choices = QList<std::pair<QString, QVariant>>;

protected:
    /// The appearance must outlive it.
    explicit SettingsPane(const Appearance &appearance, QWidget *parent);

    const Appearance &appearance() const { return m_appearance; }
    /// A row, which setRow() names; and one of a small text over the whole width.
    void addRow(QWidget *field, const char *objectName);
    QComboBox *addChoiceRow(const char *objectName);
    QLabel *addText();
    /// A button over the whole width, which Enter elsewhere does not press.
    QPushButton *addButton(const char *objectName);
    QCheckBox *addCheck(const char *objectName);
    /// A row without a label; its name is its own affair.
    void addWide(QWidget *widget);
    void setRow(QWidget *field, const QString &text);
    /// With its label.
    void setRowShown(QWidget *field, bool shown);
    /// Fills a combo box without its signals. Where the settings keep none of the choices, the
    /// first one is shown.
    static void setChoices(QComboBox *box, const Choices &choices, const QVariant &kept);

    /// Says all texts in the language of now; the pane's constructor calls it, too.
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override;

private:
    const Appearance &m_appearance;
    QFormLayout *m_form = nullptr;
};

} // namespace Ui
