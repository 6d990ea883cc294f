// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/networkdoctor.h"
#include "ui/model/places.h"

#include <QPointer>
#include <QWidget>

class QAbstractItemModel;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Actions;
class Appearance;
class ClipboardStrip;
class DoctorDialog;
class JoinCard;
class PlaceList;
class Profile;

/// Where to go: to a host that is near or was joined before, to one by its address or invitation,
/// or nowhere, and open one here.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(Profile &profile, Actions &actions, const Appearance &appearance,
              QWidget *parent = nullptr);
    ~StartPage() override;

    /// Any model with the roles of HeardRole; null: nobody is looked for. Must outlive the page,
    /// or go before it.
    void setNearby(const QAbstractItemModel *nearby);
    /// What the doctor is to look at. `choiceChanged` is called when the person has chosen other
    /// interfaces, see lanChoice().
    void setNetwork(NetworkDoctor::Options options, std::function<void()> choiceChanged);
    /// Null: nothing is known of any host.
    void setPins(const HostPins &pins);
    /// Ready for a choice again; forgets the last problem.
    void refresh();
    /// Whether there is a chat to go back to.
    void setBackOffered(bool offered);
    /// What went wrong with the last choice; an empty address leaves the field as it is.
    void showProblem(const QString &sentence, bool passwordNeeded, const QString &address);

    PlaceList &places() { return *m_places; }
    JoinCard &joining() { return *m_joining; }

Q_SIGNALS:
    void settingsRequested();
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    QFrame *makeHostCard();
    void keepName();
    void join(const QString &target, const QString &password);
    void setBusy(const QString &sentence);
    void holdList();
    void lookAtClipboard();
    void openDoctor();
    void retranslate();

    Profile &m_profile;
    Actions &m_actions;
    const Appearance &m_appearance;
    NetworkDoctor::Options m_network;
    std::function<void()> m_choiceChanged;
    bool m_busy = false;
    bool m_pointsBelow = false; ///< The mouse is on what stands below the list.
    QWidget *m_body = nullptr;
    QWidget *m_column = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_settings = nullptr;
    ClipboardStrip *m_clipboard = nullptr;
    QFrame *m_problemBox = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_busyText = nullptr;
    PlaceList *m_places = nullptr;
    JoinCard *m_joining = nullptr;
    QFrame *m_hostCard = nullptr;
    QLabel *m_hostTitle = nullptr;
    QLabel *m_hostText = nullptr;
    QPushButton *m_host = nullptr;
    QPointer<DoctorDialog> m_doctor;
};

} // namespace Ui
