// SPDX-License-Identifier: MIT
#include "gui-client/bulk/bulksender.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/request/conversation.h"
#include "tests/gui-client/fakeserver.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = BulkSender::State;

/// Sending files of any size without blocking the event loop.
class TestBulkSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lines_data();
    void lines();
    void oneNumber();
    void longLineIsOneRequest();
    void aReadErrorIsNotTheEnd();
    void utf16IsRefused();
    void shrinkingFilesAreReported();
    void quitEndsTheConversation_data();
    void quitEndsTheConversation();
    void quitAsANumber();
    void writesResultsToCsv();
    void lostRequestsAreInTheCsv();
    void fullDiskIsReported();
    void resultsOfLaterRequestsAreNotWritten();
    void pausesAndGoesOn();
    void cancelKeepsTheConnection();
    void cancelOfANumberEndsTheConnection();
    void cancelWhileReconnecting();
    void lostConnectionIsToldAndNotEndless();
    void eventLoopStaysFreeDuringManyReplies();

private:
    std::unique_ptr<BulkSender> send(const QByteArray &text, BulkSender::Mode mode,
                                     bool isStarted = true);

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Conversation> m_conversation;
};

void TestBulkSender::init()
{
    m_server = std::make_unique<FakeServer>();
    m_conversation = std::make_unique<Conversation>();
    m_conversation->session().open(QStringLiteral("127.0.0.1"), m_server->port());
    QTRY_COMPARE(m_conversation->session().state(), Session::State::Connected);
}

std::unique_ptr<BulkSender> TestBulkSender::send(const QByteArray &text, BulkSender::Mode mode,
                                                 bool isStarted)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    auto sender = std::make_unique<BulkSender>(*m_conversation, std::move(buffer), mode);
    if (isStarted)
        sender->start();
    return sender;
}

void TestBulkSender::lines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("requests");
    QTest::newRow("none") << QByteArray() << QByteArrayList{};
    QTest::newRow("one, no line end") << QByteArray("12") << QByteArrayList{"12"};
    QTest::newRow("two") << QByteArray("12\n34\n") << QByteArrayList{"12", "34"};
    QTest::newRow("CRLF") << QByteArray("12\r\n34\r\n") << QByteArrayList{"12", "34"};
    QTest::newRow("an empty one") << QByteArray("1\n\n2") << QByteArrayList{"1", "", "2"};
    QTest::newRow("CR") << QByteArray("12\r34\r") << QByteArrayList{"12", "34"};
    QTest::newRow("CR, and an empty line")
        << QByteArray("1\r\r\n2") << QByteArrayList{"1", "", "2"};
    QTest::newRow("a word that begins like quit")
        << QByteArray("qui\n2") << QByteArrayList{"qui", "2"};
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "7\n8")
                                     << QByteArrayList{"7", "8"};
}

void TestBulkSender::lines()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArrayList, requests);
    const auto sender = send(text, BulkSender::Mode::Lines);
    QTRY_COMPARE(sender->state(), State::Done);
    m_conversation->flush();
    QByteArrayList shown;
    for (int row = 0; row < m_conversation->history().rowCount(); ++row)
        shown.append(m_conversation->history().at(row).exchange.request);
    QCOMPARE(shown, requests);
    QCOMPARE(sender->progress().answered, requests.size());
}

void TestBulkSender::oneNumber()
{
    QByteArray number;
    for (int i = 0; i < 100'000; ++i)
        number += "1234567890\r\n";
    const auto sender = send(number, BulkSender::Mode::OneNumber);
    QTRY_COMPARE_WITH_TIMEOUT(sender->state(), State::Done, 20'000);
    m_conversation->flush();
    QCOMPARE(m_conversation->history().rowCount(), 1);
    const HistoryEntry &entry = m_conversation->history().at(0);
    QCOMPARE(entry.exchange.sum, quint64(45) * 100'000);
    QCOMPARE(entry.digits, qint64(1'000'000));
    QVERIFY(!entry.isWhole()); // only the beginning was kept
    QVERIFY(entry.exchange.request.size() <= Session::keptBytes);
}

void TestBulkSender::longLineIsOneRequest()
{
    const auto sender = send(QByteArray(500'000, '2') + "\r\n" + "3\n", BulkSender::Mode::Lines);
    QTRY_COMPARE(sender->state(), State::Done);
    m_conversation->flush();
    QCOMPARE(m_conversation->history().rowCount(), 2);
    QCOMPARE(m_conversation->history().at(0).exchange.sum, quint64(1'000'000));
    QCOMPARE(m_conversation->history().at(1).exchange.sum, quint64(3));
}

void TestBulkSender::writesResultsToCsv()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("results.csv"));
    QByteArray text;
    for (int i = 0; i < 25'000; ++i)
        text += QByteArray::number(i) + (i % 10 == 0 ? "x\n" : "\n");
    const auto sender = send(text, BulkSender::Mode::Lines, false);
    QCOMPARE(sender->alsoWriteTo(path), QString());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(sender->state(), State::Done, 20'000);
    QCOMPARE(sender->progress().refused, qint64(2'500));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), qsizetype(25'002)); // with a header and an empty last part
    QVERIFY(lines[1].contains(",0x,2,1,refused,no,,"));
    QVERIFY(lines[25'000].contains(",24999,5,5,answered,no,33,"));
    QVERIFY(!sender->alsoWriteTo(folder.filePath(QStringLiteral("no/where.csv"))).isEmpty());
}

/// Fails after some bytes, like a disk with a bad sector.
class DamagedFile final : public QBuffer
{
protected:
    qint64 readData(char *data, qint64 size) override
    {
        if (pos() < 3000)
            return QBuffer::readData(data, std::min(size, qint64(3000)));
        setErrorString(QStringLiteral("Input/output error"));
        return -1;
    }
};

void TestBulkSender::aReadErrorIsNotTheEnd()
{
    auto file = std::make_unique<DamagedFile>();
    file->setData(QByteArray("7\n").repeated(10'000));
    file->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    BulkSender sender(*m_conversation, std::move(file), BulkSender::Mode::Lines);
    sender.start();
    QTRY_COMPARE(sender.state(), State::Failed);
    QVERIFY2(sender.error().contains(QStringLiteral("Input/output error")),
             qPrintable(sender.error()));
    QCOMPARE(sender.progress().answered, qint64(1500)); // all that was sent
}

void TestBulkSender::utf16IsRefused()
{
    for (const QByteArray &text : {QByteArray("\xff\xfe"
                                              "1\0\n\0",
                                              6),
                                   QByteArray("\xfe\xff\0001\0\n", 6)}) {
        const auto sender = send(text, BulkSender::Mode::Lines);
        QTRY_COMPARE(sender->state(), State::Failed);
        QVERIFY(sender->error().contains(QStringLiteral("UTF-16")));
        QCOMPARE(sender->progress().sent, qint64(0));
    }
}

void TestBulkSender::shrinkingFilesAreReported()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("numbers"));
    QFile writer(path);
    QVERIFY(writer.open(QIODevice::WriteOnly));
    writer.write(QByteArray("7\n").repeated(100'000));
    writer.close();
    auto reader = std::make_unique<QFile>(path);
    QVERIFY(reader->open(QIODevice::ReadOnly));
    BulkSender sender(*m_conversation, std::move(reader), BulkSender::Mode::Lines);
    QVERIFY(QFile::resize(path, 20'000));
    sender.start();
    QTRY_COMPARE(sender.state(), State::Failed);
    QVERIFY(sender.error().contains(QStringLiteral("shorter")));
    QCOMPARE(sender.progress().answered, qint64(10'000));
}

void TestBulkSender::quitEndsTheConversation_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<State>("state");
    QTest::newRow("in the middle") << QByteArray("123\nquit\n456\n") << State::Failed;
    QTest::newRow("another spelling") << QByteArray("123\r\nEXIT\r\n456\n") << State::Failed;
    QTest::newRow("at the end") << QByteArray("123\nquit\n\n") << State::Done;
    QTest::newRow("at the end, no line end") << QByteArray("123\nquit") << State::Done;
}

void TestBulkSender::quitEndsTheConversation()
{
    QFETCH(const QByteArray, text);
    QFETCH(const State, state);
    m_conversation->session().setReconnecting(Reconnect::Always);
    const auto sender = send(text, BulkSender::Mode::Lines);
    QTRY_COMPARE(sender->state(), state);
    QCOMPARE(sender->progress().answered, qint64(1));
    QCOMPARE(sender->progress().lost, qint64(0));
    QCOMPARE(sender->error().contains(QStringLiteral("Line 2")), state == State::Failed);
    QTRY_COMPARE(m_conversation->session().state(), Session::State::Disconnected);
    QCOMPARE(m_server->accepted(), 1);
}

void TestBulkSender::quitAsANumber()
{
    const auto sender = send("qu\nit\n", BulkSender::Mode::OneNumber);
    QTRY_COMPARE(sender->state(), State::Done);
    QCOMPARE(sender->progress().sent, qint64(0));
    QTRY_COMPARE(m_conversation->session().state(), Session::State::Disconnected);
}

void TestBulkSender::lostRequestsAreInTheCsv()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("results.csv"));
    m_server->hold();
    const auto sender = send(QByteArray("7\n").repeated(1'000), BulkSender::Mode::Lines, false);
    QCOMPARE(sender->alsoWriteTo(path), QString());
    sender->start();
    QTRY_COMPARE(sender->progress().sent, qint64(1'000));
    m_server->closeConnection();
    QTRY_COMPARE(sender->state(), State::Failed);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count(",lost,"), 1'000);
}

void TestBulkSender::fullDiskIsReported()
{
    const auto sender = send(QByteArray("7\n").repeated(10), BulkSender::Mode::Lines, false);
    QCOMPARE(sender->alsoWriteTo(QStringLiteral("/dev/full")), QString());
    sender->start();
    QTRY_COMPARE(sender->state(), State::Failed);
    QVERIFY2(sender->error().contains(QStringLiteral("No space left")),
             qPrintable(sender->error()));
}

/// The CSV file has been closed by then.
void TestBulkSender::resultsOfLaterRequestsAreNotWritten()
{
    const QTemporaryDir folder;
    const auto sender = send("7\n", BulkSender::Mode::Lines, false);
    QCOMPARE(sender->alsoWriteTo(folder.filePath(QStringLiteral("results.csv"))), QString());
    sender->start();
    QTRY_COMPARE(sender->state(), State::Done);
    QVERIFY(m_conversation->ask("8"));
    QTRY_COMPARE(m_conversation->session().waiting(), qsizetype(0));
    QCoreApplication::processEvents();
    QCOMPARE(sender->state(), State::Done);
    QCOMPARE(sender->progress().answered, qint64(1));
}

void TestBulkSender::pausesAndGoesOn()
{
    const auto sender = send(QByteArray("7\n").repeated(200'000), BulkSender::Mode::Lines);
    sender->setPaused(true);
    QCOMPARE(sender->state(), State::Paused);
    QTRY_COMPARE(m_conversation->session().waiting(), qsizetype(0));
    QVERIFY(sender->progress().sent < 200'000);
    sender->setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(sender->state(), State::Done, 30'000);
    QCOMPARE(sender->progress().answered, qint64(200'000));
}

void TestBulkSender::cancelKeepsTheConnection()
{
    const auto sender = send(QByteArray("7\n").repeated(500'000), BulkSender::Mode::Lines);
    QTRY_VERIFY(sender->progress().answered > 0);
    sender->cancel();
    QTRY_COMPARE(sender->state(), State::Cancelled);
    QVERIFY(sender->progress().answered < 500'000);
    QCOMPARE(sender->progress().lost, qint64(0));
    QCOMPARE(m_conversation->session().state(), Session::State::Connected);
    QVERIFY(m_conversation->ask("12"));
}

void TestBulkSender::cancelOfANumberEndsTheConnection()
{
    m_server->hold();
    const auto sender = send(QByteArray(50'000'000, '7'), BulkSender::Mode::OneNumber);
    QTRY_VERIFY(sender->progress().bytesRead > 0);
    sender->cancel();
    QTRY_COMPARE(sender->state(), State::Cancelled);
    QCOMPARE(m_conversation->session().state(), Session::State::Disconnected);
}

void TestBulkSender::cancelWhileReconnecting()
{
    m_conversation->session().setReconnecting(Reconnect::Always);
    m_server->hold();
    const auto sender = send(QByteArray("7\n").repeated(100), BulkSender::Mode::Lines);
    QTRY_COMPARE(sender->progress().sent, qint64(100));
    m_server->stopListening();
    m_server->closeConnection();
    QTRY_COMPARE(m_conversation->session().state(), Session::State::Reconnecting);
    sender->cancel();
    QTRY_COMPARE(sender->state(), State::Cancelled);
    QCOMPARE(m_conversation->session().state(), Session::State::Disconnected);
    QCOMPARE(sender->progress().lost, qint64(100));
}

void TestBulkSender::lostConnectionIsToldAndNotEndless()
{
    m_server->hold();
    const auto sender = send(QByteArray("7\n").repeated(1'000), BulkSender::Mode::Lines);
    QTRY_COMPARE(sender->progress().sent, qint64(1'000));
    m_server->closeConnection();
    QTRY_COMPARE(sender->state(), State::Failed);
    QVERIFY(sender->error().contains(QStringLiteral("lost")));
    QCOMPARE(sender->progress().lost, qint64(1'000));
}

void TestBulkSender::eventLoopStaysFreeDuringManyReplies()
{
    QTimer pulse;
    QElapsedTimer since;
    qint64 longestGap = 0;
    connect(&pulse, &QTimer::timeout, this,
            [&] { longestGap = std::max(longestGap, since.restart()); });
    const auto sender = send(QByteArray("123456789\n").repeated(100'000), BulkSender::Mode::Lines);
    since.start();
    pulse.start(1);
    QTRY_COMPARE_WITH_TIMEOUT(sender->state(), State::Done, 60'000);
    qInfo("longest gap of the event loop: %lld ms", longestGap);
    QVERIFY2(longestGap < 250, qPrintable(QString::number(longestGap)));
    m_conversation->flush();
    QCOMPARE(m_conversation->history().rowCount(), 100'000);
}

QTEST_GUILESS_MAIN(TestBulkSender)
#include "tst_bulksender.moc"
