// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a timeline where one reads from right to left: what is drawn where, and what a click
// there does.
#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/filehitdelegate.h"
#include "ui/filestock.h"
#include "ui/model/hostfiles.h"
#include "ui/model/lineparts.h"
#include "ui/model/searchmodel.h"
#include "ui/model/timelinemodel.h"
#include "ui/timelinelines.h"
#include "ui/timelineview.h"

#include <QMouseEvent>
#include <QPainter>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Ui::TimelineLines;
using Ui::TimelineModel;
using Spot = Ui::TimelineLines::Spot;

namespace {

constexpr int wide = 640;
const Chat::RoomId room(QStringLiteral("개발팀"));
const Chat::UserId self(QStringLiteral("owner"));
const Chat::UserId minjun(QStringLiteral("u-minjun"));

Chat::RoomMessage said(qint64 sequence, const Chat::UserId &who, const QString &text)
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = who == self ? QStringLiteral("Jiwoo") : QStringLiteral("Minjun");
    message.senderId = who;
    message.text = text;
    message.sequence = {sequence};
    message.time =
        Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + sequence * 10'000));
    return message;
}

Chat::FileInfo file(const char *name, const char *type)
{
    const QString token(22, QLatin1Char(name[0])); // of the form that a host gives
    return {{}, token, QString::fromLatin1(name), QString::fromLatin1(type), 9};
}

/// Where something of that colour is; null for nowhere.
QRect boundsOf(const QImage &image, const QColor &colour)
{
    QRect bounds;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == colour)
                bounds |= QRect(x, y, 1, 1);
        }
    }
    return bounds;
}

QRect mirrored(const QRect &part)
{
    return QRect(wide - 1 - part.right(), part.top(), part.width(), part.height());
}

} // namespace

class tst_TimelineDirection : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    Ui::HostFiles m_files; // of no host: nothing is fetched
    std::unique_ptr<Ui::FileStock> m_stock;
    std::unique_ptr<TimelineModel> m_model;

    enum Row { Linked, Answer, Files, Came, Notices };

    std::unique_ptr<TimelineLines> lines(Qt::LayoutDirection direction)
    {
        auto made = std::make_unique<TimelineLines>(*m_appearance);
        made->setFiles(m_stock.get());
        made->setWidth(wide);
        made->setDirection(direction);
        return made;
    }
    QImage painted(Qt::LayoutDirection direction, const QModelIndex &index)
    {
        const auto drawn = lines(direction);
        QImage image(wide, drawn->height(index), QImage::Format_RGB32);
        image.fill(m_appearance->theme().surface);
        QPainter painter(&image);
        drawn->paint(painter, image.rect(), index, {});
        return image;
    }
    void verifyMirrored(const QModelIndex &index, const QColor &colour)
    {
        const QRect here = boundsOf(painted(Qt::LeftToRight, index), colour);
        QVERIFY(!here.isNull());
        QVERIFY(here.center().x() < wide / 2 || here.width() > wide / 2);
        QCOMPARE(boundsOf(painted(Qt::RightToLeft, index), colour), mirrored(here));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_settings->setValue(QStringLiteral("theme"), QStringLiteral("light"));
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
        m_stock = std::make_unique<Ui::FileStock>(m_files);
    }

    void init()
    {
        m_model = std::make_unique<TimelineModel>(room);
        m_model->setSelf(self);
        Chat::RoomMessage linked = said(1, minjun, QStringLiteral("https://example.org/a"));
        linked.changes.edited = linked.changes.pinned = linked.time;
        linked.changes.reactions = {{QStringLiteral("A"), 1, {QStringLiteral("Jiwoo")}, true},
                                    {QStringLiteral("B"), 1, {QStringLiteral("Minjun")}, false}};
        Chat::RoomMessage answer = said(2, self, QStringLiteral("mine"));
        answer.replyTo = Chat::Quoted{
            {1}, QStringLiteral("Minjun"), minjun, false, QStringLiteral("what he said")};
        answer.changes.edited = answer.time;
        Chat::RoomMessage files = said(3, minjun, {});
        files.files = {file("a.txt", "text/plain"), file("b.png", "image/png")};
        Chat::RoomMessage came = said(4, minjun, {});
        came.type = Chat::MessageType::Enter;
        Chat::RoomMessage left = said(5, minjun, {});
        left.type = Chat::MessageType::Leave;
        Chat::RoomMessage failed = said(0, self, QStringLiteral("no"));
        failed.clientId = Chat::ClientMessageId(QStringLiteral("c"));
        m_model->addStored({linked, answer, files, came, left});
        m_model->addWaiting(failed);
        m_model->setDelivery(failed.clientId, Ui::Delivery::Failed, {});
    }

    void whatLiesUnderAPointIsMirrored()
    {
        const auto here = lines(Qt::LeftToRight);
        const auto there = lines(Qt::RightToLeft);
        QSet<Spot> found;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex index = m_model->index(row);
            QCOMPARE(there->height(index), here->height(index));
            for (int y = 0; y < here->height(index); y += 4) {
                for (int x = 0; x < wide; x += 3) {
                    const auto one = here->hitTest(index, {x, y});
                    const auto other = there->hitTest(index, {wide - 1 - x, y});
                    if (one.spot == Spot::Link || other.spot == Spot::Link)
                        continue; // letters are not mirrored, see below
                    QCOMPARE(other.spot, one.spot);
                    QCOMPARE(other.emoji, one.emoji);
                    QCOMPARE(other.sentence, one.sentence);
                    QCOMPARE(other.file.name, one.file.name);
                    QCOMPARE(other.deed, one.deed);
                    found << one.spot;
                }
            }
        }
        for (const Spot spot : {Spot::Nothing, Spot::Retry, Spot::Discard, Spot::Delivery,
                                Spot::Reaction, Spot::Quote, Spot::File, Spot::Fold})
            QVERIFY2(found.contains(spot), qPrintable(QString::number(int(spot))));
    }

    void linksAreWhereTheirWordsAre()
    {
        const QModelIndex index = m_model->index(Linked);
        const auto linkOf = [&](Qt::LayoutDirection direction) {
            const auto drawn = lines(direction);
            QRect bounds;
            for (int y = 0; y < drawn->height(index); y += 2) {
                for (int x = 0; x < wide; ++x) {
                    if (drawn->hitTest(index, {x, y}).spot == Spot::Link)
                        bounds |= QRect(x, y, 1, 1);
                }
            }
            return bounds;
        };
        const QRect here = linkOf(Qt::LeftToRight);
        const QRect there = linkOf(Qt::RightToLeft);
        QVERIFY(here.width() > 50);
        QVERIFY(qAbs(there.width() - here.width()) <= 2);
        QVERIFY(qAbs(there.left() - mirrored(here).left()) <= 3);
        for (const auto &[direction, link] :
             {std::pair(Qt::LeftToRight, here), std::pair(Qt::RightToLeft, there)}) {
            const QRect words = boundsOf(painted(direction, index), m_appearance->theme().link);
            QVERIFY(words.width() > 50);
            QVERIFY(link.adjusted(-2, -2, 2, 2).contains(words));
        }
    }

    void whatIsDrawnIsMirrored()
    {
        const Ui::Theme &theme = m_appearance->theme();
        verifyMirrored(m_model->index(Answer), theme.own);   // the bubble
        verifyMirrored(m_model->index(Answer), theme.line);  // the bar of the quote
        verifyMirrored(m_model->index(Linked), theme.own);   // the own reaction
        verifyMirrored(m_model->index(Files), theme.window); // the cards
        Ui::Portrait portrait;
        portrait.colour = QColor(0x12, 0x34, 0x56);
        QRect shown[2];
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const auto drawn = lines(direction);
            drawn->setPortraits({{minjun.toString(), portrait}});
            QImage image(wide, 200, QImage::Format_RGB32);
            image.fill(theme.surface);
            QPainter painter(&image);
            drawn->paint(painter, image.rect(), m_model->index(Linked), {});
            shown[direction] = boundsOf(image, portrait.colour);
        }
        QVERIFY(shown[Qt::LeftToRight].right() < wide / 4);
        QCOMPARE(shown[Qt::RightToLeft], mirrored(shown[Qt::LeftToRight]));
    }

    void wordsFollowEachOtherTheOtherWay()
    {
        const Ui::Theme &theme = m_appearance->theme();
        // The time is behind the name, the marks are behind the message.
        const auto centres = [&](Row row, const QColor &first, const QColor &second) {
            const QImage here = painted(Qt::LeftToRight, m_model->index(row));
            QVERIFY(boundsOf(here, first).center().x() < boundsOf(here, second).center().x());
            const QImage there = painted(Qt::RightToLeft, m_model->index(row));
            QVERIFY(boundsOf(there, first).center().x() > boundsOf(there, second).center().x());
            // And nothing of it is left on the side where it was.
            QVERIFY(boundsOf(there, first).right() > wide / 2);
            QVERIFY(boundsOf(there, second).right() > wide / 4);
        };
        centres(Answer, theme.own, theme.ink2);
        centres(Linked, theme.link, theme.ink2);
        centres(Files, theme.ink2, theme.accent); // icon and size, what can be done
        centres(Notices, theme.ink2, theme.accent);
    }

    void foreignLettersStayInTheirBubble_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<QString>("text");
        for (const auto &[name, direction] : {std::pair("left to right", Qt::LeftToRight),
                                              std::pair("right to left", Qt::RightToLeft)}) {
            QTest::addRow("Hebrew, %s", name) << direction << QStringLiteral("שלום");
            QTest::addRow("English, %s", name) << direction << QStringLiteral("Hello");
            QTest::addRow("both, %s", name) << direction << QStringLiteral("שלום\n\nHello there");
        }
    }
    void foreignLettersStayInTheirBubble()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(QString, text);
        m_model->addStored({said(20, self, text)});
        const QImage image = painted(direction, m_model->indexOf({20}));
        const QRect bubble = boundsOf(image, m_appearance->theme().own);
        QVERIFY(bubble.width() < wide / 2);
        // The name above it is of that colour, too.
        const QRect words =
            boundsOf(image.copy(0, bubble.top(), wide, bubble.height()), m_appearance->theme().ink);
        QVERIFY(!words.isNull());
        QVERIFY(words.left() >= bubble.left() && words.right() <= bubble.right());
    }

    void barOfAQuoteStandsWhereItBegins_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }
    void barOfAQuoteStandsWhereItBegins()
    {
        QFETCH(Qt::LayoutDirection, direction);
        const auto parts = [&](qint64 sequence, const QString &text) {
            // Somebody else's, so that nothing but the quote is of these colours below the head.
            m_model->addStored({said(sequence, minjun, text), said(sequence + 1, minjun, text)});
            const QImage image = painted(direction, m_model->indexOf({sequence + 1}));
            return std::pair(boundsOf(image, m_appearance->theme().ink2),
                             boundsOf(image, m_appearance->theme().ink));
        };
        const auto [hebrewBar, hebrew] = parts(30, QStringLiteral("> שלום"));
        QVERIFY(hebrewBar.left() > hebrew.right());
        const auto [bar, english] = parts(40, QStringLiteral("> hello"));
        QVERIFY(bar.right() < english.left());
        QVERIFY(english.left() - bar.right() < 20);
    }

    void clicksFindWhatIsShown()
    {
        Ui::TimelineView view(*m_appearance);
        view.setFiles(*m_stock);
        view.setLayoutDirection(Qt::RightToLeft);
        view.resize(wide, 700);
        view.setModel(m_model.get());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.grab(); // painting is what measures
        const QSignalSpy reactions(&view, &Ui::TimelineView::reactionClicked);
        const QSignalSpy quotes(&view, &Ui::TimelineView::quoteClicked);
        const QSignalSpy links(&view, &Ui::TimelineView::linkActivated);
        // In the picture of the view, not by what it says of itself.
        const QImage shown = view.viewport()->grab().toImage();
        const auto clickOn = [&](Row row, const QColor &colour) {
            const QRect line = view.visualRect(m_model->index(row));
            const QRect part = boundsOf(shown.copy(line), colour).translated(line.topLeft());
            QVERIFY(part.left() > view.viewport()->width() / 2);
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, part.center());
        };
        clickOn(Linked, m_appearance->theme().own);
        QCOMPARE(reactions.count(), 1);
        QCOMPARE(reactions[0][1].toString(), QStringLiteral("A"));
        clickOn(Linked, m_appearance->theme().link);
        QCOMPARE(links.count(), 1);
        clickOn(Answer, m_appearance->theme().line);
        QCOMPARE(quotes.count(), 1);
        // And back again, while it is shown.
        view.setLayoutDirection(Qt::LeftToRight);
        const QImage turned = view.viewport()->grab().toImage();
        const QRect line = view.visualRect(m_model->index(Linked));
        const QRect chip = boundsOf(turned.copy(line), m_appearance->theme().own);
        QVERIFY(chip.right() < view.viewport()->width() / 2);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, chip.center() + line.topLeft());
        QCOMPARE(reactions.count(), 2);
    }

    void filesOfTheListAreMirrored()
    {
        QStandardItemModel hits(1, 1);
        const QModelIndex hit = hits.index(0, 0);
        hits.setData(hit, m_model->index(Files).data(TimelineModel::FilesRole),
                     Ui::SearchModel::FilesRole);
        Ui::FileHitDelegate delegate(*m_appearance, nullptr);
        delegate.setFiles(*m_stock);
        QSignalSpy wanted(&delegate, &Ui::FileHitDelegate::fileWanted);
        QStyleOptionViewItem option;
        option.rect = QRect(0, 0, wide, 400);
        const auto deedAt = [&](Qt::LayoutDirection direction, QPoint point) {
            option.direction = direction;
            wanted.clear();
            QMouseEvent release(QEvent::MouseButtonRelease, point, point, Qt::LeftButton, {}, {});
            QAbstractItemDelegate &any = delegate;
            any.editorEvent(&release, &hits, option, hit);
            return wanted.isEmpty() ? -1 : int(wanted[0][1].value<Ui::FileDeed>());
        };
        QSet<int> found;
        for (int y = 0; y < 400; y += 8) {
            for (int x = 0; x < wide; x += 5) {
                const int deed = deedAt(Qt::LeftToRight, {x, y});
                QCOMPARE(deedAt(Qt::RightToLeft, {wide - 1 - x, y}), deed);
                found << deed;
            }
        }
        QCOMPARE(found.size(), 3); // show, save, nothing
        const auto cards = [&](Qt::LayoutDirection direction) {
            QImage image(option.rect.size(), QImage::Format_RGB32);
            image.fill(m_appearance->theme().surface);
            QPainter painter(&image);
            painter.setLayoutDirection(direction);
            option.direction = direction;
            delegate.paint(&painter, option, hit);
            return boundsOf(image, m_appearance->theme().window);
        };
        QCOMPARE(cards(Qt::RightToLeft), mirrored(cards(Qt::LeftToRight)));
    }
};

QTEST_MAIN(tst_TimelineDirection)
#include "tst_timelinedirection.moc"
