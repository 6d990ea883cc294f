// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emojipicker.h"

#include "ui/appearance.h"
#include "ui/clearbutton.h"
#include "ui/composedtext.h"
#include "ui/model/emojilistmodel.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHash>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

namespace {

constexpr int columns = 8;
constexpr int cell = 36; // design pixels
constexpr int rowsInSight = 6;
constexpr int emojiSize = 20;

/// Each in the middle of its cell, the marked one with a frame.
class EmojiDelegate : public QStyledItemDelegate {
public:
    EmojiDelegate(const Appearance &appearance, QObject *parent)
        : QStyledItemDelegate(parent), m_appearance(appearance)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {m_appearance.px(cell), m_appearance.px(cell)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Theme &theme = m_appearance.theme();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool marked = option.state.testFlag(QStyle::State_Selected);
        if (marked || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(marked ? QPen(theme.accent, 2) : QPen(Qt::NoPen));
            painter->setBrush(theme.select);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 6, 6);
        }
        painter->setFont(m_appearance.font(emojiSize));
        painter->setPen(theme.ink);
        painter->drawText(option.rect, Qt::AlignCenter, index.data(Qt::DisplayRole).toString());
        painter->restore();
    }

private:
    const Appearance &m_appearance;
};

/// What stands in its part of the row of groups.
QString signOf(const QString &group)
{
    static const QHash<QString, QString> signs{
        {QStringLiteral("smileys-emotion"), QStringLiteral("😀")},
        {QStringLiteral("people-body"), QStringLiteral("👋")},
        {QStringLiteral("animals-nature"), QStringLiteral("🐻")},
        {QStringLiteral("food-drink"), QStringLiteral("🍎")},
        {QStringLiteral("travel-places"), QStringLiteral("🚗")},
        {QStringLiteral("activities"), QStringLiteral("⚽")},
        {QStringLiteral("objects"), QStringLiteral("💡")},
        {QStringLiteral("symbols"), QStringLiteral("🔣")},
        {QStringLiteral("flags"), QStringLiteral("🏁")}};
    return signs.value(group, group.left(1));
}

} // namespace

EmojiPicker::EmojiPicker(const Appearance &appearance, QSettings &settings, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_appearance(appearance), m_settings(settings),
      m_model(new EmojiListModel(EmojiCatalog::builtIn(), this)), m_field(new QLineEdit(this)),
      m_list(new QListView(this)), m_name(new QLabel(this))
{
    setObjectName(QStringLiteral("emojiPicker"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Emoji"));
    build();
    connect(m_list, &QListView::clicked, this, &EmojiPicker::pick);
    connect(m_list, &QListView::entered, this,
            [this](const QModelIndex &index) { mark(index.row()); });
    m_field->installEventFilter(this);
    m_written = new ComposedText(m_field);
    connect(m_written, &ComposedText::changed, this, &EmojiPicker::look);
    // The field keeps the keys, so the list is no stop for them.
    m_list->setFocusPolicy(Qt::NoFocus);
    const bool used = !RecentEmoji(settings).list().isEmpty();
    m_parts.front()->setEnabled(used);
    showPart(used ? 0 : 1);
}

void EmojiPicker::build()
{
    m_field->setObjectName(QStringLiteral("emojiFind"));
    m_field->setPlaceholderText(tr("Find an emoji"));
    m_field->setAccessibleName(tr("Find an emoji"));
    offerClearing(*m_field);
    m_field->setMaxLength(64);

    auto *parts = new QHBoxLayout;
    parts->setSpacing(0);
    const auto addPart = [this, parts](const QString &name) {
        auto *button = new QToolButton(this);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(name);
        button->setAccessibleName(name);
        const int part = int(m_parts.size());
        connect(button, &QToolButton::clicked, this, [this, part] {
            m_field->clear();
            showPart(part);
        });
        m_parts << button;
        parts->addWidget(button);
        return button;
    };
    addPart(tr("Used last"))
        ->setIcon(m_appearance.icon(QStringLiteral("clock"), m_appearance.theme().ink));
    const bool korean = QLocale().language() == QLocale::Korean;
    for (const EmojiGroup &group : EmojiCatalog::builtIn().groups())
        addPart(korean ? group.korean : group.english)->setText(signOf(group.key));

    m_list->setObjectName(QStringLiteral("emojiList"));
    m_list->setAccessibleName(tr("Emoji"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EmojiDelegate(m_appearance, m_list));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(0);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // or cells would wrap by its coming
    const int side = m_appearance.px(cell);
    m_list->setFixedSize(columns * side + m_list->verticalScrollBar()->sizeHint().width() + 4,
                         rowsInSight * side);
    m_name->setObjectName(QStringLiteral("emojiName"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setProperty("role", QStringLiteral("secondary"));
    m_name->setFixedWidth(m_list->width());

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 8);
    column->setSpacing(6);
    column->addWidget(m_field);
    column->addLayout(parts);
    column->addWidget(m_list);
    column->addWidget(m_name);
}

void EmojiPicker::openAt(const QRect &place)
{
    adjustSize();
    const QScreen *screen = QGuiApplication::screenAt(place.center());
    const QRect room = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    const int gap = m_appearance.px(4);
    int top = place.top() - gap - height();
    if (top < room.top())
        top = std::min(place.bottom() + gap, room.bottom() - height());
    const int left = layoutDirection() == Qt::RightToLeft ? place.left() : place.right() - width();
    move(std::clamp(left, room.left(), std::max(room.left(), room.right() - width())),
         std::max(room.top(), top));
    show();
}

void EmojiPicker::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_field->setFocus(Qt::PopupFocusReason);
}

void EmojiPicker::look()
{
    const QString words = m_written->text().trimmed();
    if (words.isEmpty())
        return showPart(m_parts.front()->isEnabled() ? 0 : 1);
    for (QToolButton *part : std::as_const(m_parts)) {
        part->setAutoExclusive(false); // else one of them has to be down
        part->setChecked(false);
        part->setAutoExclusive(true);
    }
    m_model->showFound(words);
    mark(0);
}

void EmojiPicker::showPart(int part)
{
    m_parts[part]->setChecked(true);
    if (part == 0)
        m_model->showThese(RecentEmoji(m_settings).list());
    else
        m_model->showGroup(part - 1);
    mark(0);
}

void EmojiPicker::mark(int row)
{
    const QModelIndex index =
        m_model->index(std::clamp(row, 0, std::max(0, m_model->rowCount() - 1)), 0);
    m_list->setCurrentIndex(index);
    if (index.isValid())
        m_list->scrollTo(index);
    describe();
}

void EmojiPicker::describe()
{
    const QModelIndex index = m_list->currentIndex();
    const QString said = index.isValid()
                             ? QStringList{index.data(EmojiListModel::NameRole).toString(),
                                           index.data(EmojiListModel::ShortcodeRole).toString()}
                                   .join(QStringLiteral("  "))
                             : tr("There is no such emoji.");
    m_name->setText(m_name->fontMetrics().elidedText(said, Qt::ElideRight, m_name->width()));
    // The keys are in the field, so nobody would be told of what is marked.
    m_field->setAccessibleDescription(said);
    QAccessibleEvent told(m_field, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

void EmojiPicker::pick(const QModelIndex &index)
{
    const QString emoji = index.data(Qt::DisplayRole).toString();
    if (emoji.isEmpty())
        return;
    RecentEmoji(m_settings).use(emoji);
    close();
    Q_EMIT picked(emoji);
}

bool EmojiPicker::walk(int key)
{
    const int row = m_list->currentIndex().row();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const bool sideways = m_field->text().isEmpty() || row > 0;
    switch (key) {
    case Qt::Key_Down:
        mark(row + columns);
        return true;
    case Qt::Key_Up:
        mark(row - columns);
        return true;
    case Qt::Key_PageDown:
        mark(row + columns * rowsInSight);
        return true;
    case Qt::Key_PageUp:
        mark(row - columns * rowsInSight);
        return true;
    case Qt::Key_Right:
    case Qt::Key_Left:
        if (sideways || (key == Qt::Key_Left) == mirrored) {
            mark(row + ((key == Qt::Key_Left) == mirrored ? 1 : -1));
            return true;
        }
        return false;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        pick(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress &&
        walk(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return QFrame::eventFilter(watched, event);
}

} // namespace Ui
