// SPDX-License-Identifier: MIT
#include "server/service/serviceoptions.h"

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

class tst_ServiceOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void everyOptionIsRead();
    void limits();
    void publicIsStrict();
    void explicitOptionsWinOverPublic();
    void addressWords();
    void badValues_data();
    void badValues();
    void everyOptionHasHelp();
};

void tst_ServiceOptions::defaults()
{
    const auto options = std::get<ServiceOptions>(parsed({}));
    QCOMPARE(options.port, quint16(9990));
    QCOMPARE(options.addresses, ServiceOptions::loopbackAddresses());
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
}

void tst_ServiceOptions::everyOptionIsRead()
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

void tst_ServiceOptions::limits()
{
    const auto options = std::get<ServiceOptions>(
        parsed(QStringLiteral("--max-clients-per-address 4 --idle-timeout 90 --min-rate 20 "
                              "--output-timeout 5 --max-digits 1000")
                   .split(QLatin1Char(' '))));
    QCOMPARE(options.maxClientsPerAddress, 4);
    QCOMPARE(options.idleTimeout, 90s);
    QCOMPARE(options.minRate, 20);
    QCOMPARE(options.outputTimeout, 5s);
    QCOMPARE(options.maxDigits, 1000);
}

void tst_ServiceOptions::publicIsStrict()
{
    const auto options = std::get<ServiceOptions>(parsed({QStringLiteral("--public")}));
    QVERIFY(options.maxClientsPerAddress > 0);
    QVERIFY(options.minRate > 0);
    QVERIFY(options.maxDigits > 0);
    QVERIFY(options.idleTimeout > 0s);
    QVERIFY(options.outputTimeout < ServiceOptions().outputTimeout);
    // Who may connect is another question.
    QCOMPARE(options.addresses, ServiceOptions::loopbackAddresses());
    QCOMPARE(options.maxClients, ServiceOptions().maxClients);
}

void tst_ServiceOptions::explicitOptionsWinOverPublic()
{
    const auto options = std::get<ServiceOptions>(
        parsed(QStringLiteral("--idle-timeout 0 --max-digits 5 --public").split(QLatin1Char(' '))));
    QCOMPARE(options.idleTimeout, 0s);
    QCOMPARE(options.maxDigits, 5);
    QCOMPARE(options.minRate, ServiceOptions::strict().minRate);
}

void tst_ServiceOptions::addressWords()
{
    const auto any = std::get<ServiceOptions>(parsed({QStringLiteral("--listen=any")}));
    QCOMPARE(any.addresses, ServiceOptions::anyAddresses());
    QVERIFY(any.addresses.contains(QHostAddress(QHostAddress::AnyIPv4)));
    const auto local = std::get<ServiceOptions>(parsed({QStringLiteral("--listen=localhost")}));
    QCOMPARE(local.addresses, ServiceOptions::loopbackAddresses());
}

void tst_ServiceOptions::badValues_data()
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
    rows("listen", {"", "nowhere", "256.1.1.1", "127.0.0.1:80", "example.org"});
    rows("framing", {"", "Line", "lines"});
    rows("threads", {"0", "-2", "many", "257"});
    rows("max-clients", {"0", "-1", "all", "2000000"});
    rows("bind-retries", {"-1", "x", "1001"});
    rows("max-clients-per-address", {"", "-1", "few", "2147483648"});
    rows("idle-timeout", {"", "-1", "1.5", "5min", "2592001"});
    rows("min-rate", {"", "-1", "slow", "2147483648"});
    rows("output-timeout", {"", "0", "-1", "2592001"});
    rows("max-digits", {"", "-1", "1e6", "2147483648"});
}

void tst_ServiceOptions::badValues()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    const auto result = parsed({QStringLiteral("--%1=%2").arg(option, value)});
    QVERIFY(std::holds_alternative<QString>(result));
    const QString error = std::get<QString>(result);
    QVERIFY2(error.contains(option), qPrintable(error));
    QVERIFY2(error.contains(value), qPrintable(error));
    QVERIFY2(!error.contains(QLatin1Char('\n')), qPrintable(error));
}

void tst_ServiceOptions::everyOptionHasHelp()
{
    QCommandLineParser parser;
    addServiceOptions(parser);
    const QString help = parser.helpText();
    for (const char *option : {"--listen", "--port", "--framing", "--threads", "--max-clients ",
                               "--max-clients-per-address", "--idle-timeout", "--min-rate",
                               "--output-timeout", "--max-digits", "--public", "--bind-retries"})
        QVERIFY2(help.contains(QLatin1StringView(option)), option);
}

QTEST_GUILESS_MAIN(tst_ServiceOptions)
#include "tst_serviceoptions.moc"
