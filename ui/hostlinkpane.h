// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostfacts.h"

#include <QFrame>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;
class QrView;

/// Invites into the host that is open here: by a link, as text and as QR code, or by a browser.
/// Where there are several addresses, one is chosen.
class HostLinkPane : public QFrame {
    Q_OBJECT
public:
    /// Makes the link that leads to an address (HOST:PORT); may make a new secret each time. Empty:
    /// it is not there yet, see renewLink().
    using LinkMaker = std::function<QString(const QString &address)>;

    /// The appearance must outlive it.
    explicit HostLinkPane(const Appearance &appearance, QWidget *parent = nullptr);

    /// None: a link with the address alone.
    void setLinkMaker(LinkMaker maker);
    /// What was chosen stays, where it is among them.
    void setAddresses(const std::vector<HostAddress> &addresses);
    /// Whom browsers are for: `plain` without TLS, else by https.
    void setBrowsers(bool plain);
    /// Why there is no link; shown with a button to try again, until there is one.
    void showProblem(const QString &sentence);
    /// Asks for the link again: what it would say has changed.
    void renewLink();
    QString link() const;
    void focusCopy();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString address() const;
    QString browserLink() const;
    void copy(QPushButton *button, const QString &text);

    LinkMaker m_maker;
    std::vector<HostAddress> m_addresses;
    QString m_linkedAddress; ///< Which the link leads to.
    bool m_plain = true;
    QLabel *m_title = nullptr;
    QrView *m_qr = nullptr;
    QComboBox *m_choice = nullptr;
    QLineEdit *m_link = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_copyForBrowsers = nullptr;
    QLabel *m_browserWords = nullptr;
};

/// What an address goes over: "Wi-Fi", "Cable".
QString addressKindText(HostAddress::Kind kind);

} // namespace Ui
