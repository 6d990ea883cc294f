// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomfactspane.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/composing.h"
#include "ui/formfield.h"
#include "ui/roomrights.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace Ui {

namespace {

using Keep = Chat::Retention::Keep;

constexpr int longestFactName = 64;
constexpr int longestFactTopic = 250;
constexpr int longestIcon = 32;
constexpr int usualDays = 30;
constexpr int usualMessages = 1000;
constexpr int slowModes[] = {0, 5, 10, 30, 60, 300, 900, 3600}; // seconds

QString pauseText(int seconds)
{
    if (seconds == 0)
        return RoomFactsPane::tr("No pause");
    if (seconds % 3600 == 0)
        return RoomFactsPane::tr("%Ln hour(s)", nullptr, seconds / 3600);
    if (seconds % 60 == 0)
        return RoomFactsPane::tr("%Ln minute(s)", nullptr, seconds / 60);
    return RoomFactsPane::tr("%Ln second(s)", nullptr, seconds);
}

/// Unless the person has chosen another value than the one it had.
void follow(QComboBox *box, int before, int now, bool first)
{
    if (first || box->currentData().toInt() == before)
        box->setCurrentIndex(std::max(0, box->findData(now)));
}

/// Nor where nothing has changed: that would end what is being composed there.
void follow(QLineEdit *field, const QString &before, const QString &now, bool first)
{
    const QString text = field->text();
    if (first || (now != before && (text == before || text.simplified() == before)))
        field->setText(now);
}

} // namespace

RoomFactsPane::RoomFactsPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_form(new QFormLayout(this)), m_name(new QLineEdit(this)),
      m_topic(new QLineEdit(this)), m_icon(new QLineEdit(this)),
      m_speakers(new ChoiceBox(appearance, this)), m_slow(new ChoiceBox(appearance, this)),
      m_keep(new ChoiceBox(appearance, this)), m_countRow(new QWidget(this)),
      m_count(new QLineEdit(m_countRow)), m_earlier(new ChoiceBox(appearance, this)),
      m_unit(new QLabel(m_countRow)), m_loss(new QLabel(this)),
      m_composing(new Composing({m_name, m_topic, m_icon}, this))
{
    m_name->setMaxLength(longestFactName);
    m_topic->setMaxLength(longestFactTopic);
    m_icon->setMaxLength(longestIcon);
    m_icon->setPlaceholderText(tr("One emoji (may stay empty)"));
    m_count->setObjectName(QStringLiteral("settingsCount"));
    m_count->setMaximumWidth(appearance.px(140));
    m_unit->setBuddy(m_count);
    m_loss->setObjectName(QStringLiteral("settingsLoss"));
    m_loss->setProperty("role", QStringLiteral("warn"));
    m_loss->setWordWrap(true);
    fillChoices();

    auto *count = new QHBoxLayout(m_countRow);
    count->setContentsMargins(0, 0, 0, 0);
    count->addWidget(m_count);
    count->addWidget(m_unit);
    count->addStretch(1);
    m_form->setContentsMargins(4, 14, 4, 8);
    m_form->setHorizontalSpacing(20);
    m_form->setVerticalSpacing(10);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormField(*m_form, tr("Name"), m_name, "settingsName");
    addFormField(*m_form, tr("Topic"), m_topic, "settingsTopic");
    addFormField(*m_form, tr("Icon"), m_icon, "settingsIcon");
    addFormField(*m_form, tr("Who speaks"), m_speakers, "settingsSpeakers");
    addFormField(*m_form, tr("Pause between messages"), m_slow, "settingsSlow");
    addFormField(*m_form, tr("What is said is kept"), m_keep, "settingsKeep");
    m_form->addRow(QString(), m_countRow);
    addFormField(*m_form, tr("Earlier versions"), m_earlier, "settingsEarlier");
    m_form->addRow(QString(), m_loss);
    showCount();

    const auto changed = [this] {
        showLoss();
        Q_EMIT edited();
    };
    for (QLineEdit *field : {m_name, m_topic, m_icon, m_count})
        connect(field, &QLineEdit::textChanged, this, changed);
    connect(m_composing, &Composing::changed, this, &RoomFactsPane::edited);
    for (QComboBox *box : {m_speakers, m_slow, m_earlier})
        connect(box, &QComboBox::currentIndexChanged, this, changed);
    connect(m_keep, &QComboBox::currentIndexChanged, this, [this, changed] {
        showCount();
        changed();
    });
}

void RoomFactsPane::fillChoices()
{
    m_speakers->addItem(tr("Everybody in the room"), int(false));
    m_speakers->addItem(tr("Only who keeps order (read-only)"), int(true));
    for (const int seconds : slowModes)
        m_slow->addItem(pauseText(seconds), seconds);
    m_keep->addItem(tr("For ever"), int(Keep::Forever));
    m_keep->addItem(tr("For some days"), int(Keep::Days));
    m_keep->addItem(tr("Only the newest messages"), int(Keep::Messages));
    m_keep->addItem(tr("Not at all: only who is there sees it"), int(Keep::Nothing));
    m_earlier->addItem(tr("Are not kept"), int(false));
    m_earlier->addItem(tr("Are kept, for who wrote them and who keeps order"), int(true));
}

void RoomFactsPane::showCount()
{
    const auto keep = Keep(m_keep->currentData().toInt());
    const bool days = keep == Keep::Days;
    m_form->setRowVisible(m_countRow, days || keep == Keep::Messages);
    m_unit->setText(days ? tr("days") : tr("messages"));
    m_count->setAccessibleName(days ? tr("How many days") : tr("How many messages"));
    delete m_count->validator();
    m_count->setValidator(new QIntValidator(
        1, days ? Chat::Retention::mostDays : Chat::Retention::mostMessages, m_count));
    const bool isTheirs = keep == m_room.settings.retention.keep;
    m_count->setText(QString::number(isTheirs ? m_room.settings.retention.count
                                     : days   ? usualDays
                                              : usualMessages));
    showLoss();
}

void RoomFactsPane::showLoss()
{
    QStringList losses;
    if (losesMessages())
        losses << tr("When this is saved, what is older is gone for good.");
    if (losesEarlier())
        losses << tr("When this is saved, the earlier versions that were kept are gone for good.");
    m_loss->setText(losses.join(u' '));
    m_form->setRowVisible(m_loss, !losses.isEmpty());
}

void RoomFactsPane::setRoom(const Chat::RoomInfo &room)
{
    const bool first = m_room.id.isEmpty();
    const Chat::RoomInfo before = std::exchange(m_room, room);
    const Chat::RoomSettings &was = before.settings;
    const Chat::RoomSettings &is = room.settings;
    const int pause = int(is.slowMode.count());
    if (m_slow->findData(pause) < 0)
        m_slow->addItem(pauseText(pause), pause);
    const bool keepFollows = first || (is.retention != was.retention && isAsKept(was.retention));
    follow(m_name, before.name, room.name, first);
    follow(m_topic, before.topic, room.topic, first);
    follow(m_icon, was.icon, is.icon, first);
    follow(m_speakers, int(was.readOnly), int(is.readOnly), first);
    follow(m_slow, int(was.slowMode.count()), pause, first);
    follow(m_earlier, int(was.keepsEarlier), int(is.keepsEarlier), first);
    if (keepFollows) {
        m_keep->setCurrentIndex(std::max(0, m_keep->findData(int(is.retention.keep))));
        showCount();
    }
    const RoomRights rights = rightsIn(room);
    const bool isForTwo = is.visibility == Chat::Visibility::Direct;
    m_form->setRowVisible(m_name, !isForTwo && room.id != Chat::lobbyRoom());
    m_form->setRowVisible(m_speakers, !isForTwo);
    m_form->setRowVisible(m_slow, !isForTwo);
    m_form->setRowVisible(m_earlier, !isForTwo);
    m_name->setEnabled(rights.name);
    m_topic->setEnabled(rights.topic);
    m_icon->setEnabled(rights.icon);
    m_speakers->setEnabled(rights.order);
    m_slow->setEnabled(rights.order);
    m_keep->setEnabled(rights.keeping);
    m_count->setEnabled(rights.keeping);
    m_earlier->setEnabled(rights.earlier);
    showLoss();
}

/// Whether the person has not chosen otherwise.
bool RoomFactsPane::isAsKept(const Chat::Retention &kept) const
{
    return Keep(m_keep->currentData().toInt()) == kept.keep &&
           (!m_count->isVisibleTo(this) || m_count->text().toInt() == kept.count);
}

Chat::Retention RoomFactsPane::retention() const
{
    const auto keep = Keep(m_keep->currentData().toInt());
    const bool counts = keep == Keep::Days || keep == Keep::Messages;
    return {keep, counts ? m_count->text().toInt() : 0};
}

bool RoomFactsPane::losesMessages() const
{
    const Chat::Retention now = m_room.settings.retention;
    const Chat::Retention wanted = retention();
    if (wanted == now || wanted.keep == Keep::Forever || now.keep == Keep::Nothing)
        return false;
    return wanted.keep != now.keep || wanted.count < now.count;
}

bool RoomFactsPane::losesEarlier() const
{
    return m_room.settings.keepsEarlier && m_earlier->isEnabled() &&
           m_earlier->currentData().toInt() == 0;
}

bool RoomFactsPane::isComposed() const
{
    return m_composing->isOpen();
}

QString RoomFactsPane::problem() const
{
    if (m_name->isEnabled() && m_name->text().simplified().isEmpty())
        return tr("The room needs a name.");
    if (m_count->isVisibleTo(this) && !m_count->hasAcceptableInput())
        return tr("How long is it kept? Write a number from 1.");
    return {};
}

void RoomFactsPane::collect(Chat::RoomChange &change) const
{
    const Chat::RoomSettings &settings = m_room.settings;
    if (const QString name = m_name->text().simplified();
        m_name->isEnabled() && name != m_room.name)
        change.name = name;
    if (const QString topic = m_topic->text().simplified();
        m_topic->isEnabled() && topic != m_room.topic)
        change.topic = topic;
    if (const QString icon = m_icon->text().trimmed(); m_icon->isEnabled() && icon != settings.icon)
        change.icon = icon;
    const bool readOnly = m_speakers->currentData().toInt() != 0;
    if (m_speakers->isEnabled() && readOnly != settings.readOnly)
        change.readOnly = readOnly;
    const std::chrono::seconds pause(m_slow->currentData().toInt());
    if (m_slow->isEnabled() && pause != settings.slowMode)
        change.slowMode = pause;
    if (m_keep->isEnabled() && retention() != settings.retention)
        change.retention = retention();
    const bool keepsEarlier = m_earlier->currentData().toInt() != 0;
    if (m_earlier->isEnabled() && keepsEarlier != settings.keepsEarlier)
        change.keepsEarlier = keepsEarlier;
}

} // namespace Ui
