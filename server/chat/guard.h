// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

namespace Server {

/// Wraps answers of the log so that one which comes after its owner is gone does nothing.
/// A member of that owner, the last one.
class Guard {
public:
    template <typename Function>
    auto operator()(Function function) const
    {
        return [alive = std::weak_ptr<bool>(m_alive),
                function = std::move(function)](auto &&...arguments) mutable {
            if (!alive.expired())
                function(std::forward<decltype(arguments)>(arguments)...);
        };
    }

private:
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Server
