// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/networkdoctor.h"

#include <QDialog>

#include <array>

class QFrame;
class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace Ui {

class Appearance;
class LiveRegion;
class Profile;
class StatusTableModel;

/// Finds out why one sees nobody, and says what helps: begins when it is shown, tells each step as
/// it goes, then the likely causes. Nothing is sent to anybody; a report can be copied.
class DoctorDialog : public QDialog {
    Q_OBJECT
public:
    DoctorDialog(Profile &profile, const Appearance &appearance, NetworkDoctor::Options options,
                 QWidget *parent);

    NetworkDoctor &doctor() { return m_doctor; }

Q_SIGNALS:
    /// The person wants an interface to be used, or left out; see lanChoice().
    void choiceChanged();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct StepRow {
        QLabel *sign = nullptr;
        QLabel *text = nullptr;
    };
    QWidget *makeSteps(QWidget *parent);
    QWidget *makeTable(QWidget *parent);
    QLayout *makeUse(QWidget *parent);
    void begin();
    void end();
    void showStep(NetworkDoctor::Step step);
    void showInterfaces();
    void showCauses();
    void addCause(const LikelyCause &cause, bool isFirst);
    /// Null: none is.
    const Discovery::InterfaceReport *chosenInterface() const;
    void showUse();
    void setUse(const QString &interface, bool used);
    void copy();
    void refresh();
    void retranslate();

    Profile &m_profile;
    const Appearance &m_appearance;
    NetworkDoctor m_doctor;
    bool m_isOver = false; ///< What was found is there to be shown.
    QLabel *m_title = nullptr;
    QLabel *m_addressLabel = nullptr;
    QLineEdit *m_address = nullptr;
    QPushButton *m_begin = nullptr;
    QWidget *m_steps = nullptr;
    std::array<StepRow, NetworkDoctor::stepCount> m_rows;
    QLabel *m_causesTitle = nullptr;
    QVBoxLayout *m_causes = nullptr;
    QLabel *m_tableTitle = nullptr;
    StatusTableModel *m_interfaces = nullptr;
    QTableView *m_table = nullptr;
    QPushButton *m_use = nullptr; ///< Of the row that is chosen.
    QLabel *m_useHint = nullptr;
    QLabel *m_outcome = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_close = nullptr;
    LiveRegion *m_live = nullptr;
};

} // namespace Ui
