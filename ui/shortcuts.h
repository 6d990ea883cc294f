// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

class QSettings;
class QShortcut;
class QWidget;

namespace Ui {

/// The keys of the program that a person may change: one table of what they do and which they
/// usually are, and in the settings what was chosen instead.
///
/// Whoever has such a key makes it by makeShortcut(); what was chosen reaches it by applyTo().
class Shortcuts : public QObject {
    Q_OBJECT
public:
    struct Entry {
        const char *id;   ///< The object name of its QShortcut, and its key in the settings.
        const char *text; ///< What it does; a source text, see text().
        QKeySequence usual;
        bool inMessages = false; ///< Only while the list of messages has the focus.
    };
    static const std::vector<Entry> &table();
    static QString text(const Entry &entry);

    /// Why keys cannot be used for something.
    enum class Problem {
        None,
        Taken,    ///< By another entry.
        Reserved, ///< For what every field and list does by them.
        Plain,    ///< One would write by them.
    };
    struct Verdict {
        Problem problem = Problem::None;
        const Entry *other = nullptr; ///< Of Taken.
    };

    /// The settings must outlive it.
    explicit Shortcuts(QSettings &settings, QObject *parent = nullptr);

    /// Empty where a person wants none. No two entries have the same: of those that were given it
    /// all the same, the first in the table has it, and the others their usual ones or none.
    QKeySequence keys(const QString &id) const;
    Verdict check(const QString &id, const QKeySequence &keys) const;
    /// What check() has something against is left as it was.
    void set(const QString &id, const QKeySequence &keys);
    void resetAll();

    /// Gives all shortcuts below a widget the keys of now, and from now on tells them in the tool
    /// tips of whatever's property "keysOf" is an id.
    void applyTo(QWidget &window);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tellKeys(QWidget &widget) const;
    std::optional<QKeySequence> chosen(const Entry &entry) const;
    std::vector<QKeySequence> allKeys() const;

    QSettings &m_settings;
};

/// A shortcut of the table with its usual keys.
QShortcut *makeShortcut(const char *id, QWidget *parent);

} // namespace Ui
