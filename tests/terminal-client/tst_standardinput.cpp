// SPDX-License-Identifier: MIT
#include "terminal-client/standardinput.h"
#include "tests/terminal-client/pipe.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include <cerrno>
#include <fcntl.h>

using namespace DigitSum;
using DigitSum::Testing::Pipe;

namespace {

/// Records the signals of a StandardInput.
struct Listener
{
    explicit Listener(int descriptor)
        : input(descriptor)
    {
        QObject::connect(&input, &StandardInput::received, &input,
                         [this](const QByteArray &bytes) { received.append(bytes); });
    }

    StandardInput input;
    QByteArray received;
    QSignalSpy ended{&input, &StandardInput::ended};
    QSignalSpy failed{&input, &StandardInput::failed};
};

} // namespace

class TestStandardInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsPaused();
    void reads();
    void pausesBetweenReads();
    void endsOnce();
    void aFile();
    void aReadErrorIsNoEnd_data();
    void aReadErrorIsNoEnd();
    void pipesAreNoTerminals();
};

void TestStandardInput::beginsPaused()
{
    Pipe pipe(Pipe::TestsEnd::Writing);
    Listener listener(pipe.programsEnd());
    QByteArray bytes = "12\n";
    pipe.write(bytes);
    QCoreApplication::processEvents();
    QCOMPARE(pipe.bytesInside(), 3);
    listener.input.resume();
    QTRY_COMPARE(listener.received, QByteArray("12\n"));
}

void TestStandardInput::reads()
{
    Pipe pipe(Pipe::TestsEnd::Writing);
    Listener listener(pipe.programsEnd());
    listener.input.resume();
    const QByteArray all = QByteArray("1234567\n").repeated(100'000);
    QByteArray rest = all;
    QTRY_VERIFY((pipe.write(rest), rest.isEmpty()));
    QTRY_COMPARE(listener.received.size(), all.size());
    QVERIFY(listener.received == all);
    QCOMPARE(listener.ended.size(), 0);
}

void TestStandardInput::pausesBetweenReads()
{
    Pipe pipe(Pipe::TestsEnd::Writing);
    Listener listener(pipe.programsEnd());
    connect(&listener.input, &StandardInput::received, &listener.input, &StandardInput::pause);
    listener.input.resume();
    QByteArray bytes = "1\n";
    pipe.write(bytes);
    QTRY_COMPARE(listener.received, QByteArray("1\n"));
    bytes = "2\n";
    pipe.write(bytes);
    pipe.close();
    QCoreApplication::processEvents();
    QCOMPARE(listener.received, QByteArray("1\n"));
    QCOMPARE(listener.ended.size(), 0);
    listener.input.resume();
    QTRY_COMPARE(listener.received, QByteArray("1\n2\n"));
}

void TestStandardInput::endsOnce()
{
    Pipe pipe(Pipe::TestsEnd::Writing);
    Listener listener(pipe.programsEnd());
    listener.input.resume();
    QByteArray bytes = "1";
    pipe.write(bytes);
    pipe.close();
    QTRY_COMPARE(listener.ended.size(), 1);
    QCOMPARE(listener.received, QByteArray("1"));
    listener.input.resume(); // without effect
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(listener.ended.size(), 1);
}

void TestStandardInput::aFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray all(1'000'000, '7');
    file.write(all);
    file.seek(0);
    Listener listener(file.handle());
    listener.input.resume();
    QTRY_COMPARE(listener.ended.size(), 1);
    QVERIFY(listener.received == all);
}

void TestStandardInput::aReadErrorIsNoEnd_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("flags");
    QTest::addColumn<int>("error");
    QTest::newRow("a folder") << QByteArray("/") << O_RDONLY << EISDIR;
    QTest::newRow("only for writing") << QByteArray("/dev/null") << O_WRONLY << EBADF;
}

void TestStandardInput::aReadErrorIsNoEnd()
{
    QFETCH(QByteArray, path);
    QFETCH(int, flags);
    QFETCH(int, error);
    QFile file; // closes the descriptor
    const int descriptor = ::open(path.constData(), flags | O_CLOEXEC);
    QVERIFY(file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle));
    Listener listener(descriptor);
    listener.input.resume();
    QTRY_COMPARE(listener.failed.size(), 1);
    QCOMPARE(listener.failed.first().first().toString(), qt_error_string(error));
    listener.input.resume(); // without effect
    QCoreApplication::processEvents();
    QCOMPARE(listener.failed.size(), 1);
    QCOMPARE(listener.ended.size(), 0);
}

void TestStandardInput::pipesAreNoTerminals()
{
    Pipe pipe(Pipe::TestsEnd::Writing);
    QVERIFY(!StandardInput::isTerminal(pipe.programsEnd()));
    QVERIFY(!StandardInput::isTerminal(-1));
}

QTEST_GUILESS_MAIN(TestStandardInput)
#include "tst_standardinput.moc"
