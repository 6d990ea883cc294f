// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomentrypane.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/formfield.h"
#include "ui/roomrights.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

using Chat::Visibility;

constexpr int longestRoomPassword = 128;

enum class Entry { Free, LetIn, Nobody };
enum class PasswordChoice { Stays, None, Another };

Entry entryOf(const Chat::RoomSettings &settings)
{
    return settings.locked ? Entry::Nobody : settings.approves ? Entry::LetIn : Entry::Free;
}

template <typename Choice>
Choice chosen(const QComboBox *box)
{
    return Choice(box->currentData().toInt());
}

template <typename Choice>
void chooseIn(QComboBox *box, Choice choice)
{
    box->setCurrentIndex(std::max(0, box->findData(int(choice))));
}

} // namespace

RoomEntryPane::RoomEntryPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_form(new QFormLayout(this)), m_kind(new ChoiceBox(appearance, this)),
      m_opening(new QLabel(this)), m_entry(new ChoiceBox(appearance, this)),
      m_passwordChoice(new ChoiceBox(appearance, this)), m_passwordRow(new QWidget(this)),
      m_password(new QLineEdit(m_passwordRow)), m_show(new QPushButton(tr("Show"), m_passwordRow))
{
    m_kind->addItem(tr("Public: everybody on this host sees it"), int(Visibility::Public));
    m_kind->addItem(tr("Private: only members and who is invited"), int(Visibility::Private));
    m_opening->setObjectName(QStringLiteral("settingsOpening"));
    m_opening->setProperty("role", QStringLiteral("warn"));
    m_opening->setWordWrap(true);
    m_opening->setText(
        tr("When this is saved, everybody on this host can read all that was said here."));
    m_entry->addItem(tr("Freely"), int(Entry::Free));
    m_entry->addItem(tr("When somebody who keeps order lets them"), int(Entry::LetIn));
    m_entry->addItem(tr("Nobody new, except who is invited"), int(Entry::Nobody));
    m_password->setObjectName(QStringLiteral("settingsPassword"));
    m_password->setAccessibleName(tr("New password of the room"));
    m_password->setPlaceholderText(tr("New password"));
    m_password->setMaxLength(longestRoomPassword);
    m_password->setEchoMode(QLineEdit::Password);
    m_show->setObjectName(QStringLiteral("settingsShowPassword"));
    m_show->setAccessibleName(tr("Show the password"));
    m_show->setProperty("filter", true);
    m_show->setCheckable(true);

    auto *row = new QHBoxLayout(m_passwordRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_password, 1);
    row->addWidget(m_show);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(20);
    m_form->setVerticalSpacing(10);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormField(*m_form, tr("Kind"), m_kind, "settingsKind");
    m_form->addRow(QString(), m_opening);
    addFormField(*m_form, tr("People come in"), m_entry, "settingsEntry");
    addFormField(*m_form, tr("Password"), m_passwordChoice, "settingsPasswordChoice");
    m_form->addRow(QString(), m_passwordRow);
    fillPasswordChoices();
    showPassword();
    showOpening();

    connect(m_show, &QPushButton::toggled, this, [this](bool shown) {
        m_password->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showOpening();
        Q_EMIT edited();
    });
    connect(m_entry, &QComboBox::currentIndexChanged, this, &RoomEntryPane::edited);
    connect(m_password, &QLineEdit::textChanged, this, &RoomEntryPane::edited);
    connect(m_passwordChoice, &QComboBox::currentIndexChanged, this, [this] {
        showPassword();
        Q_EMIT edited();
    });
}

void RoomEntryPane::fillPasswordChoices()
{
    const QSignalBlocker quiet(m_passwordChoice);
    m_passwordChoice->clear();
    if (m_room.settings.password) {
        m_passwordChoice->addItem(tr("Stays as it is"), int(PasswordChoice::Stays));
        m_passwordChoice->addItem(tr("Another one"), int(PasswordChoice::Another));
        m_passwordChoice->addItem(tr("None any more"), int(PasswordChoice::None));
    } else {
        m_passwordChoice->addItem(tr("None"), int(PasswordChoice::Stays));
        m_passwordChoice->addItem(tr("A password"), int(PasswordChoice::Another));
    }
}

void RoomEntryPane::showPassword()
{
    m_form->setRowVisible(m_passwordRow,
                          chosen<PasswordChoice>(m_passwordChoice) == PasswordChoice::Another);
}

void RoomEntryPane::showOpening()
{
    m_form->setRowVisible(m_opening, opensToAll());
}

void RoomEntryPane::setRoom(const Chat::RoomInfo &room)
{
    const bool first = m_room.id.isEmpty();
    const Chat::RoomInfo before = std::exchange(m_room, room);
    const Chat::RoomSettings &is = room.settings;
    if (first || chosen<Visibility>(m_kind) == before.settings.visibility)
        chooseIn(m_kind, is.visibility);
    if (first || chosen<Entry>(m_entry) == entryOf(before.settings))
        chooseIn(m_entry, entryOf(is));
    if (first || is.password != before.settings.password) {
        const auto choice = chosen<PasswordChoice>(m_passwordChoice);
        fillPasswordChoices();
        chooseIn(m_passwordChoice, first ? PasswordChoice::Stays : choice);
        showPassword();
    }
    const RoomRights rights = rightsIn(room);
    m_kind->setEnabled(rights.entry);
    m_entry->setEnabled(rights.admits);
    for (QWidget *field : {static_cast<QWidget *>(m_passwordChoice), m_passwordRow})
        field->setEnabled(rights.entry);
    if (is.password)
        m_passwordChoice->setItemText(0, rights.entry ? tr("Stays as it is") : tr("There is one"));
    showOpening();
}

bool RoomEntryPane::opensToAll() const
{
    return m_kind->isEnabled() && m_room.settings.visibility == Visibility::Private &&
           chosen<Visibility>(m_kind) == Visibility::Public;
}

QString RoomEntryPane::problem() const
{
    if (m_passwordRow->isVisibleTo(this) && m_password->text().isEmpty())
        return tr("Write the new password.");
    return {};
}

void RoomEntryPane::collect(Chat::RoomChange &change) const
{
    const Chat::RoomSettings &settings = m_room.settings;
    if (const auto kind = chosen<Visibility>(m_kind);
        m_kind->isEnabled() && kind != settings.visibility)
        change.visibility = kind;
    if (const Entry entry = chosen<Entry>(m_entry);
        m_entry->isEnabled() && entry != entryOf(settings)) {
        change.locked = entry == Entry::Nobody;
        if (entry != Entry::Nobody)
            change.approves = entry == Entry::LetIn;
    }
    if (!m_passwordChoice->isEnabled())
        return;
    const auto choice = chosen<PasswordChoice>(m_passwordChoice);
    if (choice == PasswordChoice::Another)
        change.password = m_password->text();
    else if (choice == PasswordChoice::None && settings.password)
        change.password = QString();
}

void RoomEntryPane::forgetPassword()
{
    m_password->clear();
    m_show->setChecked(false);
    m_passwordChoice->setCurrentIndex(0);
}

} // namespace Ui
