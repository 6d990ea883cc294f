// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowsrights.h"

#include <QByteArray>
#include <QDir>
#include <QFileInfo>

#include <memory>

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

namespace {

/// What Windows gives out to be given back by LocalFree().
struct LocalMemory {
    void operator()(void *memory) const { LocalFree(memory); }
};
using SecurityDescriptor = std::unique_ptr<void, LocalMemory>;

/// A TOKEN_USER with what it points to; empty: Windows does not tell.
QByteArray tokenUser()
{
    HANDLE token = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return {};
    DWORD bytes = 0;
    GetTokenInformation(token, TokenUser, nullptr, 0, &bytes);
    QByteArray user(qsizetype(bytes), '\0');
    if (!GetTokenInformation(token, TokenUser, user.data(), bytes, &bytes))
        user.clear();
    CloseHandle(token);
    return user;
}

PSID personIn(const QByteArray &user)
{
    return reinterpret_cast<const TOKEN_USER *>(user.constData())->User.Sid;
}

/// In Windows' own language for it: nothing from the folder above, and all rights, for what is in
/// the folder as well, to the system, administrators and the person.
SecurityDescriptor rightsOfThePerson()
{
    const QByteArray user = tokenUser();
    LPWSTR text = nullptr;
    if (user.isEmpty() || !ConvertSidToStringSidW(personIn(user), &text))
        return nullptr;
    const std::unique_ptr<wchar_t, LocalMemory> person(text);
    const QString rights = QStringLiteral("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;%1)")
                               .arg(QString::fromWCharArray(text));
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    ConvertStringSecurityDescriptorToSecurityDescriptorW(rights.toStdWString().c_str(),
                                                         SDDL_REVISION_1, &descriptor, nullptr);
    return SecurityDescriptor(descriptor);
}

} // namespace

bool isOwnedByPerson(qintptr handle)
{
    const QByteArray user = tokenUser();
    PSID owner = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (user.isEmpty() || GetSecurityInfo(reinterpret_cast<HANDLE>(handle), SE_KERNEL_OBJECT,
                                          OWNER_SECURITY_INFORMATION, &owner, nullptr, nullptr,
                                          nullptr, &descriptor) != ERROR_SUCCESS)
        return false;
    const SecurityDescriptor kept(descriptor);
    return owner && EqualSid(owner, personIn(user));
}

bool makePrivateFolder(const QString &folder)
{
    const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    const bool exists = QFileInfo::exists(path);
    if (exists &&
        !(QFileInfo(path).isDir() && QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden |
                                                        QDir::System | QDir::NoDotAndDotDot)))
        return true;
    const SecurityDescriptor rights = rightsOfThePerson();
    if (!rights)
        return false;
    std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    if (!exists) {
        // With its rights from the first moment on.
        SECURITY_ATTRIBUTES attributes{sizeof(SECURITY_ATTRIBUTES), rights.get(), FALSE};
        return QDir().mkpath(QFileInfo(path).path()) && CreateDirectoryW(name.c_str(), &attributes);
    }
    BOOL isThere = FALSE;
    BOOL isDefault = FALSE;
    PACL list = nullptr;
    return GetSecurityDescriptorDacl(rights.get(), &isThere, &list, &isDefault) && isThere &&
           SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT,
                                 DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                                 nullptr, nullptr, list, nullptr) == ERROR_SUCCESS;
}
