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
    class Guarded {
    public:
        Guarded(std::weak_ptr<bool> alive, Function function)
            : m_alive(std::move(alive)), m_function(std::move(function))
        {
        }

        template <typename... Arguments>
        void operator()(Arguments &&...arguments)
        {
            if (!m_alive.expired())
                m_function(std::forward<Arguments>(arguments)...);
        }
        template <typename... Arguments>
        void operator()(Arguments &&...arguments) const
        {
            if (!m_alive.expired())
                m_function(std::forward<Arguments>(arguments)...);
        }

    private:
        std::weak_ptr<bool> m_alive;
        Function m_function;
    };

    template <typename Function>
    Guarded<Function> operator()(Function function) const
    {
        return {m_alive, std::move(function)};
    }

private:
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Server
