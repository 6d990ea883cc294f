// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostfacts.h"

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace Ui {

class Appearance;

/// The addresses of the host that is open here, each with what it goes over and a button to copy
/// it.
class HostAddressList : public QWidget {
    Q_OBJECT
public:
    /// More are not shown; who has so many knows them by other means.
    static constexpr size_t most = 8;

    /// The appearance must outlive it.
    explicit HostAddressList(const Appearance &appearance, QWidget *parent = nullptr);

    void setAddresses(const std::vector<HostAddress> &addresses);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    const Appearance &m_appearance;
    std::vector<HostAddress> m_addresses;
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_none = nullptr;
};

} // namespace Ui
