// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

namespace DigitSum::Testing {

/// A socket that records everything it receives.
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

    /// Disconnects the signals: the base class emits them when the members no longer exist.
    ~RecordingSocket() override { this->disconnect(this, nullptr, this, nullptr); }

    /// Stops reading, so that the kernel's buffers (about 10 MiB on loopback) fill up.
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
    /// True once the connection is closed.
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

/// A client that sends only the bytes that the test passes to it.
class TestClient final : public RecordingSocket<QTcpSocket>
{
public:
    /// Starts to connect to \a port of the loopback interface.
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

    /// Sends a FIN. Data is still received.
    void finishSending() { ::shutdown(static_cast<int>(socketDescriptor()), SHUT_WR); }
};

} // namespace DigitSum::Testing
