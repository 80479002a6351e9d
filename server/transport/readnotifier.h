// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QSocketNotifier>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace DigitSum {

/// Controls the read notifier of a connected QTcpSocket: switches it on and off, and lets a filter
/// handle its events before Qt does.
///
/// Qt has no call that stops a socket from reading, so a peer that sends without receiving its
/// replies could not be held back. Qt also closes the descriptor when it reads the peer's FIN,
/// which would lose what write() still buffers.
///
/// The notifier is a QSocketNotifier, a public class, but a private child of the socket:
/// tst_readnotifier fails if a version of Qt has none.
class ReadNotifier final
{
public:
    ReadNotifier() = default;
    /// Installs \a watcher as the notifier's event filter; if it returns true, Qt does not read.
    ReadNotifier(QTcpSocket &socket, QObject &watcher);

    void close();
    void open();
    /// Makes Qt read what has arrived, as if the notifier had fired.
    void readNow();
    [[nodiscard]] bool isClosed() const noexcept { return m_isClosed; }

private:
    QPointer<QSocketNotifier> m_notifier; // gone once the descriptor is closed
    bool m_isClosed = false;
};

} // namespace DigitSum
