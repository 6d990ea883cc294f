// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/peoplechoice.h"

#include "stomp/wire/composed.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/presencewords.h"

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

QString wordsOfPerson(const KnownPeople::Person &person)
{
    QStringList parts{person.name.simplified()};
    if (person.guest)
        parts << MemberListModel::tr("guest");
    parts << availabilityWord(person.availability);
    if (!person.status.isEmpty())
        parts << person.status;
    return parts.join(QStringLiteral(", "));
}

} // namespace

PeopleChoice::PeopleChoice(KnownPeople &known, QObject *parent)
    : QAbstractListModel(parent), m_known(known)
{
    connect(&known, &KnownPeople::changed, this, &PeopleChoice::fill);
    fill();
}

int PeopleChoice::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PeopleChoice::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Person &person = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case MemberListModel::NameRole:
        return person.name;
    case Qt::AccessibleTextRole:
        return wordsOfPerson(person);
    case MemberListModel::UserIdRole:
        return person.user.toString();
    case MemberListModel::GuestRole:
        return person.guest;
    case MemberListModel::HereRole:
        return person.availability != Chat::Availability::Offline;
    case MemberListModel::AvailabilityRole:
        return int(person.availability);
    case MemberListModel::StatusRole:
        return person.status;
    case MemberListModel::AvatarRole:
        return person.avatar;
    default:
        return {};
    }
}

QModelIndex PeopleChoice::indexOf(const Chat::UserId &user) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&user](const Person &one) { return one.user == user; });
    return at == m_rows.end() ? QModelIndex() : index(int(at - m_rows.begin()));
}

void PeopleChoice::setFilter(const QString &text)
{
    const QString filter = Chat::composed(text.simplified());
    if (filter == m_filter)
        return;
    m_filter = filter;
    fill();
}

void PeopleChoice::choose(const Person &person)
{
    if (person.user.isEmpty() || isChosen(person.user) || isFull())
        return;
    m_chosen.push_back(person);
    fill();
    Q_EMIT chosenChanged();
}

void PeopleChoice::choose(const QModelIndex &row)
{
    if (row.isValid())
        choose(Person(m_rows[size_t(row.row())])); // a copy: the row goes
}

void PeopleChoice::remove(const Chat::UserId &user)
{
    if (std::erase_if(m_chosen, [&user](const Person &one) { return one.user == user; }) == 0)
        return;
    fill();
    Q_EMIT chosenChanged();
}

bool PeopleChoice::isChosen(const Chat::UserId &user) const
{
    return std::any_of(m_chosen.begin(), m_chosen.end(),
                       [&user](const Person &one) { return one.user == user; });
}

/// Who only becomes away is no reason to lose one's place among a thousand.
void PeopleChoice::fill()
{
    std::vector<Person> rows;
    for (const Person &person : m_known.people()) {
        const QString name = Chat::composed(person.name.simplified());
        if (!isChosen(person.user) && name.contains(m_filter, Qt::CaseInsensitive))
            rows.push_back(person);
    }
    const auto isSame = [](const Person &a, const Person &b) { return a.user == b.user; };
    if (std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), isSame)) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

} // namespace Ui
