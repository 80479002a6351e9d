// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "common/protocol/requestparser.h"

#include <QTest>

#include <random>

using namespace DigitSum;
using Framing = RequestParser::Framing;

namespace {

const QByteArray invalid = Words::invalid.toByteArray() + "\r\n";
const QByteArray farewell = Words::farewell.toByteArray() + "\r\n";

/// Returns the replies of a new parser to \a pieces followed by the end of the stream.
QByteArray answer(const QByteArrayList &pieces, Framing framing = Framing::Undecided,
                  quint64 maxDigits = 0)
{
    RequestParser parser(framing, maxDigits);
    QByteArray replies;
    for (const QByteArray &piece : pieces)
        parser.feed(piece, replies);
    parser.ended(replies);
    if (parser.isTooLong())
        replies += "too long";
    return replies;
}

/// Conversations that cover every branch: an empty first line, both line ends, lone carriage
/// returns, digits of other scripts, malformed UTF-8, `quit`, and bytes after it.
QByteArrayList corpus()
{
    return {
        "12345\n",
        "12345\r\nabc\r\n\r\n7\n",
        "\n\n1\n",
        "\r\n\r\n1\r\n",
        "\r1\n1\r2\n12\r\r\n",
        "১২৩\n1২3\r\n৩",
        "\xe0\xa7\n\xe0\xa7\r\n1\xff\n\xc0\xaf\n",
        "²\n½\n+1\n1 2\n 12\n12 \n",
        QByteArray("1\0002\n\0\n", 6),
        "12\nQuIt\n34\n",
        "exit\r\nmore",
        "quit \nquitt\nqui\nxquit\nquit\r\r\n5\n",
        QByteArray(70, '9') + '\n' + QByteArray(200, '1') + "a\n",
        QByteArray(100, 'q') + "\r\nquit",
        "999999999999999999999999999999\n0\n00\n\n",
    };
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void rawMessages_data();
    void rawMessages();
    void firstBytesDecide();
    void quietEndsLongRawMessages();
    void lastRequestNeedsNoLineEnd_data();
    void lastRequestNeedsNoLineEnd();
    void everyCutGivesTheSame_data();
    void everyCutGivesTheSame();
    void thousandsOfRandomCuts();
    void randomBytesAreSurvived();
    void tooLong_data();
    void tooLong();
    void tooLongIsForGood();
    void stopsWhenThereIsEnough();
    void countsAndRemembers();
    void stateIsConstant();
};

void TestRequestParser::lines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("replies");

    QTest::newRow("the classic") << QByteArray("12345\n") << QByteArray("15\r\n");
    QTest::newRow("CRLF") << QByteArray("12345\r\n") << QByteArray("15\r\n");
    QTest::newRow("pipelined") << QByteArray("1\n22\n333\n") << QByteArray("1\r\n4\r\n9\r\n");
    QTest::newRow("letter") << QByteArray("12a45\n") << invalid;
    QTest::newRow("goes on after invalid") << QByteArray("a\n7\n") << invalid + "7\r\n";
    QTest::newRow("zeros") << QByteArray("0000\n") << QByteArray("0\r\n");
    QTest::newRow("Bengali") << QByteArray("১২৩\n") << QByteArray("6\r\n");
    QTest::newRow("Arabic") << QByteArray("٣٤\n") << QByteArray("7\r\n");
    QTest::newRow("mixed scripts") << QByteArray("1২٣4\n") << QByteArray("10\r\n");
    QTest::newRow("four-byte digits") << QByteArray("\xf0\x9d\x9f\x8f"
                                                    "2\n")
                                      << QByteArray("3\r\n");
    QTest::newRow("superscript") << QByteArray("2²\n") << invalid;
    QTest::newRow("fraction") << QByteArray("½\n") << invalid;
    QTest::newRow("sign") << QByteArray("+1\n") << invalid;
    QTest::newRow("blank inside") << QByteArray("1 2\n") << invalid;
    QTest::newRow("blank before") << QByteArray(" 12\n") << invalid;
    QTest::newRow("blank after") << QByteArray("12 \n") << invalid;
    QTest::newRow("NUL") << QByteArray("1\0002\n", 4) << invalid;
    QTest::newRow("lone continuation byte") << QByteArray("\x80\n") << invalid;
    QTest::newRow("unfinished character") << QByteArray("1\xe0\xa7\n") << invalid;
    QTest::newRow("unfinished character, CRLF") << QByteArray("1\xe0\xa7\r\n") << invalid;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "12\n")
                                     << invalid;
    QTest::newRow("carriage return inside") << QByteArray("1\r2\n") << invalid;
    QTest::newRow("two carriage returns") << QByteArray("12\r\r\n") << invalid;
    QTest::newRow("first line empty") << QByteArray("\n5\n") << QByteArray("5\r\n");
    QTest::newRow("first line empty, CRLF") << QByteArray("\r\n5\n") << QByteArray("5\r\n");
    QTest::newRow("only the first") << QByteArray("\n\n5\n") << invalid + "5\r\n";
    QTest::newRow("empty line later") << QByteArray("5\n\n") << "5\r\n" + invalid;
    QTest::newRow("empty line later, CRLF") << QByteArray("5\n\r\n") << "5\r\n" + invalid;
    QTest::newRow("quit") << QByteArray("quit\n") << farewell;
    QTest::newRow("exit, CRLF") << QByteArray("exit\r\n") << farewell;
    QTest::newRow("any case") << QByteArray("eXiT\n") << farewell;
    QTest::newRow("nothing after the farewell") << QByteArray("1\nquit\n2\n") << "1\r\n" + farewell;
    QTest::newRow("quit and a blank") << QByteArray("quit \n") << invalid;
    QTest::newRow("quitter") << QByteArray("quitter\n") << invalid;
    QTest::newRow("qui") << QByteArray("qui\n") << invalid;
    QTest::newRow("long") << QByteArray(100'000, '9') + '\n' << QByteArray("900000\r\n");
    QTest::newRow("long, then a letter") << QByteArray(100'000, '9') + "x\n" << invalid;
    QTest::newRow("unfinished line") << QByteArray("1\n2") << QByteArray("1\r\n");
}

void TestRequestParser::lines()
{
    QFETCH(QByteArray, bytes);
    for (const Framing framing : {Framing::Undecided, Framing::Line}) {
        RequestParser parser(framing);
        QByteArray replies;
        QCOMPARE(parser.feed(bytes, replies), bytes.size());
        QTEST(replies, "replies");
        QCOMPARE(parser.framing(), Framing::Line);
    }
}

void TestRequestParser::rawMessages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("reply");
    const QByteArray rawInvalid = Words::invalid.toByteArray();
    const QByteArray rawFarewell = Words::farewell.toByteArray();

    QTest::newRow("the classic") << QByteArray("12345") << QByteArray("15");
    QTest::newRow("Bengali") << QByteArray("১২৩") << QByteArray("6");
    QTest::newRow("letters") << QByteArray("abc") << rawInvalid;
    QTest::newRow("quit") << QByteArray("Quit") << rawFarewell;
    QTest::newRow("a line end is no digit") << QByteArray("12\n") << rawInvalid;
    QTest::newRow("a carriage return neither") << QByteArray("12\r") << rawInvalid;
    QTest::newRow("quit and a line end") << QByteArray("quit\n") << rawInvalid;
    QTest::newRow("as long as is answered at once") << QByteArray(1023, '1') << QByteArray("1023");
}

void TestRequestParser::rawMessages()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, reply);
    for (qsizetype cut = 0; cut < message.size(); ++cut) {
        RequestParser parser(Framing::Raw);
        QByteArray replies;
        parser.feed(message.first(cut), replies);
        parser.feed(message.sliced(cut), replies);
        QCOMPARE(replies, QByteArray());
        parser.burstEnded(replies);
        QCOMPARE(replies, reply);
        parser.burstEnded(replies); // no more bytes in this burst
        QCOMPARE(replies, reply);
    }
}

void TestRequestParser::firstBytesDecide()
{
    using namespace std::chrono_literals;
    RequestParser parser;
    QByteArray replies;
    QCOMPARE(parser.quietTime(), 0ms); // no pause ends the wait for a silent client
    parser.feed("123", replies);
    parser.burstEnded(replies);
    QCOMPARE(replies, QByteArray());
    QCOMPARE(parser.framing(), Framing::Undecided);
    QCOMPARE(parser.quietTime(), Words::quietDecidesRaw);
    parser.wentQuiet(replies);
    QCOMPARE(replies, QByteArray("6"));
    QCOMPARE(parser.framing(), Framing::Raw);
    QCOMPARE(parser.quietTime(), 0ms);

    RequestParser lineParser;
    replies.clear();
    lineParser.feed("12", replies);
    lineParser.feed("3\n4", replies);
    QCOMPARE(lineParser.framing(), Framing::Line);
    QCOMPARE(lineParser.quietTime(), 0ms); // only a line end ends a line
    lineParser.wentQuiet(replies);
    QCOMPARE(replies, QByteArray("6\r\n"));
}

void TestRequestParser::quietEndsLongRawMessages()
{
    using namespace std::chrono_literals;
    for (const QByteArray &message : {QByteArray(1024, '1'), QByteArray("12\xe0\xa7")}) {
        RequestParser parser(Framing::Raw);
        QByteArray replies;
        parser.feed(message, replies);
        parser.burstEnded(replies);
        QCOMPARE(replies, QByteArray());
        QCOMPARE(parser.quietTime(), Words::quietEndsRawMessage);
        const bool isDigits = message.size() == 1024;
        parser.feed(isDigits ? "1" : "\xa7", replies);
        if (isDigits)
            parser.wentQuiet(replies);
        else
            parser.burstEnded(replies);
        QCOMPARE(replies, QByteArray(isDigits ? "1025" : "4"));
        QCOMPARE(parser.quietTime(), 0ms);
    }
}

void TestRequestParser::lastRequestNeedsNoLineEnd_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("replies");

    QTest::newRow("undecided becomes raw")
        << Framing::Undecided << QByteArray("12345") << QByteArray("15");
    QTest::newRow("after a line") << Framing::Undecided << QByteArray("1\n23")
                                  << QByteArray("1\r\n5\r\n");
    QTest::newRow("line forced") << Framing::Line << QByteArray("12345") << QByteArray("15\r\n");
    QTest::newRow("quit") << Framing::Line << QByteArray("quit") << farewell;
    QTest::newRow("lone carriage return") << Framing::Line << QByteArray("12\r") << invalid;
    QTest::newRow("nothing left") << Framing::Line << QByteArray("1\n") << QByteArray("1\r\n");
    QTest::newRow("nothing ever") << Framing::Undecided << QByteArray() << QByteArray();
}

void TestRequestParser::lastRequestNeedsNoLineEnd()
{
    QFETCH(Framing, framing);
    QFETCH(QByteArray, bytes);
    QTEST(answer({bytes}, framing), "replies");
}

void TestRequestParser::everyCutGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const QByteArray &bytes : corpus())
        QTest::newRow(
            bytes.first(qMin<qsizetype>(bytes.size(), 12)).toPercentEncoding().constData())
            << bytes;
}

void TestRequestParser::everyCutGivesTheSame()
{
    QFETCH(QByteArray, bytes);
    for (const Framing framing : {Framing::Undecided, Framing::Line, Framing::Raw}) {
        for (const quint64 maxDigits : {0u, 2u, 4u}) {
            const QByteArray expected = answer({bytes}, framing, maxDigits);
            QVERIFY(!expected.isEmpty());
            for (qsizetype first = 0; first <= bytes.size(); ++first) {
                for (qsizetype second = first; second <= bytes.size(); ++second) {
                    const QByteArrayList pieces{bytes.first(first),
                                                bytes.sliced(first, second - first),
                                                bytes.sliced(second)};
                    QCOMPARE(answer(pieces, framing, maxDigits), expected);
                }
            }
        }
    }
}

void TestRequestParser::thousandsOfRandomCuts()
{
    std::mt19937 random(4711);
    const QByteArrayList parts = corpus();
    for (int round = 0; round < 5000; ++round) {
        QByteArray bytes;
        for (int i = 0; i < 4; ++i)
            bytes += parts[static_cast<qsizetype>(random() % static_cast<size_t>(parts.size()))];
        QByteArrayList pieces;
        for (qsizetype at = 0; at < bytes.size();) {
            const auto size =
                qMin<qsizetype>(1 + static_cast<qsizetype>(random() % 40), bytes.size() - at);
            pieces += bytes.sliced(at, size);
            at += size;
        }
        QCOMPARE(answer(pieces), answer({bytes}));
    }
}

void TestRequestParser::randomBytesAreSurvived()
{
    std::mt19937 random(42);
    for (int round = 0; round < 2000; ++round) {
        RequestParser parser;
        QByteArray replies;
        QByteArray bytes(static_cast<qsizetype>(random() % 2000), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random());
        parser.feed(bytes, replies);
        QVERIFY(!parser.saidFarewell());
        replies.clear();
        parser.feed("\n", replies); // ends a line that the noise began
        replies.clear();
        parser.feed("777\n", replies);
        QCOMPARE(replies, QByteArray("21\r\n"));
    }
}

void TestRequestParser::tooLong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("replies");
    const QByteArray tooLong = "too long";

    QTest::newRow("as many as allowed")
        << QByteArray("12345\n54321\r\n") << QByteArray("15\r\n15\r\n");
    QTest::newRow("one more") << QByteArray("123456\n") << tooLong;
    QTest::newRow("one more, CRLF") << QByteArray("123456\r\n") << tooLong;
    QTest::newRow("unfinished") << QByteArray("123456") << tooLong;
    QTest::newRow("what came before is answered")
        << QByteArray("1\n22\n333333\n") << "1\r\n4\r\n" + tooLong;
    QTest::newRow("what comes after is not")
        << QByteArray("1\n000000\n7\nquit\n") << "1\r\n" + tooLong;
    QTest::newRow("each request counts for itself")
        << QByteArray("12345\n").repeated(100) << QByteArray("15\r\n").repeated(100);
    QTest::newRow("digits count, not bytes") << QByteArray("১২৩১২\n") << QByteArray("9\r\n");
    QTest::newRow("digits of four bytes") << QByteArray("\xf0\x9d\x9f\x8f").repeated(5) + "\r\n"
                                          << QByteArray("5\r\n");
    QTest::newRow("one more in another script") << QByteArray("1২3৪5৬\n") << tooLong;
    QTest::newRow("digits, then a letter") << QByteArray("12345x\n7\n") << invalid + "7\r\n";
    QTest::newRow("too many, then a letter") << QByteArray("123456x\n") << tooLong;
    QTest::newRow("letters") << QByteArray(21, 'x') + '\n' << invalid;
    QTest::newRow("letters without end") << QByteArray(22, 'x') << tooLong;
    QTest::newRow("quit") << QByteArray("1\nquit\n") << "1\r\n" + farewell;
}

void TestRequestParser::tooLong()
{
    QFETCH(QByteArray, bytes);
    constexpr quint64 maxDigits = 5;
    QTEST(answer({bytes}, Framing::Line, maxDigits), "replies");
    QByteArrayList single;
    for (const char byte : bytes)
        single += QByteArray(1, byte);
    QTEST(answer(single, Framing::Line, maxDigits), "replies");
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
        QTEST(answer({bytes.first(cut), bytes.sliced(cut)}, Framing::Line, maxDigits), "replies");
}

void TestRequestParser::tooLongIsForGood()
{
    using namespace std::chrono_literals;
    for (const Framing framing : {Framing::Undecided, Framing::Line, Framing::Raw}) {
        RequestParser parser(framing, 3);
        QByteArray replies;
        QCOMPARE(parser.feed("1234", replies), 4);
        QVERIFY(parser.isTooLong() && parser.isOver() && !parser.saidFarewell());
        QVERIFY(!parser.isMidRequest());
        QCOMPARE(parser.quietTime(), 0ms); // no pause is needed
        QCOMPARE(parser.feed("1\n", replies), 2);
        parser.burstEnded(replies);
        parser.wentQuiet(replies);
        parser.ended(replies);
        QCOMPARE(replies, QByteArray());
        QCOMPARE(parser.requests(), 0u);
    }
}

void TestRequestParser::stopsWhenThereIsEnough()
{
    const QByteArray bytes = QByteArray("x\n12\n").repeated(1000);
    const QByteArray expected = answer({bytes});
    RequestParser parser;
    QByteArray all;
    for (qsizetype taken = 0; taken < bytes.size();) {
        QByteArray replies;
        const qsizetype step = parser.feed(QByteArrayView(bytes).sliced(taken), replies, 100);
        QVERIFY(step > 0);
        QVERIFY(replies.size() < 100 + invalid.size());
        taken += step;
        all += replies;
    }
    QCOMPARE(all, expected);
}

void TestRequestParser::countsAndRemembers()
{
    RequestParser parser;
    QByteArray replies;
    QCOMPARE(parser.requests(), 0u);
    parser.feed("\n1\n22\nabc\n", replies);
    QCOMPARE(parser.requests(), 3u);
    QCOMPARE(parser.refused(), 1u);
    QCOMPARE(parser.lastRequest().toByteArray(), QByteArray("abc"));
    parser.feed("12", replies);
    QVERIFY(parser.isMidRequest());
    QCOMPARE(parser.lastRequest().toByteArray(), QByteArray("abc"));
    parser.feed("34\r\n", replies);
    QVERIFY(!parser.isMidRequest());
    QCOMPARE(parser.lastRequest().toByteArray(), QByteArray("1234"));
    parser.feed(QByteArray(1000, '8'), replies);
    parser.feed("\n", replies);
    QVERIFY(QByteArray(1000, '8').startsWith(parser.lastRequest().toByteArray()));
    QVERIFY(parser.lastRequest().size() >= 32);
    parser.feed("quit\n", replies);
    QCOMPARE(parser.requests(), 5u + 1u);
    QCOMPARE(parser.refused(), 1u);
    QVERIFY(parser.saidFarewell());
}

void TestRequestParser::stateIsConstant()
{
    static_assert(std::is_trivially_copyable_v<RequestParser>); // so it owns no heap memory
    static_assert(sizeof(RequestParser) <= 192);
    RequestParser parser;
    QByteArray replies;
    const QByteArray chunk(1024 * 1024, '9');
    for (int i = 0; i < 100; ++i)
        parser.feed(chunk, replies);
    parser.feed("\n", replies);
    QCOMPARE(replies, QByteArray::number(9ull * 100 * 1024 * 1024) + "\r\n");
}

QTEST_APPLESS_MAIN(TestRequestParser)
#include "tst_requestparser.moc"
