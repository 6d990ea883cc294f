// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace Ui {

class Appearance;
struct RecentHost;

/// A host joined before: its name and address, a button to go there and one to forget it.
class RecentCard : public QFrame {
    Q_OBJECT
public:
    RecentCard(const RecentHost &host, const Appearance &appearance, QWidget *parent = nullptr);

    const QString &address() const { return m_address; }

Q_SIGNALS:
    void chosen();
    void removed();

private:
    QString m_address;
};

} // namespace Ui
