// SPDX-License-Identifier: MIT
#include "common/protocol/escape.h"
#include "server/service/serviceoptionparser.h"
#include "tests/support/tlsfile.h"

#include <QCommandLineParser>
#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

std::variant<ServiceOptions, QString> parsed(const QStringList &arguments)
{
    QCommandLineParser parser;
    addServiceOptions(parser);
    if (!parser.parse(QStringList{QStringLiteral("test")} + arguments))
        return parser.errorText();
    return serviceOptionsFrom(parser);
}

} // namespace

class TestServiceOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void readsEveryOption();
    void limits();
    void publicSetsStrictLimits();
    void explicitOptionsOverridePublic();
    void addressWords();
    void overlappingAddresses_data();
    void overlappingAddresses();
    void proxies();
    void proxiesNeedTheProxyProtocol();
    void badProxies_data();
    void badProxies();
    void tls();
    void tlsNeedsCertificateAndKey();
    void badValues_data();
    void badValues();
    void everyOptionHasHelp();
};

void TestServiceOptions::defaults()
{
    const auto options = std::get<ServiceOptions>(parsed({}));
    QCOMPARE(options.port, quint16(9990));
    QCOMPARE(options.addresses, loopbackAddresses());
    QCOMPARE(options.addresses.first(), QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(options.framing, RequestParser::Framing::Undecided);
    QVERIFY(options.threads >= 1 && options.threads <= 8);
    QVERIFY(options.maxClients >= 1);
    QCOMPARE(options.bindRetries, 5);
    QCOMPARE(options.maxClientsPerAddress, 0);
    QCOMPARE(options.minRate, 0);
    QCOMPARE(options.maxDigits, 0);
    QCOMPARE(options.idleTimeout, 0ms);
    QCOMPARE(options.outputTimeout, 30s);
    QCOMPARE(options.outputLimit, 64 * 1024);
    QVERIFY(!options.proxyProtocol);
    QVERIFY(!options.tls);
    QCOMPARE(options.handshakeTimeout, 10s);
}

void TestServiceOptions::readsEveryOption()
{
    const auto options = std::get<ServiceOptions>(
        parsed(QStringLiteral("--listen 127.0.0.1 --listen ::1 --port 0 --framing raw --threads 3 "
                              "--max-clients 7 --bind-retries 0")
                   .split(QLatin1Char(' '))));
    QCOMPARE(options.addresses, (QList<QHostAddress>{QHostAddress(QHostAddress::LocalHost),
                                                     QHostAddress(QHostAddress::LocalHostIPv6)}));
    QCOMPARE(options.port, quint16(0));
    QCOMPARE(options.framing, RequestParser::Framing::Raw);
    QCOMPARE(options.threads, 3);
    QCOMPARE(options.maxClients, 7);
    QCOMPARE(options.bindRetries, 0);
}

void TestServiceOptions::limits()
{
    const auto options = std::get<ServiceOptions>(
        parsed(QStringLiteral("--max-clients-per-address 4 --idle-timeout 90 --min-rate 20 "
                              "--output-timeout 5 --max-digits 1000 --handshake-timeout 3 "
                              "--output-limit 4096")
                   .split(QLatin1Char(' '))));
    QCOMPARE(options.maxClientsPerAddress, 4);
    QCOMPARE(options.idleTimeout, 90s);
    QCOMPARE(options.minRate, 20);
    QCOMPARE(options.outputTimeout, 5s);
    QCOMPARE(options.maxDigits, 1000);
    QCOMPARE(options.handshakeTimeout, 3s);
    QCOMPARE(options.outputLimit, 4096);
}

void TestServiceOptions::publicSetsStrictLimits()
{
    const auto options = std::get<ServiceOptions>(parsed({QStringLiteral("--public")}));
    QVERIFY(options.maxClientsPerAddress > 0);
    QVERIFY(options.minRate > 0);
    QVERIFY(options.maxDigits > 0);
    QVERIFY(options.idleTimeout > 0s);
    QVERIFY(options.outputTimeout < ServiceOptions().outputTimeout);
    // --public does not change the addresses or the number of clients.
    QCOMPARE(options.addresses, loopbackAddresses());
    QCOMPARE(options.maxClients, ServiceOptions().maxClients);
}

void TestServiceOptions::explicitOptionsOverridePublic()
{
    const auto options = std::get<ServiceOptions>(
        parsed(QStringLiteral("--idle-timeout 0 --max-digits 5 --public").split(QLatin1Char(' '))));
    QCOMPARE(options.idleTimeout, 0s);
    QCOMPARE(options.maxDigits, 5);
    QCOMPARE(options.minRate, ServiceOptions::strict().minRate);
}

void TestServiceOptions::addressWords()
{
    const auto any = std::get<ServiceOptions>(parsed({QStringLiteral("--listen=any")}));
    QCOMPARE(any.addresses, anyAddresses());
    QVERIFY(any.addresses.contains(QHostAddress(QHostAddress::AnyIPv4)));
    const auto local = std::get<ServiceOptions>(parsed({QStringLiteral("--listen=localhost")}));
    QCOMPARE(local.addresses, loopbackAddresses());
}

void TestServiceOptions::overlappingAddresses_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("overlap");
    const auto row = [](const char *first, const char *second, bool overlap) {
        QTest::addRow("%s and %s", first, second)
            << QString::fromLatin1(first) << QString::fromLatin1(second) << overlap;
    };
    row("any", "localhost", true);
    row("localhost", "any", true);
    row("localhost", "localhost", true);
    row("localhost", "::1", true);
    row("192.0.2.1", "192.0.2.1", true);
    row("192.0.2.1", "::ffff:192.0.2.1", true);
    row("0.0.0.0", "192.0.2.1", true);
    row("::", "2001:db8::1", true);
    row("2001:db8::1", "2001:db8:0::1", true);
    row("fe80::1%eth0", "fe80::1%eth0", true);
    row("127.0.0.1", "::1", false);
    row("192.0.2.1", "192.0.2.2", false);
    row("0.0.0.0", "2001:db8::1", false);
    row("::", "192.0.2.1", false);
    row("0.0.0.0", "::", false);
    row("fe80::1%eth0", "fe80::1%eth1", false);
}

void TestServiceOptions::overlappingAddresses()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(bool, overlap);
    const auto result = parsed(
        {QStringLiteral("--listen=%1").arg(first), QStringLiteral("--listen=%1").arg(second)});
    QCOMPARE(std::holds_alternative<QString>(result), overlap);
    if (overlap)
        QVERIFY(std::get<QString>(result).startsWith(QStringLiteral("Option --listen: ")));
}

void TestServiceOptions::proxies()
{
    const auto trusts = [](const QStringList &arguments, const char *address) {
        const auto result = parsed(QStringList{QStringLiteral("--proxy-protocol")} + arguments);
        if (const auto *error = std::get_if<QString>(&result))
            qFatal("%s", qPrintable(*error));
        const auto &options = std::get<ServiceOptions>(result);
        const QHostAddress who(QString::fromLatin1(address));
        return options.proxyProtocol
               && std::any_of(options.proxyFrom.begin(), options.proxyFrom.end(),
                              [&](const auto &network) { return who.isInSubnet(network); });
    };
    QVERIFY(trusts({}, "127.0.0.1"));
    QVERIFY(trusts({}, "127.8.9.1"));
    QVERIFY(trusts({}, "::1"));
    QVERIFY(!trusts({}, "128.0.0.1"));
    QVERIFY(!trusts({}, "::2"));
    const QStringList list{QStringLiteral("--proxy-from=10.1.0.0/16,2001:db8::/32"),
                           QStringLiteral("--proxy-from=192.0.2.7")};
    QVERIFY(trusts(list, "10.1.255.255"));
    QVERIFY(!trusts(list, "10.2.0.0"));
    QVERIFY(trusts(list, "2001:db8:ffff::1"));
    QVERIFY(!trusts(list, "2001:db9::1"));
    QVERIFY(trusts(list, "192.0.2.7"));
    QVERIFY(!trusts(list, "192.0.2.6"));
    QVERIFY(!trusts(list, "127.0.0.1"));
    QVERIFY(trusts(list + QStringList{QStringLiteral("--proxy-from=localhost")}, "127.0.0.1"));
    QVERIFY(trusts({QStringLiteral("--proxy-from=10.1.2.3/8")}, "10.200.0.1"));
    QVERIFY(trusts({QStringLiteral("--proxy-from=0.0.0.0/0")}, "203.0.113.9"));
}

void TestServiceOptions::proxiesNeedTheProxyProtocol()
{
    const auto result = parsed({QStringLiteral("--proxy-from=10.0.0.0/8")});
    QVERIFY(std::holds_alternative<QString>(result));
    QCOMPARE(std::get<QString>(result),
             QStringLiteral("Option --proxy-from is for --proxy-protocol, which is missing."));
}

void TestServiceOptions::badProxies_data()
{
    QTest::addColumn<QString>("value");
    for (const char *value : {"",
                              "10",
                              "10.1",
                              "10/8",
                              "10.0.0.0/33",
                              "10.0.0.0/-1",
                              "10.0.0.0/",
                              "10.0.0.0/+8",
                              "10.0.0.0/ 8",
                              "10.0.0.0/08",
                              "10.0.0.0/8/8",
                              "10.0.0.0/255.0.0.0",
                              "0x0a.0.0.0/8",
                              "010.0.0.1",
                              "2001:db8::/129",
                              "any",
                              "example.org",
                              "10.0.0.0/8,",
                              ",",
                              "10.0.0.0/8, 10.0.0.1"})
        QTest::addRow("'%s'", value) << QString::fromLatin1(value);
}

void TestServiceOptions::badProxies()
{
    QFETCH(QString, value);
    const auto result =
        parsed({QStringLiteral("--proxy-protocol"), QStringLiteral("--proxy-from=%1").arg(value)});
    QVERIFY(std::holds_alternative<QString>(result));
    QVERIFY(std::get<QString>(result).startsWith(QLatin1StringView("Option --proxy-from: '")));
}

void TestServiceOptions::tls()
{
    const QString certificate = Testing::tlsFile(QStringLiteral("server.pem"));
    const QString key = Testing::tlsFile(QStringLiteral("server.key"));
    const auto options = std::get<ServiceOptions>(
        parsed({QStringLiteral("--tls-cert"), certificate, QStringLiteral("--tls-key"), key}));
    QVERIFY(options.tls);
    QCOMPARE(options.tls->chain, QSslCertificate::fromPath(certificate));
}

void TestServiceOptions::tlsNeedsCertificateAndKey()
{
    for (const QString &option : {QStringLiteral("--tls-cert"), QStringLiteral("--tls-key")}) {
        const auto result = parsed({option, Testing::tlsFile(QStringLiteral("server.pem"))});
        QVERIFY(std::holds_alternative<QString>(result));
        QVERIFY(std::get<QString>(result).contains(QLatin1StringView("--tls-key FILE")));
    }
}

void TestServiceOptions::badValues_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    const auto rows = [](const char *option, std::initializer_list<const char *> values) {
        for (const char *value : values) {
            QTest::addRow("--%s=%s", option, value)
                << QString::fromLatin1(option) << QString::fromLatin1(value);
        }
    };
    rows("port", {"", "x", "-1", "65536", "9990x", "1.5", "99999999999999999999"});
    rows("listen", {"", "nowhere", "256.1.1.1", "127.0.0.1:80", "example.org", "fe80::1"});
    rows("framing", {"", "Line", "lines"});
    rows("threads", {"0", "-2", "many", "257"});
    rows("max-clients", {"0", "-1", "all", "2000000"});
    rows("bind-retries", {"-1", "x", "1001"});
    rows("max-clients-per-address", {"", "-1", "few", "2147483648"});
    rows("idle-timeout", {"", "-1", "1.5", "5min", "2592001"});
    rows("min-rate", {"", "-1", "slow", "2147483648"});
    rows("output-limit", {"", "0", "1023", "64k", "16777217"});
    rows("output-timeout", {"", "0", "-1", "2592001"});
    rows("max-digits", {"", "-1", "1e6", "2147483648"});
    QTest::newRow("a line break") << QStringLiteral("port") << QStringLiteral("1\n2");
}

void TestServiceOptions::badValues()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    const auto result = parsed({QStringLiteral("--%1=%2").arg(option, value)});
    QVERIFY(std::holds_alternative<QString>(result));
    const QString error = std::get<QString>(result);
    QVERIFY2(error.contains(option), qPrintable(error));
    QVERIFY2(error.contains(escaped(value.toUtf8())), qPrintable(error));
    QVERIFY2(!error.contains(QLatin1Char('\n')), qPrintable(error));
}

void TestServiceOptions::everyOptionHasHelp()
{
    QCommandLineParser parser;
    addServiceOptions(parser);
    const QString help = parser.helpText();
    for (const char *option :
         {"--listen", "--port", "--framing", "--threads", "--max-clients ",
          "--max-clients-per-address", "--idle-timeout", "--min-rate", "--output-timeout",
          "--max-digits", "--public", "--bind-retries", "--proxy-protocol", "--proxy-from"})
        QVERIFY2(help.contains(QLatin1StringView(option)), option);
}

QTEST_GUILESS_MAIN(TestServiceOptions)
#include "tst_serviceoptions.moc"
