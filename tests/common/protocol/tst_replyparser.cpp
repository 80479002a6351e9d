// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "common/protocol/replyparser.h"

#include <QTest>

using namespace DigitSum;
using Phase = ReplyParser::Phase;

namespace {

QByteArray line(QByteArrayView words)
{
    return words.toByteArray() + "\r\n";
}

/// Formats replies for failure messages.
QByteArrayList shown(const QList<Reply> &replies)
{
    QByteArrayList list;
    for (const Reply &reply : replies) {
        switch (reply.kind) {
        case Reply::Kind::Sum:
            list += QByteArray::number(reply.sum);
            break;
        case Reply::Kind::Invalid:
            list += "invalid";
            break;
        case Reply::Kind::Farewell:
            list += "farewell";
            break;
        case Reply::Kind::Notice:
            list += "notice: " + reply.text;
            break;
        }
    }
    return list;
}

} // namespace

class TestReplyParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void greeting_data();
    void greeting();
    void rawServer();
    void rawNoticeInPlaceOfTheGreeting();
    void overlongLinesStayBounded();
};

void TestReplyParser::lines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");

    QTest::newRow("sum") << QByteArray("15\r\n") << QByteArrayList{"15"};
    QTest::newRow("sum, LF only") << QByteArray("15\n") << QByteArrayList{"15"};
    QTest::newRow("zero") << QByteArray("0\r\n") << QByteArrayList{"0"};
    QTest::newRow("largest") << QByteArray("18446744073709551615\r\n")
                             << QByteArrayList{"18446744073709551615"};
    QTest::newRow("too large is no sum")
        << QByteArray("18446744073709551616\r\n") << QByteArrayList{"notice: 18446744073709551616"};
    QTest::newRow("negative is no sum") << QByteArray("-5\r\n") << QByteArrayList{"notice: -5"};
    QTest::newRow("empty line is no sum") << QByteArray("\r\n") << QByteArrayList{"notice: "};
    QTest::newRow("invalid") << line(Words::invalid) << QByteArrayList{"invalid"};
    QTest::newRow("farewell with its blank") << line(Words::farewell) << QByteArrayList{"farewell"};
    QTest::newRow("farewell without is another text")
        << line(Words::farewell.trimmed())
        << QByteArrayList{"notice: " + Words::farewell.trimmed().toByteArray()};
    QTest::newRow("notice") << line(Words::noticeIdle)
                            << QByteArrayList{"notice: " + Words::noticeIdle.toByteArray()};
    QTest::newRow("many") << "1\r\n22\r\n" + line(Words::invalid) + "3\n" + line(Words::farewell)
                          << QByteArrayList{"1", "22", "invalid", "3", "farewell"};
    QTest::newRow("unfinished") << QByteArray("1\r\n2") << QByteArrayList{"1"};
}

void TestReplyParser::lines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);
    const QByteArray all = line(Words::greeting) + bytes;
    for (qsizetype cut = 0; cut <= all.size(); ++cut) { // also within the line end of the greeting
        ReplyParser parser;
        QList<Reply> replies;
        parser.feed(QByteArrayView(all).first(cut), replies);
        parser.feed(QByteArrayView(all).sliced(cut), replies);
        QCOMPARE(parser.phase(), Phase::Line);
        QCOMPARE(shown(replies), expected);
    }
    ReplyParser parser;
    QList<Reply> replies;
    for (const char byte : all)
        parser.feed(QByteArrayView(&byte, 1), replies);
    QCOMPARE(shown(replies), expected);
}

void TestReplyParser::greeting_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<QByteArrayList>("expected");

    QTest::newRow("nothing yet") << QByteArray() << Phase::Greeting << QByteArrayList();
    QTest::newRow("no line end yet")
        << Words::greeting.toByteArray() << Phase::Greeting << QByteArrayList();
    QTest::newRow("CRLF") << line(Words::greeting) << Phase::Line << QByteArrayList();
    QTest::newRow("LF") << Words::greeting.toByteArray() + '\n' << Phase::Line << QByteArrayList();
    QTest::newRow("full") << line(Words::noticeFull) << Phase::Line
                          << QByteArrayList{"notice: " + Words::noticeFull.toByteArray()};
    QTest::newRow("a mail server")
        << QByteArray("220 mail.example ESMTP\r\n") << Phase::Foreign << QByteArrayList();
    QTest::newRow("endless") << QByteArray(5000, 'x') << Phase::Foreign << QByteArrayList();
}

void TestReplyParser::greeting()
{
    QFETCH(QByteArray, bytes);
    ReplyParser parser;
    QList<Reply> replies;
    parser.feed(bytes, replies);
    QTEST(parser.phase(), "phase");
    QTEST(shown(replies), "expected");
    if (parser.phase() == Phase::Foreign) {
        QVERIFY(bytes.startsWith(parser.foreignText()));
        QVERIFY(!parser.foreignText().isEmpty());
        QVERIFY(parser.foreignText().size() <= ReplyParser::maxLineLength);
    }
}

void TestReplyParser::rawServer()
{
    ReplyParser parser;
    QList<Reply> replies;
    parser.feed("Welcome to ", replies);
    parser.wentQuiet(replies); // the rest may still arrive
    QVERIFY(parser.isMidGreeting());
    parser.feed("the server", replies);
    parser.wentQuiet(replies);
    QCOMPARE(parser.phase(), Phase::Raw);
    parser.wentQuiet(replies);
    parser.feed("15", replies);
    parser.feed(Words::invalid, replies);
    parser.feed(Words::farewell, replies);
    QCOMPARE(shown(replies), (QByteArrayList{"15", "invalid", "farewell"}));
}

void TestReplyParser::rawNoticeInPlaceOfTheGreeting()
{
    ReplyParser parser;
    QList<Reply> replies;
    parser.feed(Words::noticeFull, replies);
    parser.wentQuiet(replies);
    QCOMPARE(shown(replies), QByteArrayList{"notice: " + Words::noticeFull.toByteArray()});
}

void TestReplyParser::overlongLinesStayBounded()
{
    // Zeros: truncated anywhere, the line would still be a sum, but a wrong one.
    const QByteArray overlong = QByteArray(100'000, '0') + "5\r\n7\r\n";
    for (const qsizetype step : {overlong.size(), qsizetype(1000), qsizetype(1)}) {
        ReplyParser parser;
        QList<Reply> replies;
        parser.feed(line(Words::greeting), replies);
        for (qsizetype i = 0; i < overlong.size(); i += step)
            parser.feed(QByteArrayView(overlong).sliced(i, qMin(step, overlong.size() - i)),
                        replies);
        QCOMPARE(replies.size(), 2);
        QCOMPARE(replies[0].kind, Reply::Kind::Notice);
        QCOMPARE(replies[0].text, QByteArray(ReplyParser::maxLineLength, '0'));
        QCOMPARE(replies[1].sum, 7u);
    }
}

QTEST_APPLESS_MAIN(TestReplyParser)
#include "tst_replyparser.moc"
