// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/memberspane.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/tooltip.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QListView>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

using Chat::Availability;

namespace {

Chat::Member someone(const char *name, bool here, const Chat::Attendance &attendance)
{
    const QString text = QString::fromUtf8(name);
    Chat::Member member{Chat::UserId(QStringLiteral("u-") + text), text, false, here, true};
    member.attendance = attendance;
    return member;
}

} // namespace

// The people of a room, as they are shown.
class tst_MembersPane : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Ui::MemberListModel> m_model;
    std::unique_ptr<Ui::MembersPane> m_pane;

    QListView *list() const { return m_pane->findChild<QListView *>(); }
    /// How a person is drawn: all is the same but what is given.
    QImage drawn(const Chat::Attendance &attendance, bool here = true) const
    {
        m_model->setMembers({someone("ann", here, attendance)});
        return m_pane->grab().toImage();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
        m_model = std::make_unique<Ui::MemberListModel>();
        m_pane = std::make_unique<Ui::MembersPane>(*m_appearance);
        m_pane->setMembers(m_model.get());
        m_pane->resize(220, 300);
        m_pane->show();
    }
    void cleanup()
    {
        QToolTip::hideText();
        m_pane.reset();
        m_model.reset();
        m_appearance.reset();
        m_settings.reset();
    }

    void eachStateLooksDifferent()
    {
        const QList<QImage> images{
            drawn({Availability::Online, {}, {}, {}}),
            drawn({Availability::Away, {}, {}, {}}),
            drawn({Availability::DoNotDisturb, {}, {}, {}}),
            drawn({Availability::Online, QStringLiteral("tea"), {}, {}}),
            drawn({Availability::Online, {}, {}, {}}, false),
            drawn({Availability::Away, {}, {}, {}}, false),
            drawn({}, false),
            drawn({Availability::Offline, {}, {}, Chat::Timestamp()}, false)};
        for (int i = 0; i < images.size(); ++i) {
            for (int j = 0; j < i; ++j)
                QVERIFY2(images[i] != images[j], qPrintable(QString::number(i * 10 + j)));
        }
        QCOMPARE(drawn({Availability::Online, {}, {}, {}}), images[0]);
    }

    void theSignAloneTellsTheState()
    {
        const auto beside = [this](Availability state) {
            const QImage whole = drawn({state, {}, {}, {}});
            const QRect row = list()->visualRect(m_model->index(0));
            const QPoint corner = list()->viewport()->mapTo(m_pane.get(), row.topLeft());
            return whole.copy(QRect(corner, QSize(8 + 8 + m_appearance->px(22) + 6, row.height())));
        };
        QVERIFY(beside(Availability::Online) != beside(Availability::Away));
        QVERIFY(beside(Availability::Away) != beside(Availability::DoNotDisturb));
        QVERIFY(beside(Availability::DoNotDisturb) != beside(Availability::Online));
    }

    void whatIsCutIsWholeInTheTip()
    {
        const QString status = QStringLiteral("<b>far</b> & ") + QString(80, u'w');
        m_model->setMembers({someone("ann", true, {Availability::Away, status, {}, {}})});
        m_pane->grab();
        const QRect place = list()->visualRect(m_model->index(0));
        QVERIFY(place.width() <= 220);
        QHelpEvent wanted(QEvent::ToolTip, place.center(),
                          list()->viewport()->mapToGlobal(place.center()));
        QApplication::sendEvent(list()->viewport(), &wanted);
        QCOMPARE(QToolTip::text(), Ui::plainToolTip(QStringLiteral("ann, Away, ") + status));
        QVERIFY(QToolTip::text().contains(QStringLiteral("&lt;b&gt;far&lt;/b&gt; &amp; w")));
        QVERIFY(Qt::mightBeRichText(QToolTip::text())); // else the escapes would be seen
        QCOMPARE(Ui::plainToolTip({}), QString());
    }

    void whoIsElsewhereIsSaidInWords()
    {
        const auto below = [this](Availability state, bool here) {
            m_model->setMembers({someone("ann", here, {state, QStringLiteral("tea"), {}, {}})});
            return Ui::MembersPane::lineBelow(m_model->index(0));
        };
        QCOMPARE(below(Availability::Online, true), QStringLiteral("tea"));
        QCOMPARE(below(Availability::Online, false), QStringLiteral("not in this room now · tea"));
        QCOMPARE(below(Availability::Away, true), QStringLiteral("Away · tea"));
        QCOMPARE(below(Availability::Away, false),
                 QStringLiteral("Away · not in this room now · tea"));
    }

    void isReadAloud()
    {
        m_model->setMembers(
            {someone("ann", true, {Availability::DoNotDisturb, QStringLiteral("tea"), {}, {}})});
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(list());
        QVERIFY(view);
        QVERIFY(view->childCount() > 0);
        QCOMPARE(view->child(0)->text(QAccessible::Name),
                 QStringLiteral("ann, Do not disturb, tea"));
    }

    void rowsAreOfOneHeight()
    {
        m_model->setMembers(
            {someone("ann", true, {}),
             someone("bob", true, {Availability::Away, QStringLiteral("x"), {}, {}}),
             someone("cho", false, {})});
        m_pane->grab();
        const int height = list()->visualRect(m_model->index(0)).height();
        QVERIFY(height >= 28);
        for (int row = 0; row < 3; ++row)
            QCOMPARE(list()->visualRect(m_model->index(row)).height(), height);
    }
};

QTEST_MAIN(tst_MembersPane)
#include "tst_memberspane.moc"
