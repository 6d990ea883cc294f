// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;
class Composing;

/// What a new webhook is to be.
class WebhookForm : public QWidget {
    Q_OBJECT
public:
    explicit WebhookForm(const Appearance &appearance, QWidget *parent = nullptr);

    /// Whether the person may make outgoing ones.
    void setOutgoingOffered(bool offered);
    /// Empties it, for the next one.
    void clear();
    /// While the host is being asked, it cannot be asked again.
    void setBusy(bool busy);
    void focusName();

Q_SIGNALS:
    void incomingWanted(const QString &name, const QString &avatar);
    void outgoingWanted(const QString &name, const QString &url, const QString &trigger);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isOutgoing() const;
    void send();
    void showState();

    bool m_isBusy = false;
    bool m_isOutgoingOffered = false;
    QFormLayout *m_form = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_avatar = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_trigger = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_make = nullptr;
    Composing *m_composing = nullptr;
};

} // namespace Ui
