// SPDX-License-Identifier: GPL-3.0-or-later
// What helps one write in the field of a chat, in a window on a real host.

#include "tests/support/desktoppair.h"
#include "ui/composer.h"
#include "ui/composercontext.h"
#include "ui/fileactions.h"
#include "ui/messageedit.h"
#include "ui/model/company.h"
#include "ui/model/lineparts.h"
#include "ui/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QWindow>

#include <map>

using Ui::TimelineModel;

namespace {

constexpr int patience = DesktopPair::patience;

} // namespace

class tst_Writing : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DesktopPair> m_pair;
    Ui::Composer *m_composer = nullptr;
    Ui::MessageEdit *m_edit = nullptr;
    Ui::TimelineView *m_timeline = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        for (T *one : m_pair->window->findChildren<T *>(QString::fromLatin1(name))) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    QString complaint() const
    {
        const auto *label = find<QLabel>("composerComplaint");
        return label ? label->text() : QString();
    }
    void write(const QString &text) const
    {
        m_edit->setPlainText(text);
        m_edit->moveCursor(QTextCursor::End);
    }
    void send(const QString &text) const
    {
        write(text);
        QTest::keyClick(m_edit, Qt::Key_Escape); // what is proposed
        QTest::keyClick(m_edit, Qt::Key_Return);
    }
    QStringList attached() const
    {
        std::map<int, QString> names; // by their places
        for (const QLabel *label :
             m_pair->window->findChildren<QLabel *>(QStringLiteral("attachmentName"))) {
            if (label->isVisible())
                names[label->mapTo(m_pair->window.get(), QPoint()).y()] = label->accessibleName();
        }
        QStringList inOrder;
        for (const auto &[place, name] : names)
            inOrder << name;
        return inOrder;
    }
    void rename(const QString &name, const QString &other) const
    {
        const auto button = [this, &name]() -> QToolButton * {
            for (auto *edit :
                 m_pair->window->findChildren<QToolButton *>(QStringLiteral("attachmentEdit"))) {
                if (edit->isVisible() && edit->accessibleName().endsWith(name))
                    return edit;
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(button(), patience);
        button()->click();
        find<QLineEdit>("attachmentNewName")->setText(other);
        find<QPushButton>("attachmentSave")->click();
    }
    QStringList arrived() const
    {
        QStringList texts;
        const TimelineModel &lines = *m_pair->lee.client->timeline(m_pair->club);
        for (int row = 0; row < lines.rowCount(); ++row) {
            const QModelIndex line = lines.index(row);
            if (Chat::MessageType(line.data(TimelineModel::TypeRole).toInt()) ==
                Chat::MessageType::Talk)
                texts << line.data().toString();
        }
        return texts;
    }
    void paste(const QString &text) const
    {
        QApplication::clipboard()->setText(text);
        m_edit->paste();
    }
    void click() const
    {
        QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {}, {20, 20});
        m_timeline->setFocus(Qt::MouseFocusReason); // offscreen has no window manager
    }
    static void compose(QWidget *widget, const QString &preedit, const QString &commit = {})
    {
        QInputMethodEvent event(preedit, {});
        event.setCommitString(commit);
        QCoreApplication::sendEvent(widget, &event);
    }
    static bool takesComposition(QWidget *widget)
    {
        QInputMethodQueryEvent query(Qt::ImEnabled);
        QCoreApplication::sendEvent(widget, &query);
        return query.value(Qt::ImEnabled).toBool();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
        m_composer = m_pair->page->findChild<Ui::Composer *>();
        m_edit = &m_composer->field();
        m_timeline = m_pair->page->findChild<Ui::TimelineView *>();
        QTRY_VERIFY_WITH_TIMEOUT(m_edit->isEnabled(), patience);
        m_composer->focusText();
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void whatIsNoCommandIsToldAndStays()
    {
        write(QStringLiteral("/topik noodles"));
        QVERIFY2(complaint().contains(QStringLiteral("/topik")), qPrintable(complaint()));
        QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("/topik noodles"));
        write(QStringLiteral("/topic"));
        QVERIFY2(complaint().startsWith(QStringLiteral("Something is missing")),
                 qPrintable(complaint()));
        write(QStringLiteral("/away now"));
        QVERIFY(!complaint().isEmpty());
        write(QStringLiteral("/join nowhere"));
        QVERIFY2(complaint().contains(QStringLiteral("nowhere")), qPrintable(complaint()));
        write(QStringLiteral("/invite lee"));
        QTRY_VERIFY2(complaint().contains(QStringLiteral("already")), qPrintable(complaint()));
        write(QStringLiteral("/invite @nobody"));
        QVERIFY2(complaint().contains(QStringLiteral("nobody")), qPrintable(complaint()));
        write(QStringLiteral("/status ") + QString(101, u'x'));
        QVERIFY2(complaint().contains(QStringLiteral("100")), qPrintable(complaint()));
        QTest::keyClick(m_edit, Qt::Key_Return);
        const QString topic = QStringLiteral("/topic ") + QString(251, u'x');
        write(topic);
        QVERIFY2(complaint().contains(QStringLiteral("250")), qPrintable(complaint()));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_edit->toPlainText(), topic);
        write(topic.chopped(1));
        QCOMPARE(complaint(), QString());
        write(QStringLiteral("/usr/bin is a path"));
        QCOMPARE(complaint(), QString());
        send(QStringLiteral("//topic is typed so"));
        send(QStringLiteral("/usr/bin is a path"));
        QTRY_COMPARE_WITH_TIMEOUT(arrived(),
                                  (QStringList{QStringLiteral("/topic is typed so"),
                                               QStringLiteral("/usr/bin is a path")}),
                                  patience);
    }

    void commandsAreDone()
    {
        send(QStringLiteral("/topic Noodles at noon"));
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.room(m_pair->club).topic,
                                  QStringLiteral("Noodles at noon"), patience);
        QCOMPARE(m_edit->toPlainText(), QString());
        const Ui::OwnPresence &presence = *m_pair->kim.client->company()->presence();
        send(QStringLiteral("/상태 at lunch"));
        send(QStringLiteral("/DND"));
        QTRY_COMPARE_WITH_TIMEOUT(presence.status(), QStringLiteral("at lunch"), patience);
        QCOMPARE(presence.choice(), Chat::Availability::DoNotDisturb);
        send(QStringLiteral("/away"));
        QCOMPARE(presence.choice(), Chat::Availability::Away);
        send(QStringLiteral("/online"));
        send(QStringLiteral("/status"));
        QTRY_COMPARE_WITH_TIMEOUT(presence.status(), QString(), patience);
        QCOMPARE(presence.choice(), Chat::Availability::Online);
        send(QStringLiteral("/join #lobby"));
        QCOMPARE(m_pair->page->room(), Chat::lobbyRoom());
        send(QStringLiteral("/topic here?"));
        QVERIFY2(complaint().contains(QStringLiteral("keeps order")), qPrintable(complaint()));
        write({});
        m_pair->page->showRoom(m_pair->club);
        send(QStringLiteral("/leave"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->kim.isIn(m_pair->club), patience);
        QCOMPARE(arrived(), QStringList());
    }

    void somebodyIsInvited()
    {
        m_pair->page->showRoom(Chat::lobbyRoom());
        m_pair->kim.client->orders()->make({QStringLiteral("tea"), QStringLiteral("Tea"), {}, {}});
        const Chat::RoomId tea(QStringLiteral("tea"));
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.isIn(tea), patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.room(tea).own.role, Chat::MemberRole::Owner,
                                  patience);
        m_pair->page->showRoom(tea);
        QSignalSpy invited(m_pair->lee.client->orders(), &Ui::RoomOrders::invitationCame);
        write(QStringLiteral("/invite @lee"));
        QTRY_VERIFY2(complaint().isEmpty(), qPrintable(complaint()));
        send(QStringLiteral("/invite @lee"));
        QTRY_COMPARE_WITH_TIMEOUT(invited.size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->sentence().contains(QStringLiteral("lee")), patience);
    }

    void commandsAndRoomsAreProposed()
    {
        QTest::keyClicks(m_edit, QStringLiteral("/"));
        auto *list = find<QListWidget>("completions");
        QVERIFY(list);
        QVERIFY(list->count() >= 10);
        QTest::keyClicks(m_edit, QStringLiteral("to"));
        QCOMPARE(list->count(), 1);
        QVERIFY(complaint().isEmpty()); // it may still become one
        QTest::keyClick(m_edit, Qt::Key_Tab);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("/topic "));
        write({});
        QTest::keyClicks(m_edit, QStringLiteral("see #cl"));
        QVERIFY(find<QListWidget>("completions"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("see #Club "));
        write({});
        QTest::keyClicks(m_edit, QStringLiteral("/help"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("/"));
        QVERIFY(find<QListWidget>("completions"));
    }

    void anEditSaysWhatItSays()
    {
        m_composer->edit({1}, QStringLiteral("hm"));
        QSignalSpy edited(m_composer, &Ui::Composer::edited);
        send(QStringLiteral("/nothing"));
        QCOMPARE(edited.size(), 0); // Escape gave the edit up
        m_composer->edit({1}, QStringLiteral("hm"));
        write(QStringLiteral("/nothing"));
        QCOMPARE(complaint(), QString());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0][2].toString(), QStringLiteral("/nothing"));
    }

    void linesThatArePastedMayBecomeCode()
    {
        QTest::keyClicks(m_edit, QStringLiteral("look: "));
        paste(QStringLiteral("one line\n"));
        QVERIFY(!find<QWidget>("codeOffer"));
        write(QStringLiteral("look:"));
        paste(QStringLiteral("int a;\nint b;\n"));
        QVERIFY(find<QWidget>("codeOffer"));
        QTest::keyClicks(m_edit, QStringLiteral("what?"));
        QTest::keyClick(find<QPushButton>("codeOfferTake"), Qt::Key_Space);
        const QString code = QStringLiteral("look:\n```\nint a;\nint b;\n```\nwhat?");
        QCOMPARE(m_edit->toPlainText(), code);
        QVERIFY(!find<QWidget>("codeOffer"));
        QVERIFY(m_edit->hasFocus());
        m_edit->undo();
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("look:int a;\nint b;\nwhat?"));

        write({});
        paste(QStringLiteral("a\n```\nb"));
        QTest::keyClick(m_edit, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("````\na\n```\nb\n````\n"));
        write({});
        paste(QStringLiteral("a\nb"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(!find<QWidget>("codeOffer"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("a\nb"));
        QTest::keyClick(m_edit, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("a\nb"));
        write({});
        paste(QStringLiteral("a\nb"));
        QTest::keyClick(m_edit, Qt::Key_Return); // sent as it is
        QVERIFY(!find<QWidget>("codeOffer"));
        write(QStringLiteral("```\n"));
        paste(QStringLiteral("a\nb"));
        QVERIFY(!find<QWidget>("codeOffer")); // it is code
    }

    void pastingNothingDoesNothing()
    {
        write(QStringLiteral("rest"));
        QApplication::clipboard()->setMimeData(new QMimeData);
        m_edit->paste();
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("rest"));
    }

    void whatIsTypedInTheTimelineGoesToTheField()
    {
        QTest::keyClicks(m_edit, QStringLiteral("mine"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(arrived().size(), 1, patience);
        click();
        for (const char key : {'r', 'e', 's', 't'}) // R answers, by keys
            QTest::keyClick(m_pair->window->windowHandle(), key);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("rest"));
        QVERIFY(m_edit->hasFocus());
        QVERIFY(!m_composer->findChild<Ui::ComposerContext *>()->isVisible());
        click();
        QApplication::clipboard()->setText(QStringLiteral(" pasted"));
        QTest::keyClick(m_timeline, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("rest pasted"));

        // Who came by keys, or goes on by them, means the line.
        write({});
        m_timeline->setFocus(Qt::TabFocusReason);
        QTest::keyClick(m_timeline, Qt::Key_R);
        QVERIFY(m_composer->findChild<Ui::ComposerContext *>()->isVisible());
        QTest::keyClick(m_edit, Qt::Key_Escape);
        click();
        QTest::keyClick(m_timeline, Qt::Key_End);
        QTest::keyClick(m_timeline, Qt::Key_R);
        QVERIFY(m_composer->findChild<Ui::ComposerContext *>()->isVisible());
        QVERIFY(m_edit->toPlainText().isEmpty());
    }

    void whatIsComposedInTheTimelineStandsInTheField()
    {
        QVERIFY(!takesComposition(m_timeline));
        click();
        QVERIFY(takesComposition(m_timeline));
        compose(m_timeline, QStringLiteral("ㅎ"));
        compose(m_timeline, QStringLiteral("한"));
        QVERIFY(m_edit->isComposing());
        QVERIFY(!m_edit->hasFocus()); // it would end what is being composed
        compose(m_timeline, QStringLiteral("그"), QStringLiteral("한"));
        compose(m_timeline, QStringLiteral("글"));
        QTest::keyClick(m_timeline, Qt::Key_Return); // as some pass it on
        compose(m_timeline, {}, QStringLiteral("글"));
        QTRY_COMPARE_WITH_TIMEOUT(arrived(), QStringList{QStringLiteral("한글")}, patience);
        QCOMPARE(m_edit->toPlainText(), QString());
        // As fcitx has it: one is whole, and the next is told of by itself.
        compose(m_timeline, QStringLiteral("이"));
        compose(m_timeline, {}, QStringLiteral("이"));
        QVERIFY(!m_edit->hasFocus());
        compose(m_timeline, QStringLiteral("다"));
        compose(m_timeline, {}, QStringLiteral("다"));
        QTest::keyClick(m_timeline, Qt::Key_Return);
        QVERIFY(m_edit->hasFocus());
        QTRY_COMPARE_WITH_TIMEOUT(
            arrived(), (QStringList{QStringLiteral("한글"), QStringLiteral("이다")}), patience);
        m_timeline->setFocus(Qt::TabFocusReason);
        QVERIFY(!takesComposition(m_timeline));
    }

    void escapeTakesBackOneThingAfterTheOther()
    {
        const QString path = m_folder->filePath(QStringLiteral("a.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hello");
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path), QUrl::fromLocalFile(path)});
        Q_EMIT m_composer->filesGiven(&data);
        m_composer->answer({1}, QStringLiteral("lee: hm"));
        QTest::keyClicks(m_edit, QStringLiteral("text"));
        const auto *context = m_composer->findChild<Ui::ComposerContext *>();
        QCOMPARE(attached().size(), 2);
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(attached().size(), 1);
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(attached().size(), 0);
        QVERIFY(context->isVisible());
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(!context->isVisible());
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("text"));
        m_composer->edit({1}, QStringLiteral("old"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("text"));
        QVERIFY(m_edit->hasFocus());
    }

    void pictureIsRenamedAndMadeSmallerBeforeItIsSent()
    {
        QImage picture(1800, 1200, QImage::Format_RGB32);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                picture.setPixel(x, y, qRgb(x * y % 251, x % 256, y % 256));
        }
        const QString path = m_folder->filePath(QStringLiteral("DSC_0001.jpg"));
        QVERIFY(picture.save(path));
        const qint64 before = QFileInfo(path).size();
        const QString other = m_folder->filePath(QStringLiteral("a.txt"));
        QVERIFY(QFile::copy(path, other));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path), QUrl::fromLocalFile(other)});
        Q_EMIT m_composer->filesGiven(&data);
        QTest::keyClick(find<QToolButton>("attachmentEdit"), Qt::Key_Space);
        auto *sizes = m_pair->window->findChild<QComboBox *>(QStringLiteral("attachmentSize"));
        QVERIFY(sizes);
        QTRY_VERIFY_WITH_TIMEOUT(sizes->isVisible() && find<QLabel>("attachmentPreview"), patience);
        QCOMPARE(sizes->count(), 4); // as it is, 1600, 1024, 640
        sizes->setCurrentIndex(3);
        auto *save = find<QPushButton>("attachmentSave");
        QVERIFY(!save->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), patience);
        QVERIFY(find<QLabel>("attachmentResult")->text().contains(QStringLiteral("instead of")));
        find<QLineEdit>("attachmentNewName")->setText(QString());
        QVERIFY(!save->isEnabled());
        find<QLineEdit>("attachmentNewName")->setText(QStringLiteral("바다"));
        save->click();
        QTRY_VERIFY_WITH_TIMEOUT(!find<QDialog>("attachmentDialog"), patience);
        QTRY_COMPARE_WITH_TIMEOUT( // in its place
            attached(), (QStringList{QStringLiteral("바다.jpg"), QStringLiteral("a.txt")}),
            patience);

        // Another by its name alone.
        rename(QStringLiteral("a.txt"), QStringLiteral("b.txt"));
        QTRY_COMPARE_WITH_TIMEOUT(
            attached(), (QStringList{QStringLiteral("바다.jpg"), QStringLiteral("b.txt")}),
            patience);
        rename(QStringLiteral("바다.jpg"), QStringLiteral("산.jpg"));
        m_composer->focusText();
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(arrived().size(), 1, patience);
        const TimelineModel &lines = *m_pair->lee.client->timeline(m_pair->club);
        const QVariantList files =
            lines.index(lines.rowCount() - 1).data(TimelineModel::FilesRole).toList();
        QCOMPARE(files.size(), 2);
        QCOMPARE(Ui::fileOf(files[0]).name, QStringLiteral("산.jpg"));
        QVERIFY(Ui::fileOf(files[0]).size < before / 2);
        QCOMPARE(Ui::fileOf(files[1]).name, QStringLiteral("b.txt"));
        QCOMPARE(Ui::fileOf(files[1]).size, before);
    }

    void sendKeyIsChosenInTheSettings()
    {
        QTest::keyClick(m_pair->window.get(), Qt::Key_Comma, Qt::ControlModifier);
        auto *choice = m_pair->window->findChild<QComboBox *>(QStringLiteral("sendKeyChoice"));
        QVERIFY(choice);
        choice->setCurrentIndex(1);
        QCOMPARE(m_edit->sendKey(), Ui::SendKey::CtrlEnter);
        QCOMPARE(m_pair->kim.profile->settings().value(QStringLiteral("sendKey")).toString(),
                 QStringLiteral("ctrlEnter"));
        choice->setCurrentIndex(0);
        QCOMPARE(m_edit->sendKey(), Ui::SendKey::Enter);
    }

    void fieldSaysWhyNothingCanBeWritten()
    {
        const Chat::RoomId tea(QStringLiteral("tea"));
        Ui::RoomOrders &orders = *m_pair->lee.client->orders();
        orders.make({tea.toString(), QStringLiteral("Tea"), {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->lee.room(tea).own.role, Chat::MemberRole::Owner,
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.client->rooms()->indexOf(tea).isValid(), patience);
        m_pair->kim.client->joinRoom(tea);
        m_pair->page->showRoom(tea);
        QTRY_COMPARE_WITH_TIMEOUT(m_composer->room(), tea, patience);
        QVERIFY(!m_edit->isReadOnly());
        Chat::RoomChange change;
        change.readOnly = true;
        orders.change(tea, change);
        QTRY_VERIFY_WITH_TIMEOUT(m_edit->isReadOnly(), patience);
        QVERIFY2(complaint().contains(QStringLiteral("reading")), qPrintable(complaint()));
        QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
        change = {};
        change.archived = true;
        orders.change(tea, change);
        QTRY_VERIFY2_WITH_TIMEOUT(complaint().contains(QStringLiteral("archived")),
                                  qPrintable(complaint()), patience);
        change = {};
        change.archived = false;
        change.readOnly = false;
        orders.change(tea, change);
        QTRY_VERIFY_WITH_TIMEOUT(!m_edit->isReadOnly(), patience);
        QCOMPARE(complaint(), QString());
        orders.removeRoom(tea);
        QTRY_VERIFY2_WITH_TIMEOUT(complaint().contains(QStringLiteral("deleted")),
                                  qPrintable(complaint()), patience);
    }
};

QTEST_MAIN(tst_Writing)
#include "tst_writing.moc"
