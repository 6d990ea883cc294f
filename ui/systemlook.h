// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lookwish.h"

#include <QObject>
#include <QPalette>

namespace Ui {

class PortalSettings;

/// How the system around us wants programs to look, and that it wants something else now. It says
/// so by what it has: a portal (Linux), the registry (Windows), Qt's own hint (from 6.5 on), and
/// where these are silent by whether the palette that it gives to programs is dark.
class SystemLook : public QObject {
    Q_OBJECT
public:
    /// Before the program has a palette of its own. A portal is asked, but not waited for.
    explicit SystemLook(QObject *parent = nullptr);
    ~SystemLook() override;

    bool isDark() const { return m_dark; }
    bool wantsContrast() const { return m_contrast; }
    bool wantsStillness() const { return m_stillness; }

    /// Gives the program a palette, which is no word of the system.
    void usePalette(const QPalette &ours);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();

    PortalSettings *m_portal = nullptr; ///< Null where there are none.
    QPalette m_ours;
    bool m_setting = false;
    bool m_darkPalette = false;
    bool m_dark = false;
    bool m_contrast = false;
    bool m_stillness = false;
};

} // namespace Ui
