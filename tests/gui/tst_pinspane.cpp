// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/composercontext.h"
#include "ui/messageedit.h"
#include "ui/timelineview.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>

using Ui::TimelineModel;

// What is pinned in the shown room, in a window on a real host.
class tst_PinsPane : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;

    template <typename T>
    T *find(const char *name) const
    {
        return m_pair->window->findChild<T *>(QString::fromLatin1(name));
    }
    QToolButton *button() const { return find<QToolButton>("pinsButton"); }
    QListView *list() const { return find<QListView>("pinsList"); }
    QString state() const
    {
        const auto *label = find<QLabel>("pinsState");
        return label->isVisible() ? label->text() : QString();
    }
    QStringList shown() const
    {
        QStringList texts;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            texts << list()->model()->index(row, 0).data().toString();
        return texts;
    }
    Chat::Sequence sequenceOf(const QString &text) const
    {
        const TimelineModel *timeline = m_pair->kim.client->timeline(m_pair->club);
        for (int row = 0; row < timeline->rowCount(); ++row) {
            if (timeline->index(row).data().toString() == text)
                return {timeline->index(row).data(TimelineModel::SequenceRole).toLongLong()};
        }
        return {};
    }
    void say(const QString &text) const
    {
        m_pair->lee.client->say(m_pair->club, text);
        QTRY_VERIFY_WITH_TIMEOUT(sequenceOf(text).number > 0, patience);
    }
    void open() const
    {
        QTest::keyClick(button(), Qt::Key_Space);
        QVERIFY(list()->hasFocus());
    }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
        for (const char *text : {"one", "two", "three"})
            say(QString::fromLatin1(text));
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void nothingIsPinned()
    {
        QVERIFY(button()->isVisible());
        QCOMPARE(button()->text(), QString());
        open();
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QStringLiteral("Nothing is pinned")), patience);
        QVERIFY(!find<QPushButton>("pinsUnpin")->isVisible());
    }

    void followsEverybodysPins()
    {
        m_pair->kim.client->pin(m_pair->club, sequenceOf(QStringLiteral("one")), true);
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QStringLiteral("1"), patience);
        QCOMPARE(button()->accessibleName(), QStringLiteral("1 pinned message"));
        open();
        QCOMPARE(shown(), QStringList{QStringLiteral("one")});
        QCOMPARE(state(), QString());
        m_pair->lee.client->pin(m_pair->club, sequenceOf(QStringLiteral("three")), true);
        QTRY_COMPARE_WITH_TIMEOUT(
            shown(), (QStringList{QStringLiteral("three"), QStringLiteral("one")}), patience);
        QCOMPARE(button()->text(), QStringLiteral("2"));
        m_pair->lee.client->edit(m_pair->club, sequenceOf(QStringLiteral("one")),
                                 QStringLiteral("ONE"));
        QTRY_COMPARE_WITH_TIMEOUT(
            shown(), (QStringList{QStringLiteral("three"), QStringLiteral("ONE")}), patience);
        m_pair->lee.client->remove(m_pair->club, sequenceOf(QStringLiteral("three")));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringList{QStringLiteral("ONE")}, patience);
    }

    void whatWasPinnedBeforeIsThere()
    {
        m_pair->kim.client->pin(m_pair->club, sequenceOf(QStringLiteral("two")), true);
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QStringLiteral("1"), patience);
        m_pair->page->showRoom(Chat::lobbyRoom());
        QCOMPARE(button()->text(), QString()); // of another room
        m_pair->page->showRoom(m_pair->club);
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QStringLiteral("1"), patience);
    }

    void goesToTheMessage()
    {
        for (int i = 0; i < 60; ++i)
            say(QStringLiteral("line %1").arg(i));
        m_pair->kim.client->pin(m_pair->club, sequenceOf(QStringLiteral("one")), true);
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QStringLiteral("1"), patience);
        auto *timeline = m_pair->page->findChild<Ui::TimelineView *>();
        const auto current = [timeline] { return timeline->currentIndex().data().toString(); };
        open();
        list()->setCurrentIndex(list()->model()->index(0, 0));
        QTest::keyClick(list(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), QStringLiteral("one"), patience);
        QVERIFY(timeline->viewport()->rect().intersects(
            timeline->visualRect(timeline->currentIndex())));
        // By keys one means the line, and after a click what is typed goes to the field.
        QVERIFY(timeline->hasFocus());
        auto *field = m_pair->page->findChild<Ui::MessageEdit *>();
        const auto *context = m_pair->page->findChild<Ui::ComposerContext *>();
        QTest::keyClick(m_pair->window->windowHandle(), Qt::Key_R);
        QVERIFY(context->isVisible());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!context->isVisible());
        timeline->setCurrentIndex(timeline->model()->index(timeline->model()->rowCount() - 1, 0));
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(0, 0)).center());
        QTRY_COMPARE_WITH_TIMEOUT(current(), QStringLiteral("one"), patience);
        QVERIFY(timeline->hasFocus());
        for (const char key : {'r', 'e', 's', 't'})
            QTest::keyClick(m_pair->window->windowHandle(), key);
        QCOMPARE(field->toPlainText(), QStringLiteral("rest"));
        QVERIFY(!context->isVisible());
    }

    void isLetGoByKeyAndButton()
    {
        for (const char *text : {"one", "two"})
            m_pair->kim.client->pin(m_pair->club, sequenceOf(QString::fromLatin1(text)), true);
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QStringLiteral("2"), patience);
        open();
        list()->setCurrentIndex(list()->model()->index(0, 0));
        const QString other = list()->model()->index(1, 0).data().toString();
        // A key that is held lets go of one only.
        list()->setCurrentIndex(list()->model()->index(1, 0));
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier, QString(), true);
        QApplication::sendEvent(list(), &held);
        list()->setCurrentIndex(list()->model()->index(0, 0));
        QTest::keyClick(list(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringList{other}, patience);
        list()->setCurrentIndex(list()->model()->index(0, 0));
        auto *unpin = find<QPushButton>("pinsUnpin");
        QVERIFY(unpin->isVisible() && unpin->isEnabled());
        QTest::keyClick(unpin, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringList(), patience);
        QVERIFY(!state().isEmpty());
    }

    void whereNothingMayBeChangedNothingIsOffered()
    {
        m_pair->kim.client->pin(m_pair->club, sequenceOf(QStringLiteral("one")), true);
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QStringLiteral("1"), patience);
        open();
        list()->setCurrentIndex(list()->model()->index(0, 0));
        QVERIFY(find<QPushButton>("pinsUnpin")->isVisible());
        Chat::RoomChange change;
        change.archived = true;
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("pinsUnpin")->isVisible(), patience);
        QCOMPARE(shown(), QStringList{QStringLiteral("one")});
    }

    void withoutAConnectionItSaysSo()
    {
        m_pair->kim.client->pin(m_pair->club, sequenceOf(QStringLiteral("one")), true);
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QStringLiteral("1"), patience);
        open();
        m_pair->kim.client->disconnectFromHost();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("cannot be reached")), patience);
        QCOMPARE(shown(), QStringList{QStringLiteral("one")});
        QVERIFY(!find<QPushButton>("pinsUnpin")->isVisible());
    }
};

QTEST_MAIN(tst_PinsPane)
#include "tst_pinspane.moc"
