// SPDX-License-Identifier: MIT
#include "server/transport/proxyheader.h"

#include <QRandomGenerator>
#include <QTest>

#include <arpa/inet.h>

using namespace DigitSum;
using namespace Qt::StringLiterals;
using Result = ProxyHeader::Result;

namespace {

const QByteArray signature("\r\n\r\n\0\r\nQUIT\n", 12);
const QByteArray v4 = QByteArray::fromHex("c0a80001c0a8000bdc0401bb"); // 192.168.0.1:56324
const QByteArray v6 = QByteArray::fromHex("20010db8000000000000000000000001"
                                          "20010db8000000000000000000000002ffff0000");

/// Builds a header of version 2.
QByteArray binary(quint8 command, quint8 family, const QByteArray &block, int length = -1)
{
    const auto size = static_cast<quint16>(length < 0 ? block.size() : length);
    QByteArray bytes = signature;
    for (const int byte : {int(command), int(family), size >> 8, size & 0xff})
        bytes += static_cast<char>(byte);
    return bytes + block;
}

/// Formats the result for comparison: "192.168.0.1:56324", "the socket's own" or "a health check".
QString meaning(const PeerInfo &peerInfo)
{
    if (peerInfo.isHealthCheck)
        return u"a health check"_s;
    return peerInfo.endpoint.address.isNull() ? u"the socket's own"_s
                                              : peerInfo.endpoint.toString();
}

Result resultOf(const QByteArray &bytes)
{
    return ProxyHeader::parse(bytes).result;
}

} // namespace

class TestProxyHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valid_data();
    void valid();
    void invalid_data();
    void invalid();
    void ipv6MatchesInetPton();
    void lengthIsBounded();
    void nothingIsReadPastTheEnd();
    void resultIsFinal_data();
    void resultIsFinal();
};

void TestProxyHeader::valid_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("client");
    const auto row = [](const char *name, const QByteArray &header, const char *client) {
        QTest::newRow(name) << header << QString::fromLatin1(client);
    };
    row("1, IPv4", "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n", "192.168.0.1:56324");
    row("1, IPv4, longest", "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n",
        "255.255.255.255:65535");
    row("1, IPv4, shortest", "PROXY TCP4 1.1.1.1 1.1.1.1 0 0\r\n", "1.1.1.1:0");
    row("1, IPv6", "PROXY TCP6 2001:db8::1 2001:db8::2 65535 0\r\n", "[2001:db8::1]:65535");
    row("1, IPv6, longest",
        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff "
        "FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF 65535 65535\r\n",
        "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535");
    row("1, IPv6, leading zeros", "PROXY TCP6 0001:02:003:4:5:6:7:8 :: 1 2\r\n",
        "[1:2:3:4:5:6:7:8]:1");
    row("1, IPv6, unspecified", "PROXY TCP6 :: :: 1 2\r\n", "[::]:1");
    row("1, IPv6 that is IPv4", "PROXY TCP6 ::ffff:10.1.2.3 ::ffff:10.1.2.4 1 2\r\n", "10.1.2.3:1");
    row("1, unknown", "PROXY UNKNOWN\r\n", "the socket's own");
    row("1, unknown, with what doesn't count", "PROXY UNKNOWN ffff::1 what ever  it\r is\r\n",
        "the socket's own");
    row("1, unknown, longest", "PROXY UNKNOWN " + QByteArray(91, 'f') + "\r\n", "the socket's own");
    row("2, IPv4", binary(0x21, 0x11, v4), "192.168.0.1:56324");
    row("2, IPv4, fields to skip", binary(0x21, 0x11, v4 + QByteArray::fromHex("040003000000")),
        "192.168.0.1:56324");
    row("2, IPv4, fields that are none", binary(0x21, 0x11, v4 + "\xff"), "192.168.0.1:56324");
    row("2, IPv6", binary(0x21, 0x21, v6), "[2001:db8::1]:65535");
    row("2, IPv6 that is IPv4",
        binary(0x21, 0x21, QByteArray::fromHex("00000000000000000000ffff0a010203") + v6.mid(16)),
        "10.1.2.3:65535");
    row("2, IPv6, longest", binary(0x21, 0x21, v6 + QByteArray(2048 - 16 - 36, '\0')),
        "[2001:db8::1]:65535");
    row("2, unspecified", binary(0x21, 0x00, {}), "the socket's own");
    row("2, unspecified, with a block", binary(0x21, 0x00, v4), "the socket's own");
    row("2, IPv4 over something else", binary(0x21, 0x10, v4), "the socket's own");
    row("2, UDP", binary(0x21, 0x12, v4), "the socket's own");
    row("2, Unix", binary(0x21, 0x31, QByteArray(216, '/')), "the socket's own");
    row("2, local", binary(0x20, 0x00, {}), "a health check");
    row("2, local, with addresses", binary(0x20, 0x11, v4), "a health check");
    row("2, local, of a family to come", binary(0x20, 0xff, "whatever"), "a health check");
}

/// The result must not depend on what follows, and every truncation is incomplete.
void TestProxyHeader::valid()
{
    QFETCH(QByteArray, header);
    for (const QByteArray rest : {"", "1", "12\r\n", "\r\n\r\n", "PROXY UNKNOWN\r\n"}) {
        const ProxyHeader parsed = ProxyHeader::parse(QByteArray(header + rest));
        QCOMPARE(parsed.result, Result::Complete);
        QCOMPARE(parsed.size, header.size());
        QTEST(meaning(parsed.peerInfo), "client");
    }
    for (qsizetype size = 0; size < header.size(); ++size)
        QCOMPARE(resultOf(header.first(size)), Result::Incomplete);
}

void TestProxyHeader::invalid_data()
{
    QTest::addColumn<QByteArray>("header");
    const auto line = [](const char *text) {
        QTest::newRow(text) << QByteArray(QByteArray(text) + "\r\n");
    };
    line(" ");
    line("12345");
    line("GET / HTTP/1.1");
    line("PROXY");
    line("PROXY ");
    line("proxy TCP4 1.1.1.1 2.2.2.2 1 2");
    line(" PROXY TCP4 1.1.1.1 2.2.2.2 1 2");
    line("PROXY  TCP4 1.1.1.1 2.2.2.2 1 2");
    line("PROXY TCP4  1.1.1.1 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.1  2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 1  2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 1 2 ");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 1 2 3");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 1");
    line("PROXY TCP4 1.1.1.1 2.2.2.2");
    line("PROXY TCP4");
    line("PROXY TCP4 ");
    line("PROXY TCP5 1.1.1.1 2.2.2.2 1 2");
    line("PROXY UDP4 1.1.1.1 2.2.2.2 1 2");
    line("PROXY TCP4\t1.1.1.1 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.1.1 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.256 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.01 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.0x1 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.+1 2.2.2.2 1 2");
    line("PROXY TCP4 16843009 2.2.2.2 1 2");
    line("PROXY TCP4 1.1.1.1 2.2.2 1 2");
    line("PROXY TCP4 ::1 ::1 1 2");
    line("PROXY TCP4 one two 1 2");
    line("PROXY TCP6 1.1.1.1 2.2.2.2 1 2");
    line("PROXY TCP6 ::1 2.2.2.2 1 2");
    line("PROXY TCP6 ::1%lo ::1 1 2");
    line("PROXY TCP6 [::1] [::1] 1 2");
    line("PROXY TCP6 1::2::3 ::1 1 2");
    line("PROXY TCP6 1:2:3:4:5:6:7 ::1 1 2");
    line("PROXY TCP6 1:2:3:4:5:6:7:8:9 ::1 1 2");
    line("PROXY TCP6 00001::1 ::1 1 2");
    line("PROXY TCP6 g::1 ::1 1 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 65536 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 1 65536");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 -1 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 +1 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 01 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 00 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 1 2\t");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 0x1 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 1e2 2");
    line("PROXY TCP4 1.1.1.1 2.2.2.2 http 2");
    line("PROXY UNKNOWNS");
    line("PROXY unknown");

    const auto row = [](const char *name, const QByteArray &header) {
        QTest::newRow(name) << header;
    };
    row("1, LF alone", "PROXY TCP4 1.1.1.1 2.2.2.2 1 2\n");
    row("1, CR alone", "PROXY TCP4 1.1.1.1 2.2.2.2 1 2\rPROXY\r\n");
    row("1, unknown, LF alone", "PROXY UNKNOWN\n");
    row("1, unknown, LF alone and more", "PROXY UNKNOWN 1\n2\r\n");
    row("1, a zero byte", QByteArray("PROXY TCP4 1.1.1.1\0 2.2.2.2 1 2\r\n", 33));
    row("1, 108 bytes", "PROXY UNKNOWN " + QByteArray(92, 'f') + "\r\n");
    row("1, no end", "PROXY UNKNOWN " + QByteArray(93, 'f'));
    row("2, version 1", binary(0x11, 0x11, v4));
    row("2, version 3", binary(0x31, 0x11, v4));
    row("2, unknown command", binary(0x22, 0x11, v4));
    row("2, unknown family", binary(0x21, 0x41, v4));
    row("2, unknown protocol", binary(0x21, 0x13, v4));
    row("2, too short for IPv4", binary(0x21, 0x11, v4.chopped(1)));
    row("2, too short for IPv6", binary(0x21, 0x21, v6.chopped(1)));
    row("2, nothing for IPv4", binary(0x21, 0x11, {}));
    row("2, another signature", signature.chopped(1) + "\r" + binary(0x21, 0x11, v4).mid(12));
    row("TLS", QByteArray::fromHex("16030100ca010000c6"));
}

/// Once a truncation is invalid, all longer ones are.
void TestProxyHeader::invalid()
{
    QFETCH(QByteArray, header);
    QCOMPARE(resultOf(header), Result::Invalid);
    Result last = Result::Incomplete;
    for (qsizetype size = 0; size <= header.size(); ++size) {
        const Result result = resultOf(header.first(size));
        QVERIFY(result == last || last == Result::Incomplete);
        last = result;
    }
    QCOMPARE(resultOf(header + "\r\n"), Result::Invalid);
}

/// Random texts must be accepted or rejected as inet_pton() does.
void TestProxyHeader::ipv6MatchesInetPton()
{
    QRandomGenerator random(6);
    constexpr QByteArrayView pieces("::::::0001234567899abcdefABCDEF...");
    int accepted = 0;
    for (int round = 0; round < 200'000; ++round) {
        QByteArray text;
        for (int length = random.bounded(2, 24); length > 0; --length)
            text += pieces[random.bounded(static_cast<int>(pieces.size()))];
        if (random.bounded(3) == 0)
            text = "::" + text;
        in6_addr address{};
        const bool isAddress = ::inet_pton(AF_INET6, text.constData(), &address) == 1;
        accepted += isAddress ? 1 : 0;
        const auto parsed = ProxyHeader::parse(QByteArray("PROXY TCP6 " + text + " ::1 1 2\r\n"));
        QVERIFY2((parsed.result == Result::Complete) == isAddress, text.constData());
        if (isAddress) {
            const auto expected = Endpoint::of(QHostAddress(address.s6_addr), 1);
            QVERIFY2(parsed.peerInfo.endpoint == expected, text.constData());
        }
    }
    QVERIFY2(accepted > 1000, QByteArray::number(accepted).constData());
}

void TestProxyHeader::lengthIsBounded()
{
    QByteArray line("PROXY UNKNOWN ");
    while (resultOf(line) == Result::Incomplete)
        line += 'x';
    QCOMPARE(line.size(), 107);

    QByteArray block = binary(0x20, 0, {}, ProxyHeader::maxSize - 16);
    while (resultOf(block) == Result::Incomplete)
        block += 'x';
    QCOMPARE(resultOf(block), Result::Complete);
    QCOMPARE(block.size(), ProxyHeader::maxSize);

    for (const int length : {2033, 65535}) {
        const auto longer = ProxyHeader::parse(binary(0x20, 0, {}, length));
        QCOMPARE(longer.result, Result::TooLong);
        QCOMPARE(longer.size, 16 + length);
    }
}

/// Parses from memory of exact size, so that AddressSanitizer detects reads past the end.
void TestProxyHeader::nothingIsReadPastTheEnd()
{
    for (const QByteArray &header : {binary(0x21, 0x11, v4), binary(0x21, 0x21, v6),
                                     QByteArray("PROXY TCP4 1.2.3.4 5.6.7.8 9 10\r\n")}) {
        for (qsizetype size = 0; size <= header.size(); ++size) {
            const std::vector<char> bytes(header.begin(), header.begin() + size);
            const auto parsed = ProxyHeader::parse(QByteArrayView(bytes));
            QCOMPARE(parsed.result, size < header.size() ? Result::Incomplete : Result::Complete);
        }
    }
}

void TestProxyHeader::resultIsFinal_data()
{
    valid_data();
}

/// The result for randomly changed headers must not depend on how the bytes arrive: more bytes
/// don't change a result other than Incomplete, and a complete header is also complete without the
/// bytes that follow it.
void TestProxyHeader::resultIsFinal()
{
    QFETCH(QByteArray, header);
    QRandomGenerator random(static_cast<quint32>(header.size()));
    for (int round = 0; round < 300; ++round) {
        QByteArray bytes = header + "12\n";
        for (int changes = random.bounded(1, 4); changes > 0; --changes) {
            const auto at = static_cast<qsizetype>(random.bounded(static_cast<int>(bytes.size())));
            if (random.bounded(4) == 0)
                bytes.remove(at, 1);
            else
                bytes[at] =
                    random.bounded(2) == 0 ? bytes[0] : static_cast<char>(random.generate());
        }
        ProxyHeader last{Result::Incomplete, 0, {}};
        for (qsizetype size = 0; size <= bytes.size(); ++size) {
            const auto parsed = ProxyHeader::parse(QByteArrayView(bytes).first(size));
            if (last.result == Result::Incomplete) {
                QVERIFY(parsed.result != Result::Complete || parsed.size == size);
            } else {
                QCOMPARE(parsed.result, last.result);
                QCOMPARE(parsed.size, last.size);
                QCOMPARE(meaning(parsed.peerInfo), meaning(last.peerInfo));
            }
            last = parsed;
        }
    }
}

QTEST_APPLESS_MAIN(TestProxyHeader)
#include "tst_proxyheader.moc"
