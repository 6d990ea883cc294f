// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QCoreApplication>
#include <QRect>
#include <QVariantList>

#include <optional>
#include <vector>

class QPainter;

namespace Ui {

class Appearance;
class FileStock;

/// What can be done with a file of a message.
enum class FileDeed { Show, Save, Cancel, Retry, Open, Folder };

/// The files of a message: pictures in boxes of one size, whatever they turn out to be, so that no
/// line moves when they come; below each, and for all others, a row with name, size and what can
/// be done.
class FileCards {
    Q_DECLARE_TR_FUNCTIONS(Ui::FileCards)
public:
    struct Card {
        Chat::FileInfo file;
        QRect picture; ///< Empty for what is none.
        QRect row;
    };
    struct Hit {
        Chat::FileInfo file;
        std::optional<FileDeed> deed; ///< None beside the buttons.
        QString sentence;             ///< More than is drawn.
    };
    /// `files`: as TimelineModel::FilesRole gives them.
    static std::vector<Card> layOut(const QVariantList &files, QPoint corner, int width,
                                    const Appearance &appearance);
    /// Puts cards that were laid out from left to right where they stand from right to left;
    /// paint() takes them so with a painter of that direction, hit() as they were, with a mirrored
    /// point.
    static void mirror(std::vector<Card> &cards, const QRect &bounds);
    static int height(const std::vector<Card> &cards, const Appearance &appearance);
    static int width(int available, const Appearance &appearance);
    static void paint(QPainter &painter, const std::vector<Card> &cards, FileStock &stock,
                      const Appearance &appearance);
    static std::optional<Hit> hit(const std::vector<Card> &cards, QPoint point,
                                  const FileStock &stock, const Appearance &appearance);
    /// What Enter does.
    static FileDeed usualDeed(const Chat::FileInfo &file, const FileStock &stock);
    /// What a deed is called in a menu.
    static QString nameOf(FileDeed deed);
    /// All that can be done with it now.
    static std::vector<FileDeed> deeds(const Chat::FileInfo &file, const FileStock &stock);
    /// Whether it may be opened by a click: nothing that could be a program.
    static bool isHarmless(const QString &fileName);

private:
    struct Button {
        QRect place;
        FileDeed deed;
    };
    static std::vector<Button> buttons(const Card &card, const FileStock &stock,
                                       const Appearance &appearance);
    static QString state(const Chat::FileInfo &file, const FileStock &stock);
    static void paintPicture(QPainter &painter, const Card &card, FileStock &stock,
                             const Appearance &appearance);
    static void paintRow(QPainter &painter, const Card &card, const FileStock &stock,
                         const Appearance &appearance);
};

} // namespace Ui
