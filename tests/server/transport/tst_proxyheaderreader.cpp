// SPDX-License-Identifier: MIT
#include "server/transport/listener.h"
#include "server/transport/nativesocket.h"
#include "server/transport/proxyheaderreader.h"
#include "tests/support/nativeclient.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTest>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray header = "PROXY TCP4 192.0.2.1 192.0.2.2 4242 9990\r\n";

ProxyHeaderReader::Options testOptions()
{
    return {{{QHostAddress(QHostAddress::LocalHost), 32}}, 1h};
}

void expectWarning(const QString &pattern)
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(pattern));
}

/// A ProxyHeaderReader behind a listener on a free port. Records the connections that passed.
class Gate final
{
public:
    struct Passed
    {
        qintptr descriptor = -1;
        PeerInfo peerInfo;
    };

    explicit Gate(const ProxyHeaderReader::Options &options = testOptions())
        : gate(options)
        , m_listeners(std::get<Listeners>(listenOnAll({QHostAddress(QHostAddress::LocalHost)}, 0)))
    {
        QObject::connect(m_listeners.front().get(), &Listener::accepted, &gate,
                         [this](qintptr descriptor) {
                             last = descriptor;
                             ++admitted;
                             gate.admit(descriptor);
                         });
        QObject::connect(&gate, &ProxyHeaderReader::passed, &gate,
                         [this](qintptr descriptor, const PeerInfo &peerInfo) {
                             passed.append({descriptor, peerInfo});
                         });
    }
    ~Gate()
    {
        for (const Passed &one : passed)
            NativeSocket::close(one.descriptor);
    }
    Q_DISABLE_COPY_MOVE(Gate)

    [[nodiscard]] quint16 port() const { return m_listeners.front()->serverPort(); }

    ProxyHeaderReader gate;
    QList<Passed> passed;
    qintptr last = -1; // the descriptor admitted last
    std::size_t admitted = 0;

private:
    Listeners m_listeners;
};

/// Everything that can be read from \a descriptor without waiting.
QByteArray readAll(qintptr descriptor)
{
    QByteArray bytes(4096, Qt::Uninitialized);
    const auto reading = NativeSocket::read(descriptor, bytes.data(), bytes.size());
    return reading.result == NativeSocket::Reading::Result::Bytes ? bytes.first(reading.size)
                                                                  : QByteArray();
}

/// True if \a descriptor is open and has nothing to read.
bool isDrained(qintptr descriptor)
{
    char byte = 0;
    return NativeSocket::peek(descriptor, &byte, 1).result
           == NativeSocket::Reading::Result::Nothing;
}

} // namespace

/// ProxyHeaderReader in the test's thread, without a service.
class TestProxyHeaderReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void readsOnlyTheHeader();
    void readsTheHeaderByteByByte();
    void readsIncompleteHeaders();
    void closePassesArrivedHeaders();
    void closesInvalidHeaders_data();
    void closesInvalidHeaders();
    void closesUntrustedPeers();
    void closesAfterTheTimeout();
    void closesTheOldestOfTooMany();
    void peerClosesBeforeTheHeader_data();
    void peerClosesBeforeTheHeader();
    void destructorClosesConnections();
};

void TestProxyHeaderReader::init()
{
    QLoggingCategory::setFilterRules({});
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestProxyHeaderReader::readsOnlyTheHeader()
{
    Gate gate;
    NativeClient proxy(gate.port());
    QVERIFY(proxy.send(header + "12\n" + header));
    QTRY_COMPARE(gate.passed.size(), 1);
    QCOMPARE(gate.passed[0].peerInfo.endpoint.toString(), QStringLiteral("192.0.2.1:4242"));
    QVERIFY(!gate.passed[0].peerInfo.isHealthCheck);
    QCOMPARE(readAll(gate.passed[0].descriptor), "12\n" + header);
    QCOMPARE(gate.gate.waiting(), 0u);
}

void TestProxyHeaderReader::readsTheHeaderByteByByte()
{
    Gate gate;
    NativeClient proxy(gate.port());
    for (const char byte : header) {
        QCOMPARE(gate.passed.size(), 0);
        QVERIFY(proxy.send(QByteArray(1, byte)));
        QTRY_VERIFY(gate.last >= 0 && isDrained(gate.last));
    }
    QTRY_COMPARE(gate.passed.size(), 1);
}

/// An incomplete header is read, because epoll would otherwise report it again and again.
void TestProxyHeaderReader::readsIncompleteHeaders()
{
    Gate gate;
    NativeClient proxy(gate.port());
    QVERIFY(proxy.send(header.first(20)));
    QTRY_COMPARE(gate.gate.waiting(), 1u);
    QTRY_VERIFY(isDrained(gate.last));
    QVERIFY(proxy.send(header.sliced(20) + "12\n"));
    QTRY_COMPARE(gate.passed.size(), 1);
    QCOMPARE(readAll(gate.passed[0].descriptor), QByteArray("12\n"));
}

void TestProxyHeaderReader::closePassesArrivedHeaders()
{
    Gate gate;
    NativeClient prompt(gate.port());
    NativeClient slow(gate.port());
    QTRY_COMPARE(gate.gate.waiting(), 2u);
    QVERIFY(prompt.send(header + "12\n"));
    QVERIFY(slow.send(header.first(20)));
    gate.gate.close(); // before the event loop reports the data
    QCOMPARE(gate.passed.size(), 1);
    QCOMPARE(readAll(gate.passed[0].descriptor), QByteArray("12\n"));
    QCOMPARE(gate.gate.waiting(), 0u);
    slow.receiveToTheEnd();
    QCOMPARE(gate.passed.size(), 1);
}

void TestProxyHeaderReader::closesInvalidHeaders_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QString>("logged");
    QTest::newRow("no header") << QByteArray("GET / HTTP/1.1\r\n")
                               << u"sent no valid PROXY header, but: GET / HTTP/1\\.1\\\\r\\\\n"_s;
    QTest::newRow("malformed")
        << QByteArray("PROXY TCP4 localhost\r\n")
        << u"sent no valid PROXY header, but: PROXY TCP4 localhost\\\\r\\\\n"_s;
    QTest::newRow("too long")
        << QByteArray::fromHex("0d0a0d0a000d0a515549540a2120ffff")
        << u"sent a PROXY header of 65551 bytes; at most 2048 are accepted\\. "
           "Let the proxy send fewer optional fields \\(TLV\\)\\."_s;
}

void TestProxyHeaderReader::closesInvalidHeaders()
{
    QFETCH(QByteArray, sent);
    QFETCH(QString, logged);
    Gate gate;
    expectWarning(QString(u"^Connection refused: 127\\.0\\.0\\.1:\\d+ "_s + logged + u'$'));
    NativeClient stranger(gate.port());
    QVERIFY(stranger.send(sent));
    QTRY_VERIFY(gate.last >= 0);
    QTRY_COMPARE(gate.gate.waiting(), 0u);
    QCOMPARE(stranger.receiveToTheEnd(), QByteArray());
    QCOMPARE(gate.passed.size(), 0);
}

void TestProxyHeaderReader::closesUntrustedPeers()
{
    ProxyHeaderReader::Options options = testOptions();
    options.trusted = {{QHostAddress(QStringLiteral("192.0.2.0")), 24}};
    Gate gate(options);
    expectWarning(u"^Connection refused: 127\\.0\\.0\\.1:\\d+ is not among --proxy-from$"_s);
    NativeClient stranger(gate.port());
    QVERIFY(stranger.send(header));
    QTRY_VERIFY(gate.last >= 0);
    QCOMPARE(gate.gate.waiting(), 0u);
    QCOMPARE(stranger.receiveToTheEnd(), QByteArray());
    QCOMPARE(gate.passed.size(), 0);
}

void TestProxyHeaderReader::closesAfterTheTimeout()
{
    ProxyHeaderReader::Options options = testOptions();
    options.timeout = 50ms;
    Gate gate(options);
    expectWarning(u"^Connection refused: 127\\.0\\.0\\.1:\\d+ sent no PROXY header in time$"_s);
    expectWarning(u"^Connection refused: 127\\.0\\.0\\.1:\\d+ sent no PROXY header in time$"_s);
    NativeClient silent(gate.port());
    NativeClient slow(gate.port());
    QVERIFY(slow.send(header.chopped(1)));
    NativeClient prompt(gate.port());
    QVERIFY(prompt.send(header));
    QTRY_COMPARE(gate.passed.size(), 1);
    QTRY_COMPARE(gate.gate.waiting(), 0u);
    QCOMPARE(silent.receiveToTheEnd(), QByteArray());
    QCOMPARE(slow.receiveToTheEnd(), QByteArray());
    QCOMPARE(gate.passed.size(), 1);
    QVERIFY(isDrained(gate.passed[0].descriptor));
    QVERIFY(prompt.send("12\n")); // the connection is still open
    QCOMPARE(readAll(gate.passed[0].descriptor), QByteArray("12\n"));
}

void TestProxyHeaderReader::closesTheOldestOfTooMany()
{
    NativeSocket::raiseDescriptorLimit();
    Gate gate;
    std::vector<std::unique_ptr<NativeClient>> silent;
    for (std::size_t i = 0; i < ProxyHeaderReader::maxWaiting; ++i)
        silent.push_back(std::make_unique<NativeClient>(gate.port()));
    QTRY_COMPARE(gate.gate.waiting(), silent.size());
    expectWarning(u"^Connection refused: 127\\.0\\.0\\.1:\\d+ waited among too many"_s);
    silent.push_back(std::make_unique<NativeClient>(gate.port()));
    QVERIFY(silent.back()->send(header.first(1)));
    QTRY_COMPARE(gate.admitted, silent.size());
    QCOMPARE(silent.front()->receiveToTheEnd(), QByteArray());
    QCOMPARE(silent.front()->error(), 0);
    QCOMPARE(gate.gate.waiting(), ProxyHeaderReader::maxWaiting);
    QVERIFY(silent[1]->send(header));
    QTRY_COMPARE(gate.passed.size(), 1);
    QCOMPARE(gate.gate.waiting(), ProxyHeaderReader::maxWaiting - 1);
}

void TestProxyHeaderReader::peerClosesBeforeTheHeader_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QtMsgType>("level");
    QTest::addColumn<QString>("line");
    const auto place = QStringLiteral("^Connection closed: 127\\.0\\.0\\.1:\\d+ ");
    QTest::newRow("nothing received")
        << QByteArray() << QtDebugMsg << QString(place + QStringLiteral("\\(no data\\)$"));
    QTest::newRow("incomplete header received")
        << header.first(9) << QtInfoMsg
        << QString(place + QStringLiteral("\\(PROXY header incomplete\\)$"));
}

void TestProxyHeaderReader::peerClosesBeforeTheHeader()
{
    QFETCH(QByteArray, said);
    QFETCH(QtMsgType, level);
    QFETCH(QString, line);
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.proxy=true"));
    QTest::ignoreMessage(level, QRegularExpression(line));
    Gate gate;
    {
        NativeClient client(gate.port());
        QVERIFY(client.send(said));
        QTRY_COMPARE(gate.gate.waiting(), 1u);
    }
    QTRY_COMPARE(gate.gate.waiting(), 0u);
    QCOMPARE(gate.passed.size(), 0);
}

void TestProxyHeaderReader::destructorClosesConnections()
{
    auto gate = std::make_unique<Gate>();
    NativeClient silent(gate->port());
    QTRY_COMPARE(gate->gate.waiting(), 1u);
    gate.reset();
    QCOMPARE(silent.receiveToTheEnd(), QByteArray());
}

QTEST_GUILESS_MAIN(TestProxyHeaderReader)
#include "tst_proxyheaderreader.moc"
