// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/peoplepicker.h"

#include "ui/appearance.h"
#include "ui/composedtext.h"
#include "ui/flowlayout.h"
#include "ui/memberspane.h"
#include "ui/model/memberlistmodel.h"
#include "ui/personname.h"
#include "ui/tooltip.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace Ui {

namespace {

constexpr int listHeight = 190; // design pixels
constexpr int chipsHeight = 104;
constexpr int longestChip = 160;
constexpr int betweenChips = 6;

/// A person of the list; the marked one is seen while the field has the keys.
class PersonDelegate : public MemberDelegate {
public:
    PersonDelegate(const Appearance &appearance, QObject *parent)
        : MemberDelegate(appearance, parent), m_appearance(appearance)
    {
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const bool marked = option.state.testFlag(QStyle::State_Selected);
        if (marked || option.state.testFlag(QStyle::State_MouseOver)) {
            QColor fill = m_appearance.theme().select;
            if (!marked)
                fill.setAlphaF(0.5F);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(marked ? QPen(m_appearance.theme().accent, 1) : QPen(Qt::NoPen));
            painter->setBrush(fill);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(4.5, 1.5, -4.5, -1.5), 6, 6);
            painter->restore();
        }
        MemberDelegate::paint(painter, option, index);
    }

private:
    const Appearance &m_appearance;
};

} // namespace

PeoplePicker::PeoplePicker(PeopleChoice &choice, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_choice(choice), m_appearance(appearance), m_area(new QScrollArea(this)),
      m_field(new QLineEdit(this)), m_list(new QListView(this)), m_nobody(new QLabel(this))
{
    build();
    m_field->installEventFilter(this);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_area->viewport()->installEventFilter(this);
    m_written = new ComposedText(m_field);
    connect(m_written, &ComposedText::changed, this, &PeoplePicker::look);
    connect(m_list, &QListView::clicked, this, &PeoplePicker::addMarked);
    connect(&choice, &PeopleChoice::chosenChanged, this, &PeoplePicker::showChosen);
    // Who is marked stays so while others come and go.
    connect(&choice, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_marked =
            Chat::UserId(m_list->currentIndex().data(MemberListModel::UserIdRole).toString());
        m_place = m_list->verticalScrollBar()->value();
    });
    connect(&choice, &QAbstractItemModel::modelReset, this, &PeoplePicker::keepPlace);
    showRows();
    showChosen();
}

void PeoplePicker::build()
{
    m_field->setObjectName(QStringLiteral("peopleFind"));
    m_field->setPlaceholderText(tr("Find people by their names"));
    m_field->setAccessibleName(tr("Find people by their names"));
    m_field->setAccessibleDescription(
        tr("The arrow keys go to somebody, Enter adds them, Backspace takes the last one away."));
    m_list->setObjectName(QStringLiteral("peopleList"));
    m_list->setAccessibleName(tr("People to choose from"));
    m_list->setModel(&m_choice);
    m_list->setItemDelegate(new PersonDelegate(m_appearance, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::TabFocus); // after a click one goes on to type
    m_list->setMinimumHeight(m_appearance.px(listHeight));
    m_nobody->setObjectName(QStringLiteral("peopleNobody"));
    m_nobody->setProperty("role", QStringLiteral("secondary"));
    m_nobody->setTextFormat(Qt::PlainText);
    m_nobody->setWordWrap(true);
    m_nobody->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *inside = new QWidget(m_area);
    inside->setObjectName(QStringLiteral("peopleChips"));
    m_chips = new FlowLayout(inside);
    m_chips->setContentsMargins(0, 0, 0, 0);
    m_chips->setSpacing(m_appearance.px(betweenChips));
    m_area->setWidget(inside);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_area);
    column->addWidget(m_field);
    column->addWidget(m_nobody);
    column->addWidget(m_list, 1);
    setFocusProxy(m_field);
}

QString PeoplePicker::lookedFor() const
{
    return m_written->text().trimmed();
}

void PeoplePicker::look()
{
    m_choice.setFilter(lookedFor());
    showRows(); // the rows may be the same ones
}

void PeoplePicker::addMarked()
{
    m_choice.choose(m_list->currentIndex());
    m_field->clear();
    mark(-1);
    m_field->setFocus();
}

void PeoplePicker::mark(int row)
{
    m_list->setCurrentIndex(m_choice.index(row, 0));
    if (row < 0)
        m_list->clearSelection();
}

void PeoplePicker::keepPlace()
{
    if (std::exchange(m_shownFor, lookedFor()) == lookedFor()) {
        m_list->doItemsLayout(); // for the range of the bar
        m_list->verticalScrollBar()->setValue(m_place);
    }
    mark(m_choice.indexOf(m_marked).row());
    showRows();
}

void PeoplePicker::showRows()
{
    const bool isLooking = !lookedFor().isEmpty();
    if (isLooking && !m_list->currentIndex().isValid() && m_choice.rowCount() > 0)
        mark(0);
    const bool anybody = m_choice.rowCount() > 0;
    m_nobody->setVisible(!anybody);
    if (isLooking && !m_choice.isAlone())
        m_nobody->setText(tr("Nobody who shares a room with you is called so."));
    else if (m_choice.isAlone() || m_choice.chosen().empty())
        m_nobody->setText(tr("Nobody else is here yet. Whoever shares a room with you can be "
                             "chosen here."));
    else
        m_nobody->setText(tr("You have chosen everybody there is."));
    m_list->setVisible(anybody);
}

/// All anew: nobody chooses so many that it would be felt.
void PeoplePicker::showChosen()
{
    const bool hadKeys = m_area->isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    m_lastChip = m_field;
    for (const PeopleChoice::Person &person : m_choice.chosen())
        addChip(person);
    m_area->setVisible(!m_choice.chosen().empty());
    fitChips();
    m_area->verticalScrollBar()->setValue(m_area->verticalScrollBar()->maximum());
    if (hadKeys)
        m_field->setFocus();
}

void PeoplePicker::addChip(const PeopleChoice::Person &person)
{
    auto *chip = new QToolButton(m_area->widget());
    chip->setObjectName(QStringLiteral("personChip"));
    chip->setFont(m_appearance.font());
    const QString name = personName(person.name, person.guest);
    QString shown =
        chip->fontMetrics().elidedText(name, Qt::ElideRight, m_appearance.px(longestChip));
    chip->setText(shown.replace(u'&', QStringLiteral("&&")) + QStringLiteral("  ×"));
    setPlainToolTip(*chip, name);
    chip->setAccessibleName(tr("Take away: %1").arg(name));
    connect(chip, &QToolButton::clicked, &m_choice,
            [this, user = person.user] { m_choice.remove(user); });
    m_chips->addWidget(chip);
    chip->show();
    setTabOrder(m_lastChip, chip);
    m_lastChip = chip;
}

/// As high as the chosen ones need, but not so high that the list has no place.
void PeoplePicker::fitChips()
{
    const int needed = m_chips->heightForWidth(m_area->viewport()->width());
    m_area->setFixedHeight(qMin(needed, m_appearance.px(chipsHeight)));
}

void PeoplePicker::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitChips();
}

bool PeoplePicker::isKeyTaken(const QKeyEvent &event)
{
    const int row = m_list->currentIndex().row();
    switch (event.key()) {
    case Qt::Key_Down:
        mark(qMin(row + 1, m_choice.rowCount() - 1));
        return true;
    case Qt::Key_Up:
        mark(qMax(row - 1, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row < 0 && lookedFor().isEmpty())
            return false;
        if (row >= 0)
            addMarked();
        return true;
    case Qt::Key_Backspace:
        if (!m_written->text().isEmpty() || m_choice.chosen().empty())
            return false;
        if (event.isAutoRepeat())
            return true; // it was held for the text that stood here
        m_choice.remove(Chat::UserId(m_choice.chosen().back().user));
        return true;
    default:
        return false;
    }
}

bool PeoplePicker::eventFilter(QObject *watched, QEvent *event)
{
    // The first click has added somebody; the second one would add whoever came into their place.
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonDblClick)
        return true;
    if (watched == m_area->viewport() && event->type() == QEvent::Resize)
        fitChips();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (watched == m_field || (watched == m_list && isEnter))
        return isKeyTaken(key);
    return QWidget::eventFilter(watched, event);
}

} // namespace Ui
