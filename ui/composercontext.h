// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace Ui {

class Appearance;

/// The strip above the composer that says what the text will be: an answer, or an edit.
class ComposerContext : public QFrame {
    Q_OBJECT
public:
    explicit ComposerContext(const Appearance &appearance, QWidget *parent = nullptr);

    /// `icon`: of Appearance::icon(); `text` is cut to one line.
    void setContent(const QString &icon, const QString &text);

Q_SIGNALS:
    /// Its button was pressed: neither answer nor edit any more.
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showContent();
    void retranslate();

    const Appearance &m_appearance;
    QString m_iconName;
    QString m_text;
    QLabel *m_icon = nullptr;
    QLabel *m_label = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace Ui
