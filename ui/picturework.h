// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <utility>

namespace Ui {

/// What takes its time with large pictures, done beside the windows' thread, in Qt's pool:
/// decoding, scaling, writing. What one object is given is done one after the other, in that order.
///
/// When the object goes, what waits is not begun, and nobody is told of what is under way: that
/// ends by itself, so it may know values only.
class PictureWork : public QObject {
    Q_OBJECT
public:
    explicit PictureWork(QObject *parent = nullptr);
    ~PictureWork() override;

    /// `done` is called in this object's thread with what `work` gave in another one.
    template <typename Work, typename Done>
    void start(Work work, Done done)
    {
        push([work = std::move(work), done = std::move(done)]() -> Answer {
            return [done, result = work()] { done(result); };
        });
    }
    /// As if it had gone, for all that was asked so far.
    void drop();

private:
    using Answer = std::function<void()>;
    using Job = std::function<Answer()>;
    struct Way; ///< Back from the other thread.
    void push(Job job);
    void next();

    std::deque<Job> m_waiting;
    std::shared_ptr<Way> m_underWay; ///< Null: nothing is.
};

} // namespace Ui
