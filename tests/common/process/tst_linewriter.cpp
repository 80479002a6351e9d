// SPDX-License-Identifier: MIT
#include "common/process/linewriter.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

/// A pipe that holds 4 KiB. The test reads without waiting.
class SmallPipe final
{
public:
    SmallPipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0 || ::fcntl(ends[1], F_SETPIPE_SZ, 4096) < 0)
            qFatal("Cannot make a pipe");
        m_reader = ends[0];
        m_writer = ends[1];
        ::fcntl(m_reader, F_SETFL, O_NONBLOCK);
    }
    ~SmallPipe()
    {
        ::close(m_reader);
        ::close(m_writer);
    }
    Q_DISABLE_COPY_MOVE(SmallPipe)

    [[nodiscard]] int writer() const { return m_writer; }

    /// Reads until nothing has come for 20 ms.
    [[nodiscard]] QByteArray read() const
    {
        QByteArray all;
        QByteArray chunk(4096, Qt::Uninitialized);
        pollfd request{m_reader, POLLIN, 0};
        while (::poll(&request, 1, 20) == 1) {
            const auto size = ::read(m_reader, chunk.data(), static_cast<size_t>(chunk.size()));
            if (size <= 0)
                break;
            all += QByteArrayView(chunk).first(size);
        }
        return all;
    }

private:
    int m_reader = -1;
    int m_writer = -1;
};

/// The sum of the numbers in the notices of missing lines.
int missingIn(const QByteArray &text)
{
    static const QRegularExpression notice(QStringLiteral("Lines missing here: (\\d+) \\("));
    int lines = 0;
    auto matches = notice.globalMatch(QString::fromUtf8(text));
    while (matches.hasNext())
        lines += matches.next().captured(1).toInt();
    return lines;
}

} // namespace

class TestLineWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void linesStayInOrder_data();
    void linesStayInOrder();
    void threadsDoNotMixTheirLines();
    void stalledReaderHoldsUpNobody();
    void destructorDoesNotWait();
    void linesThatTheSystemRefusesAreCounted();
};

void TestLineWriter::linesStayInOrder_data()
{
    QTest::addColumn<bool>("isBlocking");
    QTest::newRow("blocking") << true;
    QTest::newRow("made non-blocking by another process") << false;
}

void TestLineWriter::linesStayInOrder()
{
    QFETCH(bool, isBlocking);
    const SmallPipe pipe;
    if (!isBlocking)
        ::fcntl(pipe.writer(), F_SETFL, O_NONBLOCK);
    LineWriter writer(pipe.writer());
    QByteArray expected;
    for (int i = 0; i < 5000; ++i) {
        writer.write(QByteArray::number(i));
        expected += QByteArray::number(i) + '\n';
    }
    QByteArray text;
    QTRY_VERIFY((text += pipe.read()).size() >= expected.size());
    QCOMPARE(text, expected);
}

void TestLineWriter::threadsDoNotMixTheirLines()
{
    const SmallPipe pipe;
    LineWriter writer(pipe.writer());
    const QByteArray ones(300, '1');
    const QByteArray twos(300, '2');
    const auto writeMany = [&writer](const QByteArray &line) {
        for (int i = 0; i < 500; ++i)
            writer.write(line);
    };
    const std::unique_ptr<QThread> other(QThread::create([&] { writeMany(ones); }));
    other->start();
    writeMany(twos);
    QVERIFY(other->wait(5000));
    QByteArray text;
    QTRY_COMPARE((text += pipe.read()).count('\n'), 1000);
    const QByteArrayList lines = text.split('\n');
    QCOMPARE(lines.count(ones), 500);
    QCOMPARE(lines.count(twos), 500);
}

void TestLineWriter::stalledReaderHoldsUpNobody()
{
    const SmallPipe pipe;
    LineWriter writer(pipe.writer());
    const QByteArray line(100, 'x');
    constexpr int lines = 50'000; // more than twice what it keeps
    for (int i = 0; i < lines; ++i)
        writer.write(line);

    QByteArray text;
    QTRY_VERIFY((text += pipe.read()).contains("the reader was too slow"));
    writer.write("next");
    QTRY_VERIFY((text += pipe.read()).endsWith("\nnext\n"));
    const int missing = missingIn(text);
    QVERIFY(missing > 0);
    QCOMPARE(text.split('\n').count(line) + missing, lines);
    QVERIFY(text.size() <= 2 * LineWriter::capacity + 4096);
}

void TestLineWriter::destructorDoesNotWait()
{
    const SmallPipe pipe;
    {
        LineWriter writer(pipe.writer());
        for (int i = 0; i < 1000; ++i)
            writer.write(QByteArray(100, 'x'));
        writer.flush(1ms); // in vain
    }
    QByteArray text;
    QTRY_COMPARE((text += pipe.read()).count('\n'), 1000);
}

void TestLineWriter::linesThatTheSystemRefusesAreCounted()
{
    const QTemporaryDir folder;
    const QByteArray path = QFile::encodeName(folder.filePath(QStringLiteral("fifo")));
    QCOMPARE(::mkfifo(path.constData(), 0600), 0);
    int reader = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    const int descriptor = ::open(path.constData(), O_WRONLY | O_CLOEXEC);
    QVERIFY(reader >= 0 && descriptor >= 0);
    LineWriter writer(descriptor);

    ::close(reader); // as the log's reader does when it ends
    writer.write("lost");
    writer.write("also lost");
    writer.flush(5s);
    reader = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    writer.write("after");
    writer.flush(5s);
    QByteArray text(4096, Qt::Uninitialized);
    text.truncate(::read(reader, text.data(), 4096));
    QVERIFY2(text.contains("Lines missing here: 2 (Broken pipe)"), text.constData());
    QVERIFY(text.endsWith("\nafter\n"));
    ::close(reader);
    ::close(descriptor);
}

QTEST_GUILESS_MAIN(TestLineWriter)
#include "tst_linewriter.moc"
