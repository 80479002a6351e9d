// SPDX-License-Identifier: MIT
#include "terminal-client/standardoutput.h"
#include "tests/terminal-client/pipe.h"

#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include <cerrno>
#include <csignal>

using namespace DigitSum;
using DigitSum::Testing::Pipe;

/// Output to a blocking pipe: a write to a full pipe would block the test forever.
class TestStandardOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesWhatIsSaid();
    void nothingIsNothing();
    void aFile();
    void hasRoomForAMebibyte();
    void aSlowReaderGetsEverything();
    void saysThatNobodyReads();
    void saysSoWhileMuchWaits();
    void saysThatWritingFailed();
};

void TestStandardOutput::initTestCase()
{
    std::signal(SIGPIPE, SIG_IGN); // as Qt does when it uses sockets
}

void TestStandardOutput::writesWhatIsSaid()
{
    Pipe pipe(Pipe::TestsEnd::Reading);
    StandardOutput output(pipe.programsEnd());
    QSignalSpy drained(&output, &StandardOutput::drained);
    output.write("15\n");
    output.write("6\n");
    QVERIFY(!output.isDrained());
    QTRY_COMPARE(drained.size(), 1);
    QVERIFY(output.isDrained());
    QCOMPARE(pipe.read(), QByteArray("15\n6\n"));
}

void TestStandardOutput::nothingIsNothing()
{
    Pipe pipe(Pipe::TestsEnd::Reading);
    StandardOutput output(pipe.programsEnd());
    QSignalSpy drained(&output, &StandardOutput::drained);
    output.write({});
    QVERIFY(output.isDrained());
    QVERIFY(output.hasRoom());
    QCoreApplication::processEvents();
    QCOMPARE(drained.size(), 0);
}

void TestStandardOutput::aFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    StandardOutput output(file.handle());
    const QByteArray bytes(3'000'000, '7');
    output.write(bytes);
    QTRY_VERIFY(output.isDrained());
    file.seek(0);
    QVERIFY(file.readAll() == bytes);
}

void TestStandardOutput::hasRoomForAMebibyte()
{
    Pipe pipe(Pipe::TestsEnd::Reading);
    StandardOutput output(pipe.programsEnd());
    output.write(QByteArray(1024 * 1024 - 1, '1'));
    QVERIFY(output.hasRoom());
    output.write("1");
    QVERIFY(!output.hasRoom());
    QTRY_VERIFY(pipe.bytesInside() > 0);
    QTRY_VERIFY(output.hasRoom()); // the pipe accepted some
}

void TestStandardOutput::aSlowReaderGetsEverything()
{
    Pipe pipe(Pipe::TestsEnd::Reading);
    StandardOutput output(pipe.programsEnd());
    QSignalSpy drained(&output, &StandardOutput::drained);
    QByteArray expected;
    for (int i = 0; i < 500'000; ++i)
        expected += QByteArray::number(i) + '\n';
    output.write(expected);
    QTRY_VERIFY(pipe.bytesInside() > 0);
    QVERIFY(!output.hasRoom());

    QByteArray received;
    while (received.size() < expected.size()) {
        QVERIFY(drained.isEmpty() || received.size() + pipe.bytesInside() == expected.size());
        QTRY_VERIFY(pipe.bytesInside() > 0);
        received += pipe.read(10'007); // less than the pipe holds
    }
    QVERIFY(received == expected);
    QTRY_COMPARE(drained.size(), 1);
    QVERIFY(output.hasRoom());
}

void TestStandardOutput::saysThatNobodyReads()
{
    Pipe pipe(Pipe::TestsEnd::Reading);
    StandardOutput output(pipe.programsEnd());
    QSignalSpy broken(&output, &StandardOutput::broken);
    pipe.close();
    QCoreApplication::processEvents();
    QCOMPARE(broken.size(), 0); // nothing was written
    output.write("15\n");
    QTRY_COMPARE(broken.size(), 1);
    output.write("6\n"); // without effect
    QVERIFY(output.isDrained());
    QCoreApplication::processEvents();
    QCOMPARE(broken.size(), 1);
}

void TestStandardOutput::saysSoWhileMuchWaits()
{
    Pipe pipe(Pipe::TestsEnd::Reading);
    StandardOutput output(pipe.programsEnd());
    QSignalSpy broken(&output, &StandardOutput::broken);
    QSignalSpy drained(&output, &StandardOutput::drained);
    output.write(QByteArray(4 * 1024 * 1024, '1'));
    QTRY_VERIFY(pipe.bytesInside() > 0);
    QVERIFY(!output.isDrained());
    pipe.close();
    QTRY_COMPARE(broken.size(), 1);
    QCOMPARE(drained.size(), 0);
}

void TestStandardOutput::saysThatWritingFailed()
{
    QFile full(QStringLiteral("/dev/full"));
    QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    StandardOutput output(full.handle());
    QSignalSpy broken(&output, &StandardOutput::broken);
    QSignalSpy failed(&output, &StandardOutput::failed);
    output.write("15\n");
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().toString(), qt_error_string(ENOSPC));
    QCOMPARE(broken.size(), 0);
    QVERIFY(output.isDrained()); // the buffer was dropped
}

QTEST_GUILESS_MAIN(TestStandardOutput)
#include "tst_standardoutput.moc"
