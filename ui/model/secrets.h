// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace Ui {

/// What of a profile nobody else may read: its device's key, tokens, passwords of hosts. Small
/// values by name, sealed in one file (XChaCha20-Poly1305). The key that opens it is with the
/// system's keychain, or lies beside it in a file of mode 0600; see KeychainKey for who decides.
///
/// Used from one thread. Nothing of it is ever logged.
class Secrets {
public:
    enum class State {
        Open,
        Locked,     ///< Its key is elsewhere: unlock().
        Unreadable, ///< The disk does not give it just now; nothing is written over it.
    };

    /// Of the profile in that folder, which must be there.
    explicit Secrets(QString folder);
    ~Secrets();
    Q_DISABLE_COPY_MOVE(Secrets)

    State state() const { return m_state; }
    /// Names the key for a keychain: 32 hex digits, the same as long as the file is.
    const QString &id() const { return m_id; }

    /// Empty when there is none, and while this is not open.
    QByteArray value(const QString &name) const { return m_values.value(name); }
    /// An empty value takes it away. False when it cannot be kept: not open, the disk says no, or
    /// there is too much; where it is only not open, value() gives it until the program ends.
    bool setValue(const QString &name, const QByteArray &value);

    /// What opens it; empty unless it is open. A secret.
    QByteArray key() const { return m_key; }
    /// With the key that a keychain had; false when it does not open it.
    bool unlock(const QByteArray &key);
    /// The key is in a file beside it (or will be, with the first value), and nowhere else.
    bool keepsKeyInFile() const { return m_state == State::Open && m_keyInFile; }
    /// A keychain has the key: the file with it goes. False when that cannot be removed.
    bool dropKeyFile();
    /// What is locked is put aside (`secrets.unreadable`), and one begins with nothing.
    bool beginAnew();

    /// Both files for another computer, into a folder that only this person reads; false when they
    /// cannot be written. Nothing is written where there is nothing.
    bool copyTo(const QString &folder) const;

    /// The files of a folder in which there are secrets.
    static QString fileName() { return QStringLiteral("secrets"); }
    static QString keyFileName() { return QStringLiteral("secrets.key"); }
    /// id() of the file in a folder, without opening it; empty when there is none.
    static QString idIn(const QString &folder);

private:
    void makeKey();
    void read();
    bool decrypt(const QByteArray &key);
    bool write() const;
    QString path(const QString &name) const { return m_folder + u'/' + name; }

    QString m_folder;
    QString m_id;
    QByteArray m_key;
    QByteArray m_sealed; ///< As read, while it is locked.
    QMap<QString, QByteArray> m_values;
    State m_state = State::Open;
    bool m_keyInFile = true;
};

} // namespace Ui
