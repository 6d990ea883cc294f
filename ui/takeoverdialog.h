// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"
#include "ui/model/heldhistory.h"

class QCheckBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace Ui {

class Appearance;

/// Asks whether to go on with the rooms of a host on this computer: which they are, how much of
/// them comes along, and whether files do; then how far it is, and at last how the others find the
/// way. It decides nothing and does nothing of that itself. Deletes itself when it closes.
class TakeOverDialog : public GrowingDialog {
    Q_OBJECT
public:
    /// Who is to come in here.
    enum class Entrance {
        AsHere,   ///< As the person has it for their own host, which is closed to strangers.
        Anyone,   ///< As there.
        Password, ///< The same as there.
        Approval, ///< As not everybody came in there either.
        Unknown,  ///< Likewise by approval: nobody told who came in there.
    };
    /// `host`: what it is called. `isThere`: whether it still gives its history and files. The
    /// appearance must outlive it.
    TakeOverDialog(const QString &host, std::vector<HeldRoom> rooms, bool isThere,
                   const Appearance &appearance, QWidget *parent = nullptr);

    const std::vector<HeldRoom> &rooms() const { return m_rooms; }
    /// Told as long as the person is asked.
    void setEntrance(Entrance entrance);
    /// As it was told when the person agreed.
    Entrance entrance() const { return m_entrance; }
    /// Of the two steps together; `all` 0: not known.
    void showProgress(qint64 done, qint64 all);
    /// It did not work, and may be tried again.
    void showProblem(const QString &sentence);
    /// It did. `address`: what the others come by; `room`: where they may be told so; empty:
    /// nowhere, as the old host is gone.
    void showDone(const QString &address, const QString &link, const QString &room);

Q_SIGNALS:
    void started(bool withFiles);
    void cancelled();
    /// The others are to be told by that text, in the room they are in still.
    void tellingWanted(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class State { Asking, Working, Done };
    void retranslate();
    void showState();
    QString invitation() const;
    QString entranceSentence() const;

    const QString m_host;
    const std::vector<HeldRoom> m_rooms;
    const bool m_isThere;
    const Appearance &m_appearance;
    State m_state = State::Asking;
    Entrance m_entrance = Entrance::Unknown;
    QString m_problem;
    QString m_address;
    QString m_toldRoom;
    bool m_isTold = false;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QListWidget *m_list = nullptr;
    QCheckBox *m_files = nullptr;
    QLabel *m_note = nullptr;
    QProgressBar *m_progress = nullptr;
    QWidget *m_linkRow = nullptr;
    QLabel *m_link = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_tell = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace Ui
