// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/statuspage.h"

namespace Server {
namespace {

constexpr QByteArrayView pageHead = R"(<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{status}} · {{host}}</title>
<link rel="stylesheet" href="/status.css">
)";

// A cell says by data-key where its figure stands in /status.json, by data-kind how it is written.
constexpr QByteArrayView statusBody = R"(<script src="/status.js" defer></script>
</head>
<body data-no-answer="{{no answer}}" data-none="{{none}}" data-per-second="{{per second}}" data-cut="{{cut}}"
 data-ok="{{ok}}" data-stopping="{{stopping}}" data-store-failing="{{store-failing}}"
 data-store-damaged="{{store-damaged}}">
<header>
<div><h1>{{host}}</h1><p>{{status}} · Madang <span data-key="version"></span></p></div>
<p id="health" role="status"></p>
{{sign-out-form}}</header>
<noscript><p class="problem">{{needs script}}</p></noscript>
<main>
<section aria-labelledby="now"><h2 id="now">{{now}}</h2>
<dl>
<div><dt>{{sessions}}</dt><dd data-key="now.sessions"></dd></div>
<div><dt>{{connections}}</dt><dd data-key="now.connections"></dd></div>
<div><dt>{{subscriptions}}</dt><dd data-key="now.subscriptions"></dd></div>
<div><dt>{{unread}}</dt><dd data-key="now.unreadBytes" data-kind="bytes"></dd></div>
<div><dt>{{store waiting}}</dt><dd data-key="now.storeWaiting"></dd></div>
<div><dt>{{disk free}}</dt><dd data-key="now.diskFreeBytes" data-kind="bytes"></dd></div>
<div><dt>{{log size}}</dt><dd data-key="now.logBytes" data-kind="bytes"></dd></div>
<div><dt>{{retained}}</dt><dd data-key="now.retained"></dd></div>
<div><dt>{{memory}}</dt><dd data-key="now.residentBytes" data-kind="bytes"></dd></div>
<div><dt>{{descriptors}}</dt><dd data-key="now.openDescriptors" data-of="now.mostDescriptors"></dd></div>
<div><dt>{{uptime}}</dt><dd data-key="now.uptime" data-kind="age"></dd></div>
</dl></section>
<section aria-labelledby="since"><h2 id="since">{{since start}}</h2>
<dl>
<div><dt>{{received}}</dt><dd data-key="counters.messagesReceived" data-rate></dd></div>
<div><dt>{{delivered}}</dt><dd data-key="counters.deliveries" data-rate></dd></div>
<div><dt>{{appends}}</dt><dd data-key="counters.appends" data-rate></dd></div>
<div><dt>{{dropped}}</dt><dd data-key="counters.dropped" data-warn></dd></div>
<div><dt>{{slow}}</dt><dd data-key="counters.slowConsumers" data-warn></dd></div>
<div><dt>{{silent}}</dt><dd data-key="counters.silentPeers"></dd></div>
<div><dt>{{held back}}</dt><dd data-key="counters.heldBack" data-warn></dd></div>
<div><dt>{{refused}}</dt><dd data-key="counters.doorRefusals" data-warn></dd></div>
<div><dt>{{logins refused}}</dt><dd data-key="counters.refusals"></dd></div>
<div><dt>{{errors}}</dt><dd data-key="counters.errors"></dd></div>
<div><dt>{{denied}}</dt><dd data-key="counters.denied"></dd></div>
<div><dt>{{expired}}</dt><dd data-key="counters.expired"></dd></div>
<div><dt>{{redelivered}}</dt><dd data-key="counters.redelivered"></dd></div>
<div><dt>{{dead letters}}</dt><dd data-key="counters.deadLetters" data-warn></dd></div>
<div><dt>{{store failures}}</dt><dd data-key="counters.storeFailures" data-warn></dd></div>
</dl></section>
<section aria-labelledby="sessions"><h2 id="sessions">{{sessions}}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="sessions"><table data-list="sessions" data-count="now.sessions">
<thead><tr><th scope="col" data-column="session" data-kind="plain">#</th><th scope="col" data-column="name" data-kind="text">{{name}}</th>
<th scope="col" data-column="user" data-kind="text">{{user}}</th><th scope="col" data-column="peer" data-kind="text">{{address}}</th>
<th scope="col" data-column="transport" data-kind="text">{{transport}}</th><th scope="col" data-column="version" data-kind="text">{{version}}</th>
<th scope="col" data-column="subscriptions">{{subscriptions}}</th><th scope="col" data-column="unreadBytes" data-kind="bytes" title="{{unread hint}}">{{unread}}</th>
<th scope="col" data-column="unacknowledged">{{unacknowledged}}</th><th scope="col" data-column="age" data-kind="age">{{age}}</th></tr></thead>
<tbody></tbody></table></div></section>
<section aria-labelledby="destinations"><h2 id="destinations">{{destinations}}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="destinations"><table data-list="destinations" data-count="now.topics">
<thead><tr><th scope="col" data-column="destination" data-kind="text">{{destination}}</th><th scope="col" data-column="subscriptions">{{subscribers}}</th></tr></thead>
<tbody></tbody></table></div></section>
<section aria-labelledby="queues"><h2 id="queues">{{queues}}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="queues"><table data-list="queues" data-count="now.queues">
<thead><tr><th scope="col" data-column="name" data-kind="text">{{destination}}</th><th scope="col" data-column="waiting">{{waiting}}</th>
<th scope="col" data-column="unacknowledged">{{unacknowledged}}</th><th scope="col" data-column="consumers">{{consumers}}</th>
<th scope="col" data-column="bytes" data-kind="bytes">{{size}}</th></tr></thead>
<tbody></tbody></table></div></section>
</main>
</body>
</html>
)";

constexpr QByteArrayView signOutForm =
    R"(<form method="post" action="/status/sign-out"><button>{{sign out}}</button></form>
)";

constexpr QByteArrayView signInBody = R"(</head>
<body>
<main class="narrow">
<h1>{{status}}</h1>
<p>{{who}}</p>
<form method="post" action="/status/sign-in">
<label for="token">{{token}}</label>
{{problem}}<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>{{sign in}}</button>
</form>
</main>
</body>
</html>
)";

QByteArray filled(QByteArrayView body, const QString &hostName, PageLanguage language)
{
    QByteArray page = inWords(pageHead, language) + inWords(body, language);
    page.replace("{{language}}", languageTag(language));
    // Last: a host may be called like one of the words.
    return page.replace("{{host}}", hostName.toHtmlEscaped().toUtf8());
}

} // namespace

QByteArray statusPage(const QString &hostName, PageLanguage language, bool withSignOut)
{
    QByteArray body = statusBody.toByteArray();
    body.replace("{{sign-out-form}}", withSignOut ? signOutForm.toByteArray() : QByteArray());
    return filled(body, hostName, language);
}

QByteArray signInPage(const QString &hostName, PageLanguage language, bool wasWrong)
{
    QByteArray body = signInBody.toByteArray();
    body.replace("{{problem}}", wasWrong ? "<p class=\"problem\">{{wrong token}}</p>\n" : "");
    return filled(body, hostName, language);
}

QByteArray statusStyle()
{
    return QByteArrayLiteral(
        R"(:root { color-scheme: light dark; --window: #F6F3EC; --surface: #FFFDF9; --ink: #1E2226;
--ink2: #585E65; --line: #D9D2C4; --accent: #0B6B63; --on-accent: #FFFFFF; --ok: #1B6A3A; --warn: #7A5200; --error: #B3261E; }
@media (prefers-color-scheme: dark) { :root { --window: #1A1C1E; --surface: #212426; --ink: #E9E6DF;
--ink2: #A6ABB0; --line: #363B3E; --accent: #5CC2B5; --on-accent: #06211D; --ok: #7CCB95; --warn: #E4B660; --error: #F5908A; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1280px; padding: 24px; background: var(--window); color: var(--ink);
font: 14px/1.5 system-ui, "Noto Sans CJK KR", sans-serif; word-break: keep-all; }
header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; margin-bottom: 8px; }
header > div { flex: 1 1 16em; min-width: 0; overflow-wrap: anywhere; }
h1 { font-size: 20px; margin: 0; }
h2 { font-size: 16px; margin: 24px 0 8px; }
h2 .count { color: var(--ink2); font-weight: 400; }
p { margin: 0; }
header div p { color: var(--ink2); }
#health { font-weight: 700; }
#health[data-state="ok"] { color: var(--ok); }
#health[data-state="bad"], .problem { color: var(--error); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 8px; margin: 0; }
dl > div { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px;
display: flex; flex-direction: column; justify-content: space-between; }
dt { color: var(--ink2); font-size: 12px; }
dd { margin: 0; font-size: 18px; font-variant-numeric: tabular-nums; }
dd small { font-size: 12px; color: var(--ink2); margin-left: 6px; white-space: nowrap; }
dd.warn { color: var(--warn); font-weight: 700; }
.scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 12px; text-align: right; white-space: nowrap; }
th { color: var(--ink2); font-size: 12px; }
td { border-top: 1px solid var(--line); }
th[data-kind="text"], td.text { text-align: left; }
td.text { max-width: 28em; overflow: hidden; text-overflow: ellipsis; }
td.empty { text-align: left; color: var(--ink2); }
.note { color: var(--ink2); margin-top: 4px; }
.narrow { max-width: 30em; margin: 12vh auto 0; padding: 24px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.narrow form { display: grid; gap: 8px; margin-top: 20px; }
label { font-weight: 700; }
input { font: inherit; color: inherit; background: var(--window); border: 1px solid var(--line); border-radius: 6px; padding: 8px 10px; min-width: 0; }
button { font: inherit; font-weight: 700; color: var(--accent); background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 6px 16px; cursor: pointer; }
.narrow button { color: var(--on-accent); background: var(--accent); border-color: var(--accent); padding: 8px 16px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
)");
}

} // namespace Server
