// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingssearch.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QTextDocumentFragment>

#include <algorithm>

namespace Ui {

namespace {

constexpr qsizetype longestSearch = 100;
constexpr qsizetype mostWords = 8;
constexpr int mostRows = 300;             ///< Of a list.
constexpr qsizetype longestTexts = 50000; ///< Of a page.

QString withoutMnemonics(QString text)
{
    return text.remove(u'&');
}

QString textOf(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int row = 0; row < std::min(model.rowCount(), mostRows); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            texts << model.index(row, column).data().toString();
    }
    return texts.join(u'\n');
}

QString textOf(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        const bool rich =
            label->textFormat() == Qt::RichText ||
            (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()));
        return rich ? QTextDocumentFragment::fromHtml(label->text()).toPlainText()
                    : withoutMnemonics(label->text());
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return withoutMnemonics(button->text());
    if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        return withoutMnemonics(group->title());
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        return textOf(*box->model());
    if (const auto *field = qobject_cast<const QLineEdit *>(&widget))
        return field->placeholderText();
    const auto *view = qobject_cast<const QAbstractItemView *>(&widget);
    return view && view->model() ? textOf(*view->model()) : QString();
}

/// Not what Qt's own widgets are made of.
bool isPart(const QWidget &widget, const QWidget &page)
{
    for (const QWidget *above = widget.parentWidget(); above && above != &page;
         above = above->parentWidget()) {
        if (qobject_cast<const QComboBox *>(above) ||
            qobject_cast<const QAbstractItemView *>(above))
            return true;
    }
    return false;
}

} // namespace

QStringList searchedWords(const QString &typed)
{
    return typed.left(longestSearch).simplified().split(u' ', Qt::SkipEmptyParts).mid(0, mostWords);
}

QString settingsTexts(const QWidget &page)
{
    QString texts;
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(&page) || isPart(*widget, page))
            continue;
        const QString text = textOf(*widget);
        if (texts.size() + text.size() < longestTexts)
            texts += text + u'\n' + widget->accessibleName() + u'\n';
    }
    return texts;
}

bool hasWords(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&text](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

QWidget *markFound(QWidget &page, const QStringList &words)
{
    QWidget *first = nullptr;
    for (QWidget *widget : page.findChildren<QWidget *>()) {
        const bool marked = qobject_cast<QLabel *>(widget) ||
                            qobject_cast<QAbstractButton *>(widget) ||
                            qobject_cast<QComboBox *>(widget) || qobject_cast<QGroupBox *>(widget);
        if (!marked || isPart(*widget, page))
            continue;
        const QString text = textOf(*widget);
        const bool found = widget->isVisibleTo(&page) &&
                           std::any_of(words.begin(), words.end(), [&text](const QString &word) {
                               return text.contains(word, Qt::CaseInsensitive);
                           });
        if (found && !first)
            first = widget;
        if (widget->property("found").toBool() == found)
            continue;
        widget->setProperty("found", found);
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
    return first;
}

} // namespace Ui
