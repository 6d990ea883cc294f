// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/avatar.h"
#include "ui/filecards.h"
#include "ui/foldedlines.h"
#include "ui/messagetext.h"
#include "ui/noticelines.h"

#include <QCache>
#include <QCoreApplication>
#include <QHash>
#include <QModelIndex>
#include <QRect>
#include <QTextDocument>
#include <QUrl>

#include <memory>

class QPainter;

namespace Ui {

class Appearance;
class FileStock;
class RowSpace;

/// How one line of a timeline is laid out and drawn. Keeps the documents of the lines drawn
/// lately; everything else is asked of the model each time.
class TimelineLines {
    Q_DECLARE_TR_FUNCTIONS(Ui::TimelineLines)
public:
    /// What lies under a point.
    enum class Spot { Nothing, Link, Retry, Discard, Delivery, Reaction, Quote, File, Fold };
    struct Hit {
        Spot spot = Spot::Nothing;
        QUrl url;                 ///< Of a Link.
        QString emoji;            ///< Of a Reaction.
        QString sentence;         ///< More than is drawn of it; empty where all is.
        Chat::FileInfo file = {}; ///< Of a File; and what is to be done with it.
        FileDeed deed = FileDeed::Save;
    };
    struct State {
        bool selected = false;
        bool focused = false; ///< The current line, while the keyboard is here.
    };

    explicit TimelineLines(const Appearance &appearance);

    /// Of the whole line, from edge to edge.
    void setWidth(int width);
    /// From which side one reads: the parts of a line stand in that order.
    void setDirection(Qt::LayoutDirection direction) { m_direction = direction; }
    /// Forgets all documents: another theme, scale or language.
    void clear();
    /// Whom messages may mention; `self` is one's own name. Forgets all documents if that is new.
    void setPeople(const QStringList &names, const QString &self);
    /// What files of messages are drawn by; none are without. Must outlive it.
    void setFiles(FileStock *stock) { m_stock = stock; }
    /// How people are pictured, by their ids; who is not among them by their initials.
    void setPortraits(QHash<QString, Portrait> portraits) { m_portraits = std::move(portraits); }
    FoldedLines &folded() { return m_folded; }
    NoticeLines &notices() { return m_notices; }
    void forget(const QModelIndex &index); ///< Its document: the text is another.
    /// All there is of it: the line goes, and what comes under its number may be another.
    void drop(const QModelIndex &index);
    int height(const QModelIndex &index);
    int estimatedHeight() const;
    void paint(QPainter &painter, const QRect &place, const QModelIndex &index, State state);
    /// `point` from the upper left corner of the line.
    Hit hitTest(const QModelIndex &index, QPoint point);

private:
    struct Parts; // where the parts of a line are
    /// A document, and how wide it is in the room it has.
    struct Laid {
        std::unique_ptr<QTextDocument> document;
        int room = -1;
        int width = 0;
    };
    /// As from left to right, whatever the direction is.
    Parts layOut(const QModelIndex &index);
    /// What one can do about one that was not sent; gives how high it is.
    int layOutUnsent(Parts &parts, QPoint at, const QModelIndex &index) const;
    static QString keyOf(const QModelIndex &index);
    const Laid &laid(const QModelIndex &index, int room);
    void paintSeparators(QPainter &painter, const Parts &parts, const QModelIndex &index) const;
    void paintHead(QPainter &painter, const Parts &parts, const QModelIndex &index) const;
    void paintLate(QPainter &painter, const Parts &parts, const QModelIndex &index) const;
    /// In the room beside the message.
    void paintDelivery(QPainter &painter, const Parts &parts, const QModelIndex &index,
                       RowSpace &space) const;
    /// Pinned, edited; in what is left of it.
    void paintMarks(QPainter &painter, const Parts &parts, RowSpace &space) const;
    int marksWidth(const Parts &parts) const;

    const Appearance &m_appearance;
    MessageLook m_look;
    FileStock *m_stock = nullptr;
    FoldedLines m_folded;
    NoticeLines m_notices;
    QHash<QString, Portrait> m_portraits;
    int m_width = 0;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
    QCache<QString, Laid> m_documents{400};
};

} // namespace Ui
