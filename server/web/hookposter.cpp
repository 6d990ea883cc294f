// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/hookposter.h"

#include <QNetworkProxy>

#include <map>

namespace Server {

class HookPoster::Lines : public QObject {
public:
    explicit Lines(HookPoster &poster, const HookPosting &options)
        : m_poster(poster), m_options(options)
    {
    }

    void post(const HookPost &post)
    {
        std::unique_ptr<HookLine> &line = m_lines[post.hook];
        if (!line)
            line = makeLine(post.hook);
        line->add(post);
    }
    void forget(const QString &hook) { m_lines.erase(hook); }
    void setOptions(const HookPosting &options) { m_options = options; }

private:
    std::unique_ptr<HookLine> makeLine(const QString &hook)
    {
        if (!m_network) {
            m_network = std::make_unique<QNetworkAccessManager>();
            // A proxy would look up the name once more, by its own lights.
            m_network->setProxy(QNetworkProxy::NoProxy);
        }
        auto line = std::make_unique<HookLine>(*m_network, m_options);
        connect(line.get(), &HookLine::counted, &m_poster.m_home,
                [poster = &m_poster, hook](const Chat::HookCounts &counts) {
                    // One that came after forget() is of nobody.
                    if (const auto it = poster->m_counts.find(hook); it != poster->m_counts.end())
                        *it = counts;
                });
        connect(line.get(), &HookLine::answered, &m_poster.m_home,
                [poster = &m_poster, hook](const QByteArray &post, const QString &text) {
                    if (poster->m_reply && poster->m_counts.contains(hook))
                        poster->m_reply(hook, post, text);
                });
        return line;
    }

    HookPoster &m_poster; ///< Of another thread: looked at in its own alone.
    HookPosting m_options;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::map<QString, std::unique_ptr<HookLine>> m_lines;
};

HookPoster::HookPoster(const Options &options) : m_lines(new Lines(*this, options))
{
    m_thread.setObjectName(QStringLiteral("hooks"));
    m_lines->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_lines, &QObject::deleteLater);
    m_thread.start();
}

HookPoster::~HookPoster()
{
    m_thread.quit();
    m_thread.wait();
}

void HookPoster::setOptions(const Options &options)
{
    QMetaObject::invokeMethod(m_lines, [lines = m_lines, options] { lines->setOptions(options); });
}

void HookPoster::post(const HookPost &post)
{
    m_counts.insert(post.hook, m_counts.value(post.hook));
    QMetaObject::invokeMethod(m_lines, [lines = m_lines, post] { lines->post(post); });
}

void HookPoster::forget(const QString &hook)
{
    m_counts.remove(hook);
    QMetaObject::invokeMethod(m_lines, [lines = m_lines, hook] { lines->forget(hook); });
}

} // namespace Server
