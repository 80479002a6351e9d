// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace DigitSum {

/// Writes to a descriptor (terminal, pipe or file) from the event loop, without blocking. Buffers
/// what the reader has not taken yet, so heed hasRoom().
class StandardOutput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StandardOutput)

public:
    /// Does not close \a descriptor.
    explicit StandardOutput(int descriptor, QObject *parent = nullptr);

    [[nodiscard]] int descriptor() const { return m_descriptor; }

    void write(QByteArrayView bytes);
    /// Returns whether less than 1 MiB is buffered. After false, drained() follows.
    [[nodiscard]] bool hasRoom() const { return m_waiting.size() < 1024 * 1024; }
    [[nodiscard]] bool isDrained() const { return m_waiting.isEmpty(); }

Q_SIGNALS:
    /// The buffer is empty.
    void drained();
    /// The reader has closed its end (`digitsum | head -1`).
    void broken();
    /// Writing failed with the system's message \a reason. The buffer was dropped.
    void failed(const QString &reason);

private:
    void writeWhatFits();
    void fail(int error);

    const int m_descriptor;
    QSocketNotifier m_notifier;
    QByteArray m_waiting;
    bool m_hasFailed = false;
};

} // namespace DigitSum
