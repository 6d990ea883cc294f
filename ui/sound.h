// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace Ui {

/// Plays the chime, in the way of one system. Lives in the UI thread; nothing in it waits.
class Sound : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Nothing while it is being played, so that a flood of calls is no flood of sounds.
    virtual void play() = 0;

Q_SIGNALS:
    /// The system took it, as far as one can know.
    void played();
    /// In the words of the system, for whoever tries it out.
    void failed(const QString &why);
};

} // namespace Ui
