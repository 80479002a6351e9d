// SPDX-License-Identifier: MIT
#include "tests/fuzz/parserchecks.h"

#include <QDir>
#include <QTest>

using namespace DigitSum;

/// Runs the fuzzers' checks on the seed corpus, without libFuzzer.
class TestParserChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isLargeEnough();
    void requests_data() { addInputs("requests"); }
    void requests();
    void replies_data() { addInputs("replies"); }
    void replies();

private:
    static QFileInfoList inputs(const char *folder)
    {
        return QDir(QStringLiteral(DIGITSUM_CORPUS "/") + QLatin1StringView(folder))
            .entryInfoList(QDir::Files, QDir::Name);
    }

    static void addInputs(const char *folder)
    {
        QTest::addColumn<QString>("file");
        for (const QFileInfo &input : inputs(folder))
            QTest::newRow(qPrintable(input.fileName())) << input.filePath();
    }

    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("?");
    }
};

void TestParserChecks::isLargeEnough()
{
    QVERIFY(inputs("requests").size() >= 300);
    QVERIFY(inputs("replies").size() >= 60);
}

void TestParserChecks::requests()
{
    QFETCH(const QString, file);
    const QByteArray bytes = contents(file);
    QCOMPARE(Checks::requestParser(bytes), QString());
    QCOMPARE(Checks::kernels(bytes), QString());
    QCOMPARE(Checks::escape(bytes), QString());
}

void TestParserChecks::replies()
{
    QFETCH(const QString, file);
    const QByteArray bytes = contents(file);
    QCOMPARE(Checks::replyParser(bytes), QString());
    QCOMPARE(Checks::escape(bytes), QString());
}

QTEST_APPLESS_MAIN(TestParserChecks)
#include "tst_parserchecks.moc"
