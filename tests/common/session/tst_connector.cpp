// SPDX-License-Identifier: MIT
#include "common/session/connector.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <array>

using namespace DigitSum;
using namespace std::chrono_literals;
using Kind = SessionError::Kind;

namespace {

const QHostAddress serving(QStringLiteral("127.0.0.1"));
const QHostAddress silent(QStringLiteral("127.0.0.2"));
const QHostAddress refusing(QStringLiteral("127.0.0.3"));

std::unique_ptr<QTcpSocket> makeSocket()
{
    return std::make_unique<QTcpSocket>();
}

/// A server on one address, and on another one a listener whose queue is full: the kernel drops
/// further SYNs, as a firewall would.
class Host final
{
public:
    Host()
    {
        m_server.listen(serving);
        m_silent.setListenBacklogSize(1);
        m_silent.listen(silent, port());
        m_silent.pauseAccepting();
        for (QTcpSocket &socket : m_waiting)
            socket.connectToHost(silent, port());
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// Returns whether the listener's queue is full.
    [[nodiscard]] bool isReady() const
    {
        const auto connected =
            std::count_if(m_waiting.begin(), m_waiting.end(), [](const QTcpSocket &socket) {
                return socket.state() == QAbstractSocket::ConnectedState;
            });
        return m_silent.isListening() && connected >= 2;
    }

private:
    QTcpServer m_server;
    QTcpServer m_silent;
    std::array<QTcpSocket, 8> m_waiting; // some stay in SynSent
};

} // namespace

class TestConnector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAlternate_data();
    void addressesAlternate();
    void aSilentAddressIsSkipped();
    void aRefusingAddressIsSkippedAtOnce();
    void theMostTellingErrorIsReported_data();
    void theMostTellingErrorIsReported();
    void namesAndAddresses_data();
    void namesAndAddresses();
    void unknownName();
    void abortEndsEverything();
};

void TestConnector::addressesAlternate_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<QStringList>("order");
    const auto row = [](const char *name, const char *addresses, const char *order) {
        QTest::newRow(name) << QString::fromLatin1(addresses).split(u' ')
                            << QString::fromLatin1(order).split(u' ');
    };
    row("one", "127.0.0.1", "127.0.0.1");
    row("one family", "127.0.0.1 127.0.0.2", "127.0.0.1 127.0.0.2");
    row("IPv6 first", "::1 ::2 ::3 127.0.0.1 127.0.0.2", "::1 127.0.0.1 ::2 127.0.0.2 ::3");
    row("IPv4 first", "127.0.0.1 ::1 ::2", "127.0.0.1 ::1 ::2");
}

void TestConnector::addressesAlternate()
{
    QFETCH(const QStringList, addresses);
    QList<QHostAddress> given;
    for (const QString &address : addresses)
        given.append(QHostAddress(address));
    QStringList order;
    for (const QHostAddress &address : Connector::interleaved(given))
        order.append(address.toString());
    QTEST(order, "order");
}

void TestConnector::aSilentAddressIsSkipped()
{
    const Host host;
    QTRY_VERIFY(host.isReady());
    Connector connector(makeSocket, 50ms);
    QSignalSpy connected(&connector, &Connector::connected);
    connector.connectTo({silent, serving}, host.port());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(connector.takeSocket()->peerAddress(), serving);
}

void TestConnector::aRefusingAddressIsSkippedAtOnce()
{
    const Host host;
    Connector connector(makeSocket, 1h);
    QSignalSpy connected(&connector, &Connector::connected);
    connector.connectTo({refusing, serving}, host.port());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(connector.takeSocket()->peerAddress(), serving);
}

void TestConnector::theMostTellingErrorIsReported_data()
{
    QTest::addColumn<QList<QHostAddress>>("addresses");
    const QHostAddress unreachable(QStringLiteral("224.0.0.1")); // TCP has no multicast
    QTest::newRow("refused first") << QList<QHostAddress>{refusing, unreachable};
    QTest::newRow("refused last") << QList<QHostAddress>{unreachable, refusing};
}

void TestConnector::theMostTellingErrorIsReported()
{
    QFETCH(const QList<QHostAddress>, addresses);
    const Host host;
    Connector connector(makeSocket);
    QSignalSpy failed(&connector, &Connector::failed);
    connector.connectTo(addresses, host.port());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<SessionError>().kind, Kind::Refused);
}

void TestConnector::namesAndAddresses_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("name") << QStringLiteral("localhost");
    QTest::newRow("address") << QStringLiteral("127.0.0.1");
}

void TestConnector::namesAndAddresses()
{
    QFETCH(const QString, host);
    const Host server;
    Connector connector(makeSocket);
    QSignalSpy found(&connector, &Connector::hostFound);
    QSignalSpy connected(&connector, &Connector::connected);
    connector.connectToHost(host, server.port());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(found.size(), 1);
}

void TestConnector::unknownName()
{
    Connector connector(makeSocket);
    QSignalSpy failed(&connector, &Connector::failed);
    connector.connectToHost(QStringLiteral("no-such-host.invalid"), 9990); // RFC 6761: never exists
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 15'000);
    QCOMPARE(failed.first().first().value<SessionError>().kind, Kind::NameNotFound);
}

void TestConnector::abortEndsEverything()
{
    const Host host;
    Connector connector(makeSocket);
    QSignalSpy connected(&connector, &Connector::connected);
    QSignalSpy failed(&connector, &Connector::failed);
    connector.connectTo({serving}, host.port());
    connector.abort();
    Connector other(makeSocket);
    QSignalSpy otherConnected(&other, &Connector::connected);
    other.connectTo({serving}, host.port());
    QTRY_COMPARE(otherConnected.size(), 1); // the first one would have connected by now
    QCOMPARE(connected.size(), 0);
    QCOMPARE(failed.size(), 0);
}

QTEST_GUILESS_MAIN(TestConnector)
#include "tst_connector.moc"
