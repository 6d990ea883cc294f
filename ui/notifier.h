// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace Ui {

struct Notice;

/// Shows notices outside of our windows, in the way of one system. Lives in the UI thread; nothing
/// in it waits.
class Notifier : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// In the place of the one with the same tag, if it is still there.
    virtual void show(const Notice &notice) = 0;
    /// Nothing when there is none of that tag.
    virtual void withdraw(const QString &tag) = 0;

Q_SIGNALS:
    /// The person wants to see what it told of. `token` lets a window come to the front where the
    /// system asks for one (XDG activation); mostly empty.
    void opened(const QString &tag, const QString &token);
    /// It is to be seen now, or in the list that the system keeps.
    void shown(const QString &tag);
    /// It could not be shown; in the words of the system, for whoever tries it out.
    void failed(const QString &why);
};

} // namespace Ui
