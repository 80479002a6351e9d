// SPDX-License-Identifier: MIT
#include "terminal-client/prompthistory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace DigitSum;

class TestPromptHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void defaultFile_data();
    void defaultFile();
    void emptyAtFirst();
    void keepsLinesForItsOwner();
    void sharedByProcesses();
    void longLinesAreNotSaved();
    void recallsTheNewest();
    void isShortened();
    void hugeFile();
    void saysOnceThatItCannotBeWritten();
    void neverReadsWhatIsNoFile_data();
    void neverReadsWhatIsNoFile();

private:
    [[nodiscard]] QString path(const char *name = "digitsum/history") const
    {
        return m_folder->filePath(QString::fromLatin1(name));
    }
    void write(const QByteArray &content)
    {
        QDir().mkpath(QFileInfo(path()).path());
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "cannot be read";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPromptHistory::defaultFile_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("file");
    const QString usual = QDir::homePath() + QStringLiteral("/.local/state/digitsum/history");
    QTest::newRow("not set") << QByteArray() << usual;
    QTest::newRow("set") << QByteArray("/var/x") << QStringLiteral("/var/x/digitsum/history");
    QTest::newRow("relative: invalid by the specification") << QByteArray("x") << usual;
}

void TestPromptHistory::defaultFile()
{
    QFETCH(const QByteArray, state);
    QFETCH(const QString, file);
    const QByteArray before = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", state);
    const QString found = PromptHistory::defaultFile();
    qputenv("XDG_STATE_HOME", before);
    QCOMPARE(found, file);
}

void TestPromptHistory::emptyAtFirst()
{
    PromptHistory history(path());
    const QSignalSpy failed(&history, &PromptHistory::failed);
    QCOMPARE(history.load(), QByteArrayList());
    QCOMPARE(failed.size(), 0);
    QVERIFY(!QFileInfo::exists(path()));
}

void TestPromptHistory::keepsLinesForItsOwner()
{
    PromptHistory(path()).append("12");
    PromptHistory history(path());
    history.append("১২৩");
    QCOMPARE(history.load(), (QByteArrayList{"12", "১২৩"}));
    struct stat status
    {
    };
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void TestPromptHistory::sharedByProcesses()
{
    PromptHistory one(path());
    PromptHistory other(path());
    one.append("1");
    other.append("22");
    one.append("333");
    QCOMPARE(other.load(), (QByteArrayList{"1", "22", "333"}));
}

void TestPromptHistory::longLinesAreNotSaved()
{
    PromptHistory history(path());
    const QSignalSpy failed(&history, &PromptHistory::failed);
    const QByteArray longest(PromptHistory::maxLineSize, '7');
    history.append(longest + '7');
    history.append(longest);
    QCOMPARE(history.load(), QByteArrayList{longest});
    QCOMPARE(failed.size(), 0);
}

void TestPromptHistory::recallsTheNewest()
{
    QByteArray lines;
    for (int i = 1; i <= 2 * PromptHistory::maxLines; ++i)
        lines += QByteArray::number(i) + '\n';
    write(lines);
    const QByteArrayList found = PromptHistory(path()).load();
    QCOMPARE(found.size(), PromptHistory::maxLines);
    QCOMPARE(found.first(), "1001");
    QCOMPARE(found.last(), "2000");
    QCOMPARE(content(), lines); // not rewritten at each start
}

void TestPromptHistory::isShortened()
{
    QByteArray lines;
    for (int i = 1; i <= 2 * PromptHistory::maxLines + 1; ++i)
        lines += QByteArray::number(i) + '\n';
    write(lines);
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner);
    PromptHistory history(path());
    QCOMPARE(history.load().first(), "1002");
    history.append("9");
    QCOMPARE(content().count('\n'), PromptHistory::maxLines + 1);
    QVERIFY(content().startsWith("1002\n1003\n"));
    QVERIFY(content().endsWith("\n2001\n9\n"));
    QCOMPARE(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

/// Of a file that another program has filled, the end is read.
void TestPromptHistory::hugeFile()
{
    write(QByteArray(8 * 1024 * 1024, 'x') + "\n12\n34\n");
    QCOMPARE(PromptHistory(path()).load(), (QByteArrayList{"12", "34"}));
    QCOMPARE(content(), "12\n34\n");
}

void TestPromptHistory::saysOnceThatItCannotBeWritten()
{
    write("in the way");
    PromptHistory history(path("digitsum/history/below"));
    const QSignalSpy failed(&history, &PromptHistory::failed);
    history.append("1");
    history.append("2");
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed.first().first().toString().isEmpty());
    QVERIFY(failed.first().first().toString() != QLatin1String("Unknown error"));
}

void TestPromptHistory::neverReadsWhatIsNoFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("device") << QStringLiteral("/dev/zero");
    QTest::newRow("folder") << QDir::tempPath();
    QTest::newRow("FIFO") << QString();
}

void TestPromptHistory::neverReadsWhatIsNoFile()
{
    QFETCH(QString, file);
    if (file.isEmpty()) {
        file = path("fifo");
        QCOMPARE(::mkfifo(QFile::encodeName(file).constData(), 0600), 0);
    }
    PromptHistory history(file);
    const QSignalSpy failed(&history, &PromptHistory::failed);
    QCOMPARE(history.load(), QByteArrayList());
    history.append("12"); // would block on a FIFO
    QCOMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(TestPromptHistory)
#include "tst_prompthistory.moc"
