// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>

class QNetworkAccessManager;

namespace Ui {

/// Has a network speak https with whoever shows the certificate of that SHA-256, and nobody else;
/// where `pin` gives none, with whoever this computer trusts. What is refused is sent nothing and
/// fails as a broken connection does. `pin` is asked for each connection, in the network's thread.
void keepToPin(QNetworkAccessManager &network, std::function<QByteArray()> pin);

} // namespace Ui
