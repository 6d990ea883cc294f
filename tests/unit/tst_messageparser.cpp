// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/messagelinks.h"
#include "ui/model/messagenode.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstdio>

using namespace Ui;

namespace {

QJsonObject cases(const QString &path = QStringLiteral(MADANG_CASES "/cases.json"))
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QJsonArray treeOf(const std::vector<MessageNode> &nodes);

/// How cases.json writes a node: text as text, all else as a list that begins with its name.
QJsonValue spelled(const MessageNode &node)
{
    using Kind = MessageNode::Kind;
    QJsonArray list;
    switch (node.kind) {
    case Kind::Text:
        return node.text;
    case Kind::Break:
        return QJsonArray{QStringLiteral("br")};
    case Kind::Rule:
        return QJsonArray{QStringLiteral("hr")};
    case Kind::Code:
        return QJsonArray{QStringLiteral("c"), node.text};
    case Kind::CodeBlock:
        return QJsonArray{QStringLiteral("code"), node.detail, node.text};
    case Kind::Mention:
        return QJsonArray{QStringLiteral("@"), node.detail, node.text};
    case Kind::Link:
        list = {QStringLiteral("a"), node.detail};
        break;
    case Kind::List:
        list = node.number < 0 ? QJsonArray{QStringLiteral("ul")}
                               : QJsonArray{QStringLiteral("ol"), node.number};
        break;
    case Kind::Paragraph:
        list = {QStringLiteral("p")};
        break;
    case Kind::Quote:
        list = {QStringLiteral("q")};
        break;
    case Kind::Item:
        list = {QStringLiteral("li")};
        break;
    case Kind::Strong:
        list = {QStringLiteral("b")};
        break;
    case Kind::Emphasis:
        list = {QStringLiteral("i")};
        break;
    case Kind::Strike:
        list = {QStringLiteral("s")};
        break;
    }
    for (const QJsonValue &child : treeOf(node.children))
        list.append(child);
    return list;
}

QJsonArray treeOf(const std::vector<MessageNode> &nodes)
{
    QJsonArray list;
    for (const MessageNode &node : nodes)
        list.append(spelled(node));
    return list;
}

QByteArray written(const QJsonArray &tree)
{
    return QJsonDocument(tree).toJson(QJsonDocument::Compact);
}

int depthOf(const std::vector<MessageNode> &nodes)
{
    int deepest = 0;
    for (const MessageNode &node : nodes)
        deepest = std::max(deepest, 1 + depthOf(node.children));
    return deepest;
}

} // namespace

class tst_MessageParser : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("tree");
        const QJsonObject all = cases();
        const QStringList names = all[QLatin1String("names")].toVariant().toStringList();
        const QJsonArray list = all[QLatin1String("cases")].toArray();
        QVERIFY(list.size() > 100);
        for (const QJsonValue &value : list) {
            const QString text = value[QLatin1String("text")].toString();
            QTest::newRow(qPrintable(QStringLiteral("<%1>").arg(text)))
                << names << text << written(value[QLatin1String("tree")].toArray());
        }
    }

    void texts()
    {
        QFETCH(QStringList, names);
        QFETCH(QString, text);
        QFETCH(QByteArray, tree);
        QCOMPARE(written(treeOf(parseMessage(text, Chat::MentionNames(names)))), tree);
    }

    void nothingIsTooMuch_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char *piece :
             {"*",   "[",   ">",     "`",    "_",     "~~",    "](",       "![",   "<",   "- ",
              "1. ", "*a ", "> - ",  "[a](", "**a* ", "`a`` ", "https://", "a@a.", "\\",  "@a ",
              "#",   "\n",  "```\n", "&",    "a",     "(",     "~~a ",     "]:",   "***", "***a "})
            QTest::newRow(piece) << QString::fromUtf8(piece);
    }

    /// A megabyte, and as much as is read as Markdown: neither takes long, nor makes much.
    void nothingIsTooMuch()
    {
        QFETCH(QString, piece);
        const Chat::MentionNames names({QStringLiteral("a")});
        for (const qsizetype size : {qsizetype(1024 * 1024), longestMarkdown, qsizetype(1500)}) {
            const QString text = piece.repeated(size / piece.size());
            const auto nodes = parseMessage(text, names);
            QVERIFY(!nodes.empty());
            QVERIFY(depthOf(nodes) < 3 * deepestMessage);
            QVERIFY(plainText(nodes).size() <= text.size() + 16);
        }
    }

    void aDeepTreeIsCut()
    {
        QString text;
        for (int depth = 0; depth < 40; ++depth)
            text += QStringLiteral("> ");
        const auto nodes = parseMessage(text + QStringLiteral("deep"));
        int depth = 0;
        const std::vector<MessageNode> *inner = &nodes;
        for (; !inner->empty() && inner->front().kind == MessageNode::Kind::Quote; ++depth)
            inner = &inner->front().children;
        QCOMPARE(depth, deepestMessage);
        QCOMPARE(plainText(nodes), QStringLiteral("deep"));
    }

    void safeAddresses()
    {
        for (const char *safe :
             {"https://a.example", "HTTP://A.example:8/x?y#z", "mailto:a@b.example",
              "madang://host:7610?room=lobby", "https://한글.example/길"})
            QVERIFY2(isSafeAddress(QString::fromUtf8(safe)), safe);
        for (const char *unsafe : {"",
                                   "javascript:alert(1)",
                                   "javascript://a.example/%0aalert(1)",
                                   "data:text/html,x",
                                   "file:///etc/passwd",
                                   "https://",
                                   "https:///x",
                                   "https://:80/",
                                   "//a.example",
                                   "a.example",
                                   "https://bank.example@evil.example/",
                                   "https://a.example/\u202egpj.exe",
                                   "https://a b.example",
                                   "mailto:",
                                   "mailto:a@b.example?body=x",
                                   "vbscript:x",
                                   "ftp://a.example",
                                   "https://a.example\\@b.example",
                                   " https://a.example",
                                   "blob:https://a.example/x"})
            QVERIFY2(!isSafeAddress(QString::fromUtf8(unsafe)), unsafe);
        QVERIFY(!isSafeAddress(QStringLiteral("https://a.example/") + QString(2000, u'x')));
    }
};

int main(int argc, char **argv)
{
    // `tst_messageparser --trees FILE`: such cases with the trees as they are now, to be looked at.
    if (argc == 3 && qstrcmp(argv[1], "--trees") == 0) {
        const QJsonObject all = cases(QString::fromLocal8Bit(argv[2]));
        const Chat::MentionNames names(all[QLatin1String("names")].toVariant().toStringList());
        QJsonDocument line(QJsonObject{});
        for (const QJsonValue &value : all[QLatin1String("cases")].toArray()) {
            const QString text = value[QLatin1String("text")].toString();
            line.setObject({{QStringLiteral("text"), text},
                            {QStringLiteral("tree"), treeOf(parseMessage(text, names))}});
            std::printf("%s\n", line.toJson(QJsonDocument::Compact).constData());
        }
        return 0;
    }
    tst_MessageParser test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_messageparser.moc"
