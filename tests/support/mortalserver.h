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

/// A digit-sum server that dies as often as it is told to. On a free port of the loopback
/// interface, which it keeps.
class MortalServer final : public QObject
{
public:
    /// What becomes of one connection.
    struct Life
    {
        int answers = 1'000'000'000;                       ///< then it is reset
        QByteArray greeting = "Welcome to the server\r\n"; ///< none: reset at once
        QByteArray lastWords{};                            ///< said before the end, as they stand
        bool isRaw = false;
    };

    /// The lives of its connections; those that come later live on.
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
    /// All requests of all connections, but `quit`.
    [[nodiscard]] qsizetype requests() const { return m_requests; }
    [[nodiscard]] int farewells() const { return m_farewells; }
    /// What the newest connection has sent and wasn't a whole line.
    [[nodiscard]] QByteArray unfinished() const { return m_newest->unread; }
    void killNewest() { m_newest->die(); }

private:
    struct Client
    {
        QTcpSocket *socket;
        Life life;
        QByteArray unread;
        bool isSettled = false; // its first line, which may be empty, has come
        bool isDead = false;

        void die()
        {
            isDead = true;
            socket->write(life.lastWords);
            socket->flush();
            socket->disconnectFromHost(); // with unread bytes the kernel makes a reset of it
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
