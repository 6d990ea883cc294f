// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/muted.h"

#include "ui/composer.h"
#include "ui/model/roomlistmodel.h"
#include "ui/orderwords.h"
#include "ui/roomwords.h"

#include <chrono>
#include <utility>

namespace Ui {

using namespace std::chrono_literals;

Muted::Muted(const RoomListModel &rooms, Composer &composer, Now now)
    : QObject(&composer), m_rooms(rooms), m_composer(composer), m_now(std::move(now))
{
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &Muted::update);
    connect(&composer, &Composer::roomShown, this, &Muted::update);
    connect(&rooms, &QAbstractItemModel::dataChanged, this, &Muted::update);
    update();
}

void Muted::update()
{
    const auto muted = m_rooms.room(m_composer.room()).own.muted;
    const QString text = muted ? mutedText(*muted, m_now()) : QString();
    m_composer.setSilence(text.isEmpty() ? silenceOf(m_rooms.indexOf(m_composer.room())) : text);
    if (text.isEmpty() || !muted->until)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

} // namespace Ui
