// SPDX-License-Identifier: MIT
#include "server/transport/transport.h"

#include "server/transport/nativesocket.h"

#include <QTcpSocket>

namespace DigitSum {

bool Transport::adoptDescriptor(QTcpSocket &socket, qintptr descriptor)
{
    if (socket.setSocketDescriptor(descriptor))
        return true;
    // Qt leaves the descriptor open, unless it could not make it non-blocking. Closing it twice
    // could close a descriptor that another thread has opened meanwhile.
    if (socket.error() != QAbstractSocket::UnsupportedSocketOperationError)
        NativeSocket::sendAndClose(descriptor, {});
    return false;
}

bool Transport::isOrderly(const QTcpSocket &socket) const
{
    return !m_isBroken
           && (socket.error() == QAbstractSocket::UnknownSocketError
               || socket.error() == QAbstractSocket::RemoteHostClosedError);
}

} // namespace DigitSum
