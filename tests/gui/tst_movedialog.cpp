// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/mainwindow.h"
#include "ui/model/profile.h"
#include "ui/movedialog.h"
#include "ui/settingsdialog.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Ui::MoveDialog;

namespace {

constexpr int patience = 30000;
const QString secret = QStringLiteral("옮겨 갈 비밀번호");

std::unique_ptr<Ui::Profile> openProfile(const QString &folder)
{
    auto profile = Ui::Profile::open(folder);
    if (!profile)
        return nullptr;
    (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
    return std::move(*profile);
}

} // namespace

// From one computer to the other, with the keyboard alone.
class tst_MoveDialog : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    template <typename T>
    static T *find(const MoveDialog &dialog, const char *name)
    {
        return dialog.findChild<T *>(QString::fromLatin1(name));
    }
    static QString state(const MoveDialog &dialog)
    {
        return find<QLabel>(dialog, "moveState")->text();
    }
    static bool canStart(const MoveDialog &dialog)
    {
        return find<QPushButton>(dialog, "moveStart")->isEnabled();
    }
    static void fill(const MoveDialog &dialog, const QString &file, const QString &password)
    {
        find<QLineEdit>(dialog, "moveFile")->setText(file);
        find<QLineEdit>(dialog, "movePassword")->setText(password);
        find<QLineEdit>(dialog, "movePasswordAgain")->setText(password);
    }
    static void start(const MoveDialog &dialog)
    {
        QTest::keyClick(find<QPushButton>(dialog, "moveStart"), Qt::Key_Space);
    }
    void writeFile() const
    {
        const auto profile = openProfile(path("there"));
        QVERIFY(profile);
        profile->setName(QStringLiteral("민지"));
        Ui::Actions actions;
        Ui::MainWindow window(*profile, actions);
        MoveDialog dialog(MoveDialog::Way::Out, *profile, window.appearance(), &window,
                          Takeout::Sealing::Quick);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        fill(dialog, path("file"), secret);
        start(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(state(dialog).startsWith(QStringLiteral("Done")), patience);
        QVERIFY(find<QLineEdit>(dialog, "movePassword")->text().isEmpty());
        QVERIFY(!find<QPushButton>(dialog, "moveStart")->isVisible());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void asksForWhatIsMissing()
    {
        const auto profile = openProfile(path("there"));
        QVERIFY(profile);
        Ui::Actions actions;
        Ui::MainWindow window(*profile, actions);
        MoveDialog dialog(MoveDialog::Way::Out, *profile, window.appearance(), &window);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        fill(dialog, path("none/file"), secret);
        QVERIFY(!canStart(dialog));
        fill(dialog, path("file"), QStringLiteral("short"));
        QVERIFY(!canStart(dialog));
        QVERIFY(state(dialog).contains(QStringLiteral("8 characters")));
        fill(dialog, path("file"), secret);
        QVERIFY(canStart(dialog));
        find<QLineEdit>(dialog, "movePasswordAgain")->setText(QStringLiteral("another one"));
        QVERIFY(!canStart(dialog));
        QCOMPARE(find<QLineEdit>(dialog, "movePassword")->echoMode(), QLineEdit::Password);
    }

    void fromThereToHere()
    {
        writeFile();
        if (QTest::currentTestFailed())
            return;
        {
            const auto profile = openProfile(path("here"));
            QVERIFY(profile);
            Ui::Actions actions;
            QSignalSpy quits(&actions, &Ui::Actions::quitRequested);
            Ui::MainWindow window(*profile, actions); // of the first run
            window.show();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            QTest::keyClick(window.findChild<QPushButton *>(QStringLiteral("nameMove")),
                            Qt::Key_Space);
            auto *dialog = window.findChild<MoveDialog *>();
            QVERIFY(dialog && dialog->isVisible());
            fill(*dialog, path("none"), secret);
            QVERIFY(!canStart(*dialog));
            fill(*dialog, path("file"), QStringLiteral("a wrong one"));
            start(*dialog);
            QTRY_VERIFY_WITH_TIMEOUT(state(*dialog).contains(QStringLiteral("not the password")),
                                     patience);
            QVERIFY(
                !QFile::exists(Ui::arrivedIn(path("here")) + QStringLiteral("/profile.sqlite")));
            fill(*dialog, path("file"), secret);
            start(*dialog);
            QTRY_VERIFY_WITH_TIMEOUT(state(*dialog).startsWith(QStringLiteral("Done")), patience);
            QCOMPARE(profile->name(), QString()); // not before the next start
            start(*dialog);
            QCOMPARE(quits.size(), 1);
        }
        QVERIFY(Ui::takeArrived(path("here")));
        const auto profile = openProfile(path("here"));
        QVERIFY(profile);
        QCOMPARE(profile->name(), QStringLiteral("민지"));
    }

    void closedItStops()
    {
        const auto profile = openProfile(path("there"));
        QVERIFY(profile);
        Ui::Actions actions;
        Ui::MainWindow window(*profile, actions);
        MoveDialog dialog(MoveDialog::Way::Out, *profile, window.appearance(), &window);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        fill(dialog, path("file"), secret);
        start(dialog);
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.isVisible(), patience);
        QVERIFY(!QFile::exists(path("file")));
        QVERIFY(!QFile::exists(path("there/outgoing")));
    }

    void settingsLeadThere()
    {
        const auto profile = openProfile(path("there"));
        QVERIFY(profile);
        profile->setName(QStringLiteral("민지"));
        Ui::Actions actions;
        QSignalSpy erases(&actions, &Ui::Actions::eraseRequested);
        Ui::MainWindow window(*profile, actions);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
        auto *settings = window.findChild<Ui::SettingsDialog *>();
        QVERIFY(settings);
        for (const char *name : {"moveOut", "moveIn"}) {
            QTest::keyClick(settings->findChild<QPushButton *>(QString::fromLatin1(name)),
                            Qt::Key_Space);
            auto *dialog = window.findChild<MoveDialog *>(QString::fromLatin1(name) +
                                                          QStringLiteral("Dialog"));
            QVERIFY(dialog && dialog->isVisible());
            dialog->close();
        }
        const auto ask = [&](const char *answer) {
            QTest::keyClick(settings->findChild<QPushButton *>(QStringLiteral("eraseProfile")),
                            Qt::Key_Space);
            auto *question = window.findChild<QMessageBox *>(QStringLiteral("eraseQuestion"));
            QVERIFY(question);
            if (answer)
                question->findChild<QPushButton *>(QString::fromLatin1(answer))->click();
            else
                QTest::keyClick(question, Qt::Key_Return); // says no
            QTRY_VERIFY(!window.findChild<QMessageBox *>(QStringLiteral("eraseQuestion")));
        };
        ask(nullptr);
        QCOMPARE(erases.size(), 0);
        ask("eraseNow");
        QCOMPARE(erases.size(), 1);
    }
};

QTEST_MAIN(tst_MoveDialog)
#include "tst_movedialog.moc"
