// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/peoplechoice.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QListView;
class QScrollArea;

namespace Ui {

class Appearance;
class ComposedText;
class FlowLayout;

/// Chooses several people: a field that finds them, those found below it, and the chosen ones, each
/// to be taken away again.
///
/// By keys alone: what is typed finds people, Up and Down go to one, Enter adds that one, Backspace
/// in the empty field takes the last one away. Enter where nobody is marked is left to the window.
class PeoplePicker : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    PeoplePicker(PeopleChoice &choice, const Appearance &appearance, QWidget *parent = nullptr);

    /// Focus, and whether people can be added and taken away.
    QLineEdit *field() const { return m_field; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addMarked();
    bool isKeyTaken(const QKeyEvent &event);
    QString lookedFor() const;
    void look();
    void mark(int row);
    void keepPlace();
    void showRows();
    void showChosen();
    void addChip(const PeopleChoice::Person &person);
    void fitChips();

    PeopleChoice &m_choice;
    const Appearance &m_appearance;
    Chat::UserId m_marked; ///< While the rows are made anew, as is m_place.
    int m_place = 0;       ///< Of the list's scroll bar.
    QString m_shownFor;    ///< What was looked for when the rows were made.
    QScrollArea *m_area = nullptr;
    FlowLayout *m_chips = nullptr;
    QWidget *m_lastChip = nullptr;
    QLineEdit *m_field = nullptr;
    ComposedText *m_written = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_nobody = nullptr;
};

} // namespace Ui
