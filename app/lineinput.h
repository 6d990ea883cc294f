// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

/// The lines of a file, pipe or terminal, as they come.
class LineInput : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype longestLine = 1024 * 1024;

    explicit LineInput(int descriptor);
    ~LineInput() override;

    /// While false nothing is read, and who writes there has to wait.
    void setReading(bool reading);

Q_SIGNALS:
    /// Without its end; never an empty one.
    void line(const QByteArray &text);
    /// Once, behind the last line.
    void ended();
    /// Instead of ended(): a line above longestLine.
    void tooLong();

private:
    class Source; // which only its system knows

    /// No bytes: there are no more.
    void take(const QByteArray &bytes);

    QByteArray m_buffer;
    bool m_ended = false;
    std::unique_ptr<Source> m_source;
};
