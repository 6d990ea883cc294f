// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QUrl>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Actions;
class Appearance;
class NewerVersion;

/// Tells that a host one is in runs a newer version, and leads to where programs come from, as far
/// as that is known. Hidden while there is none.
class NewerStrip : public QFrame {
    Q_OBJECT
public:
    /// `releases`: empty where no page is known. All references must outlive it.
    NewerStrip(NewerVersion &newer, Actions &actions, QUrl releases, const Appearance &appearance,
               QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();

    NewerVersion &m_newer;
    const Appearance &m_appearance;
    const QUrl m_releases;
    QBoxLayout *m_parts = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_get = nullptr;
    QPushButton *m_hide = nullptr;
};

} // namespace Ui
