// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomdialog.h"

#include "ui/composing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int longestRoomName = 64;
constexpr int longestTopic = 250;

} // namespace

RoomDialog::RoomDialog(QWidget *parent) : QDialog(parent), m_name(new QLineEdit(this))
{
    setObjectName(QStringLiteral("newRoomDialog"));
    build(tr("New room"), tr("Make room"));
    m_name->setFocus();
}

RoomDialog::RoomDialog(const QString &name, const QString &topic, QWidget *parent)
    : QDialog(parent), m_name(new QLineEdit(name, this))
{
    setObjectName(QStringLiteral("topicDialog"));
    build(tr("Topic of %1").arg(name), tr("Change"));
    m_name->setEnabled(false);
    m_topic->setText(topic);
    m_topic->selectAll();
    m_topic->setFocus();
}

void RoomDialog::build(const QString &title, const QString &verb)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(420);
    m_topic = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("roomName"));
    m_topic->setObjectName(QStringLiteral("roomTopic"));
    m_name->setMaxLength(longestRoomName);
    m_topic->setMaxLength(longestTopic);
    m_name->setAccessibleName(tr("Name of the room"));
    m_topic->setAccessibleName(tr("Topic"));
    m_topic->setPlaceholderText(tr("What it is about (may stay empty)"));
    m_accept = new QPushButton(verb, this);
    m_accept->setObjectName(QStringLiteral("roomAccept"));
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    m_accept->setAccessibleName(verb);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("roomCancel"));
    cancel->setAccessibleName(tr("Cancel"));

    auto *heading = new QLabel(title, this);
    heading->setTextFormat(Qt::PlainText);
    heading->setProperty("role", QStringLiteral("heading"));
    auto *nameLabel = new QLabel(tr("Name of the room"), this);
    nameLabel->setProperty("role", QStringLiteral("caption"));
    nameLabel->setBuddy(m_name);
    auto *topicLabel = new QLabel(tr("Topic"), this);
    topicLabel->setProperty("role", QStringLiteral("caption"));
    topicLabel->setBuddy(m_topic);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addSpacing(4);
    column->addWidget(nameLabel);
    column->addWidget(m_name);
    column->addWidget(topicLabel);
    column->addWidget(m_topic);
    column->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_accept);
    column->addLayout(row);

    auto *composing = new Composing({m_name, m_topic}, this);
    const auto check = [this, composing] {
        m_accept->setEnabled(!name().isEmpty() || composing->isOpen());
    };
    connect(m_name, &QLineEdit::textChanged, this, check);
    connect(composing, &Composing::changed, this, check);
    connect(m_accept, &QPushButton::clicked, this, [this, check] {
        Composing::commit(); // the button may be clicked in mid-syllable
        check();
        if (m_accept->isEnabled())
            accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    check();
}

QString RoomDialog::name() const
{
    return m_name->text().trimmed();
}

QString RoomDialog::topic() const
{
    return m_topic->text().trimmed();
}

} // namespace Ui
