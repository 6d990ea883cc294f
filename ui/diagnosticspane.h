// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Ui {

/// The report of Diagnostics, to be looked at before it is copied or saved. Nothing is sent.
class DiagnosticsPane : public QWidget {
    Q_OBJECT
public:
    using Report = std::function<QString()>;

    /// `report` is asked when the pane is shown, and by its button.
    explicit DiagnosticsPane(Report report, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void refresh();
    void copy();
    void askFile();
    void save(const QString &path);

    Report m_report;
    QLabel *m_hint = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_refresh = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    QLabel *m_outcome = nullptr;
};

} // namespace Ui
