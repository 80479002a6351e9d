// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/readnotifier.h"
#include "server/transport/transport.h"

#include <QTcpSocket>

namespace DigitSum {

/// Bytes as they are, over TCP.
///
/// It reads and writes the descriptor itself, when the read notifier of its QTcpSocket fires: a
/// request costs two system calls and no buffer. The socket keeps the connection's state and sends
/// what the peer didn't take at once; it reads only what there is nothing to read from: the peer's
/// end, or an error.
class PlainTransport final : public Transport
{
    Q_DISABLE_COPY_MOVE(PlainTransport)

public:
    explicit PlainTransport(TransportUser &user);
    ~PlainTransport() override;

    [[nodiscard]] bool adopt(qintptr descriptor) override;
    void start() override;
    [[nodiscard]] Reading read(char *bytes, qsizetype room) override;
    void send(QByteArrayView bytes) override;
    [[nodiscard]] qint64 unsentBytes() const override;
    void pauseReading() override;
    void resumeReading() override;
    void sendEnd() override;
    void abort() override;
    void reset() override;

    bool eventFilter(QObject *notifier, QEvent *event) override;

private:
    void onDisconnected();

    TransportUser &m_user;
    QTcpSocket m_socket;
    ReadNotifier m_gate;
    bool m_hasEnded = false; // the peer's FIN was read
};

} // namespace DigitSum
