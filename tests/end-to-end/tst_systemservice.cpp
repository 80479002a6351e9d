// SPDX-License-Identifier: MIT
#include "tests/end-to-end/servicemanagerstandin.h"
#include "tests/support/testclient.h"

#include <QFile>
#include <QRegularExpression>

using namespace DigitSum::Testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray greeting = "Welcome to the server\r\n";
const QByteArray notice = "Server is shutting down.\r\n";

int descriptorOf(const std::unique_ptr<QTcpServer> &server)
{
    return static_cast<int>(server->socketDescriptor());
}

/// The flags (O_NONBLOCK and others) of a file descriptor of process \a pid; -1 if unknown.
int flagsOf(qint64 pid, int descriptor)
{
    QFile file(u"/proc/%1/fdinfo/%2"_s.arg(pid).arg(descriptor));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    static const QRegularExpression flags(u"^flags:\\s*0*([0-7]+)$"_s,
                                          QRegularExpression::MultilineOption);
    return flags.match(QString::fromLatin1(file.readAll())).captured(1).toInt(nullptr, 8);
}

/// Sends requests one after the other, each on a new connection, until finish() is called.
class Requester final : public QObject
{
public:
    /// \a terminations is the test's count of SIGTERM signals that it has sent.
    Requester(quint16 port, const int &terminations)
        : m_port(port)
        , m_terminations(terminations)
    {
        connectToServer();
    }

    void finish() { m_isFinishing = true; }
    [[nodiscard]] bool isIdle() const { return m_client == nullptr; }

    int answered = 0;
    int missed = 0; ///< connections that the server accepted while it was shutting down
    QByteArrayList failures;

private:
    void connectToServer()
    {
        m_client = std::make_unique<TestClient>(m_port);
        connect(m_client.get(), &QTcpSocket::connected, this, [this] {
            m_client->send("12345\nquit\n");
            m_terminationsBefore = m_terminations;
        });
        connect(m_client.get(), &QTcpSocket::disconnected, this, &Requester::conclude);
        connect(m_client.get(), &QTcpSocket::errorOccurred, this,
                [this](QAbstractSocket::SocketError error) {
                    if (error != QAbstractSocket::RemoteHostClosedError)
                        failures += m_client->errorString().toUtf8();
                    if (m_client->state() == QAbstractSocket::UnconnectedState)
                        conclude();
                });
    }

    void conclude()
    {
        if (m_isConcluded)
            return;
        m_isConcluded = true;
        QMetaObject::invokeMethod(this, &Requester::next, Qt::QueuedConnection);
    }

    void next()
    {
        m_isConcluded = false;
        const QByteArray &received = m_client->received();
        const bool wasTerminated = m_terminations > m_terminationsBefore;
        if (received.startsWith(QByteArray(greeting + "15\r\nThank You")))
            ++answered;
        else if (received == greeting + notice && !wasTerminated)
            ++missed;
        else
            failures += "received: " + received;
        m_client.reset();
        if (!m_isFinishing)
            connectToServer();
    }

    const quint16 m_port;
    const int &m_terminations;
    int m_terminationsBefore = 0;
    bool m_isFinishing = false;
    bool m_isConcluded = false;
    std::unique_ptr<TestClient> m_client;
};

} // namespace

/// `digitsum-serverd` under a service manager, whose part the test plays.
class TestSystemService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notifiesState_data();
    void notifiesState();
    void notifiesListenErrors();
    void listensOnPassedSockets();
    void announcesBothFamilies();
    void ignoresSocketsForAnotherProcess();
    void rejectsUnusableSockets_data();
    void rejectsUnusableSockets();
    void rejectsAddressOptions_data();
    void rejectsAddressOptions();
    void restartsWithoutLosingClients();

private:
    QTemporaryDir m_dir;
};

void TestSystemService::notifiesState_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("path") << m_dir.filePath(u"notify"_s).toUtf8();
    QTest::newRow("abstract") << QByteArray(
        "@digitsum-test-" + QByteArray::number(QCoreApplication::applicationPid()));
}

void TestSystemService::notifiesState()
{
    QFETCH(QByteArray, name);
    NotifySocket manager(name);
    ManagedServer server({}, {u"--port=0"_s, u"--listen=127.0.0.1"_s},
                         {{u"NOTIFY_SOCKET"_s, manager.name()}});
    QTRY_COMPARE(manager.messages().size(), 1);
    static const QRegularExpression ready(
        u"^READY=1\nSTATUS=Listening on 127\\.0\\.0\\.1:(\\d+)$"_s);
    const auto match = ready.match(QString::fromUtf8(manager.takeMessages().first()));
    QVERIFY(match.hasMatch());
    TestClient client(match.captured(1).toUShort()); // READY=1 means that it accepts clients
    client.send("12\n");
    QTRY_COMPARE(client.received(), greeting + "3\r\n");
    server.signal(SIGTERM);
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 0);
    QTRY_COMPARE(manager.messages().size(), 1);
    QVERIFY(manager.messages().first().startsWith("STOPPING=1\nSTATUS="));
}

void TestSystemService::notifiesListenErrors()
{
    const auto other = listeningSocket(QHostAddress::LocalHost);
    NotifySocket manager(m_dir.filePath(u"why"_s).toUtf8());
    ManagedServer server({},
                         {u"--listen=127.0.0.1"_s, u"--port"_s,
                          QString::number(other->serverPort()), u"--bind-retries=1"_s},
                         {{u"NOTIFY_SOCKET"_s, manager.name()}});
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 3);
    QTRY_COMPARE(manager.messages().size(), 2);
    for (const QByteArray &message : manager.messages()) {
        QVERIFY2(message.startsWith("STATUS=Cannot listen on 127.0.0.1:"), message.constData());
        QCOMPARE(message.count('\n'), 0);
    }
}

void TestSystemService::listensOnPassedSockets()
{
    const auto one = listeningSocket(QHostAddress(u"127.0.0.1"_s));
    const auto two = listeningSocket(QHostAddress(u"127.0.0.2"_s));
    NotifySocket manager(m_dir.filePath(u"sockets"_s).toUtf8());
    ManagedServer server(
        {descriptorOf(one), descriptorOf(two)}, {},
        {{u"NOTIFY_SOCKET"_s, manager.name()}, {u"LISTEN_FDNAMES"_s, u"inside:outside"_s}});
    QTRY_COMPARE(manager.messages().size(), 1);
    const QByteArray first = "127.0.0.1:" + QByteArray::number(one->serverPort());
    const QByteArray second = "127.0.0.2:" + QByteArray::number(two->serverPort());
    QCOMPARE(manager.messages().first(),
             QByteArray("READY=1\nSTATUS=Listening on " + first + ", " + second));
    QTRY_COMPARE(server.program().out().count("Server is listening on IP: 127.0.0."), 2);
    for (const auto *socket : {one.get(), two.get()}) {
        QTcpSocket client;
        client.setProxy(QNetworkProxy::NoProxy);
        client.connectToHost(socket->serverAddress(), socket->serverPort());
        client.write("12\nquit\n");
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(client.readAll().startsWith(QByteArray(greeting + "3\r\n")));
    }
    for (const int descriptor : {3, 4}) {
        const int flags = flagsOf(server.program().processId(), descriptor);
        QVERIFY((flags & O_CLOEXEC) != 0);
        QVERIFY((flags & O_NONBLOCK) != 0);
    }
    server.signal(SIGTERM);
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 0);
    TestClient next(one->serverPort()); // the kernel queues it for the next server
    QTRY_COMPARE(next.state(), QAbstractSocket::ConnectedState);
}

/// The socket of `ListenStream=9990`, [::] for IPv6 and IPv4. Qt reports its address as Any, which
/// reads 0.0.0.0.
void TestSystemService::announcesBothFamilies()
{
    const auto socket = listeningSocket(QHostAddress(QHostAddress::Any));
    NotifySocket manager(m_dir.filePath(u"families"_s).toUtf8());
    ManagedServer server({descriptorOf(socket)}, {}, {{u"NOTIFY_SOCKET"_s, manager.name()}});
    const QByteArray port = QByteArray::number(socket->serverPort());
    QTRY_COMPARE(manager.messages(),
                 QByteArrayList{QByteArray("READY=1\nSTATUS=Listening on [::]:" + port)});
    QTRY_COMPARE(server.program().out(),
                 QByteArray("Server is listening on IP: :: and Port: " + port + "\n"));
    TestClient client(socket->serverPort()); // over IPv4
    QTRY_COMPARE(client.received(), greeting);
}

void TestSystemService::ignoresSocketsForAnotherProcess()
{
    const auto socket = listeningSocket(QHostAddress::LocalHost);
    NotifySocket manager(m_dir.filePath(u"another"_s).toUtf8());
    ManagedServer server({descriptorOf(socket)}, {u"--port=0"_s, u"--listen=127.0.0.1"_s},
                         {{u"NOTIFY_SOCKET"_s, manager.name()}, {u"LISTEN_PID"_s, u"1"_s}});
    QTRY_COMPARE(manager.messages().size(), 1);
    QVERIFY(manager.messages().first().startsWith("READY=1\n"));
    QVERIFY(!manager.messages().first().contains(QByteArray::number(socket->serverPort())));
}

void TestSystemService::rejectsUnusableSockets_data()
{
    QTest::addColumn<int>("family");
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("listens");
    QTest::addColumn<QString>("count");
    QTest::addColumn<QByteArray>("why");
    const QByteArray why = "Socket 2 of the service manager, 'two', does not listen for TCP.";
    QTest::newRow("not listening") << AF_INET << int(SOCK_STREAM) << false << u"2"_s << why;
    QTest::newRow("UDP") << AF_INET << int(SOCK_DGRAM) << false << u"2"_s << why;
    QTest::newRow("Unix") << AF_UNIX << int(SOCK_STREAM) << true << u"2"_s << why;
    QTest::newRow("not open") << AF_INET << int(SOCK_STREAM) << true << u"9"_s
                              << QByteArray("Socket 3 of the service manager");
    QTest::newRow("not a number") << AF_INET << int(SOCK_STREAM) << true << u"two\n2"_s
                                  << QByteArray("LISTEN_FDS: 'two\\n2' is not a number");
    QTest::newRow("negative") << AF_INET << int(SOCK_STREAM) << true << u"-1"_s
                              << QByteArray("LISTEN_FDS: '-1' is not a number");
}

void TestSystemService::rejectsUnusableSockets()
{
    QFETCH(int, family);
    QFETCH(int, type);
    QFETCH(bool, listens);
    QFETCH(QString, count);
    QFETCH(QByteArray, why);
    const auto good = listeningSocket(QHostAddress::LocalHost);
    const int other = ::socket(family, type | SOCK_CLOEXEC, 0);
    const sockaddr unnamed{static_cast<sa_family_t>(family), {}}; // the kernel chooses an address
    QCOMPARE(::bind(other, &unnamed, family == AF_UNIX ? sizeof(sa_family_t) : sizeof unnamed), 0);
    QVERIFY(!listens || ::listen(other, 5) == 0);
    ManagedServer server({descriptorOf(good), other}, {},
                         {{u"LISTEN_FDS"_s, count}, {u"LISTEN_FDNAMES"_s, u"one:two"_s}});
    ::close(other);
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 7);
    QCOMPARE(server.program().out(), QByteArray());
    QVERIFY2(server.program().err().startsWith(why), server.program().err().constData());
    QCOMPARE(server.program().err().count('\n'), 1);
}

void TestSystemService::rejectsAddressOptions_data()
{
    QTest::addColumn<QString>("argument");
    QTest::newRow("--listen") << u"--listen=any"_s;
    QTest::newRow("--port") << u"--port=9990"_s;
}

void TestSystemService::rejectsAddressOptions()
{
    QFETCH(QString, argument);
    const auto socket = listeningSocket(QHostAddress::LocalHost);
    ManagedServer server({descriptorOf(socket)}, {argument}, {});
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 2);
    QVERIFY(server.program().err().contains("the service manager listens already"));
    QCOMPARE(server.program().err().count('\n'), 1);
}

/// Restarts the server 20 times on the same socket while clients keep connecting.
void TestSystemService::restartsWithoutLosingClients()
{
    const auto socket = listeningSocket(QHostAddress::LocalHost);
    NotifySocket manager(m_dir.filePath(u"restart"_s).toUtf8());
    int terminations = 0;
    std::vector<std::unique_ptr<Requester>> requesters;
    requesters.reserve(8);
    for (int i = 0; i < 8; ++i)
        requesters.push_back(std::make_unique<Requester>(socket->serverPort(), terminations));
    const auto answered = [&] {
        int sum = 0;
        for (const auto &requester : requesters)
            sum += requester->answered;
        return sum;
    };
    for (int round = 0; round < 20; ++round) {
        const int before = answered();
        ManagedServer server({descriptorOf(socket)}, {u"--quiet"_s},
                             {{u"NOTIFY_SOCKET"_s, manager.name()}});
        QTRY_VERIFY(answered() >= before + 50);
        if (round == 19) {
            for (const auto &requester : requesters)
                requester->finish();
            QTRY_VERIFY(std::all_of(requesters.begin(), requesters.end(),
                                    [](const auto &requester) { return requester->isIdle(); }));
        }
        server.signal(SIGTERM);
        ++terminations;
        QTRY_VERIFY(server.program().hasEnded());
        QCOMPARE(server.program().status(), 0);
        QCOMPARE(server.program().err(), QByteArray());
    }
    int missed = 0;
    for (const auto &requester : requesters) {
        QCOMPARE(requester->failures, QByteArrayList());
        missed += requester->missed;
    }
    qInfo("%d clients answered, %d closed by a server that was shutting down", answered(), missed);
    QCOMPARE(manager.messages().count("STOPPING=1\nSTATUS=Answering what has been asked"), 20);
}

QTEST_GUILESS_MAIN(TestSystemService)
#include "tst_systemservice.moc"
