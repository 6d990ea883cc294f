// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/earlierdialog.h"

#include "ui/appearance.h"
#include "ui/model/chatclient.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {
namespace {

constexpr int earlierWidth = 460; // design pixels
constexpr int earlierHeight = 300;

} // namespace

EarlierDialog::EarlierDialog(ChatClient &client, const Chat::RoomId &room, Chat::Sequence message,
                             const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_asked(new EarlierTexts(client.connection(), this)),
      m_state(new QLabel(this)), m_texts(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("earlierDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Earlier versions"));
    build(appearance);
    showState(tr("Asking the host…"));
    connect(m_asked, &EarlierTexts::came, this, &EarlierDialog::showTexts);
    connect(m_asked, &EarlierTexts::failed, this, &EarlierDialog::showState);
    m_asked->ask(room, message);
}

void EarlierDialog::build(const Appearance &appearance)
{
    auto *title = new QLabel(windowTitle(), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *what =
        new QLabel(tr("What this message said before it was edited or deleted. Who wrote it "
                      "and who keeps order here can see this."),
                   this);
    what->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("earlierState"));
    for (QLabel *label : {title, what, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_texts->setObjectName(QStringLiteral("earlierTexts"));
    m_texts->setAccessibleName(windowTitle());
    m_texts->setReadOnly(true);
    m_texts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_texts->setTabChangesFocus(true);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("earlierClose"));
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(what);
    column->addWidget(m_texts, 1);
    column->addWidget(m_state);
    column->addLayout(buttons);
    resize(appearance.px(earlierWidth), appearance.px(earlierHeight));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void EarlierDialog::showTexts(const Chat::EarlierList &list)
{
    QStringList shown;
    for (const Chat::EarlierList::Text &one : list.texts) {
        const auto until = QDateTime::fromMSecsSinceEpoch(one.until.time_since_epoch().count());
        shown << tr("Until %1:").arg(QLocale().toString(until, QLocale::ShortFormat)) + u'\n' +
                     one.text;
    }
    m_texts->setPlainText(shown.join(QStringLiteral("\n\n")));
    showState(list.texts.empty() ? tr("Nothing was kept of what this message said before.")
              : list.more        ? tr("There were older versions, which are not shown.")
                                 : QString());
    m_texts->setFocus();
}

void EarlierDialog::showState(const QString &state)
{
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
}

} // namespace Ui
