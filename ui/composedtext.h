// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QLineEdit;

namespace Ui {

/// What is looked for by a field: its text together with the syllable that an input method composes
/// there, which QLineEdit::text() has only later. One syllable may be the whole of a name.
///
/// Enter while one is composed ends the syllable and does nothing else.
class ComposedText : public QObject {
    Q_OBJECT
public:
    /// A child of the field. Another filter of its events that takes Enter is installed before.
    explicit ComposedText(QLineEdit *field);

    QString text() const;
    bool isComposing() const { return !m_composed.isEmpty(); }

Q_SIGNALS:
    /// Once the field itself has what came.
    void changed(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell();

    QLineEdit &m_field;
    QString m_composed;
    QString m_told;
};

} // namespace Ui
