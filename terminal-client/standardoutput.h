// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace DigitSum {

/// A descriptor that is written to as the event loop finds it writable: terminal, pipe or file.
/// Never blocks: what a slow reader doesn't take waits here, so heed hasRoom().
class StandardOutput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StandardOutput)

public:
    /// \a descriptor stays the caller's.
    explicit StandardOutput(int descriptor, QObject *parent = nullptr);

    void write(QByteArrayView bytes);
    /// Less than 1 MiB waits; after a no, drained() follows.
    [[nodiscard]] bool hasRoom() const { return m_waiting.size() < 1024 * 1024; }
    [[nodiscard]] bool isDrained() const { return m_waiting.isEmpty(); }

Q_SIGNALS:
    /// All that waited was written.
    void drained();
    /// Nobody reads any more (`digitsum | head -1`).
    void broken();
    /// It can't be written to, as the system says in \a reason. What is left is dropped.
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
