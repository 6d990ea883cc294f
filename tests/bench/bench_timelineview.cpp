// SPDX-License-Identifier: GPL-3.0-or-later
// What a long timeline costs: first paint, appending, scrolling and resizing at 100,000 rows.
#include "ui/appearance.h"
#include "ui/model/timelinemodel.h"
#include "ui/timelineview.h"

#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr qint64 rows = 100'000;

std::vector<Chat::RoomMessage> talk(qint64 from, qint64 to)
{
    std::vector<Chat::RoomMessage> messages;
    for (qint64 sequence = from; sequence <= to; ++sequence) {
        Chat::RoomMessage message;
        message.room = Chat::lobbyRoom();
        message.sender = QStringLiteral("민준");
        message.senderId = Chat::UserId(QStringLiteral("u-%1").arg(sequence % 5));
        message.text = QStringLiteral("글 %1 https://example.org/%1 ").arg(sequence) +
                       QString(int(sequence % 9) * 30, QChar(0xAC00));
        message.sequence = {sequence};
        message.time =
            Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + sequence * 60'000));
        messages.push_back(message);
    }
    return messages;
}

} // namespace

class bench_TimelineView : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Ui::TimelineModel> m_model;
    std::unique_ptr<Ui::TimelineView> m_view;

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
        m_model = std::make_unique<Ui::TimelineModel>(Chat::lobbyRoom());
        m_model->addStored(talk(1, rows));
    }

    void init()
    {
        m_view = std::make_unique<Ui::TimelineView>(*m_appearance);
        m_view->resize(800, 600);
        m_view->setModel(m_model.get());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void firstPaint()
    {
        QBENCHMARK
        {
            Ui::TimelineView view(*m_appearance);
            view.resize(800, 600);
            view.setModel(m_model.get());
            view.grab();
        }
    }

    void append()
    {
        QBENCHMARK
        {
            const qint64 next = m_model->newest().number + 1;
            m_model->addStored(talk(next, next));
            m_view->grab();
        }
    }

    void scrollUp()
    {
        QBENCHMARK
        {
            m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
            m_view->grab();
        }
    }

    void resizeInTheMiddle()
    {
        m_view->scrollTo(m_model->index(int(rows / 2)), QAbstractItemView::PositionAtTop);
        int width = 800;
        QBENCHMARK
        {
            width = width == 800 ? 640 : 800;
            m_view->resize(width, 600);
            m_view->grab();
        }
    }
};

QTEST_MAIN(bench_TimelineView)
#include "bench_timelineview.moc"
