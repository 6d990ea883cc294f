// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace Chat {

/// How one comes in at a host.
enum class HostAccess { Anyone, Password, Invitation, Approval };

/// A host that another one hears on its own network. Hearsay: nobody has proved anything.
struct NearHost {
    QString hostId;         ///< Empty: not told.
    QString name;           ///< Cleaned; may be empty.
    QStringList addresses;  ///< `192.168.0.7:7610` or `[fe80::1]:7610`, likeliest first, at most 4.
    QByteArray fingerprint; ///< 32 bytes, or empty.
    HostAccess access = HostAccess::Anyone;
    int people = 0;

    friend bool operator==(const NearHost &, const NearHost &) = default;
};

/// What a host says of itself to whoever asks `GET /about`, before anybody comes in. Nothing in it
/// is secret, and nothing of it is proved.
struct About {
    QString hostId;         ///< As its log keeps it for good.
    QString name;           ///< What people see; cleaned, may be empty.
    QString version;        ///< Of the program.
    QByteArray fingerprint; ///< SHA-256 of its certificate, 32 bytes; empty: no TLS of its own.
    HostAccess access = HostAccess::Anyone;
    int people = 0; ///< Connected now.
    std::vector<NearHost> neighbours;

    friend bool operator==(const About &, const About &) = default;
};

/// Bytes of the longest answer there is; what is longer is none.
constexpr qsizetype largestAbout = 32 * 1024;
constexpr size_t mostNeighbours = 32;

/// At most largestAbout bytes: of the neighbours the last ones are left out.
QByteArray aboutJson(const About &about);
/// nullopt for what no Madang says: something else, or without its id. Everything in it is bounded
/// and cleaned, and what makes no sense is left out.
std::optional<About> readAbout(const QByteArray &json);

/// `anyone`, `password`, `invitation`, `approval`.
QString accessName(HostAccess access);

/// What a host may be known by for good: 1 to 64 of [A-Za-z0-9_-].
bool isHostId(const QString &text);

} // namespace Chat
