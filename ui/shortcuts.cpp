// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shortcuts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSettings>
#include <QShortcut>
#include <QWidget>

#include <algorithm>

namespace Ui {

namespace {

const QString keysGroup = QStringLiteral("keys/");
constexpr qsizetype longestKeys = 64; ///< As text in the settings.

const Shortcuts::Entry *entryOf(const QString &id)
{
    const auto &table = Shortcuts::table();
    const auto found = std::find_if(table.begin(), table.end(), [&id](const auto &entry) {
        return id == QLatin1String(entry.id);
    });
    return found == table.end() ? nullptr : &*found;
}

/// What fields, lists and dialogs do by keys of their own.
bool isReserved(const QKeySequence &keys)
{
    static const QKeySequence::StandardKey standard[] = {
        QKeySequence::Copy, QKeySequence::Cut,  QKeySequence::Paste,
        QKeySequence::Undo, QKeySequence::Redo, QKeySequence::SelectAll,
    };
    const bool known = std::any_of(std::begin(standard), std::end(standard), [&keys](auto key) {
        return QKeySequence::keyBindings(key).contains(keys);
    });
    const int key = keys[0].key();
    const bool moves = (key >= Qt::Key_Home && key <= Qt::Key_PageDown) || key == Qt::Key_Tab ||
                       key == Qt::Key_Backtab || key == Qt::Key_Escape || key == Qt::Key_Return ||
                       key == Qt::Key_Enter || key == Qt::Key_Space || key == Qt::Key_Backspace ||
                       key == Qt::Key_Delete || key == Qt::Key_Menu;
    return known ||
           (moves && !(keys[0].keyboardModifiers() & (Qt::AltModifier | Qt::MetaModifier)));
}

/// Whether it is a letter or a sign that one types.
bool isPlain(const QKeySequence &keys)
{
    const Qt::KeyboardModifiers modifiers = keys[0].keyboardModifiers();
    return keys[0].key() < Qt::Key_Escape &&
           !(modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

/// A tool tip as it is without keys at its end.
QString withoutKeys(const QString &toolTip)
{
    const qsizetype at = toolTip.lastIndexOf(QStringLiteral(" ("));
    return at > 0 && toolTip.endsWith(u')') ? toolTip.left(at) : toolTip;
}

} // namespace

const std::vector<Shortcuts::Entry> &Shortcuts::table()
{
    static const std::vector<Entry> entries{
        {"findRoom", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Find a room"), Qt::CTRL | Qt::Key_K},
        {"findMessages", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Find messages"), Qt::CTRL | Qt::Key_F},
        {"roomAbove", QT_TRANSLATE_NOOP("Ui::Shortcuts", "The room above"), Qt::ALT | Qt::Key_Up},
        {"roomBelow", QT_TRANSLATE_NOOP("Ui::Shortcuts", "The room below"), Qt::ALT | Qt::Key_Down},
        {"toggleDetails", QT_TRANSLATE_NOOP("Ui::Shortcuts", "What stands beside the conversation"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_D},
        {"back", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Back, in a narrow window"),
         Qt::ALT | Qt::Key_Left},
        {"nextPart", QT_TRANSLATE_NOOP("Ui::Shortcuts", "The next part of the window"), Qt::Key_F6},
        {"previousPart", QT_TRANSLATE_NOOP("Ui::Shortcuts", "The part of the window before"),
         Qt::SHIFT | Qt::Key_F6},
        {"newConversation", QT_TRANSLATE_NOOP("Ui::Shortcuts", "New conversation"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_N},
        {"newRoom", QT_TRANSLATE_NOOP("Ui::Shortcuts", "New room"), Qt::CTRL | Qt::Key_N},
        {"export", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Export what was said"),
         Qt::CTRL | Qt::Key_E},
        {"account", QT_TRANSLATE_NOOP("Ui::Shortcuts", "My account"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_A},
        {"hostStatus", QT_TRANSLATE_NOOP("Ui::Shortcuts", "How the host on this computer is doing"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_S},
        {"hostIdentity", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Compare the identity of this host"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_I},
        {"hostHere", QT_TRANSLATE_NOOP("Ui::Shortcuts", "The Madang on this computer"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_H},
        {"joinAnother", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Join another host"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_J},
        {"host1", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the first host"), Qt::ALT | Qt::Key_1},
        {"host2", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the second host"), Qt::ALT | Qt::Key_2},
        {"host3", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the third host"), Qt::ALT | Qt::Key_3},
        {"host4", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the fourth host"), Qt::ALT | Qt::Key_4},
        {"host5", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the fifth host"), Qt::ALT | Qt::Key_5},
        {"host6", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the sixth host"), Qt::ALT | Qt::Key_6},
        {"host7", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the seventh host"), Qt::ALT | Qt::Key_7},
        {"host8", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the eighth host"), Qt::ALT | Qt::Key_8},
        {"host9", QT_TRANSLATE_NOOP("Ui::Shortcuts", "To the ninth host"), Qt::ALT | Qt::Key_9},
        {"settings", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Settings"), Qt::CTRL | Qt::Key_Comma},
        {"keys", QT_TRANSLATE_NOOP("Ui::Shortcuts", "This list of keys"), Qt::Key_F1},
        {"quit", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Quit"), Qt::CTRL | Qt::Key_Q},
        {"answer", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Answer a message"), Qt::Key_R, true},
        {"react", QT_TRANSLATE_NOOP("Ui::Shortcuts", "React to a message"), Qt::Key_Plus, true},
        {"edit", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Edit a message of mine"), Qt::Key_E, true},
        {"pin", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Pin a message, or let it go"), Qt::Key_P, true},
        {"forward", QT_TRANSLATE_NOOP("Ui::Shortcuts", "Forward a message"), Qt::Key_F, true},
        {"details", QT_TRANSLATE_NOOP("Ui::Shortcuts", "About a message"), Qt::Key_I, true},
    };
    return entries;
}

QString Shortcuts::text(const Entry &entry)
{
    return QCoreApplication::translate("Ui::Shortcuts", entry.text);
}

Shortcuts::Shortcuts(QSettings &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
}

QKeySequence Shortcuts::keys(const QString &id) const
{
    const Entry *entry = entryOf(id);
    return entry ? allKeys().at(size_t(entry - table().data())) : QKeySequence();
}

std::optional<QKeySequence> Shortcuts::chosen(const Entry &entry) const
{
    const QVariant kept = m_settings.value(keysGroup + QLatin1String(entry.id));
    if (!kept.isValid() || kept.toString().size() > longestKeys)
        return std::nullopt;
    const QKeySequence keys = QKeySequence::fromString(kept.toString(), QKeySequence::PortableText);
    // Written by hand, it may be anything.
    const bool usable =
        keys.isEmpty() || (keys.count() == 1 && keys[0].key() != Qt::Key_unknown &&
                           !isReserved(keys) && (entry.inMessages || !isPlain(keys)));
    return usable ? std::optional(keys) : std::nullopt;
}

/// By hand two may be given the same, by which Qt would do neither.
std::vector<QKeySequence> Shortcuts::allKeys() const
{
    std::vector<QKeySequence> keys(table().size());
    std::vector<size_t> without;
    const auto give = [&keys](size_t at, const QKeySequence &wanted) {
        const bool isFree =
            wanted.isEmpty() || std::find(keys.begin(), keys.end(), wanted) == keys.end();
        if (isFree)
            keys[at] = wanted;
        return isFree;
    };
    std::vector<std::optional<QKeySequence>> wanted;
    for (const Entry &entry : table())
        wanted.push_back(chosen(entry));
    for (size_t at = 0; at < keys.size(); ++at) {
        if (!wanted[at])
            give(at, table()[at].usual);
    }
    for (size_t at = 0; at < keys.size(); ++at) {
        if (wanted[at] && !give(at, *wanted[at]))
            without.push_back(at);
    }
    for (const size_t at : without)
        give(at, table()[at].usual);
    return keys;
}

Shortcuts::Verdict Shortcuts::check(const QString &id, const QKeySequence &keys) const
{
    const Entry *entry = entryOf(id);
    if (!entry || keys.isEmpty())
        return {};
    if (isReserved(keys))
        return {Problem::Reserved};
    if (!entry->inMessages && isPlain(keys))
        return {Problem::Plain};
    for (const Entry &other : table()) {
        if (&other != entry && this->keys(QLatin1String(other.id)) == keys)
            return {Problem::Taken, &other};
    }
    return {};
}

void Shortcuts::set(const QString &id, const QKeySequence &keys)
{
    const Entry *entry = entryOf(id);
    if (!entry || keys == this->keys(id) || check(id, keys).problem != Problem::None)
        return;
    if (keys == entry->usual)
        m_settings.remove(keysGroup + id);
    else
        m_settings.setValue(keysGroup + id, keys.toString(QKeySequence::PortableText));
    Q_EMIT changed();
}

void Shortcuts::resetAll()
{
    for (const Entry &entry : table())
        m_settings.remove(keysGroup + QLatin1String(entry.id));
    Q_EMIT changed();
}

void Shortcuts::applyTo(QWidget &window)
{
    for (QShortcut *shortcut : window.findChildren<QShortcut *>()) {
        if (entryOf(shortcut->objectName()))
            shortcut->setKey(keys(shortcut->objectName()));
    }
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!entryOf(widget->property("keysOf").toString()))
            continue;
        tellKeys(*widget);
        widget->installEventFilter(this); // its tool tip is said anew now and then
    }
}

void Shortcuts::tellKeys(QWidget &widget) const
{
    const QString shown =
        keys(widget.property("keysOf").toString()).toString(QKeySequence::NativeText);
    QString text = withoutKeys(widget.toolTip());
    if (!shown.isEmpty())
        text = QStringLiteral("%1 (%2)").arg(text, shown);
    if (text != widget.toolTip())
        widget.setToolTip(text);
}

bool Shortcuts::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ToolTipChange) {
        if (auto *widget = qobject_cast<QWidget *>(watched))
            tellKeys(*widget);
    }
    return QObject::eventFilter(watched, event);
}

QShortcut *makeShortcut(const char *id, QWidget *parent)
{
    const Shortcuts::Entry *entry = entryOf(QLatin1String(id));
    Q_ASSERT(entry);
    auto *shortcut = new QShortcut(entry->usual, parent);
    shortcut->setObjectName(QLatin1String(id));
    if (entry->inMessages)
        shortcut->setContext(Qt::WidgetShortcut);
    return shortcut;
}

} // namespace Ui
