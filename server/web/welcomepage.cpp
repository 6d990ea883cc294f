// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/welcomepage.h"

namespace Server {

QByteArray welcomePage(const QString &hostName)
{
    const QString page = QStringLiteral(R"(<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%1 · Madang</title>
<link rel="stylesheet" href="/welcome.css">
</head>
<body>
<main>
<h1>%1</h1>
<p>이곳은 <strong>마당</strong>입니다. 같은 네트워크에 있는 사람들이 이야기하는 대화방을 이 컴퓨터가 열어 두었습니다.</p>
<p>마당 프로그램에서 <em>주소로 들어가기</em>를 고르고, 이 페이지의 주소를 넣으면 들어올 수 있습니다.</p>
<section lang="en">
<p>This is a <strong>Madang</strong>: a chat that a computer on your network hosts for its neighbours.</p>
<p>In the Madang program choose <em>Join by address</em> and enter the address of this page.
STOMP clients connect to <code>/ws-stomp</code>.</p>
</section>
</main>
</body>
</html>
)");
    return page.arg(hostName.toHtmlEscaped()).toUtf8();
}

QByteArray welcomeStyle()
{
    return QByteArrayLiteral(R"(:root { color-scheme: light dark; }
body { margin: 0; background: #F6F3EC; color: #1E2226; font: 16px/1.5 system-ui, "Noto Sans CJK KR", sans-serif; word-break: keep-all; }
main { max-width: 36em; margin: 12vh auto 0; padding: 24px; background: #FFFDF9; border: 1px solid #D9D2C4; border-radius: 10px; }
h1 { font-size: 20px; margin: 0 0 16px; }
section { border-top: 1px solid #D9D2C4; margin-top: 16px; }
code { background: #F6F3EC; padding: 0 4px; border-radius: 6px; }
@media (prefers-color-scheme: dark) {
body { background: #1A1C1E; color: #E9E6DF; }
main { background: #212426; border-color: #363B3E; }
section { border-color: #363B3E; }
code { background: #1A1C1E; }
}
)");
}

} // namespace Server
