// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <initializer_list>

class QLineEdit;

namespace Ui {

/// Knows when a syllable is being composed in one of some fields, whose text() has it only later:
/// a button that waits for words must not wait for its end.
class Composing : public QObject {
    Q_OBJECT
public:
    Composing(std::initializer_list<QLineEdit *> fields, QObject *parent);

    bool isOpen() const { return m_isOpen; }
    /// What is being composed stands in its field from here on; before anything is read from there.
    static void commit();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_isOpen = false;
};

} // namespace Ui
