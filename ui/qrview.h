// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/qrcode.h"

#include <QWidget>

namespace Ui {

class Appearance;

/// Shows a link as a QR code, black on white whatever the theme: readers know no other. As large as
/// its modules need to be told apart by a phone. Its accessible name is the link.
class QrView : public QWidget {
    Q_OBJECT
public:
    /// The appearance must outlive it.
    explicit QrView(const Appearance &appearance, QWidget *parent = nullptr);

    /// Hides itself where no code can hold the link.
    void setLink(const QString &link);
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    int modulePixels() const;

    const Appearance &m_appearance;
    QString m_link;
    std::optional<QrCode> m_code;
};

} // namespace Ui
