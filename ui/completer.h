// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/completion.h"

#include <QObject>
#include <QPointer>

#include <optional>

class QListWidget;

namespace Ui {

class Appearance;
class MessageEdit;

/// Proposes names, rooms, emoji and commands above a field while one writes in it. The focus stays
/// in the field: Up and Down walk through the list, Enter and Tab take what is chosen, Escape
/// closes it.
class Completer : public QObject {
    Q_OBJECT
public:
    /// The list stands above `frame`, which the field is in. All must outlive it.
    Completer(const Appearance &appearance, MessageEdit &edit, QWidget &frame);
    ~Completer() override;

    /// Who may be mentioned.
    void setNames(const QStringList &names) { m_known.people = names; }
    /// Which rooms one may name.
    void setRooms(const QStringList &rooms) { m_known.rooms = rooms; }
    void setCommands(bool offered) { m_known.commands = offered; }
    bool isOpen() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void typed();
    void moved();
    std::optional<Completion> completion() const;
    void show(const Completion &completion);
    void place();
    void close();
    bool press(int key, Qt::KeyboardModifiers modifiers);
    void take();
    void sayChosen();
    void describe(const QString &said);

    const Appearance &m_appearance;
    MessageEdit &m_edit;
    QWidget &m_frame;
    QPointer<QListWidget> m_list; ///< In the window, so that nothing cuts it off.
    Completable m_known;
    QString m_composed; ///< What an input method has not committed yet.
    Completion m_shown;
    QString m_described;        ///< What the field says of the list.
    qsizetype m_dismissed = -1; ///< Where the word starts that no list is wanted for.
};

} // namespace Ui
