// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/samplepicture.h"
#include "tests/support/scriptedweb.h"
#include "tests/support/stalledpool.h"
#include "ui/filestock.h"
#include "ui/model/hostfiles.h"
#include "ui/pictureviewer.h"
#include "ui/picturework.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <memory>

using TestSupport::StalledPool;
using Ui::PictureWork;

namespace {

constexpr int patience = 60'000; // ms

Chat::FileInfo fileOf(const QByteArray &bytes)
{
    return {{},
            QStringLiteral("token"),
            QStringLiteral("a.png"),
            QStringLiteral("image/png"),
            bytes.size()};
}

} // namespace

// Pictures are made ready beside the windows' thread.
class tst_PictureWork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void worksElsewhereAndAnswersHere()
    {
        PictureWork work;
        const QThread *worked = nullptr;
        const QThread *answered = nullptr;
        work.start([] { return QThread::currentThread(); },
                   [&](const QThread *thread) {
                       worked = thread;
                       answered = QThread::currentThread();
                   });
        QTRY_VERIFY_WITH_TIMEOUT(answered, patience);
        QCOMPARE(answered, QThread::currentThread());
        QVERIFY(worked != answered);
    }

    void keepsTheOrder()
    {
        PictureWork work;
        QList<int> done;
        for (int i = 0; i < 50; ++i)
            work.start([i] { return i; }, [&done](int number) { done << number; });
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 50, patience);
        QVERIFY(std::is_sorted(done.cbegin(), done.cend()));
    }

    void whoIsGoneIsNotAnswered()
    {
        const auto begun = std::make_shared<std::atomic<int>>(0);
        int answered = 0;
        auto stalled = std::make_unique<StalledPool>();
        auto work = std::make_unique<PictureWork>();
        for (int i = 0; i < 3; ++i)
            work->start([begun] { return ++*begun; }, [&answered](int) { ++answered; });
        work.reset();
        stalled.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
        QCOMPARE(begun->load(), 0);
        QCOMPARE(answered, 0);
    }

    void whatIsDroppedIsNotAnswered()
    {
        PictureWork work;
        QStringList answers;
        QSemaphore begun;
        QSemaphore goOn;
        work.start(
            [&] {
                begun.release();
                goOn.acquire();
                return QStringLiteral("old");
            },
            [&](const QString &answer) { answers << answer; });
        begun.acquire();
        work.drop();
        goOn.release();
        work.start([] { return QStringLiteral("new"); },
                   [&](const QString &answer) { answers << answer; });
        QTRY_VERIFY_WITH_TIMEOUT(answers.contains(QStringLiteral("new")), patience);
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
        QCOMPARE(answers, QStringList{QStringLiteral("new")});
    }

    void theViewerPreparesAndScalesElsewhere()
    {
        const QByteArray bytes = TestSupport::samplePicture(3000, 2000);
        ScriptedWeb web(
            [&](const QByteArray &) { return ScriptedWeb::answer("200 OK", {}, bytes); });
        Ui::HostFiles files;
        files.setAddress(web.address());
        auto stalled = std::make_unique<StalledPool>();
        Ui::PictureViewer viewer(files, fileOf(bytes), {});
        viewer.setAttribute(Qt::WA_DeleteOnClose, false);
        viewer.show();
        const auto *label = viewer.findChild<QLabel *>(QStringLiteral("viewedPicture"));
        QTRY_COMPARE_WITH_TIMEOUT(label->text(), QStringLiteral("Preparing the picture…"),
                                  patience);
        auto *size = viewer.findChild<QPushButton *>(QStringLiteral("viewerSize"));
        QVERIFY(!size->isEnabled());
        stalled.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!label->pixmap().isNull(), patience);
        QVERIFY(label->pixmap().width() < 3000);
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
        stalled = std::make_unique<StalledPool>();
        viewer.resize(400, 400); // asks for another fitted one
        size->click();
        QCOMPARE(label->pixmap().size(), QSize(3000, 2000));
        stalled.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
        QCOMPARE(label->pixmap().size(), QSize(3000, 2000)); // the fitted one is out of date
    }

    void spacePressesTheButtonItIsOn()
    {
        Ui::HostFiles files;
        Ui::PictureViewer viewer(files, fileOf(QByteArray(10, 'x')), {});
        viewer.setAttribute(Qt::WA_DeleteOnClose, false);
        viewer.show();
        viewer.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&viewer));
        QSignalSpy saves(&viewer, &Ui::PictureViewer::saveRequested);
        auto *save = viewer.findChild<QPushButton *>(QStringLiteral("viewerSave"));
        save->setFocus();
        QTest::keyClick(save, Qt::Key_Space);
        QCOMPARE(saves.size(), 1);
        QVERIFY(viewer.isFitted());
        auto *area = viewer.findChild<QScrollArea *>();
        area->setFocus();
        QTest::keyClick(area, Qt::Key_Space);
        QVERIFY(!viewer.isFitted());
        QTest::keyClick(area, Qt::Key_F);
        QVERIFY(viewer.isFitted());
        QCOMPARE(saves.size(), 1);
    }

    void aDamagedPictureIsTold()
    {
        QByteArray bytes = TestSupport::samplePicture(300, 200);
        bytes.truncate(60);
        ScriptedWeb web(
            [&](const QByteArray &) { return ScriptedWeb::answer("200 OK", {}, bytes); });
        Ui::HostFiles files;
        files.setAddress(web.address());
        Ui::PictureViewer viewer(files, fileOf(bytes), {});
        viewer.setAttribute(Qt::WA_DeleteOnClose, false);
        viewer.show();
        const auto *label = viewer.findChild<QLabel *>(QStringLiteral("viewedPicture"));
        QTRY_VERIFY2_WITH_TIMEOUT(label->text().startsWith(QStringLiteral("This picture cannot")),
                                  qPrintable(label->text()), patience);
    }

    void theViewerMayGoInBetween()
    {
        const QByteArray bytes = TestSupport::samplePicture(300, 200);
        ScriptedWeb web(
            [&](const QByteArray &) { return ScriptedWeb::answer("200 OK", {}, bytes); });
        Ui::HostFiles files;
        files.setAddress(web.address());
        auto stalled = std::make_unique<StalledPool>();
        QPointer<Ui::PictureViewer> viewer = new Ui::PictureViewer(files, fileOf(bytes), {});
        viewer->show();
        const auto *label = viewer->findChild<QLabel *>(QStringLiteral("viewedPicture"));
        QTRY_COMPARE_WITH_TIMEOUT(label->text(), QStringLiteral("Preparing the picture…"),
                                  patience);
        viewer->close();
        QTRY_VERIFY_WITH_TIMEOUT(!viewer, patience);
        stalled.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
    }

    void smallPicturesAreDecodedElsewhereAndOnce()
    {
        const QByteArray bytes = TestSupport::samplePicture(300, 200);
        ScriptedWeb web(
            [&](const QByteArray &) { return ScriptedWeb::answer("200 OK", {}, bytes); });
        Ui::HostFiles files;
        files.setAddress(web.address());
        Ui::FileStock stock(files);
        QSignalSpy came(stock.findChild<Ui::SmallPictures *>(), &Ui::SmallPictures::came);
        auto stalled = std::make_unique<StalledPool>();
        QVERIFY(stock.picture(fileOf(bytes)).isNull());
        QTRY_COMPARE_WITH_TIMEOUT(came.size(), 1, patience);
        QVERIFY(stock.picture(fileOf(bytes)).isNull());
        QVERIFY(stock.isShowable(fileOf(bytes)));
        Chat::FileInfo other = fileOf(bytes);
        other.token = QStringLiteral("other");
        QVERIFY(stock.picture(other).isNull());
        QTRY_VERIFY_WITH_TIMEOUT(came.size() >= 2, patience);
        stalled.reset();
        QTRY_COMPARE_WITH_TIMEOUT(stock.picture(fileOf(bytes)).size(), QSize(300, 200), patience);
        QTRY_COMPARE_WITH_TIMEOUT(stock.picture(other).size(), QSize(300, 200), patience);
        QCOMPARE(web.requests.size(), 2); // whoever draws asks on and on; each comes once
    }
};

QTEST_MAIN(tst_PictureWork)
#include "tst_picturework.moc"
