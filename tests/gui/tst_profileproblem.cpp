// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is asked when the data on their computer cannot be read.
#include "app/profileproblem.h"

#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>
#include <memory>

using Ui::Profile;
using Ui::ProfileError;

class tst_ProfileProblem : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    QString profile() const { return m_folder->filePath(QStringLiteral("profile")); }
    /// Asks, and answers when the question is there.
    bool ask(const std::function<void(QMessageBox &)> &answer) const
    {
        QTimer look;
        connect(&look, &QTimer::timeout, &look, [&] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()))
                answer(*box);
        });
        look.start(0);
        return beginsAnew(profile(), m_folder->path());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(Profile::open(profile()));
        QFile file(profile() + QStringLiteral("/profile.sqlite"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
    }

    void oneBeginsAnew()
    {
        QVERIFY(ask([](QMessageBox &box) {
            box.findChild<QPushButton *>(QStringLiteral("beginAnew"))->click();
        }));
        QVERIFY(Profile::open(profile()));
    }

    void orLeavesItAsItIs()
    {
        QVERIFY(!ask([](QMessageBox &box) { QTest::keyClick(&box, Qt::Key_Escape); }));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("profile:")));
        QCOMPARE(Profile::open(profile()).error(), ProfileError::Damaged);
    }

    void enterDeletesNothing()
    {
        QVERIFY(!ask([](QMessageBox &box) { QTest::keyClick(&box, Qt::Key_Return); }));
    }

    void eachSaysWhereAndWhatToDo()
    {
        for (const ProfileError error :
             {ProfileError::InUse, ProfileError::Unwritable, ProfileError::TooNew,
              ProfileError::Damaged, ProfileError::Failed}) {
            const QString sentence = profileProblem(error, QStringLiteral("/home/kim/madang"));
            QVERIFY2(sentence.contains(QStringLiteral("/home/kim/madang")), qPrintable(sentence));
            QVERIFY2(sentence.count(QStringLiteral(". ")) > 0, qPrintable(sentence));
        }
    }
};

QTEST_MAIN(tst_ProfileProblem)
#include "tst_profileproblem.moc"
