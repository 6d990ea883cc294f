// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <memory>

namespace Ui {

/// The words by which people compare a fingerprint, and the bytes its picture is drawn from. They
/// take a tenth of a second on purpose (Stomp::identityHash()), in Qt's pool.
class IdentityWords : public QObject {
    Q_OBJECT
public:
    /// `fingerprint`: 32 bytes.
    explicit IdentityWords(QByteArray fingerprint, QObject *parent = nullptr);
    ~IdentityWords() override;

    const QByteArray &fingerprint() const { return m_fingerprint; }
    /// Empty until ready(), and where there was no memory for it.
    const QByteArray &hash() const { return m_hash; }
    /// In Korean, else in English: the same words for whoever reads them out in the same language.
    QStringList words(bool korean) const;
    /// As it is read where words will not do.
    QString fingerprintText() const;

Q_SIGNALS:
    void ready();

private:
    struct Way; ///< Back from the other thread.

    QByteArray m_fingerprint;
    QByteArray m_hash;
    std::shared_ptr<Way> m_way; ///< Ours, and the other thread's until it is done.
};

} // namespace Ui
