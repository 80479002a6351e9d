// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <utility>

namespace DigitSum::Testing {

/// A server on the loopback interface that sends only what the test tells it to.
class ScriptedPeer final : public QObject
{
public:
    /// Sends \a greeting, unless empty, to each client that connects. \a port 0 selects a free
    /// port.
    explicit ScriptedPeer(const QByteArray &greeting = "Welcome to the server\r\n",
                          quint16 port = 0)
        : m_greeting(greeting)
    {
        m_server.setProxy(QNetworkProxy::NoProxy);
        m_server.listen(QHostAddress::LocalHost, port);
        connect(&m_server, &QTcpServer::newConnection, this, &ScriptedPeer::onConnection);
    }

    [[nodiscard]] QString host() const { return m_server.serverAddress().toString(); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// Everything that the newest client has sent.
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    /// Returns and clears received().
    QByteArray takeReceived() { return std::exchange(m_received, {}); }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] bool isConnected() const
    {
        return m_client && m_client->state() == QAbstractSocket::ConnectedState;
    }

    void say(const QByteArray &bytes)
    {
        m_client->write(bytes);
        m_client->flush();
    }
    void close() { m_client->disconnectFromHost(); }
    /// Stops listening. Existing connections stay open.
    void stopListening() { m_server.close(); }

private:
    void onConnection()
    {
        ++m_connections;
        m_received.clear();
        m_client = m_server.nextPendingConnection();
        connect(m_client, &QTcpSocket::readyRead, this,
                [this] { m_received += m_client->readAll(); });
        if (!m_greeting.isEmpty())
            say(m_greeting);
    }

    const QByteArray m_greeting;
    QTcpServer m_server;
    QPointer<QTcpSocket> m_client;
    QByteArray m_received;
    int m_connections = 0;
};

} // namespace DigitSum::Testing
