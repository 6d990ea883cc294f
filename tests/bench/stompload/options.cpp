// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/options.h"

#include "tests/bench/stompload/basics.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string_view>
#include <variant>

namespace Stompload {

static const char usage[] =
    "usage: stompload PHASE [options]\n"
    "phases: fanout rate idle connect churn serve-limit\n"
    "  --url ws://HOST:PORT/PATH | --tcp HOST:PORT   where the server is; again: others with the "
    "same rooms\n"
    "  --login L --passcode P --host VHOST --heart-beat CX,CY --accept-version V\n"
    "  --subprotocol LIST --http-header 'K: V' --connect-header K:V --sub-header K:V --send-header "
    "K:V\n"
    "  --clients N --rooms R --publishers P(per room) --subscribe TMPL --send TMPL   (%d = room)\n"
    "  --size B --prefix S --suffix S --content-type T --utf8 --binary --mask\n"
    "  --window W (fanout: messages in flight per room) --rate M (rate: messages/s per room)\n"
    "  --time S --warmup S --drain S --settle S (idle) --threads K --parallel C (connects at "
    "once)\n"
    "  --sources N (loopback addresses to connect from)\n"
    "  --no-receipt (server gives no RECEIPT to SUBSCRIBE) --no-probe --unique-sub-id\n"
    "  --mute-publishers (publishers do not subscribe, for servers that give a sender no echo)\n"
    "  --server-pid PID[,PID] --verify --label TEXT --json FILE(append)\n"
    "serve-limit: --port N [--coalesce]\n";

/// Where the value of an option goes; a bool takes no value.
using Text = std::string Options::*;
using TextList = std::vector<std::string> Options::*;
using Number = int Options::*;
using Real = double Options::*;
struct Flag {
    bool Options::*member;
    bool value = true;
};
using Place = std::variant<Text, TextList, Number, Real, Flag>;

static const std::map<std::string_view, Place> &simpleOptions()
{
    static const std::map<std::string_view, Place> table = {
        {"--login", &Options::login},
        {"--passcode", &Options::passcode},
        {"--host", &Options::virtualHost},
        {"--accept-version", &Options::acceptVersion},
        {"--subprotocol", &Options::subprotocol},
        {"--http-header", &Options::httpHeaders},
        {"--connect-header", &Options::connectHeaders},
        {"--sub-header", &Options::subscribeHeaders},
        {"--send-header", &Options::sendHeaders},
        {"--content-type", &Options::contentType},
        {"--clients", &Options::clients},
        {"--rooms", &Options::rooms},
        {"--publishers", &Options::publishers},
        {"--subscribe", &Options::subscribePattern},
        {"--send", &Options::sendPattern},
        {"--size", &Options::size},
        {"--prefix", &Options::prefix},
        {"--suffix", &Options::suffix},
        {"--utf8", Flag{&Options::utf8}},
        {"--binary", Flag{&Options::binary}},
        {"--mask", Flag{&Options::mask}},
        {"--window", &Options::window},
        {"--rate", &Options::rate},
        {"--time", &Options::time},
        {"--warmup", &Options::warmup},
        {"--drain", &Options::drain},
        {"--settle", &Options::settle},
        {"--threads", &Options::threads},
        {"--parallel", &Options::parallel},
        {"--sources", &Options::sources},
        {"--no-receipt", Flag{&Options::receipt, false}},
        {"--no-probe", Flag{&Options::probe, false}},
        {"--mute-publishers", Flag{&Options::mutePublishers}},
        {"--unique-sub-id", Flag{&Options::uniqueSubscriptionId}},
        {"--verify", Flag{&Options::verify}},
        {"--label", &Options::label},
        {"--json", &Options::jsonFile},
        {"--port", &Options::port},
        {"--coalesce", Flag{&Options::coalesce}},
    };
    return table;
}

static void addUrl(Options &options, std::string url)
{
    if (url.rfind("ws://", 0) != 0)
        die("only ws:// URLs");
    url = url.substr(5);
    const size_t slash = url.find('/');
    Address address;
    if (slash != std::string::npos)
        address.path = url.substr(slash);
    const std::string authority = url.substr(0, slash);
    const size_t colon = authority.rfind(':');
    address.host = authority.substr(0, colon);
    address.port = colon == std::string::npos ? 80 : atoi(authority.c_str() + colon + 1);
    options.servers.push_back(address);
}

static void addTcp(Options &options, const std::string &authority)
{
    const size_t colon = authority.rfind(':');
    if (colon == std::string::npos)
        die("--tcp HOST:PORT");
    options.servers.push_back(
        {authority.substr(0, colon), "/", atoi(authority.c_str() + colon + 1)});
    options.tcp = true;
}

static void addProcesses(Options &options, const std::string &list)
{
    for (size_t position = 0; position < list.size();) {
        options.serverProcesses.push_back(atoi(list.c_str() + position));
        position = list.find(',', position);
        if (position == std::string::npos)
            break;
        ++position;
    }
}

/// Takes an option's value from the command line when asked for it.
class Arguments {
public:
    Arguments(int argc, char **argv) : m_argc(argc), m_argv(argv) {}

    bool next()
    {
        if (++m_index >= m_argc)
            return false;
        m_name = m_argv[m_index];
        return true;
    }
    const std::string &name() const { return m_name; }
    std::string value()
    {
        if (m_index + 1 >= m_argc)
            die("%s wants a value", m_name.c_str());
        return m_argv[++m_index];
    }

private:
    int m_argc;
    char **m_argv;
    int m_index = 1; // the phase stands there
    std::string m_name;
};

static void set(Options &options, const Place &place, Arguments &arguments)
{
    if (const Text *text = std::get_if<Text>(&place))
        options.**text = arguments.value();
    else if (const TextList *list = std::get_if<TextList>(&place))
        (options.**list).push_back(arguments.value());
    else if (const Number *number = std::get_if<Number>(&place))
        options.**number = atoi(arguments.value().c_str());
    else if (const Real *real = std::get_if<Real>(&place))
        options.**real = atof(arguments.value().c_str());
    else if (const Flag *flag = std::get_if<Flag>(&place))
        options.*(flag->member) = flag->value;
}

Options parseOptions(int argc, char **argv)
{
    if (argc < 2) {
        fputs(usage, stderr);
        exit(2);
    }
    Options options;
    options.phase = argv[1];
    Arguments arguments(argc, argv);
    while (arguments.next()) {
        const std::string &name = arguments.name();
        const auto simple = simpleOptions().find(name);
        if (simple != simpleOptions().end()) {
            set(options, simple->second, arguments);
        } else if (name == "--url") {
            addUrl(options, arguments.value());
        } else if (name == "--tcp") {
            addTcp(options, arguments.value());
        } else if (name == "--heart-beat") {
            if (sscanf(arguments.value().c_str(), "%d,%d", &options.heartBeatOut,
                       &options.heartBeatIn) != 2)
                die("--heart-beat CX,CY");
        } else if (name == "--server-pid") {
            addProcesses(options, arguments.value());
        } else {
            fprintf(stderr, "unknown option %s\n%s", name.c_str(), usage);
            exit(2);
        }
    }
    const auto hasNoPort = [](const Address &server) { return server.port <= 0; };
    if (options.phase == "serve-limit"
            ? options.port <= 0
            : options.servers.empty() ||
                  std::any_of(options.servers.begin(), options.servers.end(), hasNoPort))
        die("no port given (--url, --tcp or --port)");
    options.rooms = std::max(1, std::min(options.rooms, options.clients));
    options.threads = std::max(1, options.threads);
    options.parallel = std::max(1, options.parallel);
    const auto isLoopback = [](const Address &server) {
        return server.host == "localhost" || server.host.rfind("127.", 0) == 0;
    };
    if (!std::all_of(options.servers.begin(), options.servers.end(), isLoopback))
        options.sources = 1;
    else if (options.sources <= 0)
        options.sources = options.clients < 4000 ? 1 : 8;
    return options;
}

} // namespace Stompload
