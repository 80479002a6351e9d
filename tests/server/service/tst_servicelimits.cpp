// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "server/service/service.h"
#include "tests/support/nativeclient.h"
#include "tests/support/testclient.h"

#include <QLoggingCategory>
#include <QSignalSpy>

using namespace DigitSum;
using DigitSum::Testing::NativeClient;
using DigitSum::Testing::TestClient;
using namespace std::chrono_literals;
using Framing = RequestParser::Framing;

namespace {

const QByteArray greeting = "Welcome to the server\r\n";
const QByteArray invalid = Words::invalid.toByteArray() + "\r\n";

ServiceOptions testOptions()
{
    ServiceOptions options;
    options.addresses = {QHostAddress(QHostAddress::LocalHost)};
    options.port = 0;
    options.threads = 2;
    return options;
}

QByteArray notice(QByteArrayView words)
{
    return words.toByteArray() + "\r\n";
}

} // namespace

/// What a service does with clients that ask too much of it; with limits of milliseconds.
class tst_ServiceLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void fullForOneAddress();
    void idleClientsAreClosed();
    void slowRequestsAreClosed();
    void whoIsSlowBetweenRequestsStays();
    void slowReadersAreTold();
    void slowReadersAreGivenUp();
    void tooLongRequestsAreClosed_data();
    void tooLongRequestsAreClosed();

private:
    quint16 start(const ServiceOptions &options);
    std::unique_ptr<TestClient> connected();
    Snapshot snapshot();
    CloseReason reasonOfDeparture();

    std::unique_ptr<Service> m_service;
};

void tst_ServiceLimits::init()
{
    m_service = std::make_unique<Service>();
}

void tst_ServiceLimits::cleanup()
{
    m_service.reset();
}

/// From then on it is recorded what changes.
quint16 tst_ServiceLimits::start(const ServiceOptions &options)
{
    m_service->start(options);
    if (!QTest::qWaitFor([this] { return m_service->state() == Service::State::Listening; }))
        return 0;
    snapshot();
    return m_service->endpoints().first().port;
}

/// A client that was greeted.
std::unique_ptr<TestClient> tst_ServiceLimits::connected()
{
    auto client = std::make_unique<TestClient>(m_service->endpoints().first().port);
    if (!QTest::qWaitFor([&] { return client->received().startsWith(greeting); }))
        qWarning("Not greeted, but: %s", client->received().constData());
    client->takeReceived();
    return client;
}

Snapshot tst_ServiceLimits::snapshot()
{
    QSignalSpy taken(m_service.get(), &Service::snapshotTaken);
    m_service->takeSnapshot();
    if (!QTest::qWaitFor([&] { return !taken.isEmpty(); }))
        qWarning("No snapshot");
    return taken.isEmpty() ? Snapshot() : taken.first().first().value<Snapshot>();
}

/// Why the one client went that has gone since the snapshot before.
CloseReason tst_ServiceLimits::reasonOfDeparture()
{
    QList<Departure> departures;
    if (!QTest::qWaitFor([&] { return !(departures += snapshot().departures).isEmpty(); }))
        qWarning("Nobody departed");
    return departures.isEmpty() ? CloseReason::ClosedByPeer : departures.first().reason;
}

void tst_ServiceLimits::fullForOneAddress()
{
    ServiceOptions options = testOptions();
    options.maxClientsPerAddress = 2;
    const quint16 port = start(options);
    auto first = connected();
    const auto second = connected();
    for (int i = 0; i < 10; ++i) {
        TestClient third(port);
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(third.received(), notice(Words::noticeFull));
    }
    QTcpSocket neighbour;
    QVERIFY(neighbour.bind(QHostAddress(QStringLiteral("127.0.0.3"))));
    neighbour.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_COMPARE(neighbour.bytesAvailable(), greeting.size()); // has places of its own
    first.reset();
    QTRY_COMPARE(snapshot().totals.clients, 2u);
    const auto next = connected();
    next->send("45\n");
    QTRY_COMPARE(next->received(), QByteArray("9\r\n"));
}

void tst_ServiceLimits::idleClientsAreClosed()
{
    ServiceOptions options = testOptions();
    options.idleTimeout = 100ms;
    const quint16 port = start(options);
    {
        NativeClient client(port);
        QVERIFY(client.send("12\n"));
        QCOMPARE(client.receiveToTheEnd(), greeting + "3\r\n" + notice(Words::noticeIdle));
        QCOMPARE(client.error(), 0); // a FIN, not a reset
    }
    QCOMPARE(reasonOfDeparture(), CloseReason::Idle);
    NativeClient silent(port); // never said a word
    QCOMPARE(silent.receiveToTheEnd(), greeting + notice(Words::noticeIdle));
}

void tst_ServiceLimits::slowRequestsAreClosed()
{
    ServiceOptions options = testOptions();
    options.minRate = 1'000'000'000;
    options.slowRequestGrace = 20ms;
    const quint16 port = start(options);
    {
        NativeClient client(port);
        QVERIFY(client.send("12\n3"));
        QCOMPARE(client.receiveToTheEnd(),
                 greeting + "3\r\n" + notice(Words::noticeRequestTooSlow));
        QCOMPARE(client.error(), 0);
    }
    QCOMPARE(reasonOfDeparture(), CloseReason::RequestTooSlow);
}

void tst_ServiceLimits::whoIsSlowBetweenRequestsStays()
{
    ServiceOptions options = testOptions();
    options.threads = 1; // all are looked at together
    options.minRate = 1'000'000'000;
    options.slowRequestGrace = 1ms;
    start(options);
    const auto thinker = connected();
    thinker->send("12\n");
    const auto trickler = connected();
    trickler->send("\n12");
    QTRY_VERIFY(trickler->isClosed()); // so the thinker has been looked at, too, more than once
    thinker->send("45\n");
    QTRY_COMPARE(thinker->received(), QByteArray("3\r\n9\r\n"));
}

void tst_ServiceLimits::slowReadersAreTold()
{
    ServiceOptions options = testOptions();
    options.outputTimeout = 20ms;
    options.drainLimit = 1h; // the last chance to read on
    start(options);
    const auto client = connected();
    client->stopReading();
    client->send(QByteArray(1024 * 1024, '\n')); // 63 MiB of replies
    bool isClosing = false;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (const ClientInfo &info : snapshot().changed)
                isClosing = info.activity == ClientInfo::Activity::Closing;
            return isClosing;
        }(),
        20'000);
    client->resumeReading();
    QTRY_VERIFY_WITH_TIMEOUT(client->received().endsWith(notice(Words::noticeReadingTooSlowly)),
                             20'000);
    QByteArray replies = client->takeReceived();
    replies.chop(notice(Words::noticeReadingTooSlowly).size());
    QCOMPARE(replies.size() % invalid.size(), 0); // whole replies, as far as it got
    client->disconnectFromHost();
    QCOMPARE(reasonOfDeparture(), CloseReason::ReadTooSlowly);
}

void tst_ServiceLimits::slowReadersAreGivenUp()
{
    ServiceOptions options = testOptions();
    options.outputTimeout = 20ms;
    options.drainLimit = 20ms;
    start(options);
    const auto client = connected();
    client->stopReading();
    client->send(QByteArray(1024 * 1024, '\n'));
    QCOMPARE(reasonOfDeparture(), CloseReason::ReadTooSlowly);
}

void tst_ServiceLimits::tooLongRequestsAreClosed_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::newRow("line") << Framing::Line;
    QTest::newRow("undecided") << Framing::Undecided;
    QTest::newRow("raw") << Framing::Raw;
}

void tst_ServiceLimits::tooLongRequestsAreClosed()
{
    QFETCH(Framing, framing);
    ServiceOptions options = testOptions();
    options.framing = framing;
    options.maxDigits = 1000;
    const quint16 port = start(options);
    const bool isRaw = framing == Framing::Raw;
    const QByteArray before = isRaw ? QByteArray() : QByteArray(QByteArray(1000, '1') + '\n');
    NativeClient client(port);
    QVERIFY(client.send(before + QByteArray(100'000, '1')));
    const QByteArray expected =
        isRaw
            ? QByteArray(Words::greeting.toByteArray() + Words::noticeRequestTooLong.toByteArray())
            : QByteArray(greeting + "1000\r\n" + notice(Words::noticeRequestTooLong));
    QCOMPARE(client.receiveToTheEnd(), expected);
    QCOMPARE(client.error(), 0); // a FIN, not a reset
    client.finishSending();
    QCOMPARE(reasonOfDeparture(), CloseReason::RequestTooLong);
}

int main(int argc, char *argv[])
{
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=false"));
    QCoreApplication app(argc, argv);
    tst_ServiceLimits test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_servicelimits.moc"
