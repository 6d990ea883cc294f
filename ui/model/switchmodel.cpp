// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/switchmodel.h"

#include <QLocale>

#include <utility>

namespace Ui {

int SwitchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant SwitchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Place &place = m_places[m_rows[size_t(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return place.candidate.name;
    case Qt::AccessibleTextRole: {
        QStringList parts{place.candidate.name};
        if (place.room.isEmpty())
            parts << tr("conversation of two");
        if (place.unread > 0)
            parts << tr("%Ln unread", nullptr, place.unread);
        return parts.join(QStringLiteral(", "));
    }
    case RoomRole:
        return place.room.toString();
    case UserRole:
        return place.user.toString();
    case SignRole:
        return place.sign;
    case UnreadRole:
        return place.unread;
    case GuestRole:
        return place.guest;
    case AvatarRole:
        return place.avatar;
    default:
        return {};
    }
}

void SwitchModel::setPlaces(std::vector<Place> places)
{
    beginResetModel();
    m_places = std::move(places);
    rank();
    endResetModel();
}

void SwitchModel::setText(const QString &text)
{
    beginResetModel();
    m_text = text;
    rank();
    endResetModel();
}

void SwitchModel::rank()
{
    std::vector<SwitchCandidate> candidates;
    candidates.reserve(m_places.size());
    for (const Place &place : m_places)
        candidates.push_back(place.candidate);
    m_rows = rankForSwitch(m_text, candidates, mostRows);
}

} // namespace Ui
