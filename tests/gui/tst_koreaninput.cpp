// SPDX-License-Identifier: GPL-3.0-or-later
// The field with a real input method: keys come by the X server from xdotool, fcitx5 makes Hangul
// of them, and what counts is what another person gets from the host.

#include "tests/support/desktoppair.h"
#include "tests/support/inputmethodscreen.h"
#include "ui/composer.h"
#include "ui/messageedit.h"
#include "ui/timelineview.h"

#include <QApplication>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QTextBlock>
#include <QTextLayout>

#include <cstdio>
#include <utility>

namespace {

constexpr int patience = InputMethodScreen::patience;

} // namespace

class tst_KoreanInput : public QObject {
    Q_OBJECT
    std::unique_ptr<DesktopPair> m_pair;
    Ui::Composer *m_composer = nullptr;
    Ui::MessageEdit *m_edit = nullptr;

    /// What a program said, after the windows had their turn, too.
    static QByteArray said(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        const auto hasEnded = [&process] { return process.state() == QProcess::NotRunning; };
        if (!QTest::qWaitFor(hasEnded, patience))
            return {};
        return process.readAllStandardOutput();
    }
    static void xdotool(const QStringList &arguments)
    {
        said(QStringLiteral("xdotool"), arguments);
    }
    /// As on a keyboard with Latin letters: "gksrmf" is 한글. As fast as the field takes the keys:
    /// those that Qt finds waiting together it hands to us in another order than they were pressed
    /// in, what the input method makes of them first.
    void type(const char *keys) const
    {
        for (const char *key = keys; *key; ++key) {
            const auto state = [this] { return std::pair(m_edit->toPlainText(), composed()); };
            const auto before = state();
            if (*key == '\n')
                press("Return");
            else
                xdotool({QStringLiteral("type"), QString(QLatin1Char(*key))});
            QTRY_VERIFY_WITH_TIMEOUT(state() != before, patience);
        }
    }
    static void press(const char *key)
    {
        xdotool({QStringLiteral("key"), QString::fromLatin1(key)});
    }
    static void click(const QWidget *widget)
    {
        const QPoint place = widget->mapToGlobal(widget->rect().center());
        xdotool({QStringLiteral("mousemove"), QString::number(place.x()),
                 QString::number(place.y()), QStringLiteral("click"), QStringLiteral("1")});
    }

    QString composed() const { return m_edit->textCursor().block().layout()->preeditAreaText(); }
    /// That stands in the field, and that is being composed behind it.
    bool shows(const char *text, const char *syllable) const
    {
        return m_edit->toPlainText() == QString::fromUtf8(text) &&
               composed() == QString::fromUtf8(syllable);
    }
    /// What lee has got from kim, in that order.
    QStringList arrived() const
    {
        QStringList texts;
        const Ui::TimelineModel &lines = *m_pair->lee.client->timeline(m_pair->club);
        for (int row = 0; row < lines.rowCount(); ++row) {
            const QModelIndex line = lines.index(row);
            if (Chat::MessageType(line.data(Ui::TimelineModel::TypeRole).toInt()) ==
                Chat::MessageType::Talk)
                texts << line.data().toString();
        }
        return texts;
    }
    /// Nothing is in the field, and all that lee has is this. Whatever else were on its way would
    /// be there before what is said last.
    void hasOnly(const QStringList &texts)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(shows("", ""), qPrintable(m_edit->toPlainText()), patience);
        type("Rmx");
        QTRY_VERIFY_WITH_TIMEOUT(shows("", "끝"), patience);
        press("Return");
        const QString end = QStringLiteral("끝");
        QTRY_VERIFY2_WITH_TIMEOUT(arrived().contains(end), qPrintable(m_edit->toPlainText()),
                                  patience);
        QCOMPARE(arrived(), texts + QStringList{end});
        QVERIFY(shows("", ""));
    }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
        m_composer = m_pair->page->findChild<Ui::Composer *>();
        m_edit = &m_composer->field();
        QTRY_VERIFY_WITH_TIMEOUT(m_edit->isEnabled(), patience);
        m_composer->focusText();
        // A window manager may leave it be while windows come and go.
        const auto isActive = [this] {
            if (!m_pair->window->isActiveWindow())
                xdotool(
                    {QStringLiteral("windowactivate"), QString::number(m_pair->window->winId())});
            return m_pair->window->isActiveWindow() && m_edit->hasFocus();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isActive(), patience);
        // Keys that come before it knows the field would be Latin.
        const auto isListening = [this] {
            const QByteArray told =
                said(QStringLiteral("dbus-send"),
                     {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                      QStringLiteral("--dest=org.fcitx.Fcitx5"), QStringLiteral("/controller"),
                      QStringLiteral("org.fcitx.Fcitx.Controller1.DebugInfo")});
            if (told.contains("focus:1"))
                return true;
            m_edit->clearFocus(); // it was told before the window manager was done
            m_edit->setFocus();
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isListening(), patience);
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void oneEnterSendsTheSyllableOnce()
    {
        type("gksrmf");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한", "글"), patience);
        QVERIFY(m_edit->isComposing());
        press("Return");
        QTRY_COMPARE_WITH_TIMEOUT(arrived(), QStringList{QStringLiteral("한글")}, patience);
        press("Return");
        hasOnly({QStringLiteral("한글")});
    }

    void ctrlEnterDoesSo()
    {
        type("gksrmf");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한", "글"), patience);
        press("ctrl+Return");
        QTRY_COMPARE_WITH_TIMEOUT(arrived(), QStringList{QStringLiteral("한글")}, patience);
        hasOnly({QStringLiteral("한글")});
    }

    void linesAreBrokenBehindTheSyllable()
    {
        m_composer->setSendKey(Ui::SendKey::CtrlEnter);
        type("gks");
        QTRY_VERIFY_WITH_TIMEOUT(shows("", "한"), patience);
        press("Return");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한\n", ""), patience);
        type("rmf");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한\n", "글"), patience);
        press("shift+Return");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한\n글\n", ""), patience);
        type("dl");
        press("ctrl+Return");
        m_composer->setSendKey(Ui::SendKey::Enter);
        hasOnly({QStringLiteral("한\n글\n이")});
    }

    void theButtonTakesTheSyllableAlong()
    {
        type("gksrmf");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한", "글"), patience);
        click(m_composer->findChild<QPushButton *>(QStringLiteral("sendButton")));
        QTRY_COMPARE_WITH_TIMEOUT(arrived(), QStringList{QStringLiteral("한글")}, patience);
        hasOnly({QStringLiteral("한글")});
    }

    void whoLeavesTheFieldKeepsTheSyllable()
    {
        type("gksrmf");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한", "글"), patience);
        press("F6");
        QTRY_VERIFY_WITH_TIMEOUT(!m_edit->hasFocus(), patience);
        QVERIFY(shows("한글", ""));
        press("Escape");
        QTRY_VERIFY_WITH_TIMEOUT(m_edit->hasFocus(), patience);
        type("dl");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한글", "이"), patience);
        press("Return");
        hasOnly({QStringLiteral("한글이")});
    }

    void anotherRoomLeavesItWhereItIs()
    {
        type("gksrmf");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한", "글"), patience);
        press("alt+Down");
        QTRY_VERIFY_WITH_TIMEOUT(m_composer->room() != m_pair->club, patience);
        QVERIFY(shows("", ""));
        m_pair->page->showRoom(m_pair->club);
        QVERIFY(shows("한글", ""));
        press("Return");
        hasOnly({QStringLiteral("한글")});
    }

    // What was begun after a click into the timeline is composed in the field.
    void whatIsTypedElsewhereIsComposedInTheField()
    {
        type("gks");
        QTRY_VERIFY_WITH_TIMEOUT(shows("", "한"), patience);
        auto *timeline = m_pair->page->findChild<Ui::TimelineView *>();
        click(timeline->viewport());
        QTRY_VERIFY_WITH_TIMEOUT(timeline->hasFocus(), patience);
        QVERIFY(shows("한", ""));
        type("rm");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한", "그"), patience);
        type("f ");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한글 ", ""), patience);
        QVERIFY(m_edit->hasFocus());
        type("dlek");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한글 이", "다"), patience);
        press("Return");
        hasOnly({QStringLiteral("한글 이다")});
    }

    void enterFromTheTimelineSendsOnce()
    {
        auto *timeline = m_pair->page->findChild<Ui::TimelineView *>();
        click(timeline->viewport());
        QTRY_VERIFY_WITH_TIMEOUT(timeline->hasFocus(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(timeline->hasFocus(), patience);
        type("gksrmf");
        QTRY_VERIFY_WITH_TIMEOUT(shows("한", "글"), patience);
        press("Return");
        QTRY_COMPARE_WITH_TIMEOUT(arrived(), QStringList{QStringLiteral("한글")}, patience);
        hasOnly({QStringLiteral("한글")});
    }

    void sentencesComeWhole()
    {
        type("dkssudgktpdy\n"
             "dhsmf wjatladms anjf ajrdmfRkdy?\n"
             "rmfTp, ekfrqhRdmaxkd djEo?\n"
             "whgdk. dufen tl qksdp akssk!\n"
             "rmfja\n"
             "dlEk qhwk\n");
        const QStringList sentences{QStringLiteral("안녕하세요"),
                                    QStringLiteral("오늘 점심은 뭘 먹을까요?"),
                                    QStringLiteral("글쎄, 닭볶음탕 어때?"),
                                    QStringLiteral("좋아. 열두 시 반에 만나!"),
                                    QStringLiteral("그럼"),
                                    QStringLiteral("이따 보자")};
        QTRY_COMPARE_WITH_TIMEOUT(arrived(), sentences, patience);
        hasOnly(sentences);
    }
};

int main(int argc, char **argv)
{
    const QByteArray missing = InputMethodScreen::missing();
    if (!missing.isEmpty()) {
        std::printf("not run: %s\n", missing.constData());
        return qEnvironmentVariableIntValue("MADANG_RUN_ALL_TESTS") == 1 ? 1 : 77;
    }
    qputenv("QTEST_FUNCTION_TIMEOUT", "1200000"); // ms; each key waits for the one before
    InputMethodScreen screen;
    if (!screen.start()) {
        std::printf("%s\n", screen.problem().constData());
        return 1;
    }
    QApplication application(argc, argv);
    tst_KoreanInput test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_koreaninput.moc"
