// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <memory>

class KeychainKey;

/// For a profile whose key is in the system's keychain: fetches it before the program goes on,
/// running an event loop meanwhile, for the system may ask its person. Where it is not to be had
/// the person decides: to try again, to go on as a stranger for this time, or to begin anew. False
/// when the program is to end.
bool unlockSecrets(Ui::Profile &profile);

/// Brings the key of a profile into the keychain, beside the program and without waiting; null when
/// there is nothing to do. To be destroyed before the profile.
std::unique_ptr<KeychainKey> bringSecretsHome(Ui::Profile &profile);

/// Takes the key of a folder's profile, which is about to be deleted, out of the keychain; waits
/// for that, but not for ever.
void forgetSecrets(const QString &folder);
