// SPDX-License-Identifier: MIT
#include "server/transport/plaintransport.h"

#include "server/transport/nativesocket.h"

#include <QEvent>

namespace DigitSum {

PlainTransport::PlainTransport(QByteArray &buffer, TransportUser &user)
    : m_buffer(buffer)
    , m_user(user)
{
}

PlainTransport::~PlainTransport()
{
    m_socket.disconnect(this); // the user must not get onClosed() any more
}

bool PlainTransport::adopt(qintptr descriptor)
{
    if (!adoptDescriptor(m_socket, descriptor))
        return false;
    m_readNotifier = ReadNotifier(m_socket, *this);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, [this] { m_user.onProgress(); });
    connect(&m_socket, &QTcpSocket::disconnected, this, &PlainTransport::onDisconnected);
    return true;
}

void PlainTransport::start()
{
    m_user.onEstablished();
}

/// Filters the read notifier's events. Returns true if Qt must not handle this one.
bool PlainTransport::eventFilter(QObject *notifier, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return QObject::eventFilter(notifier, event);
    if (m_readNotifier.isClosed()) {
        m_readNotifier.close(); // Qt has enabled the notifier again
        return true;
    }
    readNow();
    return true;
}

/// Reads once: the event loop returns while more is available, so other clients get their turn.
void PlainTransport::readNow()
{
    using Result = NativeSocket::Reading::Result;
    const auto reading =
        NativeSocket::read(m_socket.socketDescriptor(), m_buffer.data(), m_buffer.size());
    switch (reading.result) {
    case Result::Bytes:
    case Result::Nothing:
        m_user.onReceived(QByteArrayView(m_buffer).first(reading.size),
                          reading.size < m_buffer.size());
        return;
    case Result::Failed:
        return;
    case Result::End:
        m_user.onEnd();
        if (!m_readNotifier.isClosed()) // while a reply is unsent the descriptor stays open
            m_socket.abort(); // not left to Qt, which sees no end if getsockopt(SO_TYPE) has failed
        return;
    case Result::Broken:
        m_isBroken = true;
        m_socket.abort();
        return;
    }
}

/// The socket sends what the kernel does not take; also after a failure, whose reason the socket
/// then reports.
void PlainTransport::send(QByteArrayView bytes)
{
    const bool isFirst = m_socket.bytesToWrite() == 0;
    const qsizetype sent = isFirst ? NativeSocket::write(m_socket.socketDescriptor(), bytes) : 0;
    if (sent < bytes.size())
        m_socket.write(bytes.data() + sent, bytes.size() - sent);
}

void PlainTransport::pauseReading()
{
    m_readNotifier.close();
}

void PlainTransport::resumeReading()
{
    m_readNotifier.open();
}

void PlainTransport::sendEnd()
{
    NativeSocket::shutdownWrite(m_socket.socketDescriptor());
    m_readNotifier.open();
}

void PlainTransport::abort()
{
    m_socket.abort();
}

void PlainTransport::reset()
{
    NativeSocket::resetOnClose(m_socket.socketDescriptor());
    m_socket.abort();
}

void PlainTransport::onDisconnected()
{
    m_user.onClosed(isOrderly(m_socket));
}

} // namespace DigitSum
