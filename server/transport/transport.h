// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/nativesocket.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace DigitSum {

/// Hears what happens on a Transport. Called in its thread; must not delete it before returning to
/// the event loop.
class TransportUser
{
public:
    /// Bytes can be sent from now on, and read. Once.
    virtual void onEstablished() = 0;
    /// read() has something to tell.
    virtual void onReadable() = 0;
    /// Some of what was unsent has been sent.
    virtual void onProgress() = 0;
    /// It is over, and nothing more will be told; \a isOrderly if the peer closed it, or we.
    virtual void onClosed(bool isOrderly) = 0;

protected:
    ~TransportUser() = default;
};

/// Carries the bytes of one client, whatever they mean: as they are (PlainTransport), or encrypted
/// (TlsTransport). Owned by its user, in whose thread it lives.
///
/// What a peer doesn't take is kept and sent later; a user that pauses reading meanwhile bounds the
/// memory in both directions. No bytes are lost at the end: the peer's end is told by read(), and
/// while replies are unsent it doesn't close anything.
class Transport : public QObject
{
    Q_DISABLE_COPY_MOVE(Transport)

public:
    using Reading = NativeSocket::Reading;

    ~Transport() override = default;

    /// Takes over a connected socket's descriptor. \returns false if that failed; it is closed
    /// then.
    [[nodiscard]] virtual bool adopt(qintptr descriptor) = 0;
    /// Makes ready for bytes; onEstablished() follows, perhaps at once.
    virtual void start() = 0;

    /// Reads what has arrived, \a room bytes at most.
    [[nodiscard]] virtual Reading read(char *bytes, qsizetype room) = 0;
    /// From now on read() brings all that has arrived, as far as there is room; no event may tell
    /// of more. For those who are about to say their last words.
    virtual void readThoroughly() {}
    /// Sends \a bytes now, or keeps what can't be sent yet: see unsentBytes().
    virtual void send(QByteArrayView bytes) = 0;
    [[nodiscard]] virtual qint64 unsentBytes() const = 0;

    /// No onReadable() until reading is resumed.
    virtual void pauseReading() = 0;
    virtual void resumeReading() = 0;

    /// Tells the peer that nothing more will be sent; only while nothing is unsent. Reading is
    /// resumed, for its end: closing a socket with unread bytes resets the connection, which can
    /// destroy the last reply on its way. Who doesn't want to wait any longer calls abort().
    virtual void sendEnd() = 0;
    /// Closes at once. onClosed() follows, perhaps within.
    virtual void abort() = 0;
    /// The same, with a reset.
    virtual void reset() = 0;

protected:
    Transport() = default;

    /// adopt(), as it is for any socket.
    [[nodiscard]] static bool adoptDescriptor(QTcpSocket &socket, qintptr descriptor);
};

} // namespace DigitSum
