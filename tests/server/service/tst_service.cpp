// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "server/service/service.h"
#include "tests/support/nativeclient.h"
#include "tests/support/testclient.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpServer>

using namespace DigitSum;
using DigitSum::Testing::NativeClient;
using DigitSum::Testing::TestClient;
using namespace std::chrono_literals;
using Framing = RequestParser::Framing;

namespace {

const QByteArray greeting = "Welcome to the server\r\n";
const QByteArray invalid = Words::invalid.toByteArray() + "\r\n";
const QByteArray farewell = Words::farewell.toByteArray() + "\r\n";

ServiceOptions testOptions()
{
    ServiceOptions options;
    options.addresses = {QHostAddress(QHostAddress::LocalHost)};
    options.port = 0;
    options.threads = 2;
    options.useQtEventDispatcher = qEnvironmentVariableIsSet("DIGITSUM_TEST_QT_DISPATCHER");
    options.bindRetryPause = 1ms;
    return options;
}

QByteArray notice(QByteArrayView words)
{
    return words.toByteArray() + "\r\n";
}

/// 1, 2, 3, ... as requests.
QByteArray countTo(int last)
{
    QByteArray lines;
    for (int i = 1; i <= last; ++i)
        lines += QByteArray::number(i) + '\n';
    return lines;
}

QByteArray sumsTo(int last)
{
    QByteArray lines;
    for (int i = 1; i <= last; ++i) {
        int sum = 0;
        for (int rest = i; rest > 0; rest /= 10)
            sum += rest % 10;
        lines += QByteArray::number(sum) + "\r\n";
    }
    return lines;
}

} // namespace

class tst_Service : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void conversation();
    void rawClientsLikeSendallAndRecv();
    void forcedFraming();
    void longRawMessageIsOneSum();
    void lastRequestEndsWithTheStream_data();
    void lastRequestEndsWithTheStream();
    void pipelining();
    void halfCloseWithASlowReader_data();
    void halfCloseWithASlowReader();
    void endlessRequestInConstantMemory();
    void backpressureHoldsTheSenderBack();
    void amplificationIsBounded();
    void farewellIsNeverDestroyedByAReset();
    void aClientThatStaysAfterTheFarewellIsClosed();
    void full();
    void noiseIsSurvived();
    void manyClients();
    void shutdownAnswersWhatWasReceived();
    void shutdownOfSilentAndBusyClients();
    void stopNowResets();
    void startsAgain();
    void bindFailures_data();
    void bindFailures();
    void bindRetriesUntilThePortIsFree();
    void stopGivesUpBinding();
    void severalAddressesShareAPort();
    void snapshots();
    void operatorDisconnects();
    void operatorResets();

private:
    quint16 start(const ServiceOptions &options = testOptions());
    std::unique_ptr<TestClient> connected();
    Snapshot snapshot();
    bool isPaused();

    std::unique_ptr<Service> m_service;
    bool m_wasPaused = false;
};

void tst_Service::init()
{
    m_service = std::make_unique<Service>();
    m_wasPaused = false;
}

void tst_Service::cleanup()
{
    m_service.reset();
}

quint16 tst_Service::start(const ServiceOptions &options)
{
    m_service->start(options);
    const bool isListening =
        QTest::qWaitFor([this] { return m_service->state() == Service::State::Listening; });
    return isListening ? m_service->endpoints().first().port : 0;
}

/// A client that was greeted.
std::unique_ptr<TestClient> tst_Service::connected()
{
    auto client = std::make_unique<TestClient>(m_service->endpoints().first().port);
    if (!QTest::qWaitFor([&] { return client->received() == greeting; }))
        qWarning("Not greeted, but: %s", client->received().constData());
    client->takeReceived();
    return client;
}

Snapshot tst_Service::snapshot()
{
    QSignalSpy taken(m_service.get(), &Service::snapshotTaken);
    m_service->takeSnapshot();
    if (!QTest::qWaitFor([&] { return !taken.isEmpty(); }))
        qWarning("No snapshot");
    return taken.isEmpty() ? Snapshot() : taken.first().first().value<Snapshot>();
}

/// Whether the client that did something last is held back.
bool tst_Service::isPaused()
{
    const auto changed = snapshot().changed;
    if (!changed.isEmpty())
        m_wasPaused = changed.first().activity == ClientInfo::Activity::Paused;
    return m_wasPaused;
}

void tst_Service::conversation()
{
    TestClient client(start());
    QTRY_COMPARE(client.received(), greeting);
    client.send("12345\nabc\n১২৩\r\nquit\n99\n");
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), greeting + "15\r\n" + invalid + "6\r\n" + farewell);
}

void tst_Service::rawClientsLikeSendallAndRecv()
{
    start();
    const auto client = connected();
    const std::pair<QByteArray, QByteArray> exchanges[]{
        {"12345", "15"}, {"abc", Words::invalid.toByteArray()},   {QByteArray(5000, '9'), "45000"},
        {"১২৩", "6"},    {"quit", Words::farewell.toByteArray()},
    };
    for (const auto &[message, reply] : exchanges) {
        client->send(message);
        QTRY_COMPARE(client->received(), reply);
        client->takeReceived();
    }
    QTRY_VERIFY(client->isClosed());
}

void tst_Service::forcedFraming()
{
    ServiceOptions options = testOptions();
    options.framing = Framing::Raw;
    TestClient raw(start(options));
    QTRY_COMPARE(raw.received(), QByteArray("Welcome to the server"));
    raw.send("12\n");
    QTRY_COMPARE(raw.received(), "Welcome to the server" + Words::invalid.toByteArray());
    m_service->stopNow();

    options.framing = Framing::Line;
    TestClient line(start(options));
    QTRY_COMPARE(line.received(), greeting);
    line.send("12");
    QCoreApplication::processEvents();
    line.send("3\n");
    QTRY_COMPARE(line.received(), greeting + "6\r\n");
}

void tst_Service::longRawMessageIsOneSum()
{
    ServiceOptions options = testOptions();
    options.framing = Framing::Raw;
    TestClient client(start(options));
    QTRY_COMPARE(client.received(), QByteArray("Welcome to the server"));
    client.takeReceived();
    client.send(QByteArray(3'000'000, '7'));
    QTRY_COMPARE(client.received(), QByteArray("21000000"));
}

void tst_Service::lastRequestEndsWithTheStream_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QByteArray>("replies");
    QTest::newRow("at once") << QByteArray("12345") << QByteArray() << QByteArray("15");
    QTest::newRow("after lines") << QByteArray("1\n23") << QByteArray() << QByteArray("1\r\n5\r\n");
    QTest::newRow("later") << QByteArray("1\n23") << QByteArray("4") << QByteArray("1\r\n9\r\n");
    QTest::newRow("nothing") << QByteArray("1\n") << QByteArray() << QByteArray("1\r\n");
}

void tst_Service::lastRequestEndsWithTheStream()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, rest);
    QFETCH(QByteArray, replies);
    start();
    const auto client = connected();
    client->send(first);
    if (!rest.isEmpty()) {
        QTRY_VERIFY(
            !client->received().isEmpty()); // the first part was read before the rest is sent
        client->send(rest);
    }
    client->finishSending();
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), replies);
}

void tst_Service::pipelining()
{
    start();
    const auto client = connected();
    client->send(countTo(50'000));
    QTRY_COMPARE(client->received().size(), sumsTo(50'000).size());
    QCOMPARE(client->received(), sumsTo(50'000));
}

void tst_Service::halfCloseWithASlowReader_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("rest");
    // The first replies fill the kernel's buffers; the rest is what Qt reads at once, so that the
    // FIN comes next while replies are unsent: Qt alone would lose them.
    QTest::newRow("the end is next") << 50'000 << 50'000;
    QTest::newRow("many reads") << 10 << 300'000;
}

void tst_Service::halfCloseWithASlowReader()
{
    QFETCH(int, first);
    QFETCH(int, rest);
    const quint16 port = start();
    snapshot();
    NativeClient client(port, 64 * 1024);
    // Empty lines: the shortest requests there are, with the longest replies.
    QVERIFY(client.send("12\n" + QByteArray(first, '\n')));
    QTRY_COMPARE(snapshot().totals.requests, static_cast<quint64>(first) + 1);
    QVERIFY(client.send(QByteArray(rest, '\n')));
    client.finishSending();
    QTRY_VERIFY(isPaused() && snapshot().changed.isEmpty());
    QVERIFY(client.receiveToTheEnd() == greeting + "3\r\n" + invalid.repeated(first + rest));
    QCOMPARE(client.error(), 0);
}

void tst_Service::endlessRequestInConstantMemory()
{
    start();
    const auto client = connected();
    const QByteArray chunk(1024 * 1024, '8');
    for (int i = 0; i < 50; ++i) {
        client->send(chunk);
        QTRY_VERIFY(client->bytesToWrite() < 4 * chunk.size());
    }
    client->send("\n");
    QTRY_COMPARE(client->received(), QByteArray::number(50ll * chunk.size() * 8) + "\r\n");
}

void tst_Service::backpressureHoldsTheSenderBack()
{
    start();
    snapshot();
    const auto client = connected();
    client->stopReading();
    // More replies than all buffers of the kernel together take: the server must stop reading.
    const QByteArray lines = QByteArray("not a digit sum\n").repeated(1024 * 1024);
    client->send(lines);
    QTRY_VERIFY_WITH_TIMEOUT(isPaused() && snapshot().changed.isEmpty(), 20'000);
    QVERIFY2(client->bytesToWrite() > 0, "The server took everything");
    client->resumeReading();
    QTRY_COMPARE_WITH_TIMEOUT(client->received().size(), 1024 * 1024 * invalid.size(), 60'000);
}

void tst_Service::amplificationIsBounded()
{
    // One byte in, 63 bytes out: what a paused client costs must not depend on what it sent.
    start();
    snapshot(); // from now on it is recorded what changes
    const auto client = connected();
    client->stopReading();
    client->send(QByteArray(8 * 1024 * 1024, '\n'));
    quint64 bytesOut = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto changed = snapshot().changed;
            if (changed.isEmpty())
                return bytesOut > 0; // it is at rest
            bytesOut = changed.first().bytesOut;
            return false;
        }(),
        20'000);
    // The kernel's buffers on loopback take a few MiB; 8 Mi lines would be 500 MiB.
    QVERIFY2(bytesOut < 16 * 1024 * 1024, QByteArray::number(bytesOut).constData());
}

void tst_Service::farewellIsNeverDestroyedByAReset()
{
    const quint16 port = start();
    for (int round = 0; round < 20; ++round) {
        NativeClient client(port);
        QVERIFY(
            client.send("quit\n" + QByteArray(200'000, '1'))); // arrives after the farewell, too
        QCOMPARE(client.receiveToTheEnd(), greeting + farewell);
        QCOMPARE(client.error(), 0); // a FIN, not ECONNRESET
    }
}

void tst_Service::aClientThatStaysAfterTheFarewellIsClosed()
{
    ServiceOptions options = testOptions();
    options.drainLimit = 10ms;
    const quint16 port = start(options);
    snapshot();
    NativeClient client(port); // takes no notice of the FIN
    QVERIFY(client.send("quit\n"));
    QTRY_COMPARE(snapshot().totals.accepted, 1u);
    QTRY_COMPARE(snapshot().totals.clients, 0u);
}

void tst_Service::full()
{
    ServiceOptions options = testOptions();
    options.maxClients = 2;
    const quint16 port = start(options);
    auto first = connected();
    const auto second = connected();
    for (int i = 0; i < 20; ++i) {
        TestClient third(port);
        third.send("12345\n"); // doesn't wait for the greeting
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(third.received(), notice(Words::noticeFull));
    }
    second->send("12\n");
    QTRY_COMPARE(second->received(), QByteArray("3\r\n"));
    first.reset();
    QTRY_COMPARE(snapshot().totals.clients, 1u);
    const auto next = connected(); // there is a place again
    next->send("45\n");
    QTRY_COMPARE(next->received(), QByteArray("9\r\n"));
}

void tst_Service::noiseIsSurvived()
{
    start();
    for (quint32 round = 0; round < 20; ++round) {
        QRandomGenerator random(round);
        QByteArray noise(10'000, '\0');
        for (char &byte : noise)
            byte = static_cast<char>(random.generate());
        const auto client = connected();
        client->send("\n" + noise + "\n777\n");
        QTRY_VERIFY(client->received().endsWith("\r\n21\r\n"));
    }
}

void tst_Service::manyClients()
{
    start();
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 200; ++i)
        clients.push_back(std::make_unique<TestClient>(m_service->endpoints().first().port));
    for (const auto &client : clients)
        client->send(countTo(100));
    for (const auto &client : clients)
        QTRY_COMPARE(client->received(), greeting + sumsTo(100));
    const Totals totals = snapshot().totals;
    QCOMPARE(totals.clients, 200u);
    QCOMPARE(totals.requests, 20'000u);
}

void tst_Service::shutdownAnswersWhatWasReceived()
{
    for (int round = 0; round < 10; ++round) {
        start();
        const auto client = connected();
        client->send(countTo(2000) + "12"); // the last one isn't complete
        QTRY_VERIFY(client->bytesToWrite() == 0);
        m_service->stop();
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->received(), sumsTo(2000) + notice(Words::noticeShuttingDown));
        QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    }
}

void tst_Service::shutdownOfSilentAndBusyClients()
{
    start();
    const auto silent = connected();
    const auto busy = connected();
    quint64 asked = 1;
    connect(busy.get(), &QTcpSocket::readyRead, busy.get(), [&] {
        if (!busy->received().endsWith("down.\r\n")) {
            busy->send("5\n");
            ++asked;
        }
    });
    busy->send("5\n");
    QTRY_VERIFY(asked > 100);
    m_service->stop();
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QTRY_VERIFY(silent->isClosed() && busy->isClosed());
    QCOMPARE(silent->received(), notice(Words::noticeShuttingDown));
    const QByteArray lastWords = "5\r\n" + notice(Words::noticeShuttingDown);
    QVERIFY(busy->received().endsWith(lastWords));
}

void tst_Service::stopNowResets()
{
    start();
    const auto client = connected();
    m_service->stopNow();
    QCOMPARE(m_service->state(), Service::State::Stopped);
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), QByteArray());
}

void tst_Service::startsAgain()
{
    for (int round = 0; round < 5; ++round) {
        start();
        const auto client = connected();
        client->send("12\n");
        QTRY_COMPARE(client->received(), QByteArray("3\r\n"));
        m_service->stop();
        QTRY_COMPARE(m_service->state(), Service::State::Stopped);
        QVERIFY(m_service->endpoints().isEmpty());
    }
}

void tst_Service::bindFailures_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<BindError::Kind>("kind");
    QTest::newRow("in use") << QHostAddress(QHostAddress::LocalHost) << BindError::Kind::InUse;
    // TEST-NET-1 (RFC 5737) is no computer's address.
    QTest::newRow("not available")
        << QHostAddress(QStringLiteral("192.0.2.1")) << BindError::Kind::NotAvailable;
}

void tst_Service::bindFailures()
{
    QFETCH(QHostAddress, address);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = testOptions();
    options.addresses = {address};
    options.port = other.serverPort();
    options.bindRetries = 2;
    QSignalSpy failed(m_service.get(), &Service::bindFailed);
    m_service->start(options);
    QTRY_COMPARE(failed.size(), 3);
    QCOMPARE(m_service->state(), Service::State::Stopped);
    for (int i = 0; i < 3; ++i) {
        const auto error = failed[i][0].value<BindError>();
        QTEST(error.kind, "kind");
        QCOMPARE(error.endpoint, (Endpoint{address, other.serverPort()}));
        QVERIFY(error.explanation().contains(error.endpoint.toString()));
        QCOMPARE(failed[i][1].toInt(), 2 - i);
    }
}

void tst_Service::bindRetriesUntilThePortIsFree()
{
    auto other = std::make_unique<QTcpServer>();
    QVERIFY(other->listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = testOptions();
    options.port = other->serverPort();
    options.bindRetries = 1000;
    connect(m_service.get(), &Service::bindFailed, this, [&] { other.reset(); });
    QCOMPARE(start(options), options.port);
}

void tst_Service::stopGivesUpBinding()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = testOptions();
    options.port = other.serverPort();
    options.bindRetryPause = 1h;
    QSignalSpy failed(m_service.get(), &Service::bindFailed);
    m_service->start(options);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_service->state(), Service::State::Binding);
    m_service->stop();
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QCOMPARE(failed.size(), 1);
}

void tst_Service::severalAddressesShareAPort()
{
    ServiceOptions options = testOptions();
    options.addresses = {QHostAddress(QStringLiteral("127.0.0.1")),
                         QHostAddress(QStringLiteral("127.0.0.2"))};
    QVERIFY(start(options) > 0);
    const auto endpoints = m_service->endpoints();
    QCOMPARE(endpoints.size(), 2);
    QCOMPARE(endpoints[0].port, endpoints[1].port);
    QCOMPARE(endpoints[1].address, options.addresses[1]);
}

void tst_Service::snapshots()
{
    start();
    QVERIFY(snapshot().changed.isEmpty());
    const auto client = connected();
    client->send("12\nabc\n");
    QTRY_COMPARE(client->received(), "3\r\n" + invalid);

    Snapshot first = snapshot();
    QCOMPARE(first.changed.size(), 1);
    const ClientInfo info = first.changed.first();
    QCOMPARE(info.id, 1u);
    QCOMPARE(info.address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(info.port, client->localPort());
    QCOMPARE(info.framing, Framing::Line);
    QCOMPARE(info.requests, 2u);
    QCOMPARE(info.refused, 1u);
    QCOMPARE(info.bytesIn, 7u);
    QCOMPARE(info.bytesOut, static_cast<quint64>(greeting.size() + 3 + invalid.size()));
    QCOMPARE(info.lastRequest, QByteArray("abc"));
    QCOMPARE(first.totals.requests, 2u);
    QCOMPARE(first.totals.bytesIn, 7u);

    QVERIFY(snapshot().changed.isEmpty()); // nothing happened since
    client->send("quit\n");
    QTRY_VERIFY(client->isClosed());
    QList<Departure> departures;
    QTRY_VERIFY((departures += snapshot().departures).size() == 1);
    QCOMPARE(departures.first().reason, CloseReason::SaidQuit);
    QCOMPARE(departures.first().client.requests, 3u);
    QCOMPARE(snapshot().totals.clients, 0u);
}

void tst_Service::operatorDisconnects()
{
    start();
    snapshot();
    const auto client = connected();
    client->send("12\n");
    QTRY_COMPARE(client->received(), QByteArray("3\r\n"));
    m_service->disconnectClient(1);
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), "3\r\n" + farewell);
    QList<Departure> departures;
    QTRY_VERIFY((departures += snapshot().departures).size() == 1);
    QCOMPARE(departures.first().reason, CloseReason::Disconnected);
}

void tst_Service::operatorResets()
{
    start();
    snapshot();
    const auto client = connected();
    m_service->resetClient(1);
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), QByteArray());
    QList<Departure> departures;
    QTRY_VERIFY((departures += snapshot().departures).size() == 1);
    QCOMPARE(departures.first().reason, CloseReason::Reset);
}

int main(int argc, char *argv[])
{
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=false"));
    QCoreApplication app(argc, argv);
    tst_Service test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_service.moc"
