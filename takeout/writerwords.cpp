// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/writerwords.h"

namespace Takeout {

WriterWords writerWords(bool korean)
{
    if (korean) {
        return {QStringLiteral("ko"),
                QStringLiteral("%1의 대화"),
                QStringLiteral("%1에 내보냄"),
                QStringLiteral("방"),
                QStringLiteral("메시지 %1개"),
                QStringLiteral("손님"),
                QStringLiteral("고침"),
                QStringLiteral("지운 메시지"),
                QStringLiteral("고정됨"),
                QStringLiteral("%1번에 답함"),
                QStringLiteral("%1 님이 들어왔습니다"),
                QStringLiteral("%1 님이 나갔습니다"),
                QStringLiteral("%1 (파일이 없음)"),
                QStringLiteral("다음"),
                QStringLiteral("이전"),
                QStringLiteral("%1까지")};
    }
    return {QStringLiteral("en"),
            QStringLiteral("Chat of %1"),
            QStringLiteral("Exported on %1"),
            QStringLiteral("Rooms"),
            QStringLiteral("%1 messages"),
            QStringLiteral("guest"),
            QStringLiteral("edited"),
            QStringLiteral("deleted message"),
            QStringLiteral("pinned"),
            QStringLiteral("answers %1"),
            QStringLiteral("%1 came in"),
            QStringLiteral("%1 left"),
            QStringLiteral("%1 (the file is missing)"),
            QStringLiteral("Newer"),
            QStringLiteral("Older"),
            QStringLiteral("until %1")};
}

} // namespace Takeout
