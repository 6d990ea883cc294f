// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/searchmodel.h"

#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"
#include "ui/model/inquiry.h"
#include "ui/model/lineparts.h"
#include "ui/model/logging.h"

#include <QDateTime>
#include <QPoint>
#include <QTimeZone>

namespace Ui {
namespace {

constexpr int hitsPerPage = 30;
/// Pages without a hit that are gone through unasked, in a row.
constexpr int mostEmptyPages = 20;

QVariant neighbour(const std::optional<Chat::Quoted> &line)
{
    if (!line)
        return {};
    return QVariantMap{{QStringLiteral("sender"), line->sender},
                       {QStringLiteral("excerpt"), line->excerpt}};
}

void addTime(Stomp::Headers &headers, const QByteArray &name,
             const std::optional<Chat::Timestamp> &time)
{
    if (time)
        headers.append(name, QByteArray::number(qint64(time->time_since_epoch().count())));
}

Stomp::Headers headersOf(const SearchWish &wish, const std::optional<Chat::SearchCursor> &before)
{
    Stomp::Headers headers{{QByteArrayLiteral("limit"), QByteArray::number(hitsPerPage)}};
    // A header ends with its line.
    if (const QString text = wish.text.simplified(); !text.isEmpty())
        headers.append(QByteArrayLiteral("query"), text.toUtf8());
    if (wish.room)
        headers.append(QByteArrayLiteral("room"), wish.room->toString().toUtf8());
    if (wish.sender)
        headers.append(QByteArrayLiteral("sender"), wish.sender->toString().toUtf8());
    addTime(headers, QByteArrayLiteral("from"), wish.from);
    addTime(headers, QByteArrayLiteral("to"), wish.to);
    QByteArrayList traits;
    for (const Chat::SearchTrait trait : wish.has)
        traits << Chat::searchTraitName(trait);
    if (!traits.isEmpty())
        headers.append(QByteArrayLiteral("has"), traits.join(','));
    if (before)
        headers.append(QByteArrayLiteral("before"), QByteArray::number(before->number));
    return headers;
}

} // namespace

SearchModel::SearchModel(Stomp::StompClient &client, QObject *parent)
    : QAbstractListModel(parent), m_client(client)
{
}

SearchModel::~SearchModel()
{
    delete m_page;
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Chat::SearchHit &hit = m_hits[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case ExcerptRole:
        return hit.excerpt.text;
    case Qt::AccessibleTextRole: {
        QStringList parts{hit.excerpt.text};
        for (const QVariant &file : fileList(hit.files))
            parts << fileOf(file).name;
        parts.removeAll(QString());
        return tr("%1: %2", "who, what was said").arg(hit.sender, parts.join(QStringLiteral(", ")));
    }
    case RoomRole:
        return hit.room.toString();
    case SequenceRole:
        return hit.sequence.number;
    case SenderRole:
        return hit.sender;
    case SenderIdRole:
        return hit.senderId.toString();
    case GuestRole:
        return hit.guest;
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(hit.time.time_since_epoch().count(),
                                              QTimeZone::utc());
    case MatchesRole: {
        QVariantList matches;
        for (const auto &match : hit.excerpt.matches)
            matches << QPoint(match.start, match.length);
        return matches;
    }
    case BeforeRole:
        return neighbour(hit.before);
    case AfterRole:
        return neighbour(hit.after);
    case FilesRole:
        return fileList(hit.files);
    default:
        return {};
    }
}

QHash<int, QByteArray> SearchModel::roleNames() const
{
    auto names = QAbstractListModel::roleNames();
    names.insert({{RoomRole, "room"},
                  {SequenceRole, "sequence"},
                  {SenderRole, "sender"},
                  {SenderIdRole, "senderId"},
                  {GuestRole, "guest"},
                  {TimeRole, "time"},
                  {ExcerptRole, "excerpt"},
                  {MatchesRole, "matches"},
                  {BeforeRole, "before"},
                  {AfterRole, "after"},
                  {FilesRole, "files"}});
    return names;
}

bool SearchModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_next.has_value() && m_state == State::Found;
}

void SearchModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask();
}

void SearchModel::search(const SearchWish &wish)
{
    forget();
    m_wish = wish;
    ask();
}

void SearchModel::clear()
{
    forget();
    setState(State::Idle);
}

void SearchModel::forget()
{
    delete m_page;
    m_next.reset();
    m_unsearched = 0;
    m_emptyPages = 0;
    if (m_hits.empty())
        return;
    beginResetModel();
    m_hits.clear();
    endResetModel();
}

void SearchModel::ask()
{
    m_page = inquire(
        m_client, this, Chat::requestDestination(Chat::Request::Kind::Search),
        headersOf(m_wish, m_next),
        [this](const QByteArray &json) {
            m_page.clear();
            take(json);
        },
        [this](const QString &why) {
            m_page.clear();
            setState(State::Failed, why);
        });
    setState(State::Searching);
}

void SearchModel::take(const QByteArray &json)
{
    const auto page = Chat::SearchPage::fromJson(json);
    if (!page) {
        qCWarning(modelLog) << "a page of what was found that cannot be read";
        m_next.reset();
        return setState(State::Failed, tr("The host's answer could not be read."));
    }
    // A host that does not get on would be asked for ever.
    const bool getsOn = page->next && (!m_next || *page->next < *m_next);
    m_next = getsOn ? page->next : std::nullopt;
    m_unsearched = page->unsearched;
    if (!page->hits.empty()) {
        const int first = int(m_hits.size());
        beginInsertRows({}, first, first + int(page->hits.size()) - 1);
        m_hits.insert(m_hits.end(), page->hits.begin(), page->hits.end());
        endInsertRows();
        m_emptyPages = 0;
    } else if (m_next && ++m_emptyPages < mostEmptyPages) {
        return ask();
    }
    setState(State::Found);
}

void SearchModel::setState(State state, const QString &failure)
{
    if (m_state == state && m_failure == failure)
        return;
    m_state = state;
    m_failure = failure;
    Q_EMIT stateChanged();
}

} // namespace Ui
