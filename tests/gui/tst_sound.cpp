// SPDX-License-Identifier: GPL-3.0-or-later
// The chime, and the way to a sound server: one that is there, and one that is not.
#include "ui/chime.h"
#include "ui/pulsesound.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

using Ui::PulseSound;

class SoundTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase()
    {
        // What libpulse knows servers by, and makes where it is missing.
        qputenv("PULSE_COOKIE", QFile::encodeName(m_home.filePath(QStringLiteral("cookie"))));
    }

    void theChimeIsShortAndSoft()
    {
        const std::vector<qint16> samples = Ui::chimeSamples();
        QVERIFY(samples.size() > size_t(Ui::chimeRate / 4));
        QVERIFY(samples.size() < size_t(Ui::chimeRate));
        const auto loudness = [](qint16 sample) { return std::abs(int(sample)); };
        const int loudest = loudness(
            *std::max_element(samples.begin(), samples.end(), [&](qint16 one, qint16 other) {
                return loudness(one) < loudness(other);
            }));
        QVERIFY(loudest > 2000);
        QVERIFY(loudest < 32767 / 2);
        // It neither begins nor ends with a click, nor has one in between.
        QVERIFY(loudness(samples.front()) < 20);
        QVERIFY(loudness(samples.back()) < 20);
        for (size_t i = 1; i < samples.size(); ++i)
            QVERIFY2(std::abs(samples[i] - samples[i - 1]) < 1500, qPrintable(QString::number(i)));
    }

    void theChimeIsAWaveFile()
    {
        const QByteArray wave = Ui::chimeWave();
        const std::vector<qint16> samples = Ui::chimeSamples();
        const auto number = [&](qsizetype at) {
            return qsizetype(qFromLittleEndian<quint32>(wave.constData() + at));
        };
        constexpr qsizetype header = 44;
        QVERIFY(wave.startsWith("RIFF"));
        QCOMPARE(number(4), wave.size() - 8);
        QCOMPARE(wave.mid(8, 8), QByteArrayLiteral("WAVEfmt "));
        QCOMPARE(number(24), qsizetype(Ui::chimeRate));
        QCOMPARE(wave.mid(36, 4), QByteArrayLiteral("data"));
        QCOMPARE(number(40), wave.size() - header);
        QCOMPARE(wave.size() - header, qsizetype(samples.size() * 2));
        QCOMPARE(qFromLittleEndian<qint16>(wave.constData() + header + 2 * 9000), samples[9000]);
    }

    void withoutAServerOneIsTold()
    {
        const QTemporaryDir folder;
        PulseSound sound("unix:" + folder.filePath(QStringLiteral("nobody")).toUtf8());
        QSignalSpy failed(&sound, &PulseSound::failed);
        QSignalSpy played(&sound, &PulseSound::played);
        sound.play();
        sound.play(); // while the first try is under way
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!failed[0][0].toString().isEmpty());
        sound.play();
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(played.size(), 0);
    }

    void aServerThatSaysNothingIsTold()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("silent"));
        QLocalServer silent;
        QVERIFY(silent.listen(path));
        PulseSound sound("unix:" + path.toUtf8(), nullptr, std::chrono::milliseconds(50));
        QSignalSpy failed(&sound, &PulseSound::failed);
        sound.play();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), QStringLiteral("the sound server does not answer"));
        sound.play();
        QCOMPARE(failed.size(), 2); // whoever tries again is told again
        QTRY_VERIFY(silent.hasPendingConnections());
        delete silent.nextPendingConnection();
        silent.close();
        QTRY_COMPARE(failed.size(), 3);
        QVERIFY(failed[2][0].toString() != failed[1][0].toString());
    }

    void whoGoesWhileItIsPlayedIsNotWaitedFor()
    {
        const QTemporaryDir folder;
        for (int i = 0; i < 20; ++i) {
            PulseSound sound("unix:" + folder.filePath(QStringLiteral("nobody")).toUtf8());
            sound.play();
        }
    }

    void aServerPlaysIt()
    {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("pulseaudio"));
        if (program.isEmpty())
            QSKIP("pulseaudio is not installed");
        const QTemporaryDir folder;
        const QString socket = folder.filePath(QStringLiteral("native"));
        const QString heard = folder.filePath(QStringLiteral("heard"));
        QProcess server;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name :
             {"HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH"})
            environment.insert(QString::fromLatin1(name), folder.path());
        server.setProcessEnvironment(environment);
        server.start(
            program,
            {QStringLiteral("-n"), QStringLiteral("--daemonize=no"),
             QStringLiteral("--use-pid-file=no"), QStringLiteral("--exit-idle-time=-1"),
             QStringLiteral("--disable-shm=yes"),
             QStringLiteral("--load=module-native-protocol-unix auth-anonymous=1 socket=%1")
                 .arg(socket),
             QStringLiteral("--load=module-pipe-sink file=%1 format=s16le rate=%2 channels=1")
                 .arg(heard)
                 .arg(Ui::chimeRate)});
        QVERIFY(server.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket) && QFile::exists(heard), 30000);
        // The sink goes on as fast as somebody listens.
        const int pipe = ::open(QFile::encodeName(heard).constData(), O_RDONLY | O_NONBLOCK);
        QVERIFY(pipe >= 0);
        const auto closing = qScopeGuard([pipe] { ::close(pipe); });
        bool isHeard = false;
        const auto listen = [&] {
            std::array<char, 16384> bytes{};
            ssize_t count = 0;
            while ((count = ::read(pipe, bytes.data(), bytes.size())) > 0)
                isHeard = isHeard || std::any_of(bytes.begin(), bytes.begin() + count,
                                                 [](char byte) { return byte != 0; });
        };
        PulseSound sound("unix:" + socket.toUtf8());
        QSignalSpy failed(&sound, &PulseSound::failed);
        QSignalSpy played(&sound, &PulseSound::played);
        QVERIFY(!isHeard);
        sound.play();
        const auto isOver = [&] {
            listen();
            return !failed.isEmpty() || (isHeard && !played.isEmpty());
        };
        QVERIFY(QTest::qWaitFor(isOver, 30000));
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        server.kill();
        QVERIFY(server.waitForFinished());
    }
};

QTEST_GUILESS_MAIN(SoundTest)
#include "tst_sound.moc"
