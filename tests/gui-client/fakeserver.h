// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/protocolwords.h"
#include "common/protocol/requestparser.h"

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

/// A digit-sum server on a free local port whose greeting, replies and timing the test controls.
class FakeServer final : public QObject
{
    Q_OBJECT

public:
    /// Number of pending connections that the kernel queues.
    static constexpr int backlog = 8;

    explicit FakeServer(QObject *parent = nullptr)
        : QObject(parent)
    {
        m_server.setListenBacklogSize(backlog);
        m_server.listen(QHostAddress::LocalHost, 0);
        m_port = m_server.serverPort();
        connect(&m_server, &QTcpServer::newConnection, this, &FakeServer::accept);
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray received() const { return m_received; }
    [[nodiscard]] int accepted() const { return m_accepted; }
    [[nodiscard]] bool hasClient() const { return !m_socket.isNull(); }

    void setGreeting(const QByteArray &greeting) { m_greeting = greeting; }
    /// Reads requests, but answers them only after release().
    void hold() { m_isHolding = true; }
    void release()
    {
        m_isHolding = false;
        answer();
    }
    void say(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }
    void closeConnection() { m_socket->disconnectFromHost(); }
    void stopListening() { m_server.close(); }
    /// Leaves new connections in the queue of the kernel.
    void pause() { m_server.pauseAccepting(); }
    void listenAgain() { m_server.listen(QHostAddress::LocalHost, m_port); }

private:
    void accept()
    {
        m_socket = m_server.nextPendingConnection();
        ++m_accepted;
        m_parser = DigitSum::RequestParser(DigitSum::RequestParser::Framing::Line);
        connect(m_socket, &QTcpSocket::readyRead, this, &FakeServer::read);
        connect(m_socket, &QTcpSocket::disconnected, m_socket, &QObject::deleteLater);
        m_socket->write(m_greeting);
    }

    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        m_received += bytes;
        m_unanswered += bytes;
        if (m_received.size() > 1'000'000)
            m_received.remove(0, m_received.size() - 1'000);
        answer();
    }

    void answer()
    {
        if (m_isHolding || !m_socket)
            return;
        QByteArray replies;
        m_parser.feed(std::exchange(m_unanswered, {}), replies);
        m_socket->write(replies);
        if (m_parser.saidFarewell())
            m_socket->disconnectFromHost();
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    QPointer<QTcpSocket> m_socket;
    QByteArray m_greeting =
        (DigitSum::Words::greeting.toByteArray() + DigitSum::Words::lineEnd.toByteArray());
    DigitSum::RequestParser m_parser;
    QByteArray m_received;
    QByteArray m_unanswered;
    int m_accepted = 0;
    bool m_isHolding = false;
};
