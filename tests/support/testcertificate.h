// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/certificate.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QStringList>
#include <QTemporaryDir>

/// A certificate for 127.0.0.1 and localhost, made anew by OpenSSL's program, that signs itself.
class TestCertificate {
public:
    /// `kind`: "ec" (P-256), "rsa", or another that `openssl req -newkey` knows.
    explicit TestCertificate(const QString &kind = QStringLiteral("ec"))
    {
        QStringList arguments{QStringLiteral("req"),
                              QStringLiteral("-x509"),
                              QStringLiteral("-nodes"),
                              QStringLiteral("-days"),
                              QStringLiteral("2"),
                              QStringLiteral("-subj"),
                              QStringLiteral("/CN=localhost"),
                              QStringLiteral("-addext"),
                              QStringLiteral("subjectAltName=IP:127.0.0.1,DNS:localhost"),
                              QStringLiteral("-keyout"),
                              keyFile(),
                              QStringLiteral("-out"),
                              certificateFile()};
        arguments += {QStringLiteral("-newkey"),
                      kind == QStringLiteral("rsa") ? QStringLiteral("rsa:2048") : kind};
        if (kind == QStringLiteral("ec"))
            arguments += {QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256")};
        QProcess process; // which keeps its chatter to itself
        process.start(QStringLiteral("openssl"), arguments);
        m_made = process.waitForFinished() && process.exitStatus() == QProcess::NormalExit &&
                 process.exitCode() == 0;
    }

    /// False where there is no such program.
    bool isMade() const { return m_made; }
    QString certificateFile() const { return m_folder.filePath(QStringLiteral("host.pem")); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("host.key")); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QSslCertificate certificate() const
    {
        return QSslCertificate::fromPath(certificateFile()).value(0);
    }
    /// For a door of a test.
    QSslConfiguration forHost() const
    {
        return Server::readCertificate(certificateFile(), keyFile()).value_or(QSslConfiguration());
    }
    /// Makes every client of this program believe it.
    void trust() const
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({certificate()});
        QSslConfiguration::setDefaultConfiguration(configuration);
    }

private:
    QTemporaryDir m_folder;
    bool m_made = false;
};
