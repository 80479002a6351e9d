// SPDX-License-Identifier: MIT
#include "gui-client/history/historyexport.h"

#include <QDateTime>
#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

namespace DigitSum::Gui {

namespace {

QLatin1StringView stateName(const HistoryEntry &entry)
{
    switch (entry.exchange.outcome) {
    case Exchange::Outcome::Waiting:
        return QLatin1StringView("waiting");
    case Exchange::Outcome::Sum:
        return QLatin1StringView("answered");
    case Exchange::Outcome::Refused:
        return QLatin1StringView("refused");
    case Exchange::Outcome::Lost:
        return QLatin1StringView("lost");
    }
    return {};
}

QString timeOf(const HistoryEntry &entry)
{
    return QDateTime::fromMSecsSinceEpoch(entry.exchange.askedAt, Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

QString sumOf(const HistoryEntry &entry)
{
    const bool hasSum = entry.exchange.outcome == Exchange::Outcome::Sum;
    return hasSum ? QString::number(entry.exchange.sum) : QString();
}

/// Returns the fields in the order of columnNames().
QStringList fieldsOf(const HistoryEntry &entry)
{
    const auto time = entry.exchange.roundTripTime.count();
    return {QString::number(entry.number),
            timeOf(entry),
            QString::fromUtf8(entry.exchange.request),
            QString::number(entry.exchange.requestBytes),
            entry.digits < 0 ? QString() : QString::number(entry.digits),
            stateName(entry),
            entry.isResent ? QStringLiteral("yes") : QStringLiteral("no"),
            sumOf(entry),
            time > 0 ? QString::number(time) : QString()};
}

QStringList columnNames()
{
    return {QStringLiteral("number"), QStringLiteral("time"),   QStringLiteral("request"),
            QStringLiteral("bytes"),  QStringLiteral("digits"), QStringLiteral("state"),
            QStringLiteral("resent"), QStringLiteral("sum"),    QStringLiteral("round_trip_ns")};
}

/// Prevents CSV injection (OWASP): spreadsheets run fields with these first characters as formulas.
QString withoutFormula(const QString &field)
{
    const QString dangerous = QStringLiteral("=+-@\t\r");
    const bool isFormula = !field.isEmpty() && dangerous.contains(field.front());
    return isFormula ? QString(u'\'' + field) : field;
}

QString csvField(const QString &field)
{
    QString text = withoutFormula(field);
    const bool isQuoted =
        text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r');
    return isQuoted ? QString(u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"') : text;
}

QByteArray csvRecord(QStringList fields)
{
    for (QString &field : fields)
        field = csvField(field);
    return fields.join(u',').toUtf8() + "\r\n";
}

bool writeAll(QIODevice &device, const QByteArray &bytes)
{
    return device.write(bytes) == bytes.size();
}

} // namespace

QByteArray HistoryExport::csvHeader()
{
    return csvRecord(columnNames());
}

QByteArray HistoryExport::csvLine(const HistoryEntry &entry)
{
    return csvRecord(fieldsOf(entry));
}

QString HistoryExport::tsvLine(const HistoryEntry &entry)
{
    QStringList fields = fieldsOf(entry);
    for (QString &field : fields) {
        field = withoutFormula(field);
        field.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
    }
    return fields.join(u'\t') + u'\n';
}

QByteArray HistoryExport::jsonObject(const HistoryEntry &entry)
{
    QJsonObject object{
        {QStringLiteral("number"), qint64(entry.number)},
        {QStringLiteral("time"), timeOf(entry)},
        {QStringLiteral("request"), QString::fromUtf8(entry.exchange.request)},
        {QStringLiteral("bytes"), entry.exchange.requestBytes},
        {QStringLiteral("state"), QString(stateName(entry))},
        {QStringLiteral("resent"), entry.isResent},
    };
    if (entry.digits >= 0)
        object.insert(QStringLiteral("digits"), entry.digits);
    if (const QString sum = sumOf(entry); !sum.isEmpty())
        object.insert(QStringLiteral("sum"), sum);
    if (const auto time = entry.exchange.roundTripTime.count(); time > 0)
        object.insert(QStringLiteral("round_trip_ns"), qint64(time));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool HistoryExport::writeCsv(QIODevice &device, int count, const EntryAt &entryAt)
{
    bool isWritten = writeAll(device, csvHeader());
    for (int row = 0; row < count && isWritten; ++row)
        isWritten = writeAll(device, csvLine(entryAt(row)));
    return isWritten;
}

bool HistoryExport::writeJson(QIODevice &device, int count, const EntryAt &entryAt)
{
    bool isWritten = writeAll(device, "[\n");
    for (int row = 0; row < count && isWritten; ++row) {
        const QByteArray end = row + 1 < count ? ",\n" : "\n";
        isWritten = writeAll(device, jsonObject(entryAt(row)) + end);
    }
    return isWritten && writeAll(device, "]\n");
}

} // namespace DigitSum::Gui
