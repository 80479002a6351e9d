// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QTcpSocket>

/// A plain TCP client that keeps all received bytes.
class TestClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestClient)

public:
    explicit TestClient(quint16 port)
    {
        connect(&m_socket, &QTcpSocket::readyRead, this,
                [this] { m_received += m_socket.readAll(); });
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    /// Stops reading, so that replies pile up in the server.
    void stopReading()
    {
        m_socket.disconnect(this);
        m_socket.setReadBufferSize(1);
    }
    void leave() { m_socket.disconnectFromHost(); }

    [[nodiscard]] QByteArray received() const { return m_received; }
    [[nodiscard]] bool isGreeted() const { return m_received.endsWith("\r\n"); }
    [[nodiscard]] bool isGone() const
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState;
    }
    [[nodiscard]] quint16 localPort() const { return m_socket.localPort(); }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};
