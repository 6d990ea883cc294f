// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarddialog.h"

#include "ui/appearance.h"
#include "ui/callquestion.h"
#include "ui/composedtext.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/roomtitle.h"
#include "ui/model/timelinemodel.h"
#include "ui/roomlist.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

#include <utility>

namespace Ui {

namespace {

constexpr int longestComment = 4000;
constexpr int roomsShown = 260; // design pixels
constexpr int longestFileShown = 300;

} // namespace

/// The rooms to choose from.
class ForwardDialog::Choices : public RoomFilter {
public:
    Choices(RoomListModel &rooms, const Chat::RoomId &from, QObject *parent)
        : RoomFilter(parent), m_from(from.toString())
    {
        setSourceModel(&rooms);
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        const auto speech = RoomListModel::Speech(index.data(RoomListModel::SpeechRole).toInt());
        return index.data(RoomListModel::JoinedRole).toBool() &&
               speech == RoomListModel::Speech::Free &&
               index.data(RoomListModel::RoomIdRole).toString() != m_from &&
               RoomFilter::filterAcceptsRow(row, parent);
    }

private:
    const QString m_from;
};

ForwardDialog::ForwardDialog(RoomListModel &rooms, const Appearance &appearance,
                             const Chat::RoomId &from, SaidElsewhere said, QWidget *parent)
    : QDialog(parent), m_said(std::move(said)), m_choices(new Choices(rooms, from, this)),
      m_find(new QLineEdit(this)), m_looked(new ComposedText(m_find)), m_list(new QListView(this)),
      m_nowhere(new QLabel(this)), m_comment(new QLineEdit(this)), m_complaint(new QLabel(this)),
      m_accept(new QPushButton(tr("Forward"), this))
{
    setObjectName(QStringLiteral("forwardDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Forward"));
    build(appearance);
    m_find->installEventFilter(this);
    const auto found = [this] {
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_choices->index(0, 0));
        check();
    };
    connect(m_looked, &ComposedText::changed, this, [this, found](const QString &text) {
        m_choices->setText(text);
        found();
    });
    connect(m_choices, &QAbstractItemModel::rowsInserted, this, found);
    connect(m_choices, &QAbstractItemModel::rowsRemoved, this, found);
    // A room that comes to another place as it is archived or silenced leaves without
    // rowsRemoved().
    connect(m_choices, &QAbstractItemModel::layoutChanged, this, found);
    connect(m_list, &QListView::activated, this, &ForwardDialog::send);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ForwardDialog::check);
    connect(m_comment, &QLineEdit::textChanged, this, &ForwardDialog::check);
    connect(m_accept, &QPushButton::clicked, this, &ForwardDialog::send);
    found();
}

ForwardDialog::~ForwardDialog() = default;

void ForwardDialog::build(const Appearance &appearance)
{
    m_find->setObjectName(QStringLiteral("forwardFind"));
    m_find->setPlaceholderText(tr("Find a room"));
    m_find->setAccessibleName(tr("Find a room"));
    m_list->setObjectName(QStringLiteral("forwardRooms"));
    m_list->setAccessibleName(tr("Rooms to forward it to"));
    m_list->setModel(m_choices);
    m_list->setItemDelegate(new RoomDelegate(appearance, m_list));
    m_list->setMinimumHeight(appearance.px(roomsShown));
    m_nowhere->setProperty("role", QStringLiteral("secondary"));
    m_nowhere->setText(tr("There is no other room of yours where you may write."));
    m_nowhere->setWordWrap(true);
    m_comment->setObjectName(QStringLiteral("forwardComment"));
    m_comment->setMaxLength(longestComment);
    m_comment->setPlaceholderText(tr("Your own words to it (may stay empty)"));
    m_comment->setAccessibleName(tr("Your own words to it"));
    m_complaint->setObjectName(QStringLiteral("forwardComplaint"));
    m_complaint->setProperty("role", QStringLiteral("problem"));
    m_complaint->setText(tr("This message is too long to be forwarded."));
    m_accept->setObjectName(QStringLiteral("forwardAccept"));
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *heading = new QLabel(tr("Forward"), this);
    heading->setProperty("role", QStringLiteral("heading"));
    auto *quoted = new QLabel(this);
    quoted->setObjectName(QStringLiteral("forwardQuoted"));
    quoted->setProperty("role", QStringLiteral("secondary"));
    quoted->setTextFormat(Qt::PlainText); // as markup it could pretend to be anything
    quoted->setWordWrap(true);
    QStringList names;
    for (const Chat::FileInfo &file : m_said.files)
        names << fontMetrics().elidedText(file.name, Qt::ElideMiddle,
                                          appearance.px(longestFileShown));
    const QString shown = m_said.text.isEmpty() ? names.value(0) : m_said.text;
    quoted->setText(
        tr("%1: %2", "who, what was said").arg(m_said.sender.simplified(), Chat::excerptOf(shown)));
    auto *files = new QLabel(this);
    files->setObjectName(QStringLiteral("forwardFiles"));
    files->setProperty("role", QStringLiteral("secondary"));
    files->setTextFormat(Qt::PlainText);
    files->setWordWrap(true);
    files->setText(tr("Its files go with it: %1").arg(names.join(QStringLiteral(", "))));
    files->setVisible(!names.isEmpty());

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(8);
    for (QWidget *part : {static_cast<QWidget *>(heading), static_cast<QWidget *>(quoted),
                          static_cast<QWidget *>(files), static_cast<QWidget *>(m_find),
                          static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_nowhere),
                          static_cast<QWidget *>(m_comment), static_cast<QWidget *>(m_complaint)})
        column->addWidget(part);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_accept);
    column->addLayout(row);
    setMinimumWidth(appearance.px(420));
    m_find->setFocus();
}

void ForwardDialog::check()
{
    const bool fits = forwardedText(m_said, m_comment->text()).has_value();
    m_nowhere->setVisible(m_choices->rowCount() == 0 && m_looked->text().trimmed().isEmpty());
    m_complaint->setVisible(!fits);
    m_accept->setEnabled(fits && m_list->currentIndex().isValid());
}

void ForwardDialog::send()
{
    const auto text = forwardedText(m_said, m_comment->text());
    const Chat::RoomId room(m_list->currentIndex().data(RoomListModel::RoomIdRole).toString());
    if (!text || room.isEmpty())
        return;
    sendUnlessRegretted(this, *text, [this, room, text] {
        Q_EMIT forwarded(room, *text, m_said.files);
        accept();
    });
}

/// The list is walked through from the field above it.
bool ForwardDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_find || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return false;
    const int row = m_list->currentIndex().row() + (key == Qt::Key_Down ? 1 : -1);
    if (const QModelIndex next = m_choices->index(row, 0); next.isValid())
        m_list->setCurrentIndex(next);
    return true;
}

} // namespace Ui
