// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <optional>

namespace DigitSum {

/// Reads a descriptor (terminal, pipe or file) from the event loop, without blocking.
class StandardInput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StandardInput)

public:
    /// Starts paused. Does not close \a descriptor.
    explicit StandardInput(int descriptor, QObject *parent = nullptr);

    [[nodiscard]] int descriptor() const { return m_descriptor; }

    void resume();
    void pause();

    [[nodiscard]] static bool isTerminal(int descriptor);
    /// Returns how many bytes of a line \a descriptor passes on, if it is a terminal. The system
    /// cuts off longer lines without an error.
    [[nodiscard]] static std::optional<qsizetype> lineLimit(int descriptor);

Q_SIGNALS:
    void received(const QByteArray &bytes);
    /// End of input; emitted once.
    void ended();
    /// Reading failed with the system's message \a reason; emitted once, in place of ended().
    void failed(const QString &reason);

private:
    void read();
    void stop();

    const int m_descriptor;
    QSocketNotifier m_notifier;
    QByteArray m_chunk;
    bool m_isOver = false;
};

} // namespace DigitSum
