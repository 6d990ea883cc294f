// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filecards.h"

#include "ui/appearance.h"
#include "ui/filestock.h"
#include "ui/listrow.h"
#include "ui/model/lineparts.h"

#include <QFileInfo>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>
#include <array>

namespace Ui {

namespace {

constexpr int widest = 380;
constexpr int pictureHeight = 200;
constexpr int rowHeight = 52;
constexpr int gap = 6;
constexpr int padding = 10;
constexpr int buttonHeight = 28;
constexpr int iconSize = 20;

} // namespace

int FileCards::width(int available, const Appearance &appearance)
{
    return qMin(available, appearance.px(widest));
}

std::vector<FileCards::Card> FileCards::layOut(const QVariantList &files, QPoint corner, int width,
                                               const Appearance &appearance)
{
    std::vector<Card> cards;
    QPoint place = corner + QPoint(0, appearance.px(2));
    const int across = FileCards::width(width, appearance);
    for (const QVariant &value : files) {
        Card card;
        card.file = fileOf(value);
        if (SmallPictures::isPicture(card.file)) {
            card.picture = QRect(place, QSize(across, appearance.px(pictureHeight)));
            place.ry() += card.picture.height();
        }
        card.row = QRect(place, QSize(across, appearance.px(rowHeight)));
        place.ry() += card.row.height() + appearance.px(gap);
        cards.push_back(std::move(card));
    }
    return cards;
}

void FileCards::mirror(std::vector<Card> &cards, const QRect &bounds)
{
    for (Card &card : cards) {
        if (!card.picture.isEmpty())
            card.picture = QStyle::visualRect(Qt::RightToLeft, bounds, card.picture);
        card.row = QStyle::visualRect(Qt::RightToLeft, bounds, card.row);
    }
}

int FileCards::height(const std::vector<Card> &cards, const Appearance &appearance)
{
    if (cards.empty())
        return 0;
    const Card &first = cards.front();
    const int top = first.picture.isEmpty() ? first.row.top() : first.picture.top();
    return cards.back().row.bottom() + 1 - top + appearance.px(2 + gap);
}

bool FileCards::isHarmless(const QString &fileName)
{
    static const std::array harmless{"png",  "jpg",  "jpeg", "gif",  "webp", "bmp", "pdf",  "txt",
                                     "md",   "csv",  "log",  "mp3",  "ogg",  "wav", "flac", "m4a",
                                     "mp4",  "mkv",  "webm", "mov",  "odt",  "ods", "odp",  "docx",
                                     "xlsx", "pptx", "hwp",  "hwpx", "zip",  "7z",  "gz"};
    const QByteArray ending = QFileInfo(fileName).suffix().toLower().toUtf8();
    return std::any_of(harmless.begin(), harmless.end(),
                       [&](const char *one) { return ending == one; });
}

std::vector<FileDeed> FileCards::deeds(const Chat::FileInfo &file, const FileStock &stock)
{
    std::vector<FileDeed> deeds;
    if (stock.isShowable(file))
        deeds.push_back(FileDeed::Show);
    const Download *download = stock.download(file.token);
    if (!download) {
        deeds.push_back(FileDeed::Save);
        return deeds;
    }
    switch (download->state()) {
    case Download::State::Waiting:
    case Download::State::Receiving:
        deeds.push_back(FileDeed::Cancel);
        break;
    case Download::State::Failed:
        deeds.push_back(FileDeed::Retry);
        deeds.push_back(FileDeed::Cancel);
        break;
    case Download::State::Complete:
        if (isHarmless(download->path()))
            deeds.push_back(FileDeed::Open);
        deeds.push_back(FileDeed::Folder);
        break;
    }
    return deeds;
}

FileDeed FileCards::usualDeed(const Chat::FileInfo &file, const FileStock &stock)
{
    const std::vector<FileDeed> all = deeds(file, stock);
    // Enter twice must not take back what the first one began.
    return all.front() == FileDeed::Cancel ? FileDeed::Save : all.front();
}

QString FileCards::nameOf(FileDeed deed)
{
    switch (deed) {
    case FileDeed::Show:
        return tr("Show");
    case FileDeed::Save:
        return tr("Save");
    case FileDeed::Cancel:
        return tr("Cancel");
    case FileDeed::Retry:
        return tr("Try again");
    case FileDeed::Open:
        return tr("Open");
    case FileDeed::Folder:
        return tr("Open folder");
    }
    return {};
}

std::vector<FileCards::Button> FileCards::buttons(const Card &card, const FileStock &stock,
                                                  const Appearance &appearance)
{
    std::vector<Button> buttons;
    const QFontMetrics metrics(appearance.font(12, true));
    int right = card.row.right() - appearance.px(4);
    std::vector<FileDeed> all = deeds(card.file, stock);
    std::erase(all, FileDeed::Show); // the picture itself is what one clicks on
    std::reverse(all.begin(), all.end());
    for (const FileDeed deed : all) {
        const int wide = metrics.horizontalAdvance(nameOf(deed)) + appearance.px(14);
        const int high = appearance.px(buttonHeight);
        buttons.push_back(
            {QRect(right - wide, card.row.center().y() - high / 2, wide, high), deed});
        right -= wide;
    }
    return buttons;
}

QString FileCards::state(const Chat::FileInfo &file, const FileStock &stock)
{
    const QString size = QLocale().formattedDataSize(file.size);
    const Download *download = stock.download(file.token);
    if (!download)
        return size;
    switch (download->state()) {
    case Download::State::Waiting:
    case Download::State::Receiving:
        if (!download->problem().isEmpty())
            return download->problem();
        return tr("%1 of %2", "how much of a file came")
            .arg(QLocale().formattedDataSize(download->receivedBytes()), size);
    case Download::State::Failed:
        return download->problem();
    case Download::State::Complete:
        return tr("Saved as %1").arg(QFileInfo(download->path()).fileName());
    }
    return size;
}

std::optional<FileCards::Hit> FileCards::hit(const std::vector<Card> &cards, QPoint point,
                                             const FileStock &stock, const Appearance &appearance)
{
    for (const Card &card : cards) {
        if (card.picture.contains(point) && stock.isShowable(card.file))
            return Hit{card.file, FileDeed::Show, card.file.name};
        if (!card.row.contains(point))
            continue;
        Hit hit{card.file, std::nullopt,
                tr("%1: %2", "a file, how far it is").arg(card.file.name, state(card.file, stock))};
        for (const Button &button : buttons(card, stock, appearance)) {
            if (button.place.contains(point))
                hit.deed = button.deed;
        }
        return hit;
    }
    return std::nullopt;
}

void FileCards::paint(QPainter &painter, const std::vector<Card> &cards, FileStock &stock,
                      const Appearance &appearance)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (const Card &card : cards) {
        painter.setPen(appearance.theme().line);
        painter.setBrush(appearance.theme().window);
        painter.drawRoundedRect(QRectF(card.row | card.picture).adjusted(0.5, 0.5, -0.5, -0.5), 8,
                                8);
        if (!card.picture.isEmpty())
            paintPicture(painter, card, stock, appearance);
        paintRow(painter, card, stock, appearance);
    }
    painter.restore();
}

void FileCards::paintPicture(QPainter &painter, const Card &card, FileStock &stock,
                             const Appearance &appearance)
{
    const Theme &theme = appearance.theme();
    const QPixmap picture = stock.picture(card.file);
    const QRect room = card.picture.adjusted(4, 4, -4, -4);
    if (picture.isNull()) {
        painter.setFont(appearance.font(12));
        painter.setPen(theme.ink2);
        painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap,
                         stock.isShowable(card.file)
                             ? tr("The picture is coming…")
                             : tr("This picture cannot be shown. Save it to open it elsewhere."));
        return;
    }
    QSize size = picture.size();
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room.size(), Qt::KeepAspectRatio);
    QRect place(QPoint(), size.expandedTo({1, 1}));
    place.moveCenter(room.center());
    QPainterPath edge;
    edge.addRoundedRect(place, 6, 6);
    painter.save();
    painter.setClipPath(edge, Qt::IntersectClip);
    painter.drawPixmap(place, picture);
    painter.restore();
}

void FileCards::paintRow(QPainter &painter, const Card &card, const FileStock &stock,
                         const Appearance &appearance)
{
    const Theme &theme = appearance.theme();
    const Download *download = stock.download(card.file.token);
    const bool failed = download && download->state() == Download::State::Failed;
    const bool whole = download && download->state() == Download::State::Complete;
    const int side = appearance.px(iconSize);
    const QString icon = failed  ? QStringLiteral("circle-alert")
                         : whole ? QStringLiteral("check")
                                 : QStringLiteral("file");
    // Laid out from left to right, and turned round where reading goes the other way.
    const auto placed = [&](const QRect &part) {
        return QStyle::visualRect(painter.layoutDirection(), card.row, part);
    };
    const QRect iconPlace(card.row.left() + appearance.px(padding),
                          card.row.center().y() - side / 2, side, side);
    painter.drawPixmap(placed(iconPlace).topLeft(),
                       appearance.pixmap(icon, failed ? theme.error : theme.ink2, iconSize,
                                         painter.device()->devicePixelRatioF()));
    int right = card.row.right() - appearance.px(padding);
    painter.setFont(appearance.font(12, true));
    painter.setPen(theme.accent);
    for (const Button &button : buttons(card, stock, appearance)) {
        painter.drawText(placed(button.place), Qt::AlignCenter, nameOf(button.deed));
        right = qMin(right, button.place.left());
    }
    const int left = card.row.left() + appearance.px(padding) + side + appearance.px(8);
    const QRect words(left, card.row.top() + appearance.px(7), right - left - appearance.px(4),
                      card.row.height() - appearance.px(14));
    const QFont nameFont = appearance.font(14);
    const QFontMetrics nameMetrics(nameFont);
    QRect line = words;
    line.setHeight(nameMetrics.height());
    drawRowLine(painter, placed(line),
                nameMetrics.elidedText(card.file.name, Qt::ElideMiddle, words.width()), nameFont,
                theme.ink);
    const QFont stateFont = appearance.font(12);
    line.setTop(words.bottom() + 1 - QFontMetrics(stateFont).height());
    line.setBottom(words.bottom());
    drawRowLine(painter, placed(line), state(card.file, stock), stateFont,
                failed ? theme.error : theme.ink2);
    if (!download || failed || whole || card.file.size == 0)
        return;
    const double part = double(download->receivedBytes()) / double(card.file.size);
    QRectF bar(card.row.left() + 8, card.row.bottom() - 4, card.row.width() - 16, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(bar, 1.5, 1.5);
    const double filled = bar.width() * std::clamp(part, 0.0, 1.0);
    if (painter.layoutDirection() == Qt::RightToLeft)
        bar.setLeft(bar.right() - filled);
    else
        bar.setWidth(filled);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(bar, 1.5, 1.5);
}

} // namespace Ui
