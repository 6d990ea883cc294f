// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSplitter>

class QSettings;

namespace Ui {

class Appearance;

/// Shares the width of a chat among its columns: the rooms, the conversation, and the details of
/// the shown room.
///
/// Where there is room, all three stand side by side, and the details can be put away. In less of
/// it the details come in the place of the conversation, and in a narrow window one column alone is
/// in sight. How wide the columns are and whether the details are put away is kept.
///
/// Keys: Ctrl+Shift+D shows the details and puts them away, Alt+Left goes back from what stands in
/// another's place, F6 and Shift+F6 walk through the sections in sight.
class ChatLayout : public QSplitter {
    Q_OBJECT
public:
    enum class Column { Rooms, Conversation, Details };

    /// Both must outlive it.
    ChatLayout(QSettings &settings, const Appearance &appearance, QWidget *parent = nullptr);

    /// Once; they become its children.
    void setColumns(QWidget *rooms, QWidget *conversation, QWidget *details);
    /// Has Tab go through the columns in their order, whenever what is in them was made.
    void orderTabs();
    /// One of the places that F6 goes to, in their order. Must outlive it.
    void addSection(QWidget *section) { m_sections << section; }

    bool detailsShown() const;
    /// Puts them away, too.
    void setDetailsShown(bool shown);
    /// Brings one of the first two into sight, where not all are. The focus stays.
    void bring(Column column);
    /// Whether there is something to go back to from what is in sight.
    bool canGoBack() const;
    void goBack();
    /// Whether one column alone is in sight.
    bool isSingle() const { return m_fit == Fit::One; }
    /// To how it was on the first day.
    void reset();
    /// The same, for the next one.
    static void forget(QSettings &settings);

Q_SIGNALS:
    /// What is in sight.
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Fit { One, Two, Three };

    void read();
    void keepWidths();
    void arrange();
    void walk(int steps);
    /// Where one is after having gone to that column.
    void enter(const QWidget *column);

    QSettings &m_settings;
    const Appearance &m_appearance;
    QWidget *m_rooms = nullptr;
    QWidget *m_conversation = nullptr;
    QWidget *m_details = nullptr;
    QList<QWidget *> m_sections;
    Fit m_fit = Fit::Three;
    Column m_front = Column::Conversation; ///< Where not all are in sight.
    bool m_detailsWanted = true;           ///< Where all fit.
    int m_roomsWidth = 0;                  ///< At scale 1, as the next.
    int m_detailsWidth = 0;
};

} // namespace Ui
