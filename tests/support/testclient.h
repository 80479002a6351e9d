// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

namespace DigitSum::Testing {

/// A socket that keeps what it receives, unless told not to read.
template <typename Socket>
class RecordingSocket : public Socket
{
public:
    RecordingSocket()
    {
        this->setProxy(QNetworkProxy::NoProxy);
        this->connect(this, &Socket::readyRead, this, [this] { receive(); });
        this->connect(this, &Socket::disconnected, this, [this] { m_isClosed = true; });
    }

    /// Before the base class closes the socket and tells members that are gone.
    ~RecordingSocket() override { this->disconnect(this, nullptr, this, nullptr); }

    /// Lets the kernel's buffers fill up: they take some 10 MiB on loopback.
    void stopReading()
    {
        this->setReadBufferSize(1);
        m_isReading = false;
    }
    void resumeReading()
    {
        m_isReading = true;
        this->setReadBufferSize(0);
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
            m_received += this->readAll();
    }

    QByteArray m_received;
    bool m_isReading = true;
    bool m_isClosed = false;
};

/// A client without manners of its own: sends and receives just the bytes that a test says.
class TestClient final : public RecordingSocket<QTcpSocket>
{
public:
    /// Connects to \a port of the loopback interface; wait for it with hasReceived().
    explicit TestClient(quint16 port)
    {
        connect(this, &QTcpSocket::connected, this, [this] { setSocketOption(LowDelayOption, 1); });
        connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    void send(const QByteArray &bytes)
    {
        write(bytes);
        if (state() == ConnectedState)
            flush();
    }

    /// FIN: nothing more will be sent; what comes is still received.
    void finishSending() { ::shutdown(static_cast<int>(socketDescriptor()), SHUT_WR); }
};

} // namespace DigitSum::Testing
