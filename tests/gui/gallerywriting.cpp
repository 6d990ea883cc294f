// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallerywriting.h"

#include "ui/composer.h"
#include "ui/messageedit.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QImage>
#include <QLineEdit>
#include <QLinearGradient>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <QUrl>

#include <cstdio>

namespace {

void waitFor(const std::function<bool()> &isSo)
{
    if (!QTest::qWaitFor(isSo, 20000))
        std::puts("a picture comes too early");
}

/// Whether something is underlined in the field.
bool isUnderlined(const Ui::MessageEdit &edit)
{
    return !edit.document()->firstBlock().layout()->formats().isEmpty();
}

QString photograph(const QTemporaryDir &folder)
{
    QImage picture(2400, 1600, QImage::Format_RGB32);
    QPainter painter(&picture);
    QLinearGradient sky(0, 0, 0, 1600);
    sky.setColorAt(0, QColor(0x7f, 0xb8, 0xf5));
    sky.setColorAt(1, QColor(0xf6, 0xe7, 0xc3));
    painter.fillRect(picture.rect(), sky);
    painter.setBrush(QColor(0x0b, 0x6b, 0x63));
    painter.drawEllipse(-300, 1100, 1900, 1200);
    painter.drawEllipse(1000, 1250, 2200, 1200);
    painter.end();
    const QString path = folder.filePath(QStringLiteral("DSC_0412.jpg"));
    picture.save(path);
    return path;
}

} // namespace

void showWritingAids(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room, bool korean,
                     const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    const auto words = [korean](const char *inKorean, const char *inEnglish) {
        return QString::fromUtf8(korean ? inKorean : inEnglish);
    };
    auto *composer = window.findChild<Ui::Composer *>();
    Ui::MessageEdit &edit = composer->field();
    const auto write = [&edit](const QString &text) {
        edit.setPlainText(text);
        edit.moveCursor(QTextCursor::End);
    };
    composer->focusText();
    write(QStringLiteral("/"));
    shoot(window, "writing-commands");
    write(words("/주재 국수", "/topik noodles"));
    shoot(window, "writing-command-wrong");
    write({});
    QApplication::clipboard()->setText(QStringLiteral("int main()\n{\n    return 0;\n}\n"));
    edit.paste();
    shoot(window, "writing-code");
    write({});

    write(words("오늘 회의는 몇시에 하나요? 점싱 먹고 하면 됍니다.",
                "I recieved it yesterday, and will anser tomorow."));
    edit.textCursor().insertText(QStringLiteral(" "));
    waitFor([&edit] { return isUnderlined(edit); });
    shoot(window, "writing-spelling");
    QTextCursor cursor = edit.textCursor();
    cursor.setPosition(int(edit.toPlainText().indexOf(words("점싱", "recieved"))) + 1);
    edit.setTextCursor(cursor);
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(&edit, &wanted);
    if (auto *menu = edit.findChild<QMenu *>(QStringLiteral("composerMenu"))) {
        waitFor([menu] {
            return menu->findChild<QAction *>(QStringLiteral("spellChoice")) != nullptr;
        });
        shoot(*menu, "writing-spelling-menu");
        menu->close();
    }
    write({});

    const QTemporaryDir folder;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(photograph(folder))});
    Q_EMIT composer->filesGiven(&data);
    QTest::qWait(400);
    shoot(window, "writing-attachment");
    if (auto *button = window.findChild<QToolButton *>(QStringLiteral("attachmentEdit"))) {
        button->click();
        auto *dialog = window.findChild<QDialog *>(QStringLiteral("attachmentDialog"));
        auto *sizes = dialog->findChild<QComboBox *>(QStringLiteral("attachmentSize"));
        waitFor([sizes] { return sizes->isVisible(); });
        sizes->setCurrentIndex(2);
        auto *save = dialog->findChild<QWidget *>(QStringLiteral("attachmentSave"));
        waitFor([save] { return save->isEnabled(); });
        dialog->adjustSize();
        shoot(*dialog, "writing-attachment-dialog");
        dialog->close();
    }
    QTest::keyClick(&edit, Qt::Key_Escape);

    const Chat::RoomInfo before = client.rooms()->room(room);
    Chat::RoomInfo info = before;
    info.settings.readOnly = true;
    info.own.role = Chat::MemberRole::Member;
    client.rooms()->updateRoom(info);
    shoot(window, "writing-readonly");
    client.rooms()->updateRoom(before);
}

void showEmoji(QWidget &window, const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    auto *timeline = window.findChild<QAbstractItemView *>(QStringLiteral("timeline"));
    QTest::mouseMove(timeline->viewport(), QPoint(200, 115));
    QTest::qWait(50);
    shoot(window, "messagebar");
    if (auto *react = window.findChild<QToolButton *>(QStringLiteral("barReact")))
        react->click();
    QTest::qWait(50);
    if (QWidget *picker = QApplication::activePopupWidget()) {
        shoot(*picker, "emojipicker");
        picker->findChild<QLineEdit *>(QStringLiteral("emojiFind"))
            ->setText(QStringLiteral("하트"));
        shoot(*picker, "emojipicker-found");
        picker->close();
    }
}
