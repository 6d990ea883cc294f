// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/stompload/load.h"

#include <string>

namespace Stompload {

/// The result of a phase: one line for people and one of JSON.
class Report {
public:
    explicit Report(const Load &load) : m_load(load) {}

    void add(const char *name, double value, int decimals = 1);
    void add(const char *name, u64 value);
    void add(const char *name, const std::string &value);
    void say(const std::string &text) { m_human += text; }

    /// Adds what every phase has (connections, order, faults) and prints both lines, the JSON one
    /// to the file of `--json` too. Call after Load::stop().
    void print();

private:
    void addFaults();

    const Load &m_load;
    std::string m_human, m_json;
};

} // namespace Stompload
