// SPDX-License-Identifier: MIT
#include "common/session/serveraddress.h"

#include <QCommandLineParser>
#include <QTest>

using namespace DigitSum;

/// Addresses as people type them.
class TestServerAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void bad_data();
    void bad();
    void options_data();
    void options();
};

void TestServerAddress::good_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    const auto row = [](const char *name, const char *text, const char *host, int port) {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(host) << port;
    };
    row("a name", "example.org", "example.org", 9990);
    row("blanks around", "  127.0.0.1 ", "127.0.0.1", 9990);
    row("with a port", "example.org:80", "example.org", 80);
    row("IPv6", "::1", "::1", 9990);
    row("IPv6 in brackets", "[fe80::1%lo]", "fe80::1%lo", 9990);
    row("IPv6 with a port", "[::1]:81", "::1", 81);
}

void TestServerAddress::good()
{
    QFETCH(QString, text);
    const auto parsed = ServerAddress::fromText(text, 9990);
    const auto *address = std::get_if<ServerAddress>(&parsed);
    QVERIFY(address);
    QTEST(address->host, "host");
    QTEST(int(address->port), "port");
    QVERIFY(ServerAddress::fromText(address->toText(), 1) == parsed);
}

void TestServerAddress::bad_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *text, const char *reason) {
        QTest::addRow("'%s'", text) << QString::fromLatin1(text) << QString::fromLatin1(reason);
    };
    row("", "The server's name or address is missing.");
    row("  ", "The server's name or address is missing.");
    row("my server", "'my server' contains a blank; names and addresses do not.");
    row("a\tb", "'a\tb' contains a blank; names and addresses do not.");
    row("host:65536", "'65536' is no port: ports are whole numbers from 1 to 65535.");
    row("host:0", "'0' is no port: ports are whole numbers from 1 to 65535.");
    row("host:", "'' is no port: ports are whole numbers from 1 to 65535.");
    row("[::1]:x", "'x' is no port: ports are whole numbers from 1 to 65535.");
    row(":80", "':80' lacks a name or an address before the port.");
    row("[]:80", "'[]:80' lacks a name or an address before the port.");
    row("[::1", "'[::1' lacks the closing bracket; an example is [::1]:9990.");
    row("[::1]x", "'[::1]x' has more than a port after the bracket; an example is [::1]:9990.");
}

void TestServerAddress::bad()
{
    QFETCH(QString, text);
    const auto parsed = ServerAddress::fromText(text, 9990);
    QVERIFY(std::holds_alternative<QString>(parsed));
    QTEST(std::get<QString>(parsed), "reason");
}

void TestServerAddress::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("result"); // the address or the reason
    const auto row = [](const char *arguments, const char *result) {
        const auto words = QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts);
        QTest::addRow("'%s'", arguments) << words << QString::fromLatin1(result);
    };
    row("", "127.0.0.1:9990");
    row("--port 81", "127.0.0.1:81");
    row("--host ::1", "[::1]:9990");
    row("--host [::1]:82", "[::1]:82");
    row("--host a --port 83", "a:83");
    row("--host a:83 --port 83", "a:83");
    row("--host a:83 --port 84", "Options --host and --port name different ports.");
    row("--host=", "Option --host: The server's name or address is missing.");
    row("--host a:b", "Option --host: 'b' is no port: ports are whole numbers from 1 to 65535.");
    row("--port=", "Option --port: '' is not a whole number from 1 to 65535.");
    row("--port -1", "Option --port: '-1' is not a whole number from 1 to 65535.");
}

void TestServerAddress::options()
{
    QFETCH(QStringList, arguments);
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("host"), QString(), QStringLiteral("host")});
    parser.addOption({QStringLiteral("port"), QString(), QStringLiteral("port")});
    QVERIFY(parser.parse(QStringList{QStringLiteral("program")} + arguments));
    const auto parsed = ServerAddress::fromOptions(parser);
    const auto *address = std::get_if<ServerAddress>(&parsed);
    QTEST(address ? address->toText() : std::get<QString>(parsed), "result");
}

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_serveraddress.moc"
