// SPDX-License-Identifier: MIT
#include "tests/end-to-end/serverprocess.h"
#include "tests/end-to-end/terminal.h"
#include "tests/support/testclient.h"
#include "tests/support/tlsclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace DigitSum::Testing;

namespace {

const QByteArray greeting = "Welcome to the server\r\n";
const QByteArray full = "Server is full. Please try again later.\r\n";

/// The local port of a TCP socket of process \a pid in \a state, as /proc tells; 0 if it has none.
quint16 portInState(qint64 pid, const char *state)
{
    const auto process = QStringLiteral("/proc/%1/").arg(pid);
    QStringList sockets;
    const QDir descriptors(process + QStringLiteral("fd"));
    for (const auto &entry : descriptors.entryInfoList(QDir::System | QDir::Files | QDir::Dirs))
        sockets += QFile::symLinkTarget(entry.filePath()).section(QLatin1Char('/'), -1);
    QFile table(process + QStringLiteral("net/tcp"));
    if (!table.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : table.readAll().split('\n')) {
        const QByteArrayList fields = line.simplified().split(' ');
        if (fields.size() > 9 && fields[3] == state
            && sockets.contains(QStringLiteral("socket:[%1]").arg(QString::fromLatin1(fields[9]))))
            return static_cast<quint16>(fields[1].split(':').constLast().toUInt(nullptr, 16));
    }
    return 0;
}

quint16 listeningPort(qint64 pid)
{
    return portInState(pid, "0A");
}

bool hasConnection(qint64 pid)
{
    return portInState(pid, "01") != 0;
}

bool isServed(quint16 port)
{
    TestClient client(port);
    client.send("12\n");
    return QTest::qWaitFor([&] { return client.received() == greeting + "3\r\n"; });
}

/// `digitsum-serverd`, not yet started.
std::unique_ptr<Program> server(const QStringList &arguments = {})
{
    return std::make_unique<Program>(built("digitsum-serverd"),
                                     QStringList{QStringLiteral("--port"), QStringLiteral("0"),
                                                 QStringLiteral("--listen"),
                                                 QStringLiteral("127.0.0.1")}
                                         + arguments);
}

void send(const Program &program, int number)
{
    ::kill(static_cast<pid_t>(program.processId()), number);
}

quint16 portOf(const Program &program)
{
    quint16 port = 0;
    (void)QTest::qWaitFor([&] { return (port = listeningPort(program.processId())) != 0; });
    return port;
}

std::vector<std::unique_ptr<TestClient>> connected(int count, quint16 port)
{
    std::vector<std::unique_ptr<TestClient>> clients;
    clients.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        clients.push_back(std::make_unique<TestClient>(port));
    return clients;
}

} // namespace

/// What ends `digitsum-serverd`, and what must not: signals, and what becomes of its streams.
class TestServerSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreadLogHoldsUpNobody();
    void stoppedTerminalHoldsUpNobody();
    void lostLogReaderIsSurvived();
    void fullLogFileIsSurvived();
    void closedStreams_data();
    void closedStreams();
    void harmlessSignals_data();
    void harmlessSignals();
    void quitSignalDumpsCore();
    void stopAndContinue();
    void hangup_data();
    void hangup();
    void hangupRenewsTheCertificate();
    void oneStopThatArrivesTwice();
    void windowsEndPolitely_data();
    void windowsEndPolitely();
    void runsAsFirstProcess();
    void tooFewThreads();
    void tooFewDescriptors();
};

void TestServerSignals::unreadLogHoldsUpNobody()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const int unread = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    ::fcntl(unread, F_SETPIPE_SZ, 4096);
    const auto program = server();
    program->setStandardErrorFile(path);
    program->start();
    const quint16 port = portOf(*program);
    for (int i = 0; i < 60; ++i) // two lines each
        QVERIFY(isServed(port));
    send(*program, SIGTERM);
    QTRY_VERIFY_WITH_TIMEOUT(program->hasEnded(), 5'000);
    QCOMPARE(program->status(), 0);
    ::close(unread);
}

void TestServerSignals::stoppedTerminalHoldsUpNobody()
{
    Terminal terminal;
    const auto program = server();
    terminal.start(*program);
    const quint16 port = portOf(*program);
    terminal.type("\x13"); // Ctrl-S
    for (int i = 0; i < 20; ++i)
        QVERIFY(isServed(port));
    send(*program, SIGTERM);
    QTRY_VERIFY_WITH_TIMEOUT(program->hasEnded(), 5'000);
    QCOMPARE(program->status(), 0);
}

void TestServerSignals::lostLogReaderIsSurvived()
{
    const auto program = server();
    program->start();
    const quint16 port = portOf(*program);
    program->closeReadChannel(QProcess::StandardError);
    for (int i = 0; i < 3; ++i)
        QVERIFY(isServed(port));
    send(*program, SIGTERM);
    QTRY_VERIFY(program->hasEnded());
    QCOMPARE(program->status(), 0);
}

void TestServerSignals::fullLogFileIsSurvived()
{
    const QTemporaryDir folder;
    const auto program = server();
    program->setStandardErrorFile(folder.filePath(QStringLiteral("log")));
    program->setChildProcessModifier([] {
        const rlimit limit{512, 512};
        ::setrlimit(RLIMIT_FSIZE, &limit); // SIGXFSZ
    });
    program->start();
    const quint16 port = portOf(*program);
    for (int i = 0; i < 20; ++i)
        QVERIFY(isServed(port));
    send(*program, SIGTERM);
    QTRY_VERIFY(program->hasEnded());
    QCOMPARE(program->status(), 0);
}

void TestServerSignals::closedStreams_data()
{
    QTest::addColumn<QList<int>>("streams");
    QTest::newRow("input") << QList<int>{0};
    QTest::newRow("output") << QList<int>{1};
    QTest::newRow("error") << QList<int>{2};
    QTest::newRow("all") << QList<int>{0, 1, 2};
}

void TestServerSignals::closedStreams()
{
    QFETCH(QList<int>, streams);
    const auto program = server();
    program->setChildProcessModifier([streams] {
        for (const int stream : streams)
            ::close(stream);
    });
    program->start();
    const quint16 port = portOf(*program);
    for (int i = 0; i < 3; ++i)
        QVERIFY(isServed(port));
    QVERIFY(!program->hasEnded());
    send(*program, SIGTERM);
    QTRY_VERIFY(program->hasEnded());
    QCOMPARE(program->status(), 0);
}

void TestServerSignals::harmlessSignals_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGPIPE") << SIGPIPE;
    QTest::newRow("SIGXFSZ") << SIGXFSZ;
    QTest::newRow("SIGUSR1") << SIGUSR1;
    QTest::newRow("SIGUSR2") << SIGUSR2;
}

void TestServerSignals::harmlessSignals()
{
    QFETCH(int, number);
    ServerProcess serverd;
    TestClient client(serverd.port());
    QTRY_COMPARE(client.received(), greeting);
    client.takeReceived();
    serverd.signal(number);
    client.send("12\n");
    QTRY_COMPARE(client.received(), QByteArray("3\r\n"));
    QVERIFY(!serverd.program().hasEnded());
}

void TestServerSignals::quitSignalDumpsCore()
{
    const auto program = server();
    program->setChildProcessModifier([] {
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none); // the signal's effect, but no file
    });
    program->start();
    QVERIFY(portOf(*program) != 0);
    send(*program, SIGQUIT);
    QTRY_VERIFY(program->hasEnded());
    QCOMPARE(program->status(), -SIGQUIT);
}

void TestServerSignals::stopAndContinue()
{
    ServerProcess serverd({QStringLiteral("--idle-timeout"), QStringLiteral("1")});
    const auto clients = connected(100, serverd.port());
    for (const auto &client : clients)
        QTRY_COMPARE(client->received(), greeting);
    serverd.signal(SIGSTOP);
    for (const auto &client : clients)
        client->send("12\n");
    QElapsedTimer stopped;
    stopped.start();
    QTRY_VERIFY(stopped.hasExpired(2'500)); // more than the limit
    serverd.signal(SIGCONT);
    for (const auto &client : clients) {
        QTRY_VERIFY(client->received() != greeting);
        QVERIFY(client->received().startsWith(QByteArray(greeting + "3\r\n")));
    }
}

void TestServerSignals::hangup_data()
{
    QTest::addColumn<bool>("hasTerminal");
    QTest::newRow("terminal closed") << true;
    QTest::newRow("without a terminal") << false;
}

void TestServerSignals::hangup()
{
    QFETCH(bool, hasTerminal);
    auto terminal = std::make_unique<Terminal>();
    const auto program = server();
    if (hasTerminal) {
        terminal->start(*program);
    } else {
        program->setChildProcessModifier([] { ::setsid(); });
        program->start();
    }
    TestClient client(portOf(*program));
    QTRY_COMPARE(client.received(), greeting);
    client.takeReceived();
    if (hasTerminal) {
        terminal.reset(); // the kernel sends SIGHUP
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.received(), QByteArray("Server is shutting down.\r\n"));
        QTRY_VERIFY(program->hasEnded());
        QCOMPARE(program->status(), 0);
    } else {
        send(*program, SIGHUP);
        client.send("12\n");
        QTRY_COMPARE(client.received(), QByteArray("3\r\n"));
        QVERIFY(!program->hasEnded());
    }
}

void TestServerSignals::hangupRenewsTheCertificate()
{
    const QTemporaryDir folder;
    const QString certificate = folder.filePath(QStringLiteral("server.pem"));
    const QString key = folder.filePath(QStringLiteral("server.key"));
    const auto install = [&](const QString &name) {
        for (const QString &file : {certificate, key}) {
            QFile::remove(file);
            QFile::copy(tlsFile(name + file.right(4)), file);
        }
    };
    const auto digestOf = [](const TlsClient &client) { return client.peerCertificate().digest(); };
    install(QStringLiteral("server"));
    const auto program =
        server({QStringLiteral("--tls-cert"), certificate, QStringLiteral("--tls-key"), key});
    program->setChildProcessModifier([] { ::setsid(); }); // no terminal
    program->start();
    const quint16 port = portOf(*program);
    TlsClient old(port);
    QTRY_COMPARE(old.received(), greeting);

    install(QStringLiteral("othername"));
    send(*program, SIGHUP);
    QTRY_VERIFY(program->err().contains("Certificate read again"));
    TlsClient renewed(port);
    renewed.ignoreSslErrors(); // it is for another name
    QTRY_COMPARE(renewed.received(), greeting);
    QVERIFY(digestOf(renewed) != digestOf(old));
    old.write("12\n");
    QTRY_COMPARE(old.received(), greeting + "3\r\n");

    QFile broken(key);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("not a key");
    broken.close();
    send(*program, SIGHUP);
    QTRY_VERIFY(program->err().contains("The old certificate stays in use."));
    TlsClient last(port);
    last.ignoreSslErrors();
    QTRY_COMPARE(last.received(), greeting);
    QCOMPARE(digestOf(last), digestOf(renewed));
}

void TestServerSignals::oneStopThatArrivesTwice()
{
    const auto program = server();
    // A process group of its own, which timeout(1) signals after its child.
    program->setArguments(QStringList{QStringLiteral("1"), program->program()}
                          + program->arguments());
    program->setProgram(QStringLiteral("timeout"));
    program->start();
    QTRY_VERIFY(program->out().contains("Port: "));
    const auto port = program->out().trimmed().split(' ').constLast().toUShort();
    const auto clients = connected(20, port);
    for (const auto &client : clients)
        QTRY_COMPARE(client->received(), greeting);
    for (const auto &client : clients) {
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->received(), greeting + "Server is shutting down.\r\n");
    }
    QTRY_VERIFY(program->hasEnded());
}

void TestServerSignals::windowsEndPolitely_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("hasStreams");
    QTest::newRow("SIGTERM") << SIGTERM << true;
    QTest::newRow("SIGINT") << SIGINT << true;
    QTest::newRow("SIGTERM, with all standard streams closed") << SIGTERM << false;
}

void TestServerSignals::windowsEndPolitely()
{
    QFETCH(int, number);
    QFETCH(bool, hasStreams);
    const auto closeStreams = [hasStreams] {
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            if (!hasStreams)
                ::close(stream);
        }
    };
    const QTemporaryDir home;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
    const auto console = server({QStringLiteral("--start")});
    console->setProgram(built("digitsum-server"));
    console->setProcessEnvironment(environment);
    console->setChildProcessModifier(closeStreams);
    console->start();
    const quint16 port = portOf(*console);
    TestClient client(port);
    QTRY_COMPARE(client.received(), greeting);

    Program window(built("digitsum-client"),
                   {QStringLiteral("--connect"), QStringLiteral("--port"), QString::number(port)});
    window.setProcessEnvironment(environment);
    window.setChildProcessModifier(closeStreams);
    window.start();
    QTRY_VERIFY(hasConnection(window.processId()));
    send(window, number);
    QTRY_VERIFY(window.hasEnded());
    QCOMPARE(window.status(), 0);

    send(*console, number);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), greeting + "Server is shutting down.\r\n");
    QTRY_VERIFY(console->hasEnded());
    QCOMPARE(console->status(), 0);
}

void TestServerSignals::runsAsFirstProcess()
{
    Program probe(QStringLiteral("unshare"), {QStringLiteral("-rpf"), QStringLiteral("true")});
    probe.start();
    QTRY_VERIFY(probe.hasEnded());
    if (probe.status() != 0)
        QSKIP("This system lets nobody make a PID namespace.");

    const auto program = server();
    program->setArguments(
        QStringList{QStringLiteral("-rpf"), QStringLiteral("--kill-child"), program->program()}
        + program->arguments());
    program->setProgram(QStringLiteral("unshare"));
    program->start();
    QTRY_VERIFY(program->out().contains("Port: "));
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(program->processId()));
    QVERIFY(children.open(QIODevice::ReadOnly));
    const auto first = static_cast<pid_t>(children.readAll().trimmed().toInt());
    QVERIFY(first > 0);
    ::kill(first, SIGTERM);
    QTRY_VERIFY(program->hasEnded());
    QCOMPARE(program->status(), 0);
}

void TestServerSignals::tooFewThreads()
{
    qputenv("ASAN_OPTIONS", "detect_leaks=0"); // needs a thread and descriptors, too
    if (::geteuid() != 0)
        QSKIP("The limit is per user: only root can start the server as a user without processes.");
    constexpr uid_t nobodyElse = 61'234; // runs nothing else
    const QString path = built("digitsum-serverd");
    for (const rlim_t threads : {1U, 2U, 4U, 6U}) {
        const auto program = server({QStringLiteral("--threads"), QStringLiteral("4")});
        program->setChildProcessModifier([threads] {
            const rlimit limit{threads, threads};
            ::setrlimit(RLIMIT_NPROC, &limit);
            if (::setgid(nobodyElse) != 0 || ::setuid(nobodyElse) != 0)
                ::_exit(99);
        });
        program->start();
        QTRY_VERIFY(program->hasEnded());
        if (program->status() == 255 || program->error() == QProcess::FailedToStart)
            QSKIP("Other users may not run programs from this folder.");
        QCOMPARE(program->status(), 8);
        QVERIFY2(program->err().contains("Cannot start"), program->err().constData());
        QCOMPARE(program->out(), QByteArray());
    }
}

void TestServerSignals::tooFewDescriptors()
{
    qputenv("ASAN_OPTIONS", "detect_leaks=0"); // needs a thread and descriptors, too
    const auto start = [](int threads, rlim_t descriptors) {
        auto program = server({QStringLiteral("--threads"), QString::number(threads)});
        program->setChildProcessModifier([descriptors] {
            const rlimit limit{descriptors, descriptors};
            ::setrlimit(RLIMIT_NOFILE, &limit);
        });
        program->start();
        return program;
    };
    const auto refused = start(64, 64);
    QTRY_VERIFY(refused->hasEnded());
    QCOMPARE(refused->status(), 8);
    QVERIFY2(refused->err().contains("Cannot start"), refused->err().constData());

    // Whoever is not served is told so, however many threads take descriptors.
    const auto program = start(20, 320);
    const quint16 port = portOf(*program);
    const auto clients = connected(400, port);
    int served = 0;
    for (const auto &client : clients) {
        QTRY_VERIFY(!client->received().isEmpty());
        served += client->received() == greeting;
        QVERIFY(client->received() == greeting || client->received() == full);
    }
    QVERIFY2(served >= 50 && served < 320, QByteArray::number(served).constData());
}

QTEST_GUILESS_MAIN(TestServerSignals)
#include "tst_serversignals.moc"
