// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/readnotifier.h"
#include "server/transport/transport.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QSocketNotifier)

namespace DigitSum {

/// TLS, server side. Established after the handshake.
///
/// Closing takes a close_notify, so that the peer can rule out truncation, then FIN, then draining
/// what still arrives. QSslSocket closes its descriptor as soon as its close_notify is sent, so a
/// duplicate of the descriptor does the draining.
class TlsTransport final : public Transport
{
    Q_DISABLE_COPY_MOVE(TlsTransport)

public:
    /// Reads into \a buffer, which outlives it and may be shared within a thread.
    TlsTransport(const QSslConfiguration &configuration, QByteArray &buffer, TransportUser &user);
    ~TlsTransport() override;

    [[nodiscard]] bool adopt(qintptr descriptor) override;
    void start() override;
    void readNow() override { read(true); }
    void readThoroughly() override { m_isThorough = true; }
    void send(QByteArrayView bytes) override;
    [[nodiscard]] qint64 unsentBytes() const override;
    [[nodiscard]] qintptr descriptor() const override;
    void pauseReading() override;
    void resumeReading() override;
    void sendEnd() override;
    void abort() override;
    void reset() override;

    bool eventFilter(QObject *notifier, QEvent *event) override;

private:
    void read(bool isThorough);
    void deliver();
    [[nodiscard]] bool mayDeliver() const { return !m_isClosed && !m_readNotifier.isClosed(); }
    [[nodiscard]] bool hasUndecrypted() const;
    void closeWhenSent();
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void drain();
    void closeDuplicate();
    void reportClosed();

    QByteArray &m_buffer;
    TransportUser &m_user;
    QSslSocket m_socket;
    ReadNotifier m_readNotifier;
    bool m_isThorough = false;
    bool m_hasEnded = false;      // the peer's close_notify was read
    bool m_isEndReported = false; // once all that came before it was
    bool m_isClosed = false;      // and reported

    qintptr m_duplicate = -1; // of the descriptor, once the end was sent
    std::unique_ptr<QSocketNotifier> m_drainNotifier;
};

} // namespace DigitSum
