// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/spokento.h"

#include "stomp/wire/mentions.h"
#include "ui/model/memberlistmodel.h"

#include <algorithm>

namespace Ui {

bool speaksTo(const QString &text, const QString &name, const MemberListModel &people)
{
    QStringList names{name};
    if (Chat::findMentions(text, Chat::MentionNames(names)).empty())
        return false;
    for (int row = 0; row < people.rowCount(); ++row)
        names << people.index(row).data(MemberListModel::NameRole).toString();
    const std::vector<Chat::Mention> mentions = Chat::findMentions(text, Chat::MentionNames(names));
    // Of people with one name, the first one's way to write it counts: ours.
    return std::any_of(mentions.begin(), mentions.end(), [&name](const Chat::Mention &mention) {
        return mention.isEverybody() || mention.name == name;
    });
}

} // namespace Ui
