// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/webhooks.h"

#include <QDialog>
#include <QUrl>

#include <functional>
#include <memory>

class QLabel;
class QListView;
class QPushButton;

namespace Ui {

class Appearance;
class SecretCard;
class WebhookForm;

/// The webhooks of a room, for who keeps order in it.
class WebhooksDialog : public QDialog {
    Q_OBJECT
public:
    /// `host` is where this computer reaches the host: what addresses of hooks begin with.
    WebhooksDialog(std::unique_ptr<Webhooks> hooks, const QUrl &host, const QString &roomTitle,
                   const Appearance &appearance, QWidget *parent);
    ~WebhooksDialog() override;

    /// Outgoing ones are for who owns the host.
    void setOutgoingOffered(bool offered);
    /// Asks before a secret goes that nobody has copied.
    void reject() override;

private:
    void build(const QString &roomTitle, const Appearance &appearance);
    void connectHooks();
    QModelIndex chosen() const;
    void askRenew();
    void askRemove();
    void begin(bool makes = false);
    void end(const QString &problem);
    void replaceSecret(const std::function<void()> &done);
    void showSecret(const Chat::HookMade &made);
    void openForm(bool open);
    void showState();

    std::unique_ptr<Webhooks> m_hooks;
    const QUrl m_host;
    bool m_isListed = false;
    bool m_isBusy = false;
    bool m_makes = false; ///< It is busy with what the form says.
    int m_more = 0;       ///< Hooks that are not in the list for their number.
    QString m_problem;
    QString m_secretOf; ///< The hook that the shown secret is of …
    QString m_removed;  ///< … and the one that is being removed.
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_notListed = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_renew = nullptr;
    QPushButton *m_remove = nullptr;
    WebhookForm *m_form = nullptr;
    SecretCard *m_secret = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace Ui
