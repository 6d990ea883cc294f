// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/composer.h"
#include "ui/messageedit.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

using Ui::Composer;
using Ui::MessageEdit;

namespace {

const Chat::RoomId lunch(QStringLiteral("점심"));
const Chat::RoomId team(QStringLiteral("개발팀"));

/// What an input method or the keyboard does.
struct Step {
    QStringView preedit;
    QStringView commit = {};
    int key = 0;
    bool repeats = false; ///< As the key is held down.
};

void compose(QWidget *edit, const QString &preedit, const QString &commit = {})
{
    QInputMethodEvent event(preedit, {});
    if (!commit.isEmpty())
        event.setCommitString(commit);
    QCoreApplication::sendEvent(edit, &event);
}

} // namespace

Q_DECLARE_METATYPE(std::vector<Step>)

class tst_Composer : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Composer> m_composer;
    MessageEdit *m_edit = nullptr;
    std::unique_ptr<QSignalSpy> m_said;

    QString lastSaid() const { return m_said->last().at(1).toString(); }
    /// What is proposed; nothing while no list is open.
    QStringList proposals() const
    {
        const auto *list = m_composer->findChild<QListWidget *>(QStringLiteral("completions"));
        QStringList shown;
        for (int row = 0; list->isVisible() && row < list->count(); ++row)
            shown << list->item(row)->text();
        return shown;
    }
    QMessageBox *question() const
    {
        return m_composer->findChild<QMessageBox *>(QStringLiteral("callQuestion"));
    }
    void replay(const Step &step, Qt::KeyboardModifiers held) const
    {
        if (step.key == 0)
            return compose(m_edit, step.preedit.toString(), step.commit.toString());
        QKeyEvent press(QEvent::KeyPress, step.key, held, {}, step.repeats);
        QCoreApplication::sendEvent(m_edit, &press);
    }
    void haveNames()
    {
        m_composer->setPeople({QStringLiteral("민수"), QStringLiteral("민준"),
                               QStringLiteral("<b>kim</b>"), QStringLiteral("seoyeon")});
    }

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
        QVERIFY(QTest::qWaitForWindowActive(m_composer.get()));
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

    void oneEnterSendsTheSyllableOnce_data()
    {
        QTest::addColumn<std::vector<Step>>("steps");
        const Step enter{{}, {}, Qt::Key_Return};
        const std::vector<Step> begun{{u"ㅎ"}, {u"하"}, {u"한"}};
        const auto row = [&begun](const char *name, const std::vector<Step> &rest) {
            std::vector<Step> steps = begun;
            steps.insert(steps.end(), rest.begin(), rest.end());
            QTest::newRow(name) << steps;
        };
        row("fcitx5: each for itself",
            {{u"", u"한"}, {u"ㄱ"}, {u"그"}, {u"글"}, {u"", u"글"}, enter});
        row("ibus: hidden, then committed",
            {{u""}, {u"", u"한"}, {u"ㄱ"}, {u"그"}, {u"글"}, {u""}, {u"", u"글"}, enter});
        row("Windows: both in one", {{u"ㄱ", u"한"}, {u"그"}, {u"글"}, {u"", u"글"}, enter});
        row("macOS: inserted, then marked anew",
            {{u"", u"한"}, {u"ㄱ"}, {u"그"}, {u"글"}, {u"글"}, {u"", u"글"}, enter});
        row("Enter first", {{u"그", u"한"}, {u"글"}, enter, {u"", u"글"}});
        row("Enter first, hidden, then committed",
            {{u"그", u"한"}, {u"글"}, enter, {u""}, {u"", u"글"}});
        row("Enter held down",
            {{u"그", u"한"}, {u"글"}, enter, {u"", u"글"}, {{}, {}, Qt::Key_Return, true}});
    }
    void oneEnterSendsTheSyllableOnce()
    {
        QFETCH(std::vector<Step>, steps);
        for (const Qt::KeyboardModifiers held :
             {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::ControlModifier)}) {
            m_said->clear();
            for (const Step &step : steps)
                replay(step, held);
            QCOMPARE(m_said->size(), 1);
            QCOMPARE(lastSaid(), QStringLiteral("한글"));
            QCOMPARE(m_edit->toPlainText(), QString());
            QTest::keyClick(m_edit, Qt::Key_Return);
            QCOMPARE(m_said->size(), 1);
        }
    }

    // An input method that passed Enter on and goes on composing took it for something else.
    void whoWritesOnHasSentNothing()
    {
        compose(m_edit, QStringLiteral("하"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        compose(m_edit, QStringLiteral("한"));
        compose(m_edit, {}, QStringLiteral("한"));
        QCOMPARE(m_said->size(), 0);
        compose(m_edit, QStringLiteral("글"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTest::keyClick(m_edit, Qt::Key_Left);
        compose(m_edit, {}, QStringLiteral("글"));
        QCOMPARE(m_said->size(), 0);
        compose(m_edit, QStringLiteral("이"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        m_edit->clearFocus();
        m_composer->focusText();
        compose(m_edit, {}, QStringLiteral("이"));
        QCOMPARE(m_said->size(), 0);
    }

    void ctrlEnterSendsAndEnterBreaksTheLineWhenThatIsChosen()
    {
        auto *button = m_composer->findChild<QPushButton *>(QStringLiteral("sendButton"));
        QTest::keyClicks(m_edit, QStringLiteral("a"));
        QTest::keyClick(m_edit, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_said->size(), 1); // whatever is chosen
        QVERIFY(button->toolTip().startsWith(QStringLiteral("Enter sends")));
        m_composer->setSendKey(Ui::SendKey::CtrlEnter);
        QVERIFY(button->toolTip().startsWith(QStringLiteral("Ctrl+Enter sends")));
        QTest::keyClicks(m_edit, QStringLiteral("b"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTest::keyClicks(m_edit, QStringLiteral("c"));
        QTest::keyClick(m_edit, Qt::Key_Enter, Qt::KeypadModifier);
        QTest::keyClick(m_edit, Qt::Key_Return, Qt::ShiftModifier);
        compose(m_edit, QStringLiteral("한"));
        QTest::keyClick(m_edit, Qt::Key_Return); // first, as some have it
        compose(m_edit, {}, QStringLiteral("한"));
        QTest::keyClicks(m_edit, QStringLiteral("d"));
        QCOMPARE(m_said->size(), 1);
        QTest::keyClick(m_edit, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(lastSaid(), QStringLiteral("b\nc\n\n한\nd"));
    }

    void tabLeavesTheField()
    {
        haveNames();
        QTest::keyClicks(m_edit, QStringLiteral("@s"));
        QTest::keyClick(m_edit, Qt::Key_Tab); // takes what is proposed
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("@seoyeon "));
        QVERIFY(m_edit->hasFocus());
        QTest::keyClick(m_edit, Qt::Key_Tab);
        QVERIFY(!m_edit->hasFocus());
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("@seoyeon "));
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

    void whyOneCannotWriteStaysSaid()
    {
        const QString why = QStringLiteral("you are silenced");
        haveNames();
        QTest::keyClicks(m_edit, QStringLiteral("hi @se"));
        QVERIFY(!proposals().isEmpty());
        m_composer->setSilence(why);
        QCOMPARE(m_edit->accessibleDescription(), why);
        m_edit->clearFocus();
        QCOMPARE(proposals(), QStringList());
        QCOMPARE(m_edit->accessibleDescription(), why);
        m_composer->setSilence({});
        m_edit->setFocus();
        QTest::keyClicks(m_edit, QStringLiteral("o"));
        QVERIFY(m_edit->accessibleDescription().contains(QStringLiteral("@seoyeon")));
    }

    void namesAreCompletedByKeys()
    {
        haveNames();
        QTest::keyClicks(m_edit, QStringLiteral("hi @"));
        QCOMPARE(proposals().size(), 5);
        QTest::keyClicks(m_edit, QStringLiteral("se"));
        QCOMPARE(proposals(), QStringList{QStringLiteral("@seoyeon")});
        QVERIFY(m_edit->accessibleDescription().contains(QStringLiteral("@seoyeon")));
        QVERIFY(m_edit->hasFocus());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("hi @seoyeon "));
        QCOMPARE(proposals(), QStringList());
        QCOMPARE(m_said->size(), 0);
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(lastSaid(), QStringLiteral("hi @seoyeon"));
    }

    void upAndDownChoose()
    {
        haveNames();
        m_edit->insertPlainText(QStringLiteral("@민"));
        QCOMPARE(proposals(), (QStringList{QStringLiteral("@민수"), QStringLiteral("@민준")}));
        QTest::keyClick(m_edit, Qt::Key_Down);
        QTest::keyClick(m_edit, Qt::Key_Tab);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("@민준"));
        QVERIFY(m_edit->hasFocus());
        m_edit->insertPlainText(QStringLiteral(" @민"));
        QTest::keyClick(m_edit, Qt::Key_Up); // round to the last one
        QTest::keyClick(m_edit, Qt::Key_Tab);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("@민준 @민준"));
    }

    void escapeClosesTheListForThatWord()
    {
        haveNames();
        QTest::keyClicks(m_edit, QStringLiteral("@s"));
        QCOMPARE(proposals().size(), 1);
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QTest::keyClicks(m_edit, QStringLiteral("e"));
        QCOMPARE(proposals(), QStringList());
        QTest::keyClicks(m_edit, QStringLiteral(" @s"));
        QCOMPARE(proposals().size(), 1);
    }

    // Who types an "@" alone, and sends it, means that.
    void enterBehindABareSignSends()
    {
        haveNames();
        QTest::keyClicks(m_edit, QStringLiteral("see you @"));
        QVERIFY(!proposals().isEmpty());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(lastSaid(), QStringLiteral("see you @"));
    }

    void aSyllableInTheMakingIsCompleted()
    {
        haveNames();
        QTest::keyClicks(m_edit, QStringLiteral("@"));
        compose(m_edit, QStringLiteral("ㅁ"));
        QTRY_COMPARE(proposals().size(), 2);
        compose(m_edit, QStringLiteral("민"));
        QTRY_COMPARE(proposals().size(), 2);
        QTest::keyClick(m_edit, Qt::Key_Return); // before the syllable is whole
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("@"));
        compose(m_edit, {}, QStringLiteral("민"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("@민수"));
        QCOMPARE(m_said->size(), 0);
    }

    void emojiAreCompleted()
    {
        QTest::keyClicks(m_edit, QStringLiteral(":smil"));
        QVERIFY(!proposals().isEmpty());
        QTest::keyClick(m_edit, Qt::Key_Tab);
        QVERIFY(!m_edit->toPlainText().contains(u':'));
        QVERIFY(m_edit->toPlainText().at(0).isHighSurrogate());
    }

    void theListGoesWithTheFocus()
    {
        haveNames();
        QTest::keyClicks(m_edit, QStringLiteral("@s"));
        QVERIFY(!proposals().isEmpty());
        m_edit->clearFocus();
        QCOMPARE(proposals(), QStringList());
    }

    void everybodyIsCalledWhenThatIsMeant()
    {
        m_edit->setPlainText(QStringLiteral("@here lunch"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->size(), 0);
        QPointer<QMessageBox> box = question();
        QVERIFY(box);
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!box);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("@here lunch"));
        QCOMPARE(m_said->size(), 0);
        QTest::keyClick(m_edit, Qt::Key_Return);
        box = question();
        QVERIFY(box);
        box->findChild<QPushButton *>(QStringLiteral("callEverybody"))->click();
        QTRY_COMPARE(m_said->size(), 1);
        QCOMPARE(lastSaid(), QStringLiteral("@here lunch"));
        QCOMPARE(m_edit->toPlainText(), QString());
    }

    void codeAndMailCallNobody()
    {
        m_edit->setPlainText(QStringLiteral("`@here` lee@here.example\n> @여기"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QVERIFY(!question());
        QCOMPARE(m_said->size(), 1);
    }

    void whatWasSentIsTakenBackByAKey()
    {
        QSignalSpy wanted(m_composer.get(), &Composer::undoSendWanted);
        const auto *button = m_composer->findChild<QPushButton *>(QStringLiteral("undoSend"));
        m_composer->answer({7}, QStringLiteral("kim: hm"));
        QTest::keyClicks(m_edit, QStringLiteral("teh end"));
        QTest::keyClick(m_edit, Qt::Key_Z, Qt::ControlModifier); // what is typed comes first
        QCOMPARE(wanted.size(), 0);
        m_edit->setPlainText(QStringLiteral("teh end"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QVERIFY(!button->isVisible());
        m_composer->setUndoOffered(true);
        QVERIFY(button->isVisible());
        QTest::keyClick(m_edit, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(wanted.size(), 1);
        m_edit->setPlainText(QStringLiteral("more"));
        m_composer->bringBack(QStringLiteral("teh end"));
        m_composer->setUndoOffered(false);
        QVERIFY(!button->isVisible());
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("teh end\nmore"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_said->last().at(2).value<Chat::Sequence>(), Chat::Sequence{7});
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
