// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/mentions.h"
#include "ui/model/messagecopy.h"
#include "ui/model/messagenode.h"
#include "ui/model/timelinemodel.h"

#include <QDateTime>
#include <QTest>

using namespace Ui;

namespace {

Chat::RoomMessage said(qint64 sequence, const QString &sender, const QString &text,
                       const QDateTime &time, Chat::MessageType type = Chat::MessageType::Talk)
{
    Chat::RoomMessage message;
    message.type = type;
    message.room = Chat::lobbyRoom();
    message.sender = sender;
    message.senderId = Chat::UserId(QStringLiteral("u-") + sender);
    message.text = text;
    message.sequence = {sequence};
    message.time = Chat::Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
    return message;
}

} // namespace

class tst_MessageCopy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void severalMessagesAreCopiedAsLines()
    {
        const QDateTime evening(QDate(2026, 11, 21), QTime(18, 2)); // by this computer's clock
        TimelineModel timeline(Chat::lobbyRoom());
        timeline.addStored(
            {said(1, QStringLiteral("민수"), QStringLiteral("**안녕** %1"), evening),
             said(2, QStringLiteral("지우"), QStringLiteral("두\n줄"), evening.addSecs(60)),
             said(3, QStringLiteral("민수"), QStringLiteral("다음 날"), evening.addDays(1))});
        QCOMPARE(copiedText({timeline.index(1), timeline.index(0)}),
                 QStringLiteral("[18:02] 민수: **안녕** %1\n[18:03] 지우: 두\n줄"));
        QCOMPARE(copiedText({timeline.index(0), timeline.index(2)}),
                 QStringLiteral(
                     "2026-11-21\n[18:02] 민수: **안녕** %1\n2026-11-22\n[18:02] 민수: 다음 날"));
        // Of one the words as they were written.
        QCOMPARE(copiedText({timeline.index(0)}), QStringLiteral("**안녕** %1"));
        QCOMPARE(copiedText({}), QString());
    }

    void aForwardedMessageIsAQuote()
    {
        const SaidElsewhere said{QStringLiteral("*민*수"), QStringLiteral("점심_방_"),
                                 QStringLiteral("@지우 **봐**\n```\ncode\n```")};
        const auto text = forwardedText(said, QStringLiteral("어때요?\n"));
        QVERIFY(text);
        QCOMPARE(*text, QStringLiteral(
                            "> **\\*민\\*수** · 점심\\_방\\_\n>\n> @지우 **봐**\n> ```\n> code\n> "
                            "```\n\n어때요?"));
        const auto nodes = parseMessage(*text);
        QCOMPARE(nodes.size(), size_t(2));
        QCOMPARE(nodes[0].kind, MessageNode::Kind::Quote);
        QCOMPARE(nodes[0].children.back().kind, MessageNode::Kind::CodeBlock);
        QCOMPARE(plainText(nodes), QStringLiteral("*민*수 · 점심_방_\n@지우 봐\ncode\n어때요?"));
        // No end of a line leaves the quote, whoever takes it for one.
        const auto hidden = forwardedText(
            {QStringLiteral("a"), {}, QStringLiteral("x\r@here\r\ny\u2028@here")}, {});
        QCOMPARE(*hidden, QStringLiteral("> **a** · \n>\n> x\n> @here\n> y\n> @here"));
        // What is passed on calls nobody a second time.
        QVERIFY(Chat::findMentions(*text, Chat::MentionNames({QStringLiteral("지우")})).empty());
    }

    void aForwardedPictureIsNoEmptyQuote()
    {
        const SaidElsewhere said{QStringLiteral("민수"), QStringLiteral("점심"), {}};
        QCOMPARE(*forwardedText(said), QStringLiteral("> **민수** · 점심"));
        QCOMPARE(*forwardedText(said, QStringLiteral("봐요")),
                 QStringLiteral("> **민수** · 점심\n\n봐요"));
    }

    void filesAreForwardedWithIt()
    {
        TimelineModel timeline(Chat::lobbyRoom());
        auto picture = said(1, QStringLiteral("민수"), {}, QDateTime::currentDateTime());
        picture.files = {{QStringLiteral("own-id"), QStringLiteral("token_1"),
                          QStringLiteral("점심.png"), QStringLiteral("image/png"), 1200},
                         {{}, QStringLiteral("../no token"), QStringLiteral("x"), {}, 1}};
        timeline.addStored({picture});
        const auto passed = saidElsewhere(timeline.index(0), {});
        QVERIFY(passed);
        QCOMPARE(passed->files.size(), size_t(1));
        QCOMPARE(passed->files[0], (Chat::FileInfo{{},
                                                   QStringLiteral("token_1"),
                                                   QStringLiteral("점심.png"),
                                                   QStringLiteral("image/png"),
                                                   1200}));
    }

    void whatIsTooLongIsNotForwarded()
    {
        QVERIFY(forwardedText({QStringLiteral("a"), {}, QString(100'000, u'x')}));
        QVERIFY(!forwardedText({QStringLiteral("a"), {}, QString(500'000, u'\n')}));
    }

    void onlyMessagesAreForwarded()
    {
        TimelineModel timeline(Chat::lobbyRoom());
        const QDateTime now = QDateTime::currentDateTime();
        auto gone = said(2, QStringLiteral("민수"), {}, now);
        gone.changes.deleted = gone.time;
        gone.changes.revision = {1};
        timeline.addStored({said(1, QStringLiteral("민수"), QStringLiteral("안녕"), now), gone,
                            said(3, QStringLiteral("민수"), {}, now, Chat::MessageType::Enter)});
        const auto passed = saidElsewhere(timeline.index(0), QStringLiteral("로비"));
        QVERIFY(passed);
        QCOMPARE(passed->sender, QStringLiteral("민수"));
        QCOMPARE(passed->room, QStringLiteral("로비"));
        QVERIFY(!saidElsewhere(timeline.index(1), {}));
        QVERIFY(!saidElsewhere(timeline.index(2), {}));
        QVERIFY(!saidElsewhere({}, {}));
    }
};

QTEST_APPLESS_MAIN(tst_MessageCopy)
#include "tst_messagecopy.moc"
