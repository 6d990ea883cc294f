// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/search.h"

#include <QAbstractListModel>
#include <QPointer>

#include <optional>
#include <vector>

namespace Ui {

/// What a person looks for.
struct SearchWish {
    QString text; ///< Words, and "quoted phrases"; all of them.
    std::optional<Chat::RoomId> room = {};
    std::optional<Chat::UserId> sender = {};
    std::optional<Chat::Timestamp> from = {}; ///< Not before it.
    std::optional<Chat::Timestamp> to = {};   ///< Before it.
    std::vector<Chat::SearchTrait> has = {};
};

/// What was found on the host, newest first; more comes by fetchMore(). A room and a sequence
/// tell where a hit stands.
class SearchModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        RoomRole = Qt::UserRole + 1, ///< QString
        SequenceRole,                ///< qint64
        SenderRole,                  ///< QString
        SenderIdRole,                ///< QString
        GuestRole,                   ///< bool
        TimeRole,                    ///< QDateTime, UTC
        ExcerptRole,                 ///< QString; Qt::DisplayRole gives the same
        MatchesRole,                 ///< QVariantList of QPoint: start and length in the excerpt
        BeforeRole,                  ///< QVariantMap with sender and excerpt; invalid: nothing
        AfterRole,                   ///< The same
        FilesRole,                   ///< QVariantList, as TimelineModel::FilesRole gives them
    };
    enum class State {
        Idle,      ///< Nothing is looked for.
        Searching, ///< An answer is on the way.
        Found,     ///< What there is is shown; canFetchMore() tells whether there is more.
        Failed,    ///< `failure()` says why.
    };

    /// The client must outlive it.
    explicit SearchModel(Stomp::StompClient &client, QObject *parent = nullptr);
    ~SearchModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Forgets what was found, and looks for this. Of what was asked before nothing comes any more.
    void search(const SearchWish &wish);
    void clear();

    State state() const { return m_state; }
    QString failure() const { return m_failure; }
    /// Recent messages that the host did not look through.
    qint64 unsearched() const { return m_unsearched; }

Q_SIGNALS:
    void stateChanged();

private:
    void ask();
    void take(const QByteArray &json);
    void setState(State state, const QString &failure = {});
    void forget();

    Stomp::StompClient &m_client;
    SearchWish m_wish;
    std::vector<Chat::SearchHit> m_hits;
    std::optional<Chat::SearchCursor> m_next;
    QPointer<Stomp::StompSubscription> m_page;
    State m_state = State::Idle;
    QString m_failure;
    qint64 m_unsearched = 0;
    int m_emptyPages = 0; ///< In a row.
};

} // namespace Ui
