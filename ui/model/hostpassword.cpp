// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/hostpassword.h"

#include "ui/model/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace Ui {

HostPassword::HostPassword(QString folder) : m_folder(std::move(folder)) {}

QString HostPassword::file() const
{
    const QString path = m_folder + QStringLiteral("/password");
    return QFileInfo::exists(path) ? path : QString();
}

bool HostPassword::isPossible(const QString &password)
{
    const bool isOneLine = std::none_of(password.cbegin(), password.cend(), [](QChar one) {
        return one.category() == QChar::Other_Control || one == QChar::LineSeparator ||
               one == QChar::ParagraphSeparator;
    });
    return !password.isEmpty() && password.size() <= longest && isOneLine &&
           password == password.trimmed();
}

bool HostPassword::set(const QString &password) const
{
    if (password.isEmpty())
        return !isSet() || QFile::remove(file());
    if (!isPossible(password))
        return false;
    const bool isNew = !QFileInfo::exists(m_folder) && QDir().mkpath(m_folder);
    if (isNew) // as the host itself makes it
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(m_folder + QStringLiteral("/password"));
    // It is nobody else's from its first byte on.
    const bool isKept = file.open(QIODevice::WriteOnly) &&
                        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                        file.write(password.toUtf8() + '\n') > 0 && file.commit();
    if (!isKept)
        qCWarning(modelLog) << "the host's password cannot be kept:" << file.errorString();
    return isKept;
}

} // namespace Ui
