// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/typingline.h"

#include "ui/appearance.h"
#include "ui/composer.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/company.h"
#include "ui/model/ignored.h"

#include <QEvent>
#include <QResizeEvent>

namespace Ui {

namespace {

constexpr int lineHeight = 20;   // px
constexpr int longestName = 180; // px of one name
constexpr int lineSide = 24;     // px between the edge and the text

} // namespace

TypingLine::TypingLine(ChatClient &client, Composer &composer, const Appearance &appearance,
                       QWidget *parent)
    : QLabel(parent), m_client(client), m_composer(composer), m_appearance(appearance)
{
    setObjectName(QStringLiteral("typingLine"));
    setProperty("role", QStringLiteral("small"));
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&composer, &Composer::roomShown, this, &TypingLine::showRoom);
    connect(&appearance, &Appearance::changed, this, &TypingLine::refresh);
    connect(client.account()->ignored(), &Ignored::changed, this, &TypingLine::refresh);
    showRoom();
}

void TypingLine::showRoom()
{
    Typists *typists =
        m_composer.room().isEmpty() ? nullptr : m_client.company()->typists(m_composer.room());
    if (m_typists != typists) {
        if (m_typists)
            m_typists->disconnect(this);
        m_typists = typists;
        if (typists)
            connect(typists, &Typists::changed, this, &TypingLine::refresh);
    }
    refresh();
}

void TypingLine::refresh()
{
    setFixedHeight(m_appearance.px(lineHeight));
    setContentsMargins(m_appearance.px(lineSide), 0, m_appearance.px(lineSide), 0);
    setText(fontMetrics().elidedText(sentence(), Qt::ElideRight,
                                     qMax(0, width() - 2 * m_appearance.px(lineSide))));
}

QString TypingLine::sentence() const
{
    QStringList names;
    if (m_typists) {
        for (const Typists::Person &person : m_typists->people()) {
            if (!m_client.account()->ignored()->contains(person.user))
                names << fontMetrics().elidedText(person.name.simplified(), Qt::ElideRight,
                                                  m_appearance.px(longestName));
        }
    }
    switch (names.size()) {
    case 0:
        return {};
    case 1:
        return tr("%1 is typing…").arg(names[0]);
    case 2:
        return tr("%1 and %2 are typing…").arg(names[0], names[1]);
    default:
        return tr("Several people are typing…");
    }
}

void TypingLine::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    refresh();
}

void TypingLine::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
