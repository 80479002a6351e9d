// SPDX-License-Identifier: MIT
#include "common/protocol/digitsum.h"
#include "common/protocol/digitsum_kernels.h"

#include <QTest>

#include <sys/mman.h>
#include <unistd.h>

#include <random>

using namespace DigitSum;

namespace {

/// Adds up character by character; shares no code with the kernels.
DigitRun oracle(QByteArrayView bytes)
{
    DigitRun run;
    for (const char c : bytes) {
        const auto digit = QByteArrayView("0123456789").indexOf(c);
        if (digit < 0)
            break;
        run.sum += static_cast<quint64>(digit);
        ++run.length;
    }
    return run;
}

QByteArray randomDigits(qsizetype size, unsigned seed)
{
    std::mt19937 random(seed);
    QByteArray digits(size, '0');
    for (char &c : digits)
        c = static_cast<char>('0' + random() % 10);
    return digits;
}

std::vector<Kernels::NamedKernel> allKernels()
{
    std::vector<Kernels::NamedKernel> kernels{
        {QLatin1StringView("scalar"), Kernels::scalar},
        {QLatin1StringView("chosen"), [](const char *data, qsizetype size) noexcept {
             return sumLeadingDigits({data, size});
         }}};
    const auto vector = Kernels::vectorKernels();
    kernels.insert(kernels.end(), vector.begin(), vector.end());
    return kernels;
}

QByteArray place(QLatin1StringView kernel, qsizetype size, qsizetype alignment, qsizetype bad)
{
    return QByteArray(kernel.data(), kernel.size()) + " size " + QByteArray::number(size)
           + " alignment " + QByteArray::number(alignment) + " bad byte at "
           + QByteArray::number(bad);
}

} // namespace

class TestDigitSum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownSums_data();
    void knownSums();
    void everyLengthAndAlignment();
    void everyByteAtEveryPlace();
    void readsNothingBeyondTheEnd();
    void largeSumsAreExact();
};

void TestDigitSum::knownSums_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint64>("sum");
    QTest::addColumn<qsizetype>("length");

    QTest::newRow("nothing") << QByteArray() << quint64(0) << qsizetype(0);
    QTest::newRow("one digit") << QByteArray("7") << quint64(7) << qsizetype(1);
    QTest::newRow("the classic") << QByteArray("12345") << quint64(15) << qsizetype(5);
    QTest::newRow("stops at a letter") << QByteArray("12a45") << quint64(3) << qsizetype(2);
    QTest::newRow("slash is below 0") << QByteArray("1/2") << quint64(1) << qsizetype(1);
    QTest::newRow("colon is above 9") << QByteArray("1:2") << quint64(1) << qsizetype(1);
    QTest::newRow("NUL is no digit") << QByteArray("1\0002", 3) << quint64(1) << qsizetype(1);
    QTest::newRow("high byte") << QByteArray("9\xb9") << quint64(9) << qsizetype(1);
}

void TestDigitSum::knownSums()
{
    QFETCH(QByteArray, bytes);
    QFETCH(quint64, sum);
    QFETCH(qsizetype, length);
    for (const auto &kernel : allKernels()) {
        const DigitRun run = kernel.run(bytes.constData(), bytes.size());
        QCOMPARE(run.sum, sum);
        QCOMPARE(run.length, length);
    }
}

void TestDigitSum::everyLengthAndAlignment()
{
    const QByteArray digits = randomDigits(4096 + 64, 1);
    for (const auto &kernel : allKernels()) {
        for (const qsizetype alignment : {0, 1, 7, 15, 16, 31, 33}) {
            quint64 expected = 0;
            for (qsizetype size = 0; size <= 4096; ++size) {
                const DigitRun run = kernel.run(digits.constData() + alignment, size);
                const bool isRight = run == DigitRun{expected, size};
                QVERIFY2(isRight, place(kernel.name, size, alignment, -1).constData());
                expected += static_cast<quint64>(digits[alignment + size] - '0');
            }
        }
    }
}

void TestDigitSum::everyByteAtEveryPlace()
{
    // Longer than two blocks of the widest kernel, to cover each position in a block.
    for (const qsizetype size : {1, 15, 16, 17, 63, 64, 65, 144, 300}) {
        const QByteArray digits = randomDigits(size, 2);
        for (const auto &kernel : allKernels()) {
            for (qsizetype bad = 0; bad < size; ++bad) {
                QByteArray bytes = digits;
                for (int value = 0; value < 256; ++value) {
                    bytes[bad] = static_cast<char>(value);
                    const bool isRight = kernel.run(bytes.constData(), size) == oracle(bytes);
                    QVERIFY2(isRight, place(kernel.name, size, 0, bad).constData());
                }
            }
        }
    }
}

void TestDigitSum::readsNothingBeyondTheEnd()
{
    // The page after the digits is not readable: reading one byte too many crashes.
    const auto page = static_cast<size_t>(::sysconf(_SC_PAGESIZE));
    void *const memory =
        ::mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    QVERIFY(memory != MAP_FAILED);
    char *const first = static_cast<char *>(memory);
    QCOMPARE(::mprotect(first + page, page, PROT_NONE), 0);
    memset(first, '5', page);
    for (const auto &kernel : allKernels()) {
        for (qsizetype size = 0; size <= 600; ++size) {
            const DigitRun run = kernel.run(first + page - size, size);
            QCOMPARE(run, (DigitRun{5 * static_cast<quint64>(size), size}));
        }
    }
    ::munmap(memory, 2 * page);
}

void TestDigitSum::largeSumsAreExact()
{
    const qsizetype size = 64 * 1024 * 1024;
    const QByteArray nines(size, '9');
    for (const auto &kernel : allKernels())
        QCOMPARE(kernel.run(nines.constData(), size),
                 (DigitRun{9 * static_cast<quint64>(size), size}));
}

QTEST_APPLESS_MAIN(TestDigitSum)
#include "tst_digitsum.moc"
