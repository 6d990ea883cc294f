// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/placelist.h"

#include "stomp/wire/address.h"
#include "ui/appearance.h"
#include "ui/liveregion.h"
#include "ui/placecard.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds lookingTime = 6s;
constexpr std::chrono::milliseconds newsTime = 3s;
constexpr int lowestList = 152;  // design pixels: two cards
constexpr int highestList = 420; // design pixels
constexpr qsizetype mostNamesSaid = 3;

QString hostKeyOf(const QString &address)
{
    return Chat::hostText(Chat::hostUrl(address));
}

} // namespace

PlaceList::PlaceList(Profile &profile, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_profile(profile), m_appearance(appearance), m_nearTitle(new QLabel(this)),
      m_scroll(new QScrollArea(this)), m_body(new QWidget(m_scroll)),
      m_column(new QVBoxLayout(m_body)), m_state(new QLabel(m_body)),
      m_beforeTitle(new QLabel(m_body)), m_doctor(new QPushButton(this)),
      m_live(new LiveRegion(this))
{
    for (QLabel *title : {m_nearTitle, m_beforeTitle})
        title->setProperty("role", QStringLiteral("caption"));
    m_nearTitle->setObjectName(QStringLiteral("nearTitle"));
    m_beforeTitle->setObjectName(QStringLiteral("beforeTitle"));
    m_state->setObjectName(QStringLiteral("nearState"));
    m_state->setProperty("role", QStringLiteral("secondary"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_doctor->setObjectName(QStringLiteral("openDoctor"));
    m_doctor->setProperty("link", true);
    m_doctor->setAutoDefault(true); // Enter presses it, as Space does
    m_doctor->setCursor(Qt::PointingHandCursor);
    m_body->setObjectName(QStringLiteral("placesBody"));
    m_body->installEventFilter(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_scroll->setObjectName(QStringLiteral("placesScroll"));
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->setSizeConstraint(QLayout::SetMinAndMaxSize); // no higher than what is in it
    m_nearTitle->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    all->addWidget(m_nearTitle);
    all->addWidget(m_scroll, 1);
    all->addWidget(m_doctor, 0, Qt::AlignLeft);

    m_looking.setSingleShot(true);
    m_saying.setSingleShot(true);
    m_updating.setSingleShot(true);
    setPatience(lookingTime, newsTime);
    connect(&m_looking, &QTimer::timeout, this, &PlaceList::showState);
    connect(&m_saying, &QTimer::timeout, this, &PlaceList::sayNews);
    connect(&m_updating, &QTimer::timeout, this, &PlaceList::showPlaces);
    connect(m_doctor, &QPushButton::clicked, this, &PlaceList::doctorRequested);
    connect(&appearance, &Appearance::changed, this, &PlaceList::retranslate);
    retranslate();
}

void PlaceList::setNearby(const QAbstractItemModel *nearby)
{
    if (m_nearby)
        m_nearby->disconnect(this);
    m_nearby = nearby;
    if (nearby) {
        // Many changes of one turn are one.
        const auto soon = [this] { m_updating.start(0); };
        connect(nearby, &QAbstractItemModel::rowsInserted, this, soon);
        connect(nearby, &QAbstractItemModel::rowsRemoved, this, soon);
        connect(nearby, &QAbstractItemModel::rowsMoved, this, soon);
        connect(nearby, &QAbstractItemModel::dataChanged, this, soon);
        connect(nearby, &QAbstractItemModel::modelReset, this, soon);
        connect(nearby, &QAbstractItemModel::layoutChanged, this, soon);
        connect(nearby, &QObject::destroyed, this, soon);
    }
    refresh();
}

void PlaceList::setPins(HostPins pins)
{
    m_pins = std::move(pins);
    showPlaces();
}

void PlaceList::setPatience(std::chrono::milliseconds looking, std::chrono::milliseconds news)
{
    m_looking.setInterval(looking);
    m_saying.setInterval(news);
}

void PlaceList::refresh()
{
    m_pointed = false;
    m_said.clear();
    m_news.clear();
    if (m_nearby)
        m_looking.start();
    showPlaces();
}

void PlaceList::setBusy(bool busy)
{
    m_busy = busy;
    for (PlaceCard *card : m_cards)
        card->setEnabled(!busy);
}

void PlaceList::setHeld(bool held)
{
    m_held = held;
    fit();
}

QWidget *PlaceList::first() const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [](const PlaceCard *card) {
        const Place::Trust trust = card->place().trust;
        return trust == Place::Trust::BeenThere || trust == Place::Trust::Own;
    });
    return found == m_cards.end() ? nullptr : (*found)->go();
}

bool PlaceList::isOwn(const QString &address) const
{
    return std::any_of(m_cards.begin(), m_cards.end(), [&](const PlaceCard *card) {
        return card->place().trust == Place::Trust::Own &&
               hostKeyOf(card->place().address) == hostKeyOf(address);
    });
}

QStringList PlaceList::nearAddresses() const
{
    QStringList addresses;
    for (const PlaceCard *card : m_cards) {
        if (card->place().isNear && card->place().trust != Place::Trust::Own)
            addresses << card->place().address;
    }
    return addresses;
}

PlaceCard *PlaceList::cardOf(const QString &id) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(),
                                    [&](const PlaceCard *card) { return card->place().id == id; });
    return found == m_cards.end() ? nullptr : *found;
}

bool PlaceList::isPointedAt() const
{
    return m_pointed || std::any_of(m_cards.begin(), m_cards.end(),
                                    [](const PlaceCard *card) { return card->isKeyed(); });
}

void PlaceList::showPlaces()
{
    std::vector<FormerHost> known;
    for (const RecentHost &host : m_profile.recentHosts())
        known.push_back({host, m_pins ? m_pins(hostKeyOf(host.address)) : HostPin()});
    const std::vector<Place> places =
        placesOf(m_nearby ? heardHosts(*m_nearby) : std::vector<HeardHost>(), known);
    if (isPointedAt())
        keepInPlace(places);
    else
        arrange(places);
    noteNews(places);
    showState();
    fit();
}

PlaceCard *PlaceList::makeCard(const Place &place)
{
    auto *card = new PlaceCard(place, m_appearance, m_body);
    card->setEnabled(!m_busy);
    connect(card, &PlaceCard::chosen, this, [this, card] { Q_EMIT chosen(card->place()); });
    connect(card, &PlaceCard::removed, this, [this, card] {
        m_profile.removeRecentHost(card->place().recent);
        m_pointed = false; // what one points at is what goes
        Q_EMIT removed();
        showPlaces();
    });
    // Not from within: it may be what moves now.
    connect(card, &PlaceCard::keyedChanged, this, [this] { m_updating.start(0); });
    return card;
}

void PlaceList::keepInPlace(const std::vector<Place> &places)
{
    for (PlaceCard *card : m_cards) {
        const auto same = std::find_if(places.begin(), places.end(), [&](const Place &place) {
            return place.id == card->place().id;
        });
        if (same == places.end())
            card->setGone();
        else
            card->setPlace(*same);
    }
    for (const Place &place : places) {
        if (cardOf(place.id))
            continue;
        PlaceCard *card = makeCard(place);
        m_column->insertWidget(m_column->count() - 1, card); // before the stretch
        m_cards.push_back(card);
    }
    orderTabs();
}

void PlaceList::arrange(const std::vector<Place> &places)
{
    std::vector<PlaceCard *> cards;
    while (QLayoutItem *item = m_column->takeAt(0))
        delete item;
    m_column->addWidget(m_state);
    const auto addPlaces = [&](bool near) {
        for (const Place &place : places) {
            if (place.isNear != near)
                continue;
            PlaceCard *card = cardOf(place.id);
            if (card)
                card->setPlace(place);
            else
                card = makeCard(place);
            cards.push_back(card);
            m_column->addWidget(card);
        }
    };
    addPlaces(true);
    m_column->addWidget(m_beforeTitle);
    addPlaces(false);
    for (PlaceCard *card : m_cards) {
        if (std::find(cards.begin(), cards.end(), card) != cards.end())
            continue;
        if (card->go()->hasFocus()) {
            card->setGone(); // the next Enter is not to go elsewhere
            cards.push_back(card);
            m_column->addWidget(card);
            continue;
        }
        // A card whose button was pressed is still busy emitting.
        card->hide();
        card->disconnect(this);
        card->deleteLater();
    }
    m_column->addStretch(1);
    m_cards = std::move(cards);
    orderTabs();
}

/// By the keys one comes through the cards as they stand.
void PlaceList::orderTabs()
{
    // What is before the list is the page's: the next one back that is none of ours.
    QWidget *before = m_doctor->previousInFocusChain();
    while (before != m_doctor &&
           (before->focusPolicy() == Qt::NoFocus || m_body->isAncestorOf(before)))
        before = before->previousInFocusChain();
    for (PlaceCard *card : m_cards) {
        card->show();
        for (auto *button : card->findChildren<QAbstractButton *>()) {
            setTabOrder(before, button);
            before = button;
        }
    }
    setTabOrder(before, m_doctor);
}

void PlaceList::showState()
{
    if (isPointedAt())
        return; // what comes or goes above a card moves it
    const auto count = [this](bool near) {
        return std::count_if(m_cards.begin(), m_cards.end(), [near](const PlaceCard *card) {
            return card->place().isNear == near && !card->isGone();
        });
    };
    const auto others = std::count_if(m_cards.begin(), m_cards.end(), [](const PlaceCard *card) {
        return card->place().isNear && card->place().trust != Place::Trust::Own;
    });
    m_nearTitle->setVisible(m_nearby || count(true) > 0);
    m_beforeTitle->setVisible(count(false) > 0);
    QString sentence;
    if (m_nearby && others == 0) {
        sentence = m_looking.isActive()
                       ? tr("Looking…")
                       : tr("Nobody near has a Madang open, as far as this computer can tell. Be "
                            "on the same network as the others, by Wi-Fi or cable. Ask whoever "
                            "hosts for the invitation or the address. Or open one yourself: the "
                            "others see it here.");
    }
    m_state->setText(sentence);
    m_state->setVisible(!sentence.isEmpty());
}

void PlaceList::noteNews(const std::vector<Place> &places)
{
    QStringList near;
    for (const Place &place : places) {
        if (place.isNear && place.trust != Place::Trust::Own)
            near << place.id;
    }
    for (const QString &id : std::as_const(near)) {
        if (!m_said.contains(id) && !m_news.contains(id))
            m_news << id;
    }
    m_said.removeIf([&](const QString &id) { return !near.contains(id); });
    m_news.removeIf([&](const QString &id) { return !near.contains(id); });
    if (!m_news.isEmpty() && !m_saying.isActive())
        m_saying.start();
}

/// One sentence for all that came meanwhile, and none about who went: that is nothing one could do
/// anything about.
void PlaceList::sayNews()
{
    QStringList names;
    for (const QString &id : std::as_const(m_news)) {
        if (const PlaceCard *card = cardOf(id))
            names << card->place().name;
    }
    m_said += std::exchange(m_news, {});
    if (names.isEmpty() || !isVisible() || !window()->isActiveWindow())
        return;
    const qsizetype count = names.size();
    const QString list = QLocale().createSeparatedList(names.mid(0, mostNamesSaid));
    m_live->say(count > mostNamesSaid
                    ? tr("%Ln Madangs near, among them %1", nullptr, int(count)).arg(list)
                    : tr("Near: %1").arg(list));
}

/// As high as its cards, within bounds, so that what is below stays where it is with few of them.
void PlaceList::fit()
{
    if (m_held || isPointedAt())
        return;
    const int width = m_scroll->viewport()->width();
    const int wanted = m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width)
                                                     : m_column->totalSizeHint().height();
    const int lowest = m_nearby ? m_appearance.px(lowestList) : 0;
    const int height = std::clamp(wanted, lowest, m_appearance.px(highestList));
    const bool isShown = m_nearby || !m_cards.empty();
    m_scroll->setVisible(isShown);
    m_scroll->setMinimumHeight(std::min(height, m_appearance.px(lowestList)));
    m_scroll->setMaximumHeight(height);
}

void PlaceList::retranslate()
{
    m_nearTitle->setText(tr("Near you"));
    m_beforeTitle->setText(tr("Joined before"));
    m_doctor->setText(tr("Why do I see nobody?"));
    m_doctor->setAccessibleName(m_doctor->text());
    m_scroll->setAccessibleName(tr("Near you"));
    for (PlaceCard *card : m_cards)
        card->refresh();
    showState();
    fit();
}

void PlaceList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool PlaceList::eventFilter(QObject *watched, QEvent *event)
{
    const bool enters = event->type() == QEvent::Enter;
    if (enters || event->type() == QEvent::Leave) {
        m_pointed = enters;
        if (!enters)
            m_updating.start(0);
    } else if (event->type() == QEvent::Resize) {
        fit();
    }
    return QWidget::eventFilter(watched, event);
}

void PlaceList::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_pointed = false;
}

} // namespace Ui
