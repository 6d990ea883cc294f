// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spokenchoice.h"

#include "ui/choicebox.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QCoreApplication>

namespace Ui {

namespace {

/// The children and the action are those of Qt's own.
class SpokenChoice : public QAccessibleWidget {
public:
    explicit SpokenChoice(ChoiceBox *box) : QAccessibleWidget(box, QAccessible::ComboBox) {}

    QString text(QAccessible::Text kind) const override
    {
        const QString label = QAccessibleWidget::text(QAccessible::Name);
        const QString chosen = box()->currentText();
        if (kind == QAccessible::Value)
            return chosen;
        if (kind != QAccessible::Name)
            return QAccessibleWidget::text(kind);
#ifdef Q_OS_UNIX
        if (label.isEmpty() || !relations(QAccessible::Label).isEmpty())
            return chosen; // the label is read before it
        return QCoreApplication::translate("Ui::ChoiceBox", "%1: %2",
                                           "what is to be chosen, what is chosen")
            .arg(label, chosen);
#else
        return label;
#endif
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = box()->view()->isVisible();
        return state;
    }

    int childCount() const override
    {
        return 1;
    }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(box()->view()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && child->object() == box()->view() ? 0 : -1;
    }

    QStringList actionNames() const override
    {
        return QStringList{showMenuAction(), pressAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString &name) override
    {
        if (name != showMenuAction() && name != pressAction())
            QAccessibleWidget::doAction(name);
        else if (box()->view()->isVisible())
            box()->hidePopup();
        else
            box()->showPopup();
    }

private:
    ChoiceBox *box() const
    {
        return static_cast<ChoiceBox *>(widget());
    }
};

} // namespace

QAccessibleInterface *makeSpokenChoice(const QString &className, QObject *object)
{
    if (className != QLatin1String(ChoiceBox::staticMetaObject.className()))
        return nullptr;
    return new SpokenChoice(static_cast<ChoiceBox *>(object));
}

} // namespace Ui
