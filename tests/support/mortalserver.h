// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/protocolwords.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <numeric>
#include <utility>

namespace DigitSum::Testing {

/// A digit-sum server that closes its connections as scripted by the test. It listens on a free
/// port of the loopback interface and uses the same port after a restart.
class MortalServer final : public QObject
{
public:
    /// The script of one connection.
    struct Life
    {
        int answers = 1'000'000'000;                       ///< the connection is closed after these
        QByteArray greeting = "Welcome to the server\r\n"; ///< empty: sends no greeting
        QByteArray lastWords{};                            ///< sent verbatim before closing
        bool isRaw = false;
    };

    /// \a lives are the scripts of the first connections. The server doesn't close later ones.
    explicit MortalServer(const QList<Life> &lives = {})
        : m_lives(lives)
    {
        m_server.setProxy(QNetworkProxy::NoProxy);
        connect(&m_server, &QTcpServer::newConnection, this, &MortalServer::onConnection);
        start();
    }

    void start()
    {
        m_server.listen(QHostAddress::LocalHost, m_port);
        m_port = m_server.serverPort();
    }
    void stop() { m_server.close(); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// The number of requests on all connections, not counting `quit`.
    [[nodiscard]] qsizetype requests() const { return m_requests; }
    [[nodiscard]] int farewells() const { return m_farewells; }
    /// The incomplete line that the newest connection has sent last.
    [[nodiscard]] QByteArray unfinished() const { return m_newest->unread; }
    void killNewest() { m_newest->die(); }

private:
    struct Client
    {
        QTcpSocket *socket;
        Life life;
        QByteArray unread;
        bool isSettled = false; // the first line, which may be empty, has arrived
        bool isDead = false;

        void die()
        {
            isDead = true;
            socket->write(life.lastWords);
            socket->flush();
            socket->disconnectFromHost(); // the kernel sends a reset instead if there are unread
                                          // bytes
        }
    };

    void onConnection()
    {
        ++m_connections;
        const auto client = std::make_shared<Client>();
        m_newest = client;
        client->socket = m_server.nextPendingConnection();
        if (!m_lives.isEmpty())
            client->life = m_lives.takeFirst();
        connect(client->socket, &QTcpSocket::readyRead, this, [this, client] { read(*client); });
        client->socket->write(client->life.greeting);
        client->socket->flush();
        if (client->life.answers == 0)
            client->die();
    }

    void read(Client &client)
    {
        client.unread += client.socket->readAll();
        while (!client.isDead && !client.unread.isEmpty()) {
            const qsizetype end =
                client.life.isRaw ? client.unread.size() : client.unread.indexOf('\n');
            if (end < 0)
                return;
            const QByteArray request = client.unread.first(end);
            client.unread.remove(0, end + (client.life.isRaw ? 0 : 1));
            const bool isFirstEmpty = request.isEmpty() && !std::exchange(client.isSettled, true);
            if (!isFirstEmpty)
                answer(client, request);
        }
    }

    void answer(Client &client, const QByteArray &request)
    {
        const QByteArray lineEnd = client.life.isRaw ? "" : "\r\n";
        if (request == "quit") {
            ++m_farewells;
            client.socket->write(Words::farewell.toByteArray() + lineEnd);
            client.socket->disconnectFromHost();
            return;
        }
        ++m_requests;
        const int sum = std::accumulate(request.begin(), request.end(), 0,
                                        [](int total, char digit) { return total + digit - '0'; });
        client.socket->write(QByteArray::number(sum) + lineEnd);
        if (--client.life.answers == 0)
            client.die();
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    QList<Life> m_lives;
    std::shared_ptr<Client> m_newest;
    int m_connections = 0;
    int m_farewells = 0;
    qsizetype m_requests = 0;
};

} // namespace DigitSum::Testing
