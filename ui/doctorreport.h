// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

class NetworkDoctor;

/// What the doctor found, as lines to be handed on; in English, for who reads reports. Numbers of
/// computers are in it; names of people, hosts and computers, invitations and secrets have no way
/// into it.
QString doctorReport(const NetworkDoctor &doctor);

} // namespace Ui
