// SPDX-License-Identifier: MIT
#include "common/widgets/savefile.h"

#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace DigitSum;

namespace {

/// While it lives, files cannot grow beyond \a bytes, as on a full disk.
class SizeLimit final
{
public:
    explicit SizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // so that writing fails instead
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(SizeLimit)

private:
    rlimit m_before{};
};

} // namespace

class TestSaveFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saves();
    void failures_data();
    void failures();
};

void TestSaveFile::saves()
{
    const QTemporaryDir folder;
    QSaveFile file(folder.filePath(QStringLiteral("new")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("text");
    QCOMPARE(commit(file), QString());
    QCOMPARE(QFileInfo(file.fileName()).size(), qint64(4));
}

void TestSaveFile::failures_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("in the last write") << 5'000; // still in Qt's buffer
    QTest::newRow("in the middle") << 100'000;
}

/// The system's reason is returned, and the old file stays.
void TestSaveFile::failures()
{
    QFETCH(const int, bytes);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("old"));
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();

    QString reason;
    {
        const SizeLimit limit(1000);
        QSaveFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < bytes; i += 1000)
            file.write(QByteArray(1000, 'x'));
        reason = commit(file);
    }
    QCOMPARE(reason, qt_error_string(EFBIG));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
}

QTEST_GUILESS_MAIN(TestSaveFile)
#include "tst_savefile.moc"
