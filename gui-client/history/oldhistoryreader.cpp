// SPDX-License-Identifier: MIT
#include "gui-client/history/oldhistoryreader.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <limits>

namespace DigitSum::Gui {

namespace {

constexpr QByteArrayView marker("\xd5\x01S\n", 4);
constexpr qsizetype checksumSize = 4;
constexpr qsizetype headSize = 4 + 4 + checksumSize;
constexpr quint32 maxPayload = HistoryEntry::keptBytes + 1024;
constexpr qsizetype chunkSize = 1024 * 1024;

enum class Kind : quint8 { Entry = 'e', Removed = 'r' };

bool isNumber(quint64 number)
{
    return number > 0 && number < quint64(std::numeric_limits<qint64>::max());
}

std::optional<OldHistoryReader::Record> parsed(const QByteArray &payload)
{
    QDataStream in(payload);
    in.setVersion(QDataStream::Qt_6_0);
    quint8 kind = 0;
    in >> kind;
    if (Kind(kind) == Kind::Removed) {
        quint64 first = 0;
        quint64 last = 0;
        in >> first >> last;
        if (in.status() != QDataStream::Ok || !isNumber(first) || !isNumber(last))
            return {};
        return OldHistoryReader::Removed{qint64(first), qint64(last)};
    }
    HistoryEntry entry;
    Exchange &e = entry.exchange;
    quint64 number = 0;
    quint8 outcome = 0;
    qint64 roundTrip = 0;
    in >> number >> e.request >> e.requestBytes >> outcome >> e.sum >> e.askedAt >> roundTrip
        >> entry.digits >> entry.isResent;
    if (Kind(kind) != Kind::Entry || in.status() != QDataStream::Ok || !isNumber(number)
        || outcome > quint8(Exchange::Outcome::Lost))
        return {};
    entry.number = qint64(number);
    e.outcome = Exchange::Outcome(outcome);
    e.roundTripTime = std::chrono::nanoseconds(roundTrip);
    return entry;
}

} // namespace

OldHistoryReader::OldHistoryReader(QFile &file)
    : m_file(file)
{
}

std::optional<OldHistoryReader::Record> OldHistoryReader::next()
{
    while (fill(1)) {
        const QByteArray bytes = payload();
        if (auto record = parsed(bytes)) {
            m_place += headSize + bytes.size();
            return record;
        }
        skip();
    }
    return {};
}

/// Returns the payload of the record at m_place, empty if it is not intact.
QByteArray OldHistoryReader::payload()
{
    if (!fill(headSize))
        return {};
    const QByteArrayView head = QByteArrayView(m_buffer).sliced(m_place, headSize);
    const auto length = qFromBigEndian<quint32>(head.data() + marker.size());
    const QByteArray checksum = head.last(checksumSize).toByteArray();
    if (!head.startsWith(marker) || length > maxPayload || !fill(headSize + qsizetype(length)))
        return {};
    QByteArray bytes = m_buffer.mid(m_place + headSize, qsizetype(length));
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
    return hash.startsWith(checksum) ? bytes : QByteArray();
}

/// Moves to the next marker in the buffer, or to its end.
void OldHistoryReader::skip()
{
    m_isDamaged = true;
    const qsizetype found = m_buffer.indexOf(marker, m_place + 1);
    const qsizetype endOfBuffer = m_buffer.size() - (marker.size() - 1); // may be half a marker
    m_place = found >= 0 ? found : std::max(m_place + 1, endOfBuffer);
}

/// Reads until \a size bytes are in the buffer. Returns false at the end of the file.
bool OldHistoryReader::fill(qsizetype size)
{
    while (m_buffer.size() - m_place < size) {
        m_buffer.remove(0, m_place);
        m_place = 0;
        const QByteArray chunk = m_file.read(chunkSize);
        if (chunk.isEmpty()) {
            m_isDamaged = m_isDamaged || m_file.error() != QFileDevice::NoError;
            return false;
        }
        m_buffer += chunk;
    }
    return true;
}

} // namespace DigitSum::Gui
