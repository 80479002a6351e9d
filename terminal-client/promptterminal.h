// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>

#include <optional>

namespace DigitSum {

/// Where the prompt reads lines and writes texts. Never blocks.
class PromptTerminal : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptTerminal)

public:
    using QObject::QObject;

    /// Returns whether text of other origin, on the same terminal, must come through write().
    [[nodiscard]] virtual bool ownsTheScreen() const = 0;

    /// Starts paused.
    virtual void resume() = 0;
    virtual void pause() = 0;

    /// Writes UTF-8 text. What follows its last line feed is the prompt for the next line.
    virtual void write(QByteArrayView text) = 0;
    [[nodiscard]] virtual bool isDrained() const = 0;

    /// Returns how many bytes of a line arrive. Longer lines are cut off without an error.
    [[nodiscard]] virtual std::optional<qsizetype> lineLimit() const = 0;

Q_SIGNALS:
    void received(const QByteArray &bytes);
    /// End of input; emitted once.
    void ended();
    /// Reading failed with the system's message \a reason; emitted once, in place of ended().
    void failed(const QString &reason);
    /// All that was written has been taken.
    void drained();
};

} // namespace DigitSum
