// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/offeredlink.h"

#include <QByteArray>
#include <QFrame>
#include <QSet>

#include <functional>
#include <optional>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// Offers to go where a link in the clipboard leads; hidden while there is none. The clipboard is
/// read when look() is called and at no other time, and what was refused is not offered again in
/// this run. Of that only a hash is kept.
class ClipboardStrip : public QFrame {
    Q_OBJECT
public:
    explicit ClipboardStrip(const Appearance &appearance, QWidget *parent = nullptr);

    /// Which addresses nobody needs to be offered; null: none.
    void setNeedless(std::function<bool(const QString &address)> needless);
    /// Only while the window is the one that the person uses.
    void look();
    /// Nothing is offered any more.
    void clear();
    /// Somebody goes where that link leads by another way: it is not offered in this run.
    void noteGoing(const QString &link);

Q_SIGNALS:
    /// All of the link, with what is secret in it.
    void chosen(const QString &link);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void answer(bool goes);
    void refresh();

    const Appearance &m_appearance;
    std::function<bool(const QString &)> m_needless;
    std::optional<OfferedLink> m_offered;
    QSet<QByteArray> m_answered; ///< Hashes.
    QBoxLayout *m_parts = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_go = nullptr;
    QPushButton *m_refuse = nullptr;
};

} // namespace Ui
