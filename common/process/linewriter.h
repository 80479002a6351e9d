// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <variant>

namespace DigitSum {

/// Writes lines to a descriptor (terminal, pipe or file) from a thread of its own, so that a reader
/// that stalls (Ctrl-S, a full pipe, a slow disk) holds up only that thread.
///
/// Keeps up to 2 MiB for the reader: one being written, one waiting. Lines that do not fit, or that
/// the system refuses (disk full, no reader), are dropped and counted; a line that says so takes
/// their place as soon as lines can be written again. Thread-safe.
class LineWriter final
{
    Q_DISABLE_COPY_MOVE(LineWriter)

public:
    static constexpr qsizetype capacity = 1024 * 1024; ///< of what is waiting, in bytes

    /// Gets the system's reason; called in the writer's thread, at the first line of each series
    /// that the system refuses.
    using OnRefused = std::function<void(const QString &reason)>;

    /// Does not close \a descriptor. Where SIGPIPE and SIGXFSZ have their default actions, writing
    /// can end the process: see ProcessSignals.
    explicit LineWriter(int descriptor, OnRefused onRefused = {});
    /// Opens the file \a path for appending, and makes it if necessary. Does not wait, not even for
    /// the reader of a named pipe. Returns the system's reason on failure.
    [[nodiscard]] static std::variant<std::unique_ptr<LineWriter>, QString>
    appendTo(const QString &path, OnRefused onRefused = {});
    /// Does not wait: the thread still writes what it can before the process ends. See flush().
    ~LineWriter();

    /// False if the system provides no thread; then nothing is written.
    [[nodiscard]] bool isRunning() const noexcept { return m_isRunning; }

    /// Adds a line end. Never waits.
    void write(QByteArrayView line);
    /// Waits until everything is written, but at most for \a limit.
    void flush(std::chrono::milliseconds limit);

private:
    struct Queue;
    explicit LineWriter(std::shared_ptr<Queue> queue);

    const std::shared_ptr<Queue> m_queue; // shared with the thread, which may outlive this
    bool m_isRunning = false;
};

} // namespace DigitSum
