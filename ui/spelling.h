// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>

class QThread;

namespace Ui {

/// Looks words up in the dictionaries of Hunspell, in a thread of its own: a dictionary takes
/// seconds to load, and a suggestion up to one. What is not known yet counts as right until the
/// answer comes. Without Hunspell in the build there are no dictionaries.
class Spelling : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const QStringList &suggestions)>;

    explicit Spelling(QObject *parent = nullptr);
    /// Waits for the word that is being looked up.
    ~Spelling() override;

    /// Those that are installed, as "ko" or "en_US", each language once; in the order of names.
    static QStringList dictionaries();

    /// Looks up in these from now on; none: every word is right.
    void setDictionaries(const QStringList &names);
    /// What a person has added; of any language.
    void setOwnWords(const QStringList &words);
    bool isOn() const { return !m_names.isEmpty(); }

    /// Whether a word is known to be wrong; asks, if that is not known. At most 500 wait.
    bool isWrong(const QString &word, bool isHangul);
    /// At most 5 words; `answer` is not called when `context` is gone.
    void suggest(const QString &word, QObject *context, const Answer &answer);

Q_SIGNALS:
    /// Of some words more is known now, or all is to be asked anew.
    void changed();

private:
    class Worker;
    void begin();
    void take(int round, const QString &word, bool isRight);

    std::unique_ptr<QThread> m_thread; ///< None until there is something to look up.
    Worker *m_worker = nullptr;        ///< Lives there.
    QStringList m_names;
    QSet<QString> m_ownWords;
    QHash<QString, bool> m_known; ///< Whether it is right; at most 5000.
    QSet<QString> m_asked;
    int m_round = 0; ///< Answers of an earlier one are about other dictionaries.
};

} // namespace Ui
