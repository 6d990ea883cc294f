// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/earlierdialog.h"

#include "ui/appearance.h"
#include "ui/model/chatclient.h"

#include <QEvent>
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
      m_title(new QLabel(this)), m_what(new QLabel(this)), m_close(new QPushButton(this)),
      m_state(new QLabel(this)), m_texts(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("earlierDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    build(appearance);
    retranslate();
    connect(m_asked, &EarlierTexts::came, this, &EarlierDialog::showTexts);
    connect(m_asked, &EarlierTexts::failed, this, &EarlierDialog::showFailure);
    connect(&client, &QObject::destroyed, this, &QDialog::reject);
    m_asked->ask(room, message);
}

void EarlierDialog::build(const Appearance &appearance)
{
    m_title->setProperty("role", QStringLiteral("heading"));
    m_what->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("earlierState"));
    for (QLabel *label : {m_title, m_what, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    // So that it can be reached and read aloud where there is no text.
    m_state->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    m_texts->setObjectName(QStringLiteral("earlierTexts"));
    m_texts->setReadOnly(true);
    m_texts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_texts->setTabChangesFocus(true);
    m_close->setObjectName(QStringLiteral("earlierClose"));
    m_close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_what);
    column->addWidget(m_texts, 1);
    column->addWidget(m_state);
    column->addLayout(buttons);
    resize(appearance.px(earlierWidth), appearance.px(earlierHeight));
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
}

void EarlierDialog::showTexts(const Chat::EarlierList &list)
{
    m_list = list;
    retranslate();
    m_texts->setFocus();
}

void EarlierDialog::showFailure(const QString &sentence)
{
    m_failure = sentence;
    retranslate();
    m_state->setFocus(); // which reads it aloud
}

void EarlierDialog::retranslate()
{
    setWindowTitle(tr("Earlier versions"));
    m_title->setText(windowTitle());
    m_what->setText(tr("What this message said before it was edited or deleted. Who wrote it "
                       "and who keeps order here can see this."));
    m_close->setText(tr("Close"));
    QStringList shown;
    for (const Chat::EarlierList::Text &one :
         m_list ? m_list->texts : std::vector<Chat::EarlierList::Text>()) {
        const auto until = QDateTime::fromMSecsSinceEpoch(one.until.time_since_epoch().count());
        shown << tr("Until %1:").arg(QLocale().toString(until, QLocale::ShortFormat)) + u'\n' +
                     one.text;
    }
    m_texts->setPlainText(shown.join(QStringLiteral("\n\n")));
    m_texts->setVisible(m_failure.isEmpty());
    const QString state = !m_failure.isEmpty() ? m_failure
                          : !m_list            ? tr("Asking the host…")
                          : m_list->texts.empty()
                              ? tr("Nothing was kept of what this message said before.")
                          : m_list->more ? tr("There were older versions, which are not shown.")
                                         : QString();
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
    m_state->setAccessibleName(state);
    m_texts->setAccessibleName(windowTitle());
    m_texts->setAccessibleDescription(state);
}

void EarlierDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
