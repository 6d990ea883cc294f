// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/composer.h"
#include "ui/messageedit.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Ui::Composer;
using Ui::MessageEdit;

namespace {

const Chat::RoomId lunch(QStringLiteral("점심"));
const Chat::RoomId team(QStringLiteral("개발팀"));

void compose(QWidget *edit, const QString &preedit, const QString &commit = {})
{
    QInputMethodEvent event(preedit, {});
    if (!commit.isEmpty())
        event.setCommitString(commit);
    QCoreApplication::sendEvent(edit, &event);
}

} // namespace

class tst_Composer : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Composer> m_composer;
    MessageEdit *m_edit = nullptr;
    std::unique_ptr<QSignalSpy> m_said;

    QString lastSaid() const { return m_said->last().at(1).toString(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
    }

    void init()
    {
        m_composer = std::make_unique<Composer>(*m_appearance);
        m_composer->resize(500, 100);
        m_composer->setRoom(team, QStringLiteral("개발팀"));
        m_composer->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
        m_edit = m_composer->findChild<MessageEdit *>(QStringLiteral("composer"));
        m_composer->focusText();
        m_said = std::make_unique<QSignalSpy>(m_composer.get(), &Composer::said);
    }

    void shortcodesAreSentAsEmoji()
    {
        m_edit->setPlainText(QStringLiteral("good :smile: `:smile:` 12:30"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(lastSaid(), QStringLiteral("good 😄 `:smile:` 12:30"));
    }

    void cleanup() { m_composer.reset(); }

    void enterSendsOnce()
    {
        QTest::keyClicks(m_edit, QStringLiteral("hello"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 1);
        QCOMPARE(lastSaid(), QStringLiteral("hello"));
        QCOMPARE(m_edit->toPlainText(), QString());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 1);
    }

    void enterOfTheKeypadSends()
    {
        QTest::keyClicks(m_edit, QStringLiteral("7"));
        QTest::keyClick(m_edit, Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(m_said->size(), 1);
    }

    void shiftEnterBreaksTheLine()
    {
        QTest::keyClicks(m_edit, QStringLiteral("a"));
        QTest::keyClick(m_edit, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(m_edit, QStringLiteral("b"));
        QCOMPARE(m_said->size(), 0);
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(lastSaid(), QStringLiteral("a\nb"));
    }

    // An input method that passes Enter on while the syllable stands: it commits afterwards.
    void enterWhileComposingIsTheInputMethods()
    {
        compose(m_edit, QStringLiteral("하"));
        compose(m_edit, QStringLiteral("한"));
        compose(m_edit, QStringLiteral("그"), QStringLiteral("한"));
        compose(m_edit, QStringLiteral("글"));
        QTest::keyClick(m_edit, Qt::Key_Return); // a naive field sends "한" now
        QCOMPARE(m_said->size(), 0);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("한"));
        compose(m_edit, {}, QStringLiteral("글"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 1);
        QCOMPARE(lastSaid(), QStringLiteral("한글"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 1);
    }

    // fcitx: it commits first, then Qt gets Enter.
    void enterBehindTheCommitSendsTheWhole()
    {
        compose(m_edit, QStringLiteral("안"), {});
        compose(m_edit, QStringLiteral("녕"), QStringLiteral("안"));
        compose(m_edit, {}, QStringLiteral("녕"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 1);
        QCOMPARE(lastSaid(), QStringLiteral("안녕"));
    }

    void compositionGivenUpIsOver()
    {
        compose(m_edit, QStringLiteral("ㅎ"));
        QVERIFY(m_edit->isComposing());
        compose(m_edit, {});
        QVERIFY(!m_edit->isComposing());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 0);
    }

    void blankTextIsNotSent()
    {
        QTest::keyClicks(m_edit, QStringLiteral("   "));
        QTest::keyClick(m_edit, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 0);
        QVERIFY(!m_composer->findChild<QPushButton *>(QStringLiteral("sendButton"))->isEnabled());
    }

    void eachRoomKeepsItsDraft()
    {
        QTest::keyClicks(m_edit, QStringLiteral("to the team"));
        m_composer->setRoom(lunch, QStringLiteral("점심"));
        QCOMPARE(m_edit->toPlainText(), QString());
        QVERIFY(m_composer->hasDraft(team));
        QTest::keyClicks(m_edit, QStringLiteral("noodles"));
        m_composer->setRoom(team, QStringLiteral("개발팀"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("to the team"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->last().at(0).value<Chat::RoomId>(), team);
        m_composer->setRoom(lunch, QStringLiteral("점심"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("noodles"));
        m_composer->setRoom(team, QStringLiteral("개발팀"));
        QCOMPARE(m_edit->toPlainText(), QString());
    }

    void tooLongTextIsExplainedAndKept()
    {
        const QString text(Composer::longestText / 3 + 1, QChar(0xD55C)); // three bytes each
        m_edit->setPlainText(text);
        const auto *complaint =
            m_composer->findChild<QLabel *>(QStringLiteral("composerComplaint"));
        QVERIFY(complaint->isVisible());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 0);
        QCOMPARE(m_edit->toPlainText(), text);
        m_edit->setPlainText(text.first(Composer::longestText / 3));
        QVERIFY(!complaint->isVisible());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 1);
    }

    void withoutARoomThereIsAReason()
    {
        m_composer->setRoom({}, {}, QStringLiteral("no room"));
        QVERIFY(!m_edit->isEnabled());
        QCOMPARE(m_edit->placeholderText(), QStringLiteral("no room"));
    }

    void growsToSixLines()
    {
        const int one = m_edit->height();
        m_edit->setPlainText(QStringLiteral("1\n2\n3"));
        const int three = m_edit->height();
        QVERIFY(three > one);
        m_edit->setPlainText(QStringLiteral("1\n2\n3\n4\n5\n6"));
        const int six = m_edit->height();
        m_edit->setPlainText(QStringLiteral("1\n2\n3\n4\n5\n6\n7\n8"));
        QCOMPARE(m_edit->height(), six);
        m_edit->clear();
        QCOMPARE(m_edit->height(), one);
    }
};

QTEST_MAIN(tst_Composer)
#include "tst_composer.moc"
