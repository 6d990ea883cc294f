// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cuttingproxy.h"
#include "tests/support/desktoppair.h"
#include "tests/support/samplepicture.h"
#include "tests/support/scriptedweb.h"
#include "tests/support/stalledpool.h"
#include "ui/composer.h"
#include "ui/fileactions.h"
#include "ui/messageedit.h"
#include "ui/model/lineparts.h"
#include "ui/picturedecoding.h"
#include "ui/pictureviewer.h"
#include "ui/timelineview.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QImageReader>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTextBlock>
#include <QTextLayout>

using namespace std::chrono_literals;
using Ui::FileDeed;
using Ui::TimelineModel;

namespace {

constexpr int patience = DesktopPair::patience;

/// A PNG that says to have so many pixels, and has none.
QByteArray pictureBomb(quint32 side)
{
    const auto number = [](quint32 value) {
        QByteArray bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += char(value >> shift);
        return bytes;
    };
    QByteArray bomb = TestSupport::samplePicture(4, 4);
    bomb.replace(16, 8, number(side) + number(side));
    // The check sum of what was changed.
    quint32 sum = 0xffffffff;
    for (const char byte : bomb.sliced(12, 17)) {
        sum ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    bomb.replace(29, 4, number(~sum));
    return bomb;
}

} // namespace

// Files in a window on a real host, with somebody else in the room.
class tst_DesktopFiles : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DesktopPair> m_pair;
    Ui::FileActions *m_files = nullptr;
    Ui::TimelineView *m_timeline = nullptr;
    Ui::Composer *m_composer = nullptr;
    Ui::MessageEdit *m_edit = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        for (T *one : m_pair->window->findChildren<T *>(QString::fromLatin1(name))) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    QString saved(const QString &name) const
    {
        return m_folder->filePath(QStringLiteral("saved/") + name);
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
    }
    bool drop(const QStringList &paths) const
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        auto *area = m_pair->window->findChild<QWidget *>(QStringLiteral("roomArea"));
        QDragEnterEvent enter({50, 50}, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(area, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent dropped({50, 50}, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton,
                           Qt::NoModifier);
        QCoreApplication::sendEvent(area, &dropped);
        return dropped.isAccepted() && dropped.dropAction() == Qt::CopyAction;
    }
    QStringList attached() const
    {
        QStringList names;
        for (const QLabel *label :
             m_pair->window->findChildren<QLabel *>(QStringLiteral("attachmentName"))) {
            if (label->isVisible())
                names << label->accessibleName();
        }
        return names;
    }
    QString stateOfFile() const
    {
        const auto *label = find<QLabel>("attachmentState");
        return label ? label->text() : QString();
    }
    TimelineModel &lines() const { return *m_pair->kim.client->timeline(m_pair->club); }
    QModelIndex newest() const { return lines().index(lines().rowCount() - 1); }
    QStringList filesIn(const QModelIndex &line) const
    {
        QStringList names;
        for (const QVariant &file : line.data(TimelineModel::FilesRole).toList())
            names << Ui::fileOf(file).name;
        return names;
    }
    bool isStored(const QString &name) const
    {
        return filesIn(newest()) == QStringList{name} &&
               newest().data(TimelineModel::SequenceRole).toLongLong() > 0;
    }
    /// In the room, from this window.
    void send(const QString &name, const QByteArray &bytes)
    {
        QVERIFY(drop({write(name, bytes)}));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(isStored(name), patience);
        m_timeline->setFocus();
        m_timeline->setCurrentIndex(newest());
    }
    QStringList menu()
    {
        for (QMenu *old : m_timeline->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            delete old;
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(m_timeline->viewport(), &wanted);
        QStringList texts;
        for (const QAction *action : m_timeline->findChildren<QAction *>())
            texts << action->text();
        return texts;
    }
    void choose(const QString &text)
    {
        QVERIFY2(menu().contains(text), qPrintable(menu().join(u'|')));
        for (QAction *action : m_timeline->findChildren<QAction *>()) {
            if (action->text() == text)
                action->trigger();
        }
        for (QMenu *menu : m_timeline->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            menu->close();
        QCoreApplication::processEvents();
    }
    quint16 hostPort() const { return quint16(QUrl(m_pair->address).port()); }
    void goThrough(const QTcpServer &server)
    {
        Ui::HostSummary summary;
        summary.joinedBy = m_pair->address;
        summary.web = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
        m_pair->page->setSummary(summary);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("saved")));
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
        m_files = m_pair->page->findChild<Ui::FileActions *>();
        m_timeline = m_pair->page->findChild<Ui::TimelineView *>();
        m_composer = m_pair->page->findChild<Ui::Composer *>();
        m_edit = m_pair->page->findChild<Ui::MessageEdit *>();
        Ui::FileActions::Options options;
        options.upload = {20ms, 200ms, 64 * 1024};
        options.download = {20ms, 200ms};
        options.folder = m_folder->filePath(QStringLiteral("saved"));
        m_files->setOptions(options);
        QTRY_VERIFY_WITH_TIMEOUT(m_edit->isEnabled(), patience);
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void droppedFileGoesOutWithTheText()
    {
        QVERIFY(drop({write(QStringLiteral("a.txt"), "hello")}));
        QCOMPARE(attached(), QStringList{QStringLiteral("a.txt")});
        QCOMPARE(QGuiApplication::focusObject(), m_edit);
        QTest::keyClicks(m_edit, QStringLiteral("look"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(isStored(QStringLiteral("a.txt")), patience);
        QCOMPARE(newest().data().toString(), QStringLiteral("look"));
        QVERIFY(m_edit->toPlainText().isEmpty() && !m_edit->isReadOnly());
        QCOMPARE(attached(), QStringList());
        // And the other one has it.
        const TimelineModel &theirs = *m_pair->lee.client->timeline(m_pair->club);
        QTRY_COMPARE_WITH_TIMEOUT(filesIn(theirs.index(theirs.rowCount() - 1)),
                                  QStringList{QStringLiteral("a.txt")}, patience);
    }

    void pasteTakesFilesAndPictures_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("files");
        QTest::addColumn<QString>("text");
        QTest::newRow("files") << 0 << 2 << QString();
        QTest::newRow("picture") << 1 << 1 << QString();
        QTest::newRow("picture of a text") << 2 << 0 << QStringLiteral("table");
        QTest::newRow("address elsewhere") << 3 << 0 << QStringLiteral("http://example.org/a.png");
        QTest::newRow("text") << 4 << 0 << QStringLiteral("words");
    }
    void pasteTakesFilesAndPictures()
    {
        QFETCH(int, kind);
        QFETCH(int, files);
        QFETCH(QString, text);
        auto *data = new QMimeData;
        if (kind == 0)
            data->setUrls({QUrl::fromLocalFile(write(QStringLiteral("a"), "a")),
                           QUrl::fromLocalFile(write(QStringLiteral("b"), "b"))});
        if (kind == 1 || kind == 2)
            data->setImageData(QImage::fromData(TestSupport::samplePicture(30, 20)));
        if (kind == 3)
            data->setUrls({QUrl(text)});
        if (!text.isEmpty())
            data->setText(text);
        QGuiApplication::clipboard()->setMimeData(data);
        m_edit->setFocus();
        QTest::keySequence(m_edit, QKeySequence::Paste);
        QCOMPARE(attached().size(), files);
        QCOMPARE(m_edit->toPlainText(), text);
        if (kind != 1)
            return;
        QVERIFY2(attached()[0].startsWith(QStringLiteral("Picture ")) &&
                     attached()[0].endsWith(QStringLiteral(".png")),
                 qPrintable(attached()[0]));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!filesIn(newest()).isEmpty(), patience);
        QCOMPARE(Ui::fileOf(newest().data(TimelineModel::FilesRole).toList().at(0)).type,
                 QStringLiteral("image/png"));
    }

    void pastedPicturesAreWrittenElsewhereInTheirOrder()
    {
        auto stalled = std::make_unique<TestSupport::StalledPool>();
        QMimeData data;
        for (const int side : {400, 3}) {
            QImage picture(side, side, QImage::Format_RGB32);
            picture.fill(Qt::darkGreen);
            data.setImageData(picture);
            Q_EMIT m_composer->filesGiven(&data);
        }
        QTRY_COMPARE_WITH_TIMEOUT(attached().size(), 2, patience);
        QCOMPARE(stateOfFile(), QStringLiteral("Preparing the picture…"));
        const int before = lines().rowCount();
        QTest::keyClick(m_edit, Qt::Key_Return);
        QVERIFY(find<QLabel>("attachmentSentence")); // the message waits for them
        QCOMPARE(lines().rowCount(), before);
        stalled.reset();
        QTRY_COMPARE_WITH_TIMEOUT(filesIn(newest()).size(), 2, patience);
        const QVariantList files = newest().data(TimelineModel::FilesRole).toList();
        QVERIFY(Ui::fileOf(files[0]).size > Ui::fileOf(files[1]).size);
        QVERIFY(Ui::fileOf(files[1]).size > 0);
    }

    void composingGoesOn()
    {
        m_edit->setFocus();
        QInputMethodEvent composing(QStringLiteral("한"), {});
        QCoreApplication::sendEvent(m_edit, &composing);
        QVERIFY(drop({write(QStringLiteral("a.txt"), "a")}));
        QTRY_VERIFY_WITH_TIMEOUT(stateOfFile().contains(QStringLiteral("ready")), patience);
        QVERIFY(m_edit->isComposing());
        QCOMPARE(m_edit->textCursor().block().layout()->preeditAreaText(), QStringLiteral("한"));
        QInputMethodEvent committed;
        committed.setCommitString(QStringLiteral("한"));
        QCoreApplication::sendEvent(m_edit, &committed);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("한"));
    }

    void messageWaitsAndMayBeHeldBack()
    {
        CuttingProxy proxy(hostPort());
        proxy.refuses = true;
        goThrough(proxy);
        QVERIFY(drop({write(QStringLiteral("a.txt"), "a")}));
        m_edit->setPlainText(QStringLiteral("look"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        auto *button = find<QPushButton>("sendButton");
        QCOMPARE(button->text(), QStringLiteral("Not yet"));
        QVERIFY(find<QLabel>("attachmentSentence"));
        QVERIFY(m_edit->isReadOnly());
        QTest::keyClicks(m_edit, QStringLiteral("x"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("look"));
        QTRY_VERIFY_WITH_TIMEOUT(stateOfFile().contains(QStringLiteral("goes on by itself")),
                                 patience);
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(button->text(), QStringLiteral("Send"));
        QVERIFY(!m_edit->isReadOnly());
        QTest::keyClicks(m_edit, QStringLiteral(" here"));

        QTest::keyClick(m_edit, Qt::Key_Return);
        // One may look elsewhere meanwhile.
        m_pair->page->showRoom(Chat::lobbyRoom());
        QVERIFY(!m_edit->isReadOnly() && attached().isEmpty());
        QTest::keyClicks(m_edit, QStringLiteral("mine"));
        proxy.refuses = false;
        QTRY_VERIFY_WITH_TIMEOUT(isStored(QStringLiteral("a.txt")), patience);
        QVERIFY(newest().data().toString().endsWith(QStringLiteral(" here")) ||
                newest().data().toString() == QStringLiteral(" herelook"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("mine"));
        m_pair->page->showRoom(m_pair->club);
        QVERIFY(m_edit->toPlainText().isEmpty() && !m_edit->isReadOnly());
    }

    void refusedFileSaysWhyAndIsRemovedByKeys()
    {
        int asked = 0;
        ScriptedWeb web([&](const QByteArray &) {
            ++asked;
            return ScriptedWeb::answer("413 Too Large", {}, "{\"error\":\"file too large\"}");
        });
        goThrough(web);
        QVERIFY(drop({write(QStringLiteral("a.txt"), "a")}));
        QTRY_VERIFY_WITH_TIMEOUT(stateOfFile().contains(QStringLiteral("larger than this host")),
                                 patience);
        auto *again = find<QToolButton>("attachmentRetry");
        QVERIFY(again && !again->accessibleName().isEmpty());
        again->setFocus();
        QTest::keyClick(again, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(asked, 2, patience);
        QTRY_VERIFY_WITH_TIMEOUT(stateOfFile().contains(QStringLiteral("larger than this host")),
                                 patience);
        auto *remove = find<QToolButton>("attachmentRemove");
        remove->setFocus();
        QTest::keyClick(remove, Qt::Key_Space);
        QCOMPARE(attached(), QStringList());
        QCOMPARE(QGuiApplication::focusObject(), m_edit);
        QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
    }

    void attachButtonIsReachedByKeys()
    {
        auto *button = find<QToolButton>("attachButton");
        QVERIFY(button && button->isEnabled() && !button->accessibleName().isEmpty());
        m_edit->setFocus();
        QTest::keyClick(m_edit, Qt::Key_Tab);
        QCOMPARE(QGuiApplication::focusObject(), button);
        QTest::keyClick(button, Qt::Key_Space);
        auto *dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("attachDialog"));
        QVERIFY(dialog);
        dialog->reject();
        QCoreApplication::processEvents();
        m_pair->window->activateWindow();
        // Then the files, then what sends them.
        QVERIFY(drop({write(QStringLiteral("a"), "a"), write(QStringLiteral("b"), "b")}));
        QTest::keyClick(m_edit, Qt::Key_Tab);
        for (const char *next : {"attachmentEdit", "attachmentRemove", "attachmentEdit",
                                 "attachmentRemove", "emojiButton", "sendButton"}) {
            QTest::keyClick(m_pair->window->focusWidget(), Qt::Key_Tab);
            QCOMPARE(m_pair->window->focusWidget()->objectName(), QString::fromLatin1(next));
        }
    }

    void narrowWindowShowsAllOfARow()
    {
        CuttingProxy proxy(hostPort());
        proxy.refuses = true;
        goThrough(proxy);
        QVERIFY(drop({write(QString(120, u'w') + QStringLiteral(".txt"), "a")}));
        QTRY_VERIFY_WITH_TIMEOUT(stateOfFile().contains(QStringLiteral("goes on by itself")),
                                 patience);
        m_pair->window->resize(m_pair->window->minimumSize());
        const auto *remove = find<QToolButton>("attachmentRemove");
        QTRY_COMPARE_WITH_TIMEOUT(remove->visibleRegion().boundingRect(), remove->rect(), patience);
    }

    void fileIsSavedAndOpened()
    {
        QVERIFY(m_timeline->model());
        send(QStringLiteral("a.txt"), "hello");
        QTest::keyClick(m_timeline, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(read(saved(QStringLiteral("a.txt"))), QByteArray("hello"),
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(menu().contains(QStringLiteral("Open: a.txt")), patience);
        QSignalSpy file(m_pair->actions.get(), &Ui::Actions::fileRequested);
        QSignalSpy folder(m_pair->actions.get(), &Ui::Actions::folderRequested);
        choose(QStringLiteral("Open: a.txt"));
        QCOMPARE(file.value(0).value(0).toString(), saved(QStringLiteral("a.txt")));
        choose(QStringLiteral("Open folder: a.txt"));
        QCOMPARE(folder.value(0).value(0).toString(), m_folder->filePath(QStringLiteral("saved")));
    }

    void cardIsClicked()
    {
        send(QStringLiteral("a.txt"), "hello");
        m_timeline->grab();
        const QRect line = m_timeline->visualRect(newest());
        // "Save" stands at the right of its card.
        bool clicked = false;
        for (int x = line.left(); x < line.right() && !clicked; x += 4) {
            const QPoint point(x, line.bottom() - 30);
            QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, Qt::NoModifier, point);
            clicked = QFile::exists(saved(QStringLiteral("a.txt.part"))) ||
                      QFile::exists(saved(QStringLiteral("a.txt")));
        }
        QTRY_COMPARE_WITH_TIMEOUT(read(saved(QStringLiteral("a.txt"))), QByteArray("hello"),
                                  patience);
    }

    void programIsNotOpened()
    {
        send(QStringLiteral("a.exe"), "hello");
        QTest::keyClick(m_timeline, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(read(saved(QStringLiteral("a.exe"))), QByteArray("hello"),
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(menu().contains(QStringLiteral("Open folder: a.exe")), patience);
        QVERIFY(!menu().contains(QStringLiteral("Open: a.exe")));
        for (const char *name : {"a", "a.sh", "a.desktop", "a.html", "a.lnk", "a.pdf.exe"})
            QVERIFY2(!Ui::FileCards::isHarmless(QString::fromLatin1(name)), name);
    }

    void failedSavingIsTold()
    {
        send(QStringLiteral("a.txt"), "hello");
        ScriptedWeb web([](const QByteArray &) {
            return ScriptedWeb::answer("404 Not Found", {}, "{\"error\":\"no such file\"}");
        });
        goThrough(web);
        QTest::keyClick(m_timeline, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_pair->sentence().contains(QStringLiteral("does not have this file any more")),
            patience);
        QVERIFY(menu().contains(QStringLiteral("Try again: a.txt")));
    }

    void pictureIsShownInItsPlace()
    {
        const QByteArray bytes = TestSupport::samplePicture(400, 300);
        ScriptedWeb nobody([](const QByteArray &) { return QByteArray(); });
        nobody.holds = true;
        send(QStringLiteral("a.png"), bytes);
        goThrough(nobody);
        m_timeline->grab();
        const int before = m_timeline->visualRect(newest()).height();
        CuttingProxy proxy(hostPort());
        goThrough(proxy);
        m_pair->kim.client->retryNow();
        const auto isGreen = [this] {
            const QImage shown = m_timeline->grab(m_timeline->visualRect(newest())).toImage();
            for (int x = 0; x < shown.width(); x += 8) {
                if (shown.pixelColor(x, shown.height() / 3) == QColor(Qt::darkGreen))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isGreen(), patience);
        QCOMPARE(m_timeline->visualRect(newest()).height(), before);

        QTest::keyClick(m_timeline, Qt::Key_Return);
        auto *viewer = m_pair->window->findChild<Ui::PictureViewer *>();
        QVERIFY(viewer && viewer->isVisible());
        const auto *picture = viewer->findChild<QLabel *>(QStringLiteral("viewedPicture"));
        QTRY_COMPARE_WITH_TIMEOUT(picture->pixmap().size(), QSize(400, 300), patience);
        QVERIFY(viewer->isFitted());
        QTest::keyClick(viewer, Qt::Key_F);
        QVERIFY(!viewer->isFitted());
        QTest::keyClick(viewer, Qt::Key_S);
        QTRY_COMPARE_WITH_TIMEOUT(read(saved(QStringLiteral("a.png"))), bytes, patience);
        QTest::keyClick(viewer, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->window->findChild<Ui::PictureViewer *>(), patience);
    }

    void deletedMessageShowsNoFile()
    {
        send(QStringLiteral("a.png"), TestSupport::samplePicture(40, 30));
        m_timeline->grab();
        const int before = m_timeline->visualRect(newest()).height();
        m_pair->kim.client->remove(m_pair->club, lines().newest());
        QTRY_COMPARE_WITH_TIMEOUT(filesIn(newest()), QStringList(), patience);
        m_timeline->grab();
        QVERIFY(m_timeline->visualRect(newest()).height() < before / 2);
        QVERIFY(menu().filter(QStringLiteral("a.png")).isEmpty());
    }

    void bombIsNotDecoded()
    {
        QByteArray bomb = pictureBomb(30000);
        QBuffer buffer(&bomb);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        QCOMPARE(QImageReader(&buffer).size(), QSize(30000, 30000)); // it is a sound one
        buffer.seek(0);
        QVERIFY(Ui::decodedPicture(buffer, {640, 640}, 16'000'000).isNull());
        QByteArray sound = TestSupport::samplePicture(200, 100);
        QBuffer limited(&sound);
        QVERIFY(limited.open(QIODevice::ReadOnly));
        QVERIFY(Ui::decodedPicture(limited, {50, 50}, 19'999).isNull());
        limited.seek(0);
        QCOMPARE(Ui::decodedPicture(limited, {50, 50}, 20'000).size(), QSize(50, 25));
        QByteArray vector = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
        QBuffer drawing(&vector);
        QVERIFY(drawing.open(QIODevice::ReadOnly));
        QVERIFY(Ui::decodedPicture(drawing, {50, 50}, 20'000).isNull());

        ScriptedWeb web(
            [&](const QByteArray &) { return ScriptedWeb::answer("200 OK", {}, bomb); });
        Ui::HostFiles files;
        files.setAddress(web.address());
        Ui::FileStock stock(files);
        const Chat::FileInfo file{
            {}, QStringLiteral("t"), QStringLiteral("a.png"), QStringLiteral("image/png"), 100};
        QVERIFY(stock.isShowable(file) && stock.picture(file).isNull());
        QTRY_VERIFY_WITH_TIMEOUT(!stock.isShowable(file), patience);
        QVERIFY(stock.picture(file).isNull());
        QCOMPARE(web.requests.size(), 1); // and is not asked for again
    }

    void keptPicturesAreBounded()
    {
        const QByteArray picture = TestSupport::samplePicture(640, 640);
        ScriptedWeb web(
            [&](const QByteArray &) { return ScriptedWeb::answer("200 OK", {}, picture); });
        Ui::HostFiles files;
        files.setAddress(web.address());
        Ui::FileStock stock(files);
        const auto file = [](int i) {
            return Chat::FileInfo{
                {}, QString::number(i), QStringLiteral("a.png"), QStringLiteral("image/png"), 100};
        };
        constexpr int bytes = 640 * 640 * 4;
        constexpr int count = int(Ui::FileStock::mostKept / bytes) + 3;
        for (int i = 0; i < count; ++i)
            QTRY_VERIFY_WITH_TIMEOUT(!stock.picture(file(i)).isNull(), patience);
        const qsizetype asked = web.requests.size();
        QVERIFY(!stock.picture(file(count - 1)).isNull());
        QVERIFY(stock.picture(file(0)).isNull()); // gone, and asked for again
        QTRY_COMPARE_WITH_TIMEOUT(web.requests.size(), asked + 1, patience);
    }
};

QTEST_MAIN(tst_DesktopFiles)
#include "tst_desktopfiles.moc"
