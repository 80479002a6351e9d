// SPDX-License-Identifier: MIT
#include "common/session/session.h"
#include "tests/support/scriptedpeer.h"
#include "tests/support/tlspeer.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;
using Kind = SessionError::Kind;
using Mode = TlsOptions::Mode;
using State = Session::State;

namespace {

const QString here = QStringLiteral("127.0.0.1");
const QString localhost = QStringLiteral("localhost");

TlsOptions verified(const QString &authority = QStringLiteral("ca.pem"))
{
    return {Mode::Verified, tlsFile(authority)};
}

} // namespace

class TestSessionTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAndLeaves_data();
    void asksAndLeaves();
    void theNewestProtocol();
    void manyRequests();
    void heedsWhatIsEncryptedButNotSent();
    void failures_data();
    void failures();
    void aCommonNameIsNoAlternative();
    void failuresAreExplained_data();
    void failuresAreExplained();
    void unverifiedTakesAnyCertificate_data();
    void unverifiedTakesAnyCertificate();
    void oldProtocolsAreRefused();
    void aServerWithoutTls();
    void aTlsServerReachedWithoutTls();
    void theHandshakeHasADeadline();
    void authoritiesFile_data();
    void authoritiesFile();
    void brokenOffInTheHandshake();
    void opensslAsServer();
};

void TestSessionTls::asksAndLeaves_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("certificate");
    const auto server = QStringLiteral("server");
    QTest::newRow("address") << here << server;
    QTest::newRow("name") << localhost << server;
    QTest::newRow("absolute name") << QStringLiteral("localhost.") << server;
    QTest::newRow("common name") << localhost << QStringLiteral("onlycommonname");
}

void TestSessionTls::asksAndLeaves()
{
    QFETCH(QString, host);
    QFETCH(QString, certificate);
    TlsPeer peer(certificate);
    Session session;
    QList<Exchange> answers;
    connect(&session, &Session::answered, this,
            [&](const QList<Exchange> &exchanges) { answers += exchanges; });
    QSignalSpy farewell(&session, &Session::saidFarewell);
    session.open(host, peer.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Connected);
    QCOMPARE(session.framing(), Session::Framing::Line);
    session.ask("12345");
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.first().sum, 5u);
    session.close();
    QTRY_COMPARE(session.state(), State::Disconnected);
    QCOMPARE(peer.received(), QByteArray("\n12345\nquit\n"));
    QCOMPARE(farewell.size(), 1);
}

void TestSessionTls::theNewestProtocol()
{
    TlsPeer peer;
    Session session;
    session.open(here, peer.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Connected);
    QCOMPARE(peer.sessionProtocol(), QSsl::TlsV1_3);
}

void TestSessionTls::manyRequests()
{
    TlsPeer peer;
    Session session;
    qsizetype answered = 0;
    quint64 sum = 0;
    connect(&session, &Session::answered, this, [&](const QList<Exchange> &exchanges) {
        answered += exchanges.size();
        for (const Exchange &exchange : exchanges)
            sum += exchange.sum;
    });
    session.open(here, peer.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Connected);
    constexpr int requests = 5000;
    for (int i = 0; i < requests; ++i)
        QVERIFY(session.ask(QByteArray(1 + i % 100, '1')) != 0);
    session.close(); // the last replies arrive with the end of the connection
    QTRY_COMPARE(session.state(), State::Disconnected);
    QCOMPARE(answered, requests);
    QCOMPARE(sum, 5050u * (requests / 100));
}

/// Both plain and encrypted unsent bytes count.
void TestSessionTls::heedsWhatIsEncryptedButNotSent()
{
    TlsPeer peer;
    Session session;
    session.open(here, peer.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Connected);
    peer.pauseReading();
    const QByteArray part(64 * 1024, '1');
    constexpr qint64 endless = 256 * 1024 * 1024;
    qint64 appended = 0;
    int roundsFull = 0; // consecutive checks with wantsMore() false
    QVERIFY(QTest::qWaitFor([&] {
        roundsFull = session.wantsMore() ? 0 : roundsFull + 1;
        for (; session.wantsMore() && appended < endless; appended += part.size())
            session.append(part);
        return roundsFull == 20 || appended >= endless;
    }));
    QVERIFY(appended < endless);
    QVERIFY(!session.wantsMore());
    QSignalSpy ready(&session, &Session::readyForMore);
    peer.resumeReading();
    QTRY_VERIFY(!ready.isEmpty());
}

void TestSessionTls::failures_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const char *certificate, const char *authority, Kind kind,
                        const char *detail) {
        const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
        QTest::newRow(name) << text(certificate) << text(authority) << kind << text(detail);
    };
    row("not the lab's", "selfsigned", "ca.pem", Kind::UnknownAuthority,
        "DigitSum test: selfsigned");
    row("not another's", "server", "selfsigned.pem", Kind::UnknownAuthority, "DigitSum test lab");
    row("not the system's", "server", "", Kind::UnknownAuthority, "DigitSum test lab");
    row("another name", "othername", "ca.pem", Kind::WrongName, "another.example, 192.0.2.1");
    row("expired", "expired", "ca.pem", Kind::CertificateExpired, "");
    row("not yet valid", "notyet", "ca.pem", Kind::CertificateNotYetValid, "");
}

void TestSessionTls::failures()
{
    QFETCH(QString, certificate);
    QFETCH(QString, authority);
    TlsPeer peer(certificate);
    Session session;
    const QString file = authority.isEmpty() ? QString() : tlsFile(authority);
    session.open(here, peer.serverPort(), {Mode::Verified, file});
    QTRY_COMPARE(session.state(), State::Lost);
    QTEST(session.error().kind, "kind");
    QTEST(session.error().detail, "detail");
    QCOMPARE(session.error().host, here);
    QVERIFY(!session.error().isTransient());
    QCOMPARE(peer.received(), QByteArray());
}

/// The certificate has alternative names, so its common name does not count.
void TestSessionTls::aCommonNameIsNoAlternative()
{
    TlsPeer peer(QStringLiteral("commonname"));
    Session session;
    QSignalSpy states(&session, &Session::stateChanged);
    session.open(localhost, peer.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Lost);
    QCOMPARE(session.error().kind, Kind::WrongName);
    QCOMPARE(session.error().detail, QStringLiteral("another.example, 192.0.2.1"));
    QCOMPARE(peer.received(), QByteArray());
    QVERIFY(!states.contains(QVariantList{QVariant::fromValue(State::Connected)}));

    Session unverified;
    unverified.open(localhost, peer.serverPort(), {Mode::Unverified, {}});
    QTRY_COMPARE(unverified.state(), State::Connected);
}

void TestSessionTls::failuresAreExplained_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *certificate, const QStringList &words) {
        QTest::newRow(certificate) << QString::fromLatin1(certificate) << words;
    };
    row("selfsigned",
        {QStringLiteral("signed by \"DigitSum test: selfsigned\""), QStringLiteral("--ca FILE")});
    row("othername", {QStringLiteral("another.example, 192.0.2.1, not for 127.0.0.1")});
    row("expired", {QStringLiteral("1 Jan 2020"), QStringLiteral("clock")});
    row("notyet", {QStringLiteral("1 Jan 2090"), QStringLiteral("clock")});
}

void TestSessionTls::failuresAreExplained()
{
    QFETCH(QString, certificate);
    QFETCH(QStringList, words);
    TlsPeer peer(certificate);
    Session session;
    session.open(here, peer.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Lost);
    const QString sentence = explain(session.error()).sentence();
    for (const QString &word : words)
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
}

void TestSessionTls::unverifiedTakesAnyCertificate_data()
{
    QTest::addColumn<QString>("certificate");
    for (const char *name :
         {"server", "selfsigned", "othername", "commonname", "expired", "notyet"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestSessionTls::unverifiedTakesAnyCertificate()
{
    QFETCH(QString, certificate);
    TlsPeer peer(certificate);
    Session session;
    session.open(here, peer.serverPort(), {Mode::Unverified, {}});
    QTRY_COMPARE(session.state(), State::Connected);
}

void TestSessionTls::oldProtocolsAreRefused()
{
    TlsPeer peer;
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    peer.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    Session session;
    session.open(here, peer.serverPort(), {Mode::Unverified, {}});
    QTRY_COMPARE(session.state(), State::Lost);
    QCOMPARE(session.error().kind, Kind::HandshakeFailed);
    QVERIFY(!session.error().detail.isEmpty());
}

void TestSessionTls::aServerWithoutTls()
{
    ScriptedPeer peer;
    Session session;
    session.open(peer.host(), peer.port(), verified());
    QTRY_COMPARE(session.state(), State::Lost);
    QCOMPARE(session.error().kind, Kind::NoTlsThere);
}

void TestSessionTls::aTlsServerReachedWithoutTls()
{
    ScriptedPeer peer(QByteArray::fromHex("15030300020228")); // handshake_failure, RFC 8446
    Session session;
    session.open(peer.host(), peer.port());
    QTRY_COMPARE(session.state(), State::Lost);
    QCOMPARE(session.error().kind, Kind::TlsExpected);

    TlsPeer patient; // waits for the ClientHello while the client waits for the greeting
    Session impatient({.connect = 50ms});
    impatient.open(here, patient.serverPort());
    QTRY_COMPARE(impatient.state(), State::Lost);
    QCOMPARE(impatient.error().kind, Kind::NoGreeting);
    QVERIFY(explain(impatient.error()).nextStep.contains(QStringLiteral("TLS")));
}

void TestSessionTls::theHandshakeHasADeadline()
{
    TlsPeer peer;
    peer.setSilent();
    Session session({.connect = 50ms});
    session.open(here, peer.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Lost);
    QCOMPARE(session.error().kind, Kind::NoGreeting);
}

void TestSessionTls::authoritiesFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("missing") << tlsFile(QStringLiteral("nothing.pem"))
                             << Kind::AuthoritiesUnreadable;
    QTest::newRow("a folder") << tlsFile(QString()) << Kind::AuthoritiesUnreadable;
    QTest::newRow("empty") << QStringLiteral("/dev/null") << Kind::NoAuthorities;
    QTest::newRow("a key") << tlsFile(QStringLiteral("server.key")) << Kind::NoAuthorities;
}

void TestSessionTls::authoritiesFile()
{
    QFETCH(QString, file);
    ScriptedPeer peer;
    Session session;
    session.open(peer.host(), peer.port(), {Mode::Verified, file});
    QCOMPARE(session.state(), State::Lost); // at once, without connecting
    QTEST(session.error().kind, "kind");
    QVERIFY(session.error().detail.startsWith(file));
    QCoreApplication::processEvents();
    QCOMPARE(peer.connections(), 0);
}

void TestSessionTls::brokenOffInTheHandshake()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    connect(&server, &QTcpServer::newConnection, &server,
            [&] { server.nextPendingConnection()->abort(); });
    Session session;
    session.open(here, server.serverPort(), verified());
    QTRY_COMPARE(session.state(), State::Lost);
    QCOMPARE(session.error().kind, Kind::Lost);
    QVERIFY(session.error().isTransient()); // the server may be restarting or busy
}

/// A server of another implementation; the test writes its replies.
void TestSessionTls::opensslAsServer()
{
    QProcess server;
    server.start(QStringLiteral("openssl"),
                 {QStringLiteral("s_server"), QStringLiteral("-accept"),
                  QStringLiteral("127.0.0.1:0"), QStringLiteral("-cert"),
                  tlsFile(QStringLiteral("server.pem")), QStringLiteral("-key"),
                  tlsFile(QStringLiteral("server.key"))});
    QByteArray out; // "ACCEPT 127.0.0.1:34567", then the bytes of the client
    connect(&server, &QProcess::readyReadStandardOutput, this,
            [&] { out += server.readAllStandardOutput(); });
    const auto port = [&]() -> quint16 {
        const qsizetype begin = out.indexOf("ACCEPT ");
        const qsizetype end = out.indexOf('\n', qMax<qsizetype>(begin, 0));
        return begin < 0 || end < 0 ? quint16(0)
                                    : out.sliced(begin, end - begin).split(':').last().toUShort();
    };
    QTRY_VERIFY2(port() != 0, server.readAllStandardError().constData());

    Session session;
    QList<Exchange> answers;
    connect(&session, &Session::answered, this,
            [&](const QList<Exchange> &exchanges) { answers += exchanges; });
    session.open(here, port(), verified());
    server.write("Welcome to the server\n");
    QTRY_COMPARE(session.state(), State::Connected);
    session.ask("12345");
    QTRY_VERIFY(out.contains("\n12345\n"));
    server.write("15\n");
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.first().sum, 15u);
    server.kill();
    QTRY_COMPARE(session.state(), State::Lost);
    QCOMPARE(session.error().kind, Kind::Lost);
    QTRY_COMPARE(server.state(), QProcess::NotRunning);
}

QTEST_GUILESS_MAIN(TestSessionTls)
#include "tst_sessiontls.moc"
