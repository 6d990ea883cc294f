// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/attentionrules.h"

namespace Ui {
namespace {

bool isWanted(const Arrival &arrival, NoticeLevel level)
{
    switch (level) {
    case NoticeLevel::Everything:
        return true;
    case NoticeLevel::Mentions:
        return arrival.speaksToUs || arrival.betweenTwo;
    case NoticeLevel::Nothing:
        break;
    }
    return false;
}

} // namespace

Call callFor(const Arrival &arrival, const Surroundings &surroundings,
             const NoticeSettings &settings)
{
    if (surroundings.windowActive || surroundings.doNotDisturb ||
        !isWanted(arrival, surroundings.level))
        return {};
    Call call;
    call.notice = settings.notices;
    call.sound = settings.sounds;
    call.showsText =
        call.notice && settings.showsText && (settings.showsTextOfGuests || !arrival.guest);
    return call;
}

} // namespace Ui
