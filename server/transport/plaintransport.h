// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/readnotifier.h"
#include "server/transport/transport.h"

#include <QTcpSocket>

namespace DigitSum {

/// Plain TCP.
///
/// What is Qt's: the QTcpSocket owns the descriptor, tracks the connection's state and errors,
/// buffers and sends what the kernel does not take at once, and closes. What is ours: when the
/// socket's read notifier fires, this class reads the descriptor itself (recv) and writes replies
/// directly (send) before the socket does.
///
/// Why: a request costs two system calls and no buffer, and a half-close keeps the replies. With
/// Qt's own reading (readyRead, readAll, write) a request costs four system calls and two copies,
/// QTcpSocket has no call that stops reading, so memory is not bounded, and on the peer's FIN it
/// closes the descriptor and drops unsent replies. docs/performance.md has the figures. A server
/// that needs none of this should use readyRead.
class PlainTransport final : public Transport
{
    Q_DISABLE_COPY_MOVE(PlainTransport)

public:
    /// Reads into \a buffer, which outlives it and may be shared within a thread.
    PlainTransport(QByteArray &buffer, TransportUser &user);
    ~PlainTransport() override;

    [[nodiscard]] bool adopt(qintptr descriptor) override;
    void start() override;
    void readNow() override;
    void send(QByteArrayView bytes) override;
    [[nodiscard]] qint64 unsentBytes() const override { return m_socket.bytesToWrite(); }
    [[nodiscard]] qintptr descriptor() const override { return m_socket.socketDescriptor(); }
    void pauseReading() override;
    void resumeReading() override;
    void sendEnd() override;
    void abort() override;
    void reset() override;

    bool eventFilter(QObject *notifier, QEvent *event) override;

private:
    void onDisconnected();

    QByteArray &m_buffer;
    TransportUser &m_user;
    QTcpSocket m_socket;
    ReadNotifier m_readNotifier;
};

} // namespace DigitSum
