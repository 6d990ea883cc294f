// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webhooksdialog.h"

#include "ui/appearance.h"
#include "ui/question.h"
#include "ui/secretcard.h"
#include "ui/webhookdelegate.h"
#include "ui/webhookform.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int hooksShown = 190; // design pixels

} // namespace

WebhooksDialog::WebhooksDialog(std::unique_ptr<Webhooks> hooks, const QUrl &host,
                               const QString &roomTitle, const Appearance &appearance,
                               QWidget *parent)
    : QDialog(parent), m_hooks(std::move(hooks)), m_host(host), m_list(new QListView(this)),
      m_empty(new QLabel(this)), m_notListed(new QLabel(this)),
      m_new(new QPushButton(tr("New webhook"), this)), m_renew(new QPushButton(tr("Renew…"), this)),
      m_remove(new QPushButton(tr("Remove…"), this)), m_form(new WebhookForm(appearance, this)),
      m_secret(new SecretCard(appearance, this)), m_state(new QLabel(this)),
      m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(QStringLiteral("webhooksDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Webhooks"));
    build(roomTitle, appearance);
    connectHooks();
    m_form->hide();
    showState();
}

WebhooksDialog::~WebhooksDialog()
{
    m_list->setModel(nullptr); // it outlives the hooks
}

void WebhooksDialog::setOutgoingOffered(bool offered)
{
    m_form->setOutgoingOffered(offered);
}

void WebhooksDialog::build(const QString &roomTitle, const Appearance &appearance)
{
    auto *title = new QLabel(tr("Webhooks of %1").arg(roomTitle), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *text = new QLabel(tr("With a webhook a program of yours speaks in this room, or hears "
                               "what is said in it."),
                            this);
    text->setProperty("role", QStringLiteral("secondary"));
    m_empty->setObjectName(QStringLiteral("hooksEmpty"));
    m_empty->setProperty("role", QStringLiteral("secondary"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setText(tr("There are no webhooks in this room yet."));
    m_notListed->setObjectName(QStringLiteral("hooksMore"));
    m_notListed->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("hooksState"));
    m_state->setProperty("role", QStringLiteral("problem"));
    for (QLabel *label : {title, text, m_empty, m_notListed, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *readable = new ReadableHooks(m_list);
    readable->setSourceModel(m_hooks.get());
    m_list->setObjectName(QStringLiteral("hookList"));
    m_list->setAccessibleName(tr("Webhooks of this room"));
    m_list->setModel(readable);
    m_list->setItemDelegate(new WebhookDelegate(appearance, m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(appearance.px(hooksShown));
    m_empty->setMinimumHeight(appearance.px(hooksShown / 2));
    m_new->setObjectName(QStringLiteral("hookNew"));
    m_new->setAccessibleName(tr("New webhook"));
    m_renew->setObjectName(QStringLiteral("hookRenew"));
    m_renew->setAccessibleName(tr("Renew the secret of the chosen webhook"));
    m_remove->setObjectName(QStringLiteral("hookRemove"));
    m_remove->setAccessibleName(tr("Remove the chosen webhook"));
    m_remove->setProperty("danger", true);
    m_close->setObjectName(QStringLiteral("hooksClose"));
    m_close->setAccessibleName(m_close->text());

    auto *actions = new QHBoxLayout;
    actions->addWidget(m_new);
    actions->addStretch(1);
    actions->addWidget(m_renew);
    actions->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(m_secret);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_notListed);
    column->addLayout(actions);
    column->addWidget(m_form);
    column->addWidget(m_state);
    column->addWidget(m_close, 0, Qt::AlignRight);
    setMinimumWidth(appearance.px(600));

    connect(m_new, &QPushButton::clicked, this, [this] { openForm(true); });
    connect(m_renew, &QPushButton::clicked, this, &WebhooksDialog::askRenew);
    connect(m_remove, &QPushButton::clicked, this, &WebhooksDialog::askRemove);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &WebhooksDialog::showState);
}

void WebhooksDialog::connectHooks()
{
    Webhooks *hooks = m_hooks.get();
    connect(m_form, &WebhookForm::cancelled, this, [this] { openForm(false); });
    connect(m_form, &WebhookForm::incomingWanted, this,
            [this](const QString &name, const QString &avatar) {
                replaceSecret([this, name, avatar] {
                    begin(true);
                    m_hooks->createIncoming(name, avatar);
                });
            });
    connect(m_form, &WebhookForm::outgoingWanted, this,
            [this](const QString &name, const QString &url, const QString &trigger) {
                replaceSecret([this, name, url, trigger] {
                    begin(true);
                    m_hooks->createOutgoing(name, url, trigger);
                });
            });
    connect(hooks, &Webhooks::listed, this, [this](int more) {
        m_isListed = true;
        m_more = more;
        showState();
    });
    connect(hooks, &Webhooks::rowsInserted, this, &WebhooksDialog::showState);
    connect(hooks, &Webhooks::rowsRemoved, this, &WebhooksDialog::showState);
    connect(hooks, &Webhooks::made, this, &WebhooksDialog::showSecret);
    connect(hooks, &Webhooks::done, this, [this] { end({}); });
    connect(hooks, &Webhooks::failed, this, &WebhooksDialog::end);
}

QModelIndex WebhooksDialog::chosen() const
{
    return m_list->currentIndex();
}

void WebhooksDialog::openForm(bool open)
{
    if (m_isBusy)
        return;
    m_problem.clear();
    m_form->clear();
    m_form->setVisible(open);
    showState();
    if (open)
        m_form->focusName();
    else
        m_new->setFocus(Qt::OtherFocusReason);
}

void WebhooksDialog::begin(bool makes)
{
    m_isBusy = true;
    m_makes = makes;
    m_problem.clear();
    showState();
}

void WebhooksDialog::end(const QString &problem)
{
    m_isBusy = false;
    m_problem = problem;
    if (problem.isEmpty() && m_makes) {
        m_form->clear();
        m_form->hide();
    }
    m_makes = false;
    if (const QString removed = std::exchange(m_removed, {});
        problem.isEmpty() && !removed.isEmpty() && removed == m_secretOf)
        m_secret->forget();
    showState();
}

/// Another secret comes where the last one is shown.
void WebhooksDialog::replaceSecret(const std::function<void()> &done)
{
    if (m_isBusy)
        return;
    if (m_secret->isKept()) {
        done();
        return;
    }
    ask(this,
        {QStringLiteral("replaceQuestion"), tr("What is shown above was not copied"),
         tr("It is shown only once, and the new one takes its place."), tr("Make the webhook")},
        [this, done] {
            if (!m_isBusy)
                done();
        });
}

void WebhooksDialog::reject()
{
    if (m_secret->isKept()) {
        QDialog::reject();
        return;
    }
    const auto asked = findChildren<QDialog *>(QStringLiteral("closeQuestion"));
    if (std::any_of(asked.begin(), asked.end(),
                    [](const QDialog *one) { return one->isVisible(); }))
        return;
    ask(this,
        {QStringLiteral("closeQuestion"), tr("What is shown above was not copied"),
         tr("It is shown only this once. Without it the webhook is of no use until its secret is "
            "renewed."),
         tr("Close all the same")},
        [this] { QDialog::reject(); });
}

void WebhooksDialog::showSecret(const Chat::HookMade &made)
{
    m_secretOf = made.hook.id;
    const QString name = made.hook.name.simplified();
    if (made.hook.kind == Chat::HookKind::Incoming)
        m_secret->setSecret(tr("Address of %1").arg(name), Webhooks::address(m_host, made),
                            tr("It is shown only this once: copy it now. Whoever has it can speak "
                               "in this room under that name."));
    else
        m_secret->setSecret(tr("Secret of %1").arg(name), made.secret,
                            tr("It is shown only this once: copy it now. What is posted is signed "
                               "with it, so that the other side knows where it comes from."));
}

void WebhooksDialog::askRenew()
{
    const QString id = chosen().data(Webhooks::IdRole).toString();
    if (id.isEmpty() || m_isBusy)
        return;
    QString details = chosen().data(Webhooks::NameRole).toString().simplified() +
                      QStringLiteral("\n\n") +
                      tr("What the webhook was reached by or signed with until now works no more; "
                         "programs need the new one.");
    if (!m_secret->isKept())
        details += QStringLiteral("\n\n") + tr("What is shown above was not copied") +
                   QStringLiteral(". ") +
                   tr("It is shown only once, and the new one takes its place.");
    ask(this, {QStringLiteral("renewQuestion"), tr("Renew the secret?"), details, tr("Renew")},
        [this, id] {
            begin();
            m_hooks->renew(id);
        });
}

void WebhooksDialog::askRemove()
{
    const QString id = chosen().data(Webhooks::IdRole).toString();
    if (id.isEmpty() || m_isBusy)
        return;
    ask(this,
        {QStringLiteral("removeQuestion"), tr("Remove this webhook?"),
         chosen().data(Webhooks::NameRole).toString().simplified() + QStringLiteral("\n\n") +
             tr("Programs that use it do not get through any more. What was said stays."),
         tr("Remove")},
        [this, id] {
            begin();
            m_removed = id;
            m_hooks->remove(id);
        });
}

void WebhooksDialog::showState()
{
    const bool any = m_hooks->rowCount() > 0;
    if (any && !chosen().isValid())
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
    m_list->setVisible(any || !m_isListed);
    m_empty->setVisible(!any && m_isListed);
    m_new->setEnabled(!m_isBusy && !m_form->isVisibleTo(this));
    m_renew->setVisible(any);
    m_remove->setVisible(any);
    m_renew->setEnabled(!m_isBusy && chosen().isValid());
    m_remove->setEnabled(!m_isBusy && chosen().isValid());
    m_form->setBusy(m_isBusy);
    m_notListed->setText(tr("and %Ln more", nullptr, m_more));
    m_notListed->setVisible(m_more > 0);
    m_state->setText(m_problem);
    m_state->setVisible(!m_problem.isEmpty());
}

} // namespace Ui
