// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QSocketNotifier>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace DigitSum {

/// Decides when Qt may read from a connected QTcpSocket.
///
/// Needed for two reasons. Qt has no call that stops it from reading, so a peer that sends without
/// taking its replies could not be held back. And when Qt reads the peer's FIN it closes the
/// descriptor at once: what write() still buffers is lost, and a request that ended with the
/// stream can't be answered. So the gate stays closed while anything is unsent, and its watcher
/// looks for the FIN before Qt does.
///
/// It works on the read notifier that Qt keeps below the socket: a public class, but a private
/// child; tst_readgate shows that it is there.
class ReadGate final
{
public:
    ReadGate() = default;
    /// \a watcher gets the notifier's events first, as an event filter: true from it means that Qt
    /// doesn't read this time.
    ReadGate(QTcpSocket &socket, QObject &watcher);

    void close();
    void open();
    [[nodiscard]] bool isClosed() const noexcept { return m_isClosed; }

private:
    QPointer<QSocketNotifier> m_notifier; // gone once the descriptor is closed
    bool m_isClosed = false;
};

} // namespace DigitSum
