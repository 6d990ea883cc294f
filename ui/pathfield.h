// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace Ui {

/// A path on this computer, typed or looked for.
class PathField : public QWidget {
    Q_OBJECT
public:
    enum class Wanted { Folder, NewFile, File };

    /// `name` is the object name of the text, and with "Choose" behind it of the button.
    PathField(const QString &name, Wanted wanted, QWidget *parent);

    QLineEdit *text() const { return m_text; }
    QString path() const;
    void setPath(const QString &path);
    /// Of the files that are wanted, as "Profiles (*.madang)"; for a new one also its ending.
    void setFilter(const QString &filter, const QString &ending);
    /// What it is, for those who cannot see the label.
    void setMeaning(const QString &meaning);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose();
    void retranslate();

    Wanted m_wanted;
    QLineEdit *m_text = nullptr;
    QPushButton *m_choose = nullptr;
    QString m_filter;
    QString m_ending;
    QString m_meaning;
};

} // namespace Ui
