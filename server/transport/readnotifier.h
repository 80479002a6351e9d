// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QSocketNotifier>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace DigitSum {

/// Stands before the read notifier that Qt keeps below a connected QTcpSocket: decides whether it
/// is on, and lets its watcher see its events before Qt does.
///
/// Needed since Qt has no call that stops a socket from reading, so that a peer which sends without
/// taking its replies could not be held back; and since Qt, when it reads the peer's FIN, closes
/// the descriptor at once: what write() still buffers would be lost, and a request that ended with
/// the stream could not be answered.
///
/// The notifier is of a public class, but a private child of the socket; tst_readnotifier shows that it
/// is there.
class ReadNotifier final
{
public:
    ReadNotifier() = default;
    /// \a watcher gets the notifier's events first, as an event filter: true from it means that Qt
    /// doesn't read this time.
    ReadNotifier(QTcpSocket &socket, QObject &watcher);

    void close();
    void open();
    /// Lets Qt read now what has arrived, as if its notifier had told it.
    void readNow();
    [[nodiscard]] bool isClosed() const noexcept { return m_isClosed; }

private:
    QPointer<QSocketNotifier> m_notifier; // gone once the descriptor is closed
    bool m_isClosed = false;
};

} // namespace DigitSum
