// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QObject>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace DigitSum {

/// Receives a Transport's events, in its thread. Must not delete the transport within a call.
class TransportUser
{
public:
    /// The connection is ready to send and read. Called once.
    virtual void onEstablished() = 0;
    /// \a bytes have arrived; they are valid only during the call. If \a isAll, no more are
    /// available now. Empty only in reply to Transport::readNow().
    virtual void onReceived(QByteArrayView bytes, bool isAll) = 0;
    /// The peer sends no more (FIN or close_notify), but may still read. The transport closes
    /// once nothing is unsent.
    virtual void onEnd() = 0;
    /// unsentBytes() has decreased.
    virtual void onProgress() = 0;
    /// The last event: the connection is closed. \a isOrderly is false after an error.
    virtual void onClosed(bool isOrderly) = 0;

protected:
    ~TransportUser() = default;
};

/// Carries one client's bytes without interpreting them: plain (PlainTransport) or encrypted
/// (TlsTransport). Lives in its user's thread; the user owns it.
///
/// Bytes that the peer does not take are kept and sent later. A user that pauses reading meanwhile
/// bounds the memory in both directions. The peer's end closes nothing while replies are unsent,
/// so no reply is lost.
class Transport : public QObject
{
    Q_DISABLE_COPY_MOVE(Transport)

public:
    ~Transport() override = default;

    /// Takes ownership of a connected socket's descriptor. Closes it and returns false on failure.
    [[nodiscard]] virtual bool adopt(qintptr descriptor) = 0;
    /// Starts the handshake, if any. onEstablished() follows, possibly within this call.
    virtual void start() = 0;

    /// Reads what has arrived without waiting for an event, and calls onReceived() or onEnd()
    /// within this call.
    virtual void readNow() = 0;
    /// From now on each reading is as thorough as readNow(), which fetches also what the socket has
    /// not reported yet. Used before the last notice, so that every request received is answered.
    virtual void readThoroughly() {}
    /// Sends \a bytes, or keeps what cannot be sent yet; see unsentBytes().
    virtual void send(QByteArrayView bytes) = 0;
    /// Not yet in the kernel's buffer.
    [[nodiscard]] virtual qint64 unsentBytes() const = 0;
    /// The socket's, for NativeSocket's functions; -1 once the connection is closed.
    [[nodiscard]] virtual qintptr descriptor() const = 0;

    /// Stops onReceived() and onEnd() until resumeReading().
    virtual void pauseReading() = 0;
    virtual void resumeReading() = 0;

    /// Sends FIN; call it only while nothing is unsent. Reading resumes until the peer's FIN:
    /// closing a socket with unread bytes resets the connection, which can destroy the last reply
    /// in flight. Call abort() to stop waiting.
    virtual void sendEnd() = 0;
    /// Closes at once. onClosed() follows, possibly within this call.
    virtual void abort() = 0;
    /// Like abort(), with a reset (RST).
    virtual void reset() = 0;

protected:
    Transport() = default;

    /// The part of adopt() that is the same for every socket.
    [[nodiscard]] static bool adoptDescriptor(QTcpSocket &socket, qintptr descriptor);
    /// Returns whether \a socket was closed without an error.
    [[nodiscard]] bool isOrderly(const QTcpSocket &socket) const;

    bool m_isBroken = false; ///< an error that abort() erases from the socket
};

} // namespace DigitSum
