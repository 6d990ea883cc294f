// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace Ui {

/// How programs are to look, as far as the system says so.
struct LookWish {
    std::optional<bool> dark; ///< Unset: it has no preference, or does not say.
    bool contrast = false;    ///< Rather much contrast than calm.
    bool stillness = false;   ///< Nothing that moves.
    friend bool operator==(const LookWish &, const LookWish &) = default;
};

} // namespace Ui
