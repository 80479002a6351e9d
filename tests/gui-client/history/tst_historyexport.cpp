// SPDX-License-Identifier: MIT
#include "gui-client/history/historyexport.h"
#include "tests/gui-client/history/historyentries.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace DigitSum;
using namespace DigitSum::Gui;
using Outcome = Exchange::Outcome;

/// Exported files can be parsed again by the rules of their format.
class TestHistoryExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvIsReadBack_data();
    void csvIsReadBack();
    void csvHasItsColumns();
    void tsvStaysOnItsLine();
    void jsonIsReadBack();
    void failingDeviceIsTold();
};

namespace {

/// Parses CSV as in RFC 4180, section 2.
QList<QStringList> parseCsv(const QString &text)
{
    QList<QStringList> records;
    QStringList record;
    QString field;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isQuoted) {
            if (c != u'"')
                field += c;
            else if (i + 1 < text.size() && text.at(i + 1) == u'"')
                field += text.at(++i);
            else
                isQuoted = false;
        } else if (c == u'"') {
            isQuoted = true;
        } else if (c == u',') {
            record.append(std::exchange(field, {}));
        } else if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n') {
            record.append(std::exchange(field, {}));
            records.append(std::exchange(record, {}));
            ++i;
        } else {
            field += c;
        }
    }
    return records;
}

} // namespace

void TestHistoryExport::csvIsReadBack_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QString>("field");
    const auto same = [](const char *name, const QByteArray &request) {
        QTest::newRow(name) << request << QString::fromUtf8(request);
    };
    same("digits", "12345");
    same("empty", "");
    same("a comma", "1,2");
    same("quotes", "say \"1\"");
    same("lines", "1\r\n2");
    same("Bengali", "১২৩");
    const auto neutral = [](const char *name, const QByteArray &request) {
        QTest::newRow(name) << request << QString(u'\'' + QString::fromUtf8(request));
    };
    neutral("a formula", "=1+1");
    neutral("a plus", "+1");
    neutral("a minus", "-1");
    neutral("an at sign", "@SUM(A1)");
    neutral("a tab", "\t1");
    neutral("a formula in quotes", "=HYPERLINK(\"http://x\",\"y\")");
}

void TestHistoryExport::csvIsReadBack()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QString, field);
    const QByteArray line = HistoryExport::csvLine(makeEntry(7, request, Outcome::Refused));
    const QList<QStringList> records = parseCsv(QString::fromUtf8(line));
    QCOMPARE(records.size(), 1);
    QCOMPARE(records[0].size(), 9);
    QCOMPARE(records[0][2], field);
}

void TestHistoryExport::csvHasItsColumns()
{
    HistoryEntry entry = makeEntry(7, "12345", Outcome::Sum, 15);
    entry.isResent = true;
    const QString text =
        QString::fromUtf8(HistoryExport::csvHeader() + HistoryExport::csvLine(entry));
    const QList<QStringList> records = parseCsv(text);
    QCOMPARE(records.size(), 2);
    const QStringList expected{QStringLiteral("7"),     QStringLiteral("2023-11-14T22:13:20.007Z"),
                               QStringLiteral("12345"), QStringLiteral("5"),
                               QStringLiteral("5"),     QStringLiteral("answered"),
                               QStringLiteral("yes"),   QStringLiteral("15"),
                               QStringLiteral("700000")};
    QCOMPARE(records[1], expected);
    QCOMPARE(records[0].size(), expected.size());
}

void TestHistoryExport::tsvStaysOnItsLine()
{
    const QString line = HistoryExport::tsvLine(makeEntry(1, "1\t2\n3", Outcome::Refused));
    QCOMPARE(line.count(u'\n'), qsizetype(1));
    QCOMPARE(line.count(u'\t'), qsizetype(8));
}

void TestHistoryExport::jsonIsReadBack()
{
    const QList<HistoryEntry> entries{
        makeEntry(1, "=1\"\\", Outcome::Refused),
        makeEntry(2, "9", Outcome::Sum, 18'446'744'073'709'551'615ULL), makeEntry(3, "1")};
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(
        HistoryExport::writeJson(buffer, int(entries.size()),
                                 [&](int row) -> const HistoryEntry & { return entries[row]; }));
    QJsonParseError error;
    const QJsonArray array = QJsonDocument::fromJson(buffer.data(), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(array.size(), 3);
    QCOMPARE(array[0][QStringLiteral("request")].toString(), QStringLiteral("=1\"\\"));
    QCOMPARE(array[0][QStringLiteral("state")].toString(), QStringLiteral("refused"));
    QVERIFY(array[0][QStringLiteral("sum")].isUndefined());
    QCOMPARE(array[1][QStringLiteral("sum")].toString(), QStringLiteral("18446744073709551615"));
    QCOMPARE(array[2][QStringLiteral("state")].toString(), QStringLiteral("waiting"));
}

void TestHistoryExport::failingDeviceIsTold()
{
    QBuffer closed;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(".*not open.*")));
    QVERIFY(!HistoryExport::writeCsv(closed, 0, {}));
}

QTEST_GUILESS_MAIN(TestHistoryExport)
#include "tst_historyexport.moc"
