// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spelling.h"

#ifdef MADANG_HUNSPELL
#include <hunspell/hunspell.hxx>
#endif

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>
#include <utility>
#include <vector>

namespace Ui {
namespace {

constexpr qsizetype mostKnown = 5000;
constexpr qsizetype mostAsked = 500;

#ifdef MADANG_HUNSPELL
constexpr qsizetype mostSuggestions = 5;
constexpr qsizetype mostDictionaries = 20;

QStringList dictionaryFolders()
{
    QStringList folders;
    for (const QString &data :
         QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation))
        folders << data + QStringLiteral("/hunspell");
    folders << QStringLiteral("/usr/share/hunspell");
    folders.removeDuplicates();
    return folders;
}

/// Without its ending; empty when it is not there.
QString dictionaryPath(const QString &name)
{
    for (const QString &folder : dictionaryFolders()) {
        const QString path = folder + u'/' + name;
        if (QFile::exists(path + QStringLiteral(".aff")) &&
            QFile::exists(path + QStringLiteral(".dic")))
            return path;
    }
    return {};
}

bool isKorean(const QString &name)
{
    return name.startsWith(QStringLiteral("ko"));
}
#endif

} // namespace

/// What is done in the other thread.
class Spelling::Worker : public QObject {
public:
#ifdef MADANG_HUNSPELL
    void setNames(const QStringList &names)
    {
        m_dictionaries.clear();
        for (const QString &name : names)
            m_dictionaries.push_back({name, isKorean(name), false, nullptr});
    }
    bool isRight(const QString &word, bool isHangul)
    {
        bool asked = false;
        for (Dictionary &one : m_dictionaries) {
            if (one.isKorean != isHangul || !open(one))
                continue;
            asked = true;
            if (one.hunspell->spell(word.toStdString()))
                return true;
        }
        return !asked;
    }
    QStringList suggestions(const QString &word)
    {
        QStringList found;
        const bool isHangul = word.front().script() == QChar::Script_Hangul;
        for (Dictionary &one : m_dictionaries) {
            if (one.isKorean != isHangul || found.size() >= mostSuggestions || !open(one))
                continue;
            for (const std::string &other : one.hunspell->suggest(word.toStdString()))
                found << QString::fromStdString(other).normalized(QString::NormalizationForm_C);
        }
        found.removeDuplicates();
        return found.mid(0, mostSuggestions);
    }

private:
    struct Dictionary {
        QString name;
        bool isKorean;
        bool isTried;
        std::unique_ptr<Hunspell> hunspell; ///< Null until it is needed, or it cannot be used.
    };
    static bool open(Dictionary &one)
    {
        if (!std::exchange(one.isTried, true)) {
            const QByteArray path = QFile::encodeName(dictionaryPath(one.name));
            auto hunspell = std::make_unique<Hunspell>((path + ".aff").constData(),
                                                       (path + ".dic").constData());
            if (hunspell->get_dict_encoding() == "UTF-8") // the others are of another time
                one.hunspell = std::move(hunspell);
        }
        return one.hunspell != nullptr;
    }
    std::vector<Dictionary> m_dictionaries;
#else
    void setNames(const QStringList &) {}
    bool isRight(const QString &, bool)
    {
        return true;
    }
    QStringList suggestions(const QString &)
    {
        return {};
    }
#endif
};

Spelling::Spelling(QObject *parent) : QObject(parent) {}

Spelling::~Spelling()
{
    if (!m_thread)
        return;
    m_thread->requestInterruption();
    m_worker->deleteLater();
    m_thread->quit();
    m_thread->wait();
}

QStringList Spelling::dictionaries()
{
    QStringList names;
#ifdef MADANG_HUNSPELL
    QSet<QString> seen; // some go by several names
    for (const QString &folder : dictionaryFolders()) {
        for (const QFileInfo &file :
             QDir(folder).entryInfoList({QStringLiteral("*.dic")}, QDir::Files)) {
            const QString name = file.completeBaseName();
            const QString real = file.canonicalFilePath();
            if (names.size() >= mostDictionaries || seen.contains(real) ||
                name.startsWith(QStringLiteral("hyph_")) || dictionaryPath(name).isEmpty())
                continue;
            seen.insert(real);
            names << name;
        }
    }
    names.removeDuplicates();
    names.sort();
#endif
    return names;
}

void Spelling::setDictionaries(const QStringList &names)
{
    if (names == m_names)
        return;
    m_names = names;
    m_known.clear();
    m_asked.clear();
    ++m_round;
    if (m_thread)
        QMetaObject::invokeMethod(m_worker,
                                  [worker = m_worker, names] { worker->setNames(names); });
    Q_EMIT changed();
}

void Spelling::begin()
{
    if (m_thread)
        return;
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("spelling"));
    m_worker = new Worker;
    m_worker->setNames(m_names);
    m_worker->moveToThread(m_thread.get());
    m_thread->start(QThread::LowPriority);
}

void Spelling::setOwnWords(const QStringList &words)
{
    const QSet<QString> set(words.begin(), words.end());
    if (set == m_ownWords)
        return;
    m_ownWords = set;
    Q_EMIT changed();
}

bool Spelling::isWrong(const QString &word, bool isHangul)
{
    if (!isOn() || m_ownWords.contains(word))
        return false;
    if (const auto known = m_known.constFind(word); known != m_known.constEnd())
        return !*known;
    if (m_asked.size() >= mostAsked || m_asked.contains(word))
        return false;
    m_asked.insert(word);
    begin();
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, round = m_round, word, isHangul] {
        if (QThread::currentThread()->isInterruptionRequested())
            return;
        const bool isRight = worker->isRight(word, isHangul);
        // The thread ends before this does.
        QMetaObject::invokeMethod(this,
                                  [this, round, word, isRight] { take(round, word, isRight); });
    });
    return false;
}

void Spelling::take(int round, const QString &word, bool isRight)
{
    if (round != m_round)
        return;
    m_asked.remove(word);
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.insert(word, isRight);
    if (!isRight || m_asked.isEmpty()) // then what found no place is asked
        Q_EMIT changed();
}

void Spelling::suggest(const QString &word, QObject *context, const Answer &answer)
{
    if (!isOn() || word.isEmpty())
        return;
    begin();
    QMetaObject::invokeMethod(
        m_worker, [this, worker = m_worker, word, context = QPointer<QObject>(context), answer] {
            const QStringList found = worker->suggestions(word);
            QMetaObject::invokeMethod(this, [context, answer, found] {
                if (context)
                    answer(found);
            });
        });
}

} // namespace Ui
