// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

namespace DigitSum::Testing {

/// A client without manners of its own: sends and receives just the bytes that a test says.
class TestClient final : public QTcpSocket
{
public:
    /// Connects to \a port of the loopback interface; wait for it with hasReceived().
    explicit TestClient(quint16 port)
    {
        setProxy(QNetworkProxy::NoProxy);
        connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        connect(this, &QTcpSocket::connected, this, [this] { setSocketOption(LowDelayOption, 1); });
        connect(this, &QTcpSocket::readyRead, this, &TestClient::receive);
        connect(this, &QTcpSocket::disconnected, this, [this] { m_isClosed = true; });
    }

    /// Before the base class closes the socket and tells members that are gone.
    ~TestClient() override { disconnect(this, nullptr, this, nullptr); }

    void send(const QByteArray &bytes)
    {
        write(bytes);
        if (state() == ConnectedState)
            flush();
    }

    /// FIN: nothing more will be sent; what comes is still received.
    void finishSending() { ::shutdown(static_cast<int>(socketDescriptor()), SHUT_WR); }

    /// Lets the kernel's buffers fill up: they take some 10 MiB on loopback.
    void stopReading()
    {
        setReadBufferSize(1);
        m_isReading = false;
    }
    void resumeReading()
    {
        m_isReading = true;
        setReadBufferSize(0);
        receive();
    }

    [[nodiscard]] const QByteArray &received() const { return m_received; }
    QByteArray takeReceived() { return std::exchange(m_received, {}); }
    /// The server has closed.
    [[nodiscard]] bool isClosed() const { return m_isClosed; }

private:
    void receive()
    {
        if (m_isReading)
            m_received += readAll();
    }

    QByteArray m_received;
    bool m_isReading = true;
    bool m_isClosed = false;
};

} // namespace DigitSum::Testing
