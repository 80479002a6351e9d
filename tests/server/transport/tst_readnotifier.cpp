// SPDX-License-Identifier: MIT
#include "server/transport/readnotifier.h"
#include "tests/support/testclient.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace DigitSum;
using DigitSum::Testing::TestClient;

namespace {

/// A connected pair of sockets: the test writes to the client, and Qt reads at the server.
class Pair final : public QObject
{
public:
    Pair()
    {
        server.listen(QHostAddress::LocalHost, 0);
        client = std::make_unique<TestClient>(server.serverPort());
        connect(&server, &QTcpServer::newConnection, this, [this] {
            socket = server.nextPendingConnection();
            gate = ReadNotifier(*socket, *this);
        });
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        events += event->type() == QEvent::SockAct;
        return gate.isClosed();
    }

    QTcpServer server;
    std::unique_ptr<TestClient> client;
    QTcpSocket *socket = nullptr;
    ReadNotifier gate;
    int events = 0;
};

} // namespace

class TestReadNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watcherRunsBeforeReads();
    void nothingIsReadWhileClosed();
    void endOfStreamIsNotReportedWhileClosed();
    void socketMayBeDestroyedFirst();
};

void TestReadNotifier::watcherRunsBeforeReads()
{
    Pair pair;
    QTRY_VERIFY(pair.socket);
    QCOMPARE(pair.events, 0);
    pair.client->send("1");
    QTRY_COMPARE(pair.socket->bytesAvailable(), 1);
    QVERIFY(pair.events > 0); // fails if ReadNotifier can't find Qt's notifier
}

void TestReadNotifier::nothingIsReadWhileClosed()
{
    Pair pair;
    QTRY_VERIFY(pair.socket);
    QSignalSpy readyRead(pair.socket, &QTcpSocket::readyRead);
    pair.gate.close();
    pair.client->send("12345");
    QTRY_COMPARE(pair.client->bytesToWrite(), 0);
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(pair.socket->bytesAvailable(), 0);
    QCOMPARE(readyRead.size(), 0);
    pair.gate.open();
    QTRY_COMPARE(pair.socket->bytesAvailable(), 5);
}

void TestReadNotifier::endOfStreamIsNotReportedWhileClosed()
{
    Pair pair;
    QTRY_VERIFY(pair.socket);
    pair.gate.close();
    pair.client->finishSending();
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(pair.socket->state(), QAbstractSocket::ConnectedState);
    pair.socket->write("still there");
    QTRY_COMPARE(pair.client->received(), QByteArray("still there"));
    QSignalSpy disconnected(pair.socket, &QTcpSocket::disconnected);
    pair.gate.open();
    QTRY_COMPARE(disconnected.size(), 1);
}

void TestReadNotifier::socketMayBeDestroyedFirst()
{
    Pair pair;
    QTRY_VERIFY(pair.socket);
    pair.socket->abort();
    pair.gate.close();
    pair.gate.open();
    QVERIFY(!pair.gate.isClosed());
}

QTEST_GUILESS_MAIN(TestReadNotifier)
#include "tst_readnotifier.moc"
