// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryfiles.h"

#include "tests/support/scriptedweb.h"
#include "ui/chatpage.h"
#include "ui/fileactions.h"
#include "ui/pictureviewer.h"
#include "ui/timelineview.h"

#include <QBuffer>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLinearGradient>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace std::chrono_literals;
constexpr int filesSettled = 250;

QByteArray landscape()
{
    QImage picture(640, 420, QImage::Format_RGB32);
    QPainter painter(&picture);
    QLinearGradient sky(0, 0, 0, 420);
    sky.setColorAt(0, QColor(0x7f, 0xb8, 0xf5));
    sky.setColorAt(1, QColor(0xf6, 0xe7, 0xc3));
    painter.fillRect(picture.rect(), sky);
    painter.setBrush(QColor(0x0b, 0x6b, 0x63));
    painter.drawEllipse(-100, 300, 500, 300);
    painter.drawEllipse(250, 330, 600, 300);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    picture.save(&buffer, "png");
    return bytes;
}

Chat::FileInfo file(const char *token, const QString &name, const char *type, qint64 size)
{
    return {{}, QString::fromLatin1(token), name, QString::fromLatin1(type), size};
}

void attach(QWidget &window, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    auto *area = window.findChild<QWidget *>(QStringLiteral("roomArea"));
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(area, &enter);
    QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(area, &drop);
}

} // namespace

void showFiles(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room, bool korean,
               const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    const auto words = [korean](const char *inKorean, const char *inEnglish) {
        return QString::fromUtf8(korean ? inKorean : inEnglish);
    };
    const QByteArray picture = landscape();
    ScriptedWeb web([&](const QByteArray &request) {
        const QByteArray head = request.toLower(); // as Qt 6.8 writes the names in it
        if (request.startsWith("POST") && head.contains("upload-length: 2000000"))
            return ScriptedWeb::answer("413 Too Large", {}, "{\"error\":\"file too large\"}");
        if (request.startsWith("POST"))
            return ScriptedWeb::answer(
                "201 Created",
                "Upload-Offset: 0\r\nLocation: /files/abcdefghijklmnopqrstuvwxyz012345\r\n", {});
        if (request.startsWith("PATCH") && head.contains("content-length: 300\r"))
            return ScriptedWeb::answer("204 No Content",
                                       "Upload-Offset: 300\r\nMadang-File-Token: t\r\n", {});
        if (request.startsWith("PATCH") && head.contains("upload-offset: 0\r"))
            return ScriptedWeb::answer("204 No Content", "Upload-Offset: 600000\r\n", {});
        if (request.startsWith("PATCH"))
            return ScriptedWeb::answer("503 Service Unavailable", {}, "{}");
        if (request.contains("/gone/"))
            return ScriptedWeb::answer("404 Not Found", {}, "{}");
        if (request.contains("/slow/"))
            return ScriptedWeb::answer("200 OK", "ETag: \"1\"\r\n", QByteArray(3'000'000, 'x'))
                .left(1'300'000);
        return ScriptedWeb::answer("200 OK", "ETag: \"1\"\r\n", picture);
    });
    auto *page = window.findChild<Ui::ChatPage *>();
    auto *actions = page->findChild<Ui::FileActions *>();
    const QTemporaryDir folder;
    Ui::FileActions::Options options;
    options.folder = folder.path();
    options.upload.firstPause = options.download.firstPause = 60s;
    options.upload.pieceBytes = 600'000;
    actions->setOptions(options);
    Ui::HostSummary summary;
    summary.hostedHere = true;
    summary.addresses = {QStringLiteral("192.168.0.12:7610")};
    summary.web = web.address();
    page->setSummary(summary);

    Ui::TimelineModel &timeline = *client.timeline(room);
    Chat::RoomMessage message;
    message.room = room;
    message.sender = QStringLiteral("하은");
    message.senderId = Chat::UserId(QStringLiteral("u-haeun"));
    message.time = Chat::Timestamp(std::chrono::milliseconds(
        QDateTime(QDate::currentDate(), QTime(19, 10)).toMSecsSinceEpoch()));
    message.sequence = {timeline.newest().number + 1};
    message.text = words("산에서 찍은 사진입니다.", "A picture from the mountain.");
    message.files = {file("p", words("산.png", "mountain.png"), "image/png", picture.size())};
    timeline.addStored({message});
    ++message.sequence.number;
    message.text.clear();
    message.files = {
        file("idle", words("회의록 11월.pdf", "minutes of November.pdf"), "application/pdf",
             182'400),
        file("whole", words("예산.xlsx", "budget.xlsx"), "a/b", picture.size()),
        file("slow",
             words("아주 긴 이름을 가진 녹음 파일 2026년 11월 22일 오후.flac",
                   "a recording with a very long name of the afternoon of November.flac"),
             "audio/flac", 3'000'000),
        file("gone", words("옛 초안.txt", "old draft.txt"), "text/plain", 900)};
    timeline.addStored({message});
    const std::vector<Chat::FileInfo> files = message.files;
    auto *view = window.findChild<Ui::TimelineView *>();
    for (size_t i = 1; i < files.size(); ++i)
        Q_EMIT view->fileWanted(files[i], Ui::FileDeed::Save);
    QTest::qWait(filesSettled);
    view->scrollToEnd();
    QTest::qWait(filesSettled);
    shoot(window, "files");
    ++message.sequence.number;
    message.senderId = client.self();
    message.sender = client.profile().name();
    message.files = {file("q", words("들.png", "field.png"), "image/png", picture.size())};
    timeline.addStored({message});
    QTest::qWait(filesSettled);
    view->scrollToEnd();
    QTest::qWait(filesSettled);

    const auto write = [&folder](const QString &name, int size) {
        QFile out(folder.filePath(name));
        if (out.open(QIODevice::WriteOnly))
            out.write(QByteArray(size, 'x'));
        return out.fileName();
    };
    attach(window, {write(words("설계도.dwg", "plan.dwg"), 1'500'000),
                    write(words("큰 영상.mp4", "large film.mp4"), 2'000'000),
                    write(words("메모.txt", "notes.txt"), 300)});
    QTest::qWait(filesSettled);
    auto *edit = window.findChild<QPlainTextEdit *>(QStringLiteral("composer"));
    edit->setPlainText(words("이것도 봐 주세요.", "Have a look at these, too."));
    shoot(window, "files-attached");
    window.findChild<QPushButton *>(QStringLiteral("sendButton"))->click();
    QTest::qWait(filesSettled);
    shoot(window, "files-waiting");
    actions->setOptions(options);
    edit->clear();

    Q_EMIT view->fileWanted(file("p", words("산.png", "mountain.png"), "image/png", picture.size()),
                            Ui::FileDeed::Show);
    QTest::qWait(filesSettled);
    if (auto *viewer = window.findChild<Ui::PictureViewer *>()) {
        shoot(*viewer, "files-viewer");
        viewer->close();
    }
    QTest::qWait(filesSettled);
    summary.web = {};
    page->setSummary(summary); // what is asked for later is asked of nobody
}
