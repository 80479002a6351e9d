// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace DigitSum {

/// A descriptor that is read as the event loop finds it readable: terminal, pipe or file.
/// Never blocks, and reads nothing while it is paused.
class StandardInput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StandardInput)

public:
    /// \a descriptor stays the caller's. Begins paused.
    explicit StandardInput(int descriptor, QObject *parent = nullptr);

    void resume();
    void pause();

    /// People type at it.
    [[nodiscard]] static bool isTerminal(int descriptor);

Q_SIGNALS:
    void received(const QByteArray &bytes);
    /// There is no more; said once, also where reading failed.
    void ended();

private:
    void read();

    const int m_descriptor;
    QSocketNotifier m_notifier;
    QByteArray m_chunk;
    bool m_hasEnded = false;
};

} // namespace DigitSum
