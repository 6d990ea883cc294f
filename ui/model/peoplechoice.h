// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/knownpeople.h"

#include <QAbstractListModel>

#include <vector>

namespace Ui {

/// Choosing several people: the rows are those who can still be chosen, found by a part of their
/// names, with the roles of MemberListModel. Who was chosen stays so when they go meanwhile.
class PeopleChoice : public QAbstractListModel {
    Q_OBJECT
public:
    using Person = KnownPeople::Person;
    static constexpr int mostChosen = 100;

    /// `known` must outlive it.
    explicit PeopleChoice(KnownPeople &known, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// Invalid when they are not among the rows.
    QModelIndex indexOf(const Chat::UserId &user) const;
    void setFilter(const QString &text);
    /// Nothing happens for who is chosen already, for nobody, and once there are mostChosen.
    void choose(const Person &person);
    void choose(const QModelIndex &row);
    void remove(const Chat::UserId &user);
    /// In the order in which they were chosen.
    const std::vector<Person> &chosen() const { return m_chosen; }
    bool isFull() const { return int(m_chosen.size()) >= mostChosen; }
    /// Whether there is nobody to choose, whatever is looked for.
    bool isAlone() const { return m_known.people().empty(); }

Q_SIGNALS:
    void chosenChanged();

private:
    bool isChosen(const Chat::UserId &user) const;
    void fill();

    KnownPeople &m_known;
    QString m_filter;
    std::vector<Person> m_chosen;
    std::vector<Person> m_rows;
};

} // namespace Ui
