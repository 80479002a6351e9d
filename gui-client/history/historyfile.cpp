// SPDX-License-Identifier: MIT
#include "gui-client/history/historyfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QtEndian>

#include <map>

namespace DigitSum::Gui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::HistoryFile)
};

constexpr QByteArrayView marker("\xd5\x01S\n", 4);
constexpr qsizetype checksumSize = 4;
constexpr qsizetype headSize = 4 + 4 + checksumSize;
constexpr quint32 maxPayload = HistoryEntry::keptBytes + 1024;
constexpr auto format = QDataStream::Qt_6_0;

enum class Kind : quint8 { Entry = 'e', Removed = 'r' };

QByteArray checksumOf(QByteArrayView payload)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(payload);
    return hash.result().first(checksumSize);
}

QByteArray record(const QByteArray &payload)
{
    QByteArray length(4, Qt::Uninitialized);
    qToBigEndian(quint32(payload.size()), length.data());
    return marker.toByteArray() + length + checksumOf(payload) + payload;
}

QByteArray entryRecord(const HistoryEntry &entry)
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    out.setVersion(format);
    const Exchange &e = entry.exchange;
    out << quint8(Kind::Entry) << entry.number << e.request << e.requestBytes << quint8(e.outcome)
        << e.sum << e.askedAt << qint64(e.roundTripTime.count()) << entry.digits << entry.isResent;
    return record(payload);
}

QByteArray removedRecord(quint64 first, quint64 last)
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    out.setVersion(format);
    out << quint8(Kind::Removed) << first << last;
    return record(payload);
}

/// Returns the payload of the record at the beginning of \a bytes, empty if it is not intact.
QByteArrayView payloadAt(QByteArrayView bytes)
{
    if (bytes.size() < headSize || !bytes.startsWith(marker))
        return {};
    const auto length = qFromBigEndian<quint32>(bytes.data() + marker.size());
    if (length > maxPayload || bytes.size() - headSize < qsizetype(length))
        return {};
    const QByteArrayView payload = bytes.sliced(headSize, qsizetype(length));
    const QByteArrayView checksum = bytes.sliced(headSize - checksumSize, checksumSize);
    return checksumOf(payload) == checksum ? payload : QByteArrayView();
}

using Rows = std::map<quint64, HistoryEntry>;

/// Applies a record's \a payload to \a rows. Returns false if it is invalid.
bool apply(QByteArrayView payload, Rows &rows)
{
    const QByteArray bytes = QByteArray::fromRawData(payload.data(), payload.size());
    QDataStream in(bytes);
    in.setVersion(format);
    quint8 kind = 0;
    in >> kind;
    if (Kind(kind) == Kind::Removed) {
        quint64 first = 0;
        quint64 last = 0;
        in >> first >> last;
        if (in.status() == QDataStream::Ok && first <= last)
            rows.erase(rows.lower_bound(first), rows.upper_bound(last));
        return in.status() == QDataStream::Ok;
    }
    if (Kind(kind) != Kind::Entry)
        return false;
    HistoryEntry entry;
    Exchange &e = entry.exchange;
    quint8 outcome = 0;
    qint64 roundTrip = 0;
    in >> entry.number >> e.request >> e.requestBytes >> outcome >> e.sum >> e.askedAt >> roundTrip
        >> entry.digits >> entry.isResent;
    if (in.status() != QDataStream::Ok || outcome > quint8(Exchange::Outcome::Lost)
        || entry.number == 0)
        return false;
    e.outcome = Exchange::Outcome(outcome);
    e.roundTripTime = std::chrono::nanoseconds(roundTrip);
    const quint64 number = entry.number;
    rows.insert_or_assign(rows.end(), number, std::move(entry));
    return true;
}

} // namespace

HistoryFile::HistoryFile(const QString &path)
    : m_file(path)
    , m_lock(path + QStringLiteral(".lock"))
{
    m_lock.setStaleLockTime(0); // check the process, not the age: a window may be open for days
}

bool HistoryFile::open()
{
    QDir().mkpath(QFileInfo(m_file.fileName()).path());
    if (!m_lock.tryLock(0)) {
        m_error = Text::tr("another DigitSum client is using it");
        return false;
    }
    if (!m_file.open(QIODevice::ReadWrite)) {
        m_error = m_file.errorString();
        return false;
    }
    return true;
}

HistoryFile::Loaded HistoryFile::load(qsizetype maxRows)
{
    Loaded loaded;
    Rows rows;
    m_file.seek(0);
    const QByteArray bytes = m_file.readAll();
    qsizetype place = 0;
    qsizetype endOfGood = 0;
    m_records = 0;
    while (place < bytes.size()) {
        const QByteArrayView rest = QByteArrayView(bytes).sliced(place);
        const QByteArrayView payload = payloadAt(rest);
        if (!payload.isEmpty() && apply(payload, rows)) {
            place += headSize + payload.size();
            endOfGood = place;
            ++m_records;
            if (qsizetype(rows.size()) > maxRows)
                rows.erase(rows.begin());
            continue;
        }
        const qsizetype next = bytes.indexOf(marker, place + 1);
        const qsizetype end = next < 0 ? bytes.size() : next;
        loaded.damagedBytes += end - place;
        place = end;
    }
    if (endOfGood < bytes.size())
        m_file.resize(endOfGood);
    m_file.seek(endOfGood);

    loaded.entries.reserve(qsizetype(rows.size()));
    for (auto &row : rows)
        loaded.entries.append(std::move(row.second));
    return loaded;
}

bool HistoryFile::append(const QList<HistoryEntry> &entries)
{
    QByteArray bytes;
    for (const HistoryEntry &entry : entries)
        bytes += entryRecord(entry);
    m_records += entries.size();
    return write(bytes);
}

bool HistoryFile::remove(quint64 firstNumber, quint64 lastNumber)
{
    ++m_records;
    return write(removedRecord(firstNumber, lastNumber));
}

bool HistoryFile::rewrite(const QList<HistoryEntry> &entries)
{
    QSaveFile file(m_file.fileName());
    bool isWritten = file.open(QIODevice::WriteOnly);
    for (const HistoryEntry &entry : entries) {
        const QByteArray bytes = entryRecord(entry);
        isWritten = isWritten && file.write(bytes) == bytes.size();
    }
    if (!isWritten || !file.commit()) {
        m_error = file.errorString();
        return false;
    }
    m_file.close();
    if (!m_file.open(QIODevice::ReadWrite)) {
        m_error = m_file.errorString();
        return false;
    }
    m_file.seek(m_file.size());
    m_records = entries.size();
    return true;
}

bool HistoryFile::write(const QByteArray &bytes)
{
    if (m_file.write(bytes) == bytes.size() && m_file.flush())
        return true;
    m_error = m_file.errorString();
    return false;
}

} // namespace DigitSum::Gui
