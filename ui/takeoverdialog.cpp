// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/takeoverdialog.h"

#include "ui/appearance.h"
#include "ui/hostcard.h"
#include "ui/model/roomtitle.h"
#include "ui/statesentence.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace Ui {

namespace {

constexpr int takeOverSteps = 1000;
constexpr int roomsInSight = 6;

} // namespace

TakeOverDialog::TakeOverDialog(const QString &host, std::vector<HeldRoom> rooms, bool isThere,
                               const Appearance &appearance, QWidget *parent)
    : GrowingDialog(parent), m_host(host), m_rooms(std::move(rooms)), m_isThere(isThere),
      m_appearance(appearance), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_list(new QListWidget(this)), m_files(new QCheckBox(this)), m_note(new QLabel(this)),
      m_progress(new QProgressBar(this)), m_linkRow(new QWidget(this)),
      m_link(new QLabel(m_linkRow)), m_sentence(new QLabel(this)), m_cancel(new QPushButton(this)),
      m_tell(new QPushButton(this)), m_start(new QPushButton(this)), m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("takeOverDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(appearance.px(480));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    for (QLabel *label : {m_text, m_note, m_sentence}) {
        label->setProperty("role", QStringLiteral("secondary"));
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_list->setObjectName(QStringLiteral("takeOverRooms"));
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_note->setObjectName(QStringLiteral("takeOverNote"));
    m_files->setObjectName(QStringLiteral("takeOverFiles"));
    m_files->setChecked(isThere);
    m_progress->setObjectName(QStringLiteral("takeOverProgress"));
    m_progress->setRange(0, takeOverSteps);
    m_progress->setTextVisible(false);
    m_link->setObjectName(QStringLiteral("takeOverLink"));
    m_link->setProperty("role", QStringLiteral("strong"));
    m_link->setTextFormat(Qt::PlainText);
    m_link->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->setObjectName(QStringLiteral("takeOverSentence"));
    m_cancel->setObjectName(QStringLiteral("takeOverCancel"));
    m_tell->setObjectName(QStringLiteral("takeOverTell"));
    m_start->setObjectName(QStringLiteral("takeOverStart"));
    m_close->setObjectName(QStringLiteral("takeOverClose"));
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    m_close->setProperty("primary", true);

    auto *link = new QHBoxLayout(m_linkRow);
    link->setContentsMargins(0, 0, 0, 0);
    link->addWidget(m_link, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton *button : {m_cancel, m_tell, m_start, m_close})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_list, m_files, m_note,
                                                          m_progress, m_linkRow, m_sentence})
        column->addWidget(part);
    column->addSpacing(4);
    column->addStretch(1); // in the end there is less to say than there was
    column->addLayout(buttons);

    connect(m_start, &QPushButton::clicked, this, [this] {
        m_state = State::Working;
        m_problem.clear();
        showProgress(0, 0);
        showState();
        m_cancel->setFocus(Qt::OtherFocusReason);
        Q_EMIT started(m_files->isChecked());
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, [this] {
        if (m_state == State::Working)
            Q_EMIT cancelled();
    });
    connect(m_tell, &QPushButton::clicked, this, [this] {
        m_isTold = true;
        showState();
        m_close->setFocus(Qt::OtherFocusReason);
        Q_EMIT tellingWanted(invitation());
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
    m_start->setFocus(Qt::OtherFocusReason);
}

QString TakeOverDialog::invitation() const
{
    return tr("I go on with our rooms on my computer: %1").arg(m_link->text());
}

void TakeOverDialog::setEntrance(Entrance entrance)
{
    if (m_state != State::Asking || entrance == m_entrance)
        return;
    m_entrance = entrance;
    retranslate();
}

QString TakeOverDialog::entranceSentence() const
{
    switch (m_entrance) {
    case Entrance::AsHere:
        return tr("Who may come in is as you have it for your own Madang.");
    case Entrance::Anyone:
        return tr("As there, anyone on the network may come in.");
    case Entrance::Password:
        return tr("It asks for the same password as there.");
    case Entrance::Approval:
        return tr("As not everybody may come in there, whoever comes waits until you let them in.");
    case Entrance::Unknown:
        break;
    }
    return tr("As nobody told who may come in there, whoever comes waits until you let them in.");
}

void TakeOverDialog::showProgress(qint64 done, qint64 all)
{
    m_progress->setValue(all > 0 ? int(takeOverSteps * (double(done) / double(all))) : 0);
}

void TakeOverDialog::showProblem(const QString &sentence)
{
    m_state = State::Asking;
    m_problem = sentence;
    showState();
    m_start->setFocus(Qt::OtherFocusReason);
}

void TakeOverDialog::showDone(const QString &address, const QString &link, const QString &room)
{
    m_state = State::Done;
    m_address = address;
    m_toldRoom = room;
    m_link->setText(link);
    m_linkRow->layout()->addWidget(makeCopyButton(m_link->text(), m_appearance, m_linkRow));
    retranslate();
    adjustSize();
    (m_tell->isHidden() ? m_close : m_tell)->setFocus(Qt::OtherFocusReason);
}

void TakeOverDialog::showState()
{
    const bool isAsking = m_state == State::Asking;
    const bool isDone = m_state == State::Done;
    m_list->setVisible(!isDone);
    m_files->setVisible(!isDone && m_isThere);
    m_files->setEnabled(isAsking);
    m_note->setVisible(isAsking);
    m_progress->setVisible(m_state == State::Working);
    m_linkRow->setVisible(isDone);
    const QString working = m_state == State::Working ? tr("Bringing the rooms here…") : QString();
    setStateSentence(*m_sentence, m_problem.isEmpty() ? working : m_problem, !m_problem.isEmpty());
    m_cancel->setVisible(!isDone);
    m_start->setVisible(isAsking);
    m_start->setEnabled(!m_rooms.empty());
    m_tell->setVisible(isDone && !m_toldRoom.isEmpty());
    m_tell->setEnabled(!m_isTold);
    m_close->setVisible(isDone);
}

void TakeOverDialog::retranslate()
{
    const bool isDone = m_state == State::Done;
    setWindowTitle(tr("Host the rooms here"));
    if (isDone) {
        m_title->setText(tr("The rooms are open on this computer"));
        m_text->setText(tr("Hand this on, so that the others find the way:"));
    } else {
        m_title->setText(tr("Host the rooms of %1 here?").arg(m_host));
        m_text->setText(m_rooms.empty()
                            ? tr("This program has nothing of these rooms any more.")
                            : tr("This computer opens a Madang with these rooms and what was said "
                                 "in them. The others come to you then."));
    }
    m_list->setAccessibleName(tr("Rooms that come along"));
    m_list->clear();
    const QLocale locale;
    for (const HeldRoom &room : m_rooms) {
        const int count = int(std::min<qint64>(room.messages, 1'000'000'000));
        const QString many = tr("%Ln messages", nullptr, count);
        const QString much =
            room.from.isValid()
                ? tr("%1, from %2").arg(many, locale.toString(room.from, QLocale::ShortFormat))
                : many;
        const bool isPrivate = !room.info.settings.isOpen();
        const QString name = roomTitle(room.info.id, room.info.name);
        m_list->addItem(tr("%1: %2").arg(isPrivate ? tr("%1 (private)").arg(name) : name, much));
    }
    const int rows = std::clamp(m_list->count(), 1, roomsInSight);
    const int row = std::max(m_list->sizeHintForRow(0), fontMetrics().height());
    m_list->setFixedHeight(rows * row + 2 * m_list->frameWidth());
    m_files->setText(tr("Bring the files, too"));
    m_files->setAccessibleName(m_files->text());
    const bool hasPrivate = std::any_of(m_rooms.begin(), m_rooms.end(), [](const HeldRoom &room) {
        return !room.info.settings.isOpen();
    });
    QStringList notes;
    if (!m_isThere)
        notes << tr("The host is gone: only what this program has of it comes along, without "
                    "files.");
    notes << tr("Whoever comes into your Madang can read the rooms that are not private.")
          << entranceSentence();
    if (hasPrivate)
        notes << tr("Private rooms stay private: invite their people anew.");
    notes << tr("Conversations of two stay where they are.");
    m_note->setText(notes.join(u' '));
    m_cancel->setText(m_state == State::Working ? tr("Stop") : tr("Cancel"));
    m_start->setText(tr("Host them here"));
    m_tell->setText(tr("Say it in %1").arg(m_toldRoom.simplified()));
    m_close->setText(tr("Close"));
    for (QPushButton *button : {m_cancel, m_tell, m_start, m_close})
        button->setAccessibleName(button->text());
    showState();
}

void TakeOverDialog::changeEvent(QEvent *event)
{
    GrowingDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
