// SPDX-License-Identifier: MIT
#include "server/transport/tlstransport.h"

#include "server/transport/nativesocket.h"

#include <QEvent>
#include <QSocketNotifier>

#include <array>

namespace DigitSum {

namespace {

/// Maximum number of bytes that Qt reads and decrypts ahead of the user.
constexpr qint64 readAhead = 64 * 1024;

} // namespace

TlsTransport::TlsTransport(const QSslConfiguration &configuration, QByteArray &buffer,
                           TransportUser &user)
    : m_buffer(buffer)
    , m_user(user)
{
    m_socket.setSslConfiguration(configuration);
    m_socket.setReadBufferSize(readAhead);
}

TlsTransport::~TlsTransport()
{
    m_socket.disconnect(this); // the user must not get onClosed() any more
    closeDuplicate();
}

bool TlsTransport::adopt(qintptr descriptor)
{
    if (!adoptDescriptor(m_socket, descriptor))
        return false;
    m_readNotifier = ReadNotifier(m_socket, *this);
    connect(&m_socket, &QSslSocket::encrypted, this, [this] { m_user.onEstablished(); });
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, [this] { m_user.onProgress(); });
    connect(&m_socket, &QSslSocket::disconnected, this, &TlsTransport::onDisconnected);
    // Both later. Whenever QSslSocket sends it reads, too: the user would be called from within its
    // own send(). And while it reports an error it sends nothing.
    connect(&m_socket, &QSslSocket::readyRead, this, &TlsTransport::deliver, Qt::QueuedConnection);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &TlsTransport::onError,
            Qt::QueuedConnection);
    return true;
}

void TlsTransport::start()
{
    m_socket.startServerEncryption();
}

/// Filters the read notifier's events. Returns true if Qt must not handle this one.
bool TlsTransport::eventFilter(QObject *notifier, QEvent *event)
{
    if (event->type() != QEvent::SockAct || !m_readNotifier.isClosed())
        return QObject::eventFilter(notifier, event);
    m_readNotifier.close(); // Qt has enabled the notifier again
    return true;
}

/// Bytes that are already decrypted cause no further event; nor does an end that came while reading
/// was paused.
void TlsTransport::deliver()
{
    while (mayDeliver() && m_socket.bytesAvailable() > 0)
        read(m_isThorough);
    if (mayDeliver() && m_hasEnded && !std::exchange(m_isEndReported, true))
        m_user.onEnd();
    closeWhenSent();
}

/// QSslSocket reports only what its read notifier made it read. A thorough reading fetches the
/// rest, but not the peer's FIN: QSslSocket would close, and no reply could be sent.
void TlsTransport::read(bool isThorough)
{
    const qint64 room = m_buffer.size();
    const auto readDecrypted = [&](qint64 size) {
        return size + qMax<qint64>(m_socket.read(m_buffer.data() + size, room - size), 0);
    };
    qint64 size = readDecrypted(0);
    while (isThorough && !m_hasEnded && size < room && hasUndecrypted()) {
        m_readNotifier.readNow();
        if (m_socket.bytesAvailable() == 0)
            break; // it was a part of a record
        size = readDecrypted(size);
    }
    m_user.onReceived(QByteArrayView(m_buffer).first(size), size < room);
}

bool TlsTransport::hasUndecrypted() const
{
    char byte = 0;
    const auto waiting = NativeSocket::peek(m_socket.socketDescriptor(), &byte, 1);
    return waiting.result == NativeSocket::Reading::Result::Bytes;
}

void TlsTransport::send(QByteArrayView bytes)
{
    m_socket.write(bytes.data(), bytes.size());
    m_socket.flush();
}

qint64 TlsTransport::unsentBytes() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

qintptr TlsTransport::descriptor() const
{
    return m_duplicate < 0 ? m_socket.socketDescriptor() : m_duplicate;
}

void TlsTransport::pauseReading()
{
    m_readNotifier.close();
}

void TlsTransport::resumeReading()
{
    m_readNotifier.open();
    // Queued: the user may be within one of its own calls.
    QMetaObject::invokeMethod(this, &TlsTransport::deliver, Qt::QueuedConnection);
}

void TlsTransport::onError(QAbstractSocket::SocketError error)
{
    if (m_hasEnded || m_socket.state() != QAbstractSocket::ConnectedState)
        return; // disconnected() follows
    if (error != QAbstractSocket::RemoteHostClosedError) {
        // After a corrupt record QSslSocket stays connected: it decrypts nothing any more, but
        // buffers what arrives without limit.
        m_isBroken = true;
        abort();
        return;
    }
    m_hasEnded = true;
    deliver();
}

void TlsTransport::closeWhenSent()
{
    if (m_isEndReported && mayDeliver() && unsentBytes() == 0)
        m_socket.disconnectFromHost();
}

void TlsTransport::sendEnd()
{
    m_readNotifier.open();
    m_duplicate = NativeSocket::duplicate(m_socket.socketDescriptor());
    m_socket.disconnectFromHost(); // with a close_notify, before it closes its descriptor
}

void TlsTransport::onDisconnected()
{
    if (m_duplicate < 0) {
        reportClosed();
        return;
    }
    NativeSocket::shutdownWrite(m_duplicate);
    m_drainNotifier = std::make_unique<QSocketNotifier>(m_duplicate, QSocketNotifier::Read);
    connect(m_drainNotifier.get(), &QSocketNotifier::activated, this, &TlsTransport::drain);
}

void TlsTransport::drain()
{
    std::array<char, 16 * 1024> scratch;
    const auto reading = NativeSocket::read(m_duplicate, scratch.data(), scratch.size());
    using Result = NativeSocket::Reading::Result;
    if (reading.result == Result::End || reading.result == Result::Broken)
        reportClosed();
}

void TlsTransport::abort()
{
    m_socket.abort();
    reportClosed();
}

void TlsTransport::reset()
{
    NativeSocket::resetOnClose(descriptor());
    abort();
}

void TlsTransport::reportClosed()
{
    if (std::exchange(m_isClosed, true))
        return;
    closeDuplicate();
    m_user.onClosed(isOrderly(m_socket));
}

void TlsTransport::closeDuplicate()
{
    if (m_drainNotifier)
        m_drainNotifier->setEnabled(false); // not deleted: it may be calling us
    if (m_duplicate >= 0)
        NativeSocket::sendAndClose(std::exchange(m_duplicate, -1), {});
}

} // namespace DigitSum
