// SPDX-License-Identifier: MIT
// A digit-sum server as in a Qt textbook: QTcpServer, one QTcpSocket per client, canReadLine() and
// readLine(), Qt's own event dispatcher, one thread.
#include "tests/bench/peers/listening.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

namespace {

QByteArray replyTo(const QByteArray &request)
{
    quint64 sum = 0;
    for (const char character : request) {
        if (character < '0' || character > '9')
            return QByteArrayLiteral(
                "Please enter a valid String of Digits or type 'quit' to exit.\r\n");
        sum += static_cast<quint64>(character - '0');
    }
    return QByteArray::number(sum) + QByteArrayLiteral("\r\n");
}

void serve(QTcpSocket *client)
{
    while (client->canReadLine()) {
        const QByteArray request = client->readLine().trimmed();
        if (request == "quit" || request == "exit") {
            client->write("Thank You .. See You soon !! \r\n");
            client->disconnectFromHost();
            return;
        }
        client->write(replyTo(request));
    }
}

void welcome(QTcpServer *server)
{
    while (QTcpSocket *client = server->nextPendingConnection()) {
        QObject::connect(client, &QTcpSocket::readyRead, client, [client] { serve(client); });
        QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        client->write("Welcome to the server\r\n");
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QTcpServer server;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server] { welcome(&server); });
    if (!server.listen(QHostAddress::LocalHost, 0))
        return 1;
    DigitSum::Bench::announce(server.serverPort());
    return QCoreApplication::exec();
}
