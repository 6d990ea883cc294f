// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/limitserver.h"
#include "tests/bench/stompload/options.h"
#include "tests/bench/stompload/phases.h"

#include <csignal>

int main(int argc, char **argv)
{
    const Stompload::Options options = Stompload::parseOptions(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    if (options.phase == "serve-limit")
        Stompload::serveLimit(options.port, options.coalesce);
    return Stompload::runLoad(options);
}
