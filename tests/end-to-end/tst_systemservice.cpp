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

/// What a file descriptor of \a pid has been opened with: O_NONBLOCK and others.
int flagsOf(qint64 pid, int descriptor)
{
    QFile file(u"/proc/%1/fdinfo/%2"_s.arg(pid).arg(descriptor));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    static const QRegularExpression flags(u"^flags:\\s*0*([0-7]+)$"_s,
                                          QRegularExpression::MultilineOption);
    return flags.match(QString::fromLatin1(file.readAll())).captured(1).toInt(nullptr, 8);
}

/// Asks for one sum after the other, each on a connection of its own, until told to stop.
class Asker final : public QObject
{
public:
    /// \a terminations counts how often servers were told to end.
    Asker(quint16 port, const int &terminations)
        : m_port(port)
        , m_terminations(terminations)
    {
        ask();
    }

    void finish() { m_isFinishing = true; }
    [[nodiscard]] bool isIdle() const { return m_client == nullptr; }

    int answered = 0;
    int missed = 0; ///< those that came too late: the server had been told to end
    QByteArrayList failures;

private:
    void ask()
    {
        m_client = std::make_unique<TestClient>(m_port);
        connect(m_client.get(), &QTcpSocket::connected, this, [this] {
            m_client->send("12345\nquit\n");
            m_terminationsBefore = m_terminations;
        });
        connect(m_client.get(), &QTcpSocket::disconnected, this, &Asker::conclude);
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
        QMetaObject::invokeMethod(this, &Asker::next, Qt::QueuedConnection);
    }

    void next()
    {
        m_isConcluded = false;
        const QByteArray &heard = m_client->received();
        const bool wasTold = m_terminations > m_terminationsBefore;
        if (heard.startsWith(QByteArray(greeting + "15\r\nThank You")))
            ++answered;
        else if (heard == greeting + notice && !wasTold)
            ++missed;
        else
            failures += "heard: " + heard;
        m_client.reset();
        if (!m_isFinishing)
            ask();
    }

    const quint16 m_port;
    const int &m_terminations;
    int m_terminationsBefore = 0;
    bool m_isFinishing = false;
    bool m_isConcluded = false;
    std::unique_ptr<TestClient> m_client;
};

} // namespace

/// `digitsum-serverd` under a service manager, which the test plays.
class TestSystemService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowItIs_data();
    void tellsHowItIs();
    void tellsWhyItCannotListen();
    void listensWithSocketsPassedOn();
    void socketsOfAnotherProcessAreNotOurs();
    void uselessSockets_data();
    void uselessSockets();
    void placesAreTheManagers_data();
    void placesAreTheManagers();
    void restartsWithoutARefusal();

private:
    QTemporaryDir m_dir;
};

void TestSystemService::tellsHowItIs_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("path") << m_dir.filePath(u"notify"_s).toUtf8();
    QTest::newRow("abstract") << QByteArray(
        "@digitsum-test-" + QByteArray::number(QCoreApplication::applicationPid()));
}

void TestSystemService::tellsHowItIs()
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
    TestClient client(match.captured(1).toUShort()); // at once: it is ready
    client.send("12\n");
    QTRY_COMPARE(client.received(), greeting + "3\r\n");
    server.signal(SIGTERM);
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 0);
    QTRY_COMPARE(manager.messages().size(), 1);
    QVERIFY(manager.messages().first().startsWith("STOPPING=1\nSTATUS="));
}

void TestSystemService::tellsWhyItCannotListen()
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

void TestSystemService::listensWithSocketsPassedOn()
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
    TestClient next(one->serverPort()); // waits for the next server
    QTRY_COMPARE(next.state(), QAbstractSocket::ConnectedState);
}

void TestSystemService::socketsOfAnotherProcessAreNotOurs()
{
    const auto socket = listeningSocket(QHostAddress::LocalHost);
    NotifySocket manager(m_dir.filePath(u"another"_s).toUtf8());
    ManagedServer server({descriptorOf(socket)}, {u"--port=0"_s, u"--listen=127.0.0.1"_s},
                         {{u"NOTIFY_SOCKET"_s, manager.name()}, {u"LISTEN_PID"_s, u"1"_s}});
    QTRY_COMPARE(manager.messages().size(), 1);
    QVERIFY(manager.messages().first().startsWith("READY=1\n"));
    QVERIFY(!manager.messages().first().contains(QByteArray::number(socket->serverPort())));
}

void TestSystemService::uselessSockets_data()
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
    QTest::newRow("no number") << AF_INET << int(SOCK_STREAM) << true << u"two\n2"_s
                               << QByteArray("LISTEN_FDS: 'two\\n2' is not a number");
    QTest::newRow("negative") << AF_INET << int(SOCK_STREAM) << true << u"-1"_s
                              << QByteArray("LISTEN_FDS: '-1' is not a number");
}

void TestSystemService::uselessSockets()
{
    QFETCH(int, family);
    QFETCH(int, type);
    QFETCH(bool, listens);
    QFETCH(QString, count);
    QFETCH(QByteArray, why);
    const auto good = listeningSocket(QHostAddress::LocalHost);
    const int other = ::socket(family, type | SOCK_CLOEXEC, 0);
    const sockaddr unnamed{static_cast<sa_family_t>(family), {}}; // the system finds a name
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

void TestSystemService::placesAreTheManagers_data()
{
    QTest::addColumn<QString>("argument");
    QTest::newRow("--listen") << u"--listen=any"_s;
    QTest::newRow("--port") << u"--port=9990"_s;
}

void TestSystemService::placesAreTheManagers()
{
    QFETCH(QString, argument);
    const auto socket = listeningSocket(QHostAddress::LocalHost);
    ManagedServer server({descriptorOf(socket)}, {argument}, {});
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 2);
    QVERIFY(server.program().err().contains("the service manager listens already"));
    QCOMPARE(server.program().err().count('\n'), 1);
}

/// Twenty servers, one after the other, behind the same socket; clients come all the time.
void TestSystemService::restartsWithoutARefusal()
{
    const auto socket = listeningSocket(QHostAddress::LocalHost);
    NotifySocket manager(m_dir.filePath(u"restart"_s).toUtf8());
    int terminations = 0;
    std::vector<std::unique_ptr<Asker>> askers;
    askers.reserve(8);
    for (int i = 0; i < 8; ++i)
        askers.push_back(std::make_unique<Asker>(socket->serverPort(), terminations));
    const auto answered = [&] {
        int sum = 0;
        for (const auto &asker : askers)
            sum += asker->answered;
        return sum;
    };
    for (int round = 0; round < 20; ++round) {
        const int before = answered();
        ManagedServer server({descriptorOf(socket)}, {u"--quiet"_s},
                             {{u"NOTIFY_SOCKET"_s, manager.name()}});
        QTRY_VERIFY(answered() >= before + 50);
        if (round == 19) {
            for (const auto &asker : askers)
                asker->finish();
            QTRY_VERIFY(std::all_of(askers.begin(), askers.end(),
                                    [](const auto &asker) { return asker->isIdle(); }));
        }
        server.signal(SIGTERM);
        ++terminations;
        QTRY_VERIFY(server.program().hasEnded());
        QCOMPARE(server.program().status(), 0);
        QCOMPARE(server.program().err(), QByteArray());
    }
    int missed = 0;
    for (const auto &asker : askers) {
        QCOMPARE(asker->failures, QByteArrayList());
        missed += asker->missed;
    }
    qInfo("%d answered, %d came while a server ended", answered(), missed);
    QCOMPARE(manager.messages().count("STOPPING=1\nSTATUS=Answering what has been asked"), 20);
}

QTEST_GUILESS_MAIN(TestSystemService)
#include "tst_systemservice.moc"
