// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QLabel;
class QLineEdit;
class QListView;
class QSettings;
class QToolButton;

namespace Ui {

class Appearance;
class ComposedText;
class EmojiListModel;

/// All emoji in a small window over the others: those used last, by groups, or found by a word in
/// English or Korean.
///
/// One writes in the field all the time; Up and Down go through what is found, Left and Right, too,
/// while nothing is written or one is among them. Enter or a click picks; Escape and a click beside
/// it close. Deletes itself when it closes.
class EmojiPicker : public QFrame {
    Q_OBJECT
public:
    /// `settings` keeps what was used last, and must outlive it.
    EmojiPicker(const Appearance &appearance, QSettings &settings, QWidget *parent);

    /// Opens above `place` (of the whole screen), or below where there is no room.
    void openAt(const QRect &place);

Q_SIGNALS:
    /// It closes then.
    void picked(const QString &emoji);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void look();
    void showPart(int part);
    void mark(int row);
    void describe();
    void pick(const QModelIndex &index);
    /// Whether the key was for the list.
    bool walk(int key);

    const Appearance &m_appearance;
    QSettings &m_settings;
    EmojiListModel *m_model;
    QLineEdit *m_field;
    ComposedText *m_written = nullptr;
    QListView *m_list;
    QLabel *m_name;
    QList<QToolButton *> m_parts; ///< Used last, then the groups.
};

} // namespace Ui
