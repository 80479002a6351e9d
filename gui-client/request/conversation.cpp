// SPDX-License-Identifier: MIT
#include "gui-client/request/conversation.h"

#include "common/protocol/digitsum.h"
#include "common/protocol/utf8decoder.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/request/digitcheck.h"

#include <QDateTime>
#include <QDeadlineTimer>

#include <algorithm>
#include <utility>

namespace DigitSum::Gui {

namespace {

/// A batch stops after this time; it is checked after this many rows.
constexpr std::chrono::milliseconds maxTurn{8};
constexpr qsizetype rowsAtATime = 2'000;

/// Counts the UTF-8 characters whose first byte is in \a part.
qint64 countCharacters(QByteArrayView part)
{
    // Most requests are ASCII digits, which the kernel counts faster.
    const qsizetype ascii = sumLeadingDigits(part).length;
    return ascii + std::count_if(part.begin() + ascii, part.end(), [](char byte) {
               return !isUtf8Continuation(byte);
           });
}

void truncate(QByteArray &request)
{
    if (request.size() > HistoryEntry::keptBytes)
        request = request.first(HistoryEntry::keptBytes);
}

} // namespace

Conversation::Conversation(QObject *parent)
    : Conversation(Session::Limits{}, parent)
{
}

Conversation::Conversation(Session::Limits limits, QObject *parent)
    : QObject(parent)
    , m_session(new Session(limits, this))
    , m_history(new HistoryModel(this))
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(batchInterval);
    connect(&m_batch, &QTimer::timeout, this, &Conversation::flushSome);
    connect(m_session, &Session::answered, this, &Conversation::onAnswered);
}

// ---- sending ----

qint64 Conversation::takeNumber()
{
    m_lastNumber = std::max(m_lastNumber, m_history->lastNumber()) + 1;
    return m_lastNumber;
}

bool Conversation::ask(const QByteArray &request, bool isResent)
{
    const ExchangeId id = m_session->ask(request);
    if (id == 0)
        return false;

    HistoryEntry entry;
    entry.exchange.id = id;
    entry.exchange.request = request;
    entry.exchange.requestBytes = request.size();
    entry.exchange.askedAt = QDateTime::currentMSecsSinceEpoch();
    entry.number = takeNumber();
    entry.digits = countDigits(request);
    entry.isResent = isResent;
    truncate(entry.exchange.request);

    m_pending.insert(id, {entry.number, entry.digits, isResent, true});
    m_added.append(entry);
    record();
    return true;
}

bool Conversation::append(QByteArrayView part)
{
    m_openCharacters += countCharacters(part);
    return m_session->append(part);
}

bool Conversation::finish()
{
    const qint64 digits = std::exchange(m_openCharacters, 0); // if all characters are digits
    const ExchangeId id = m_session->finish();
    if (id == 0)
        return false;
    m_pending.insert(id, {takeNumber(), digits, false, false});
    return true;
}

// ---- recording ----

void Conversation::onAnswered(const QList<Exchange> &exchanges)
{
    QList<HistoryEntry> done;
    done.reserve(exchanges.size());
    for (const Exchange &exchange : exchanges) {
        const PendingRow row = m_pending.take(exchange.id);
        if (row.number == 0)
            continue; // not sent through this object
        HistoryEntry entry{exchange, row.number, row.digits, row.isResent || exchange.isResent};
        truncate(entry.exchange.request);
        if (!row.isRecorded && exchange.outcome != Exchange::Outcome::Sum)
            entry.digits = entry.isWhole() ? countDigits(exchange.request) : -1;

        const auto added =
            std::lower_bound(m_added.begin(), m_added.end(), row.number,
                             [](const HistoryEntry &e, qint64 n) { return e.number < n; });
        if (added != m_added.end() && added->number == row.number)
            *added = entry;
        else
            (row.isRecorded ? m_changed : m_added).append(entry);
        done.append(entry);
    }
    if (done.isEmpty())
        return;
    Q_EMIT completed(done);
    record();
    Q_EMIT newestResult(done.last());
}

/// Adds the rows now, or when the current batch interval ends.
void Conversation::record()
{
    if (!m_batch.isActive())
        flushSome();
}

void Conversation::flushSome()
{
    if (isUpToDate())
        return;
    m_history->update(std::exchange(m_changed, {})); // first, since rows are saved in this order
    // Skip rows that the history would remove immediately.
    const qsizetype surplus = m_added.size() - m_history->limits().rows;
    m_added.remove(0, std::max(surplus, qsizetype(0)));

    const QDeadlineTimer turn(maxTurn);
    do {
        const qsizetype count = std::min(m_added.size(), rowsAtATime);
        m_history->append(m_added.first(count));
        m_added.remove(0, count);
    } while (!m_added.isEmpty() && !turn.hasExpired());
    m_batch.start();
}

void Conversation::flush()
{
    m_history->update(std::exchange(m_changed, {}));
    m_history->append(std::exchange(m_added, {}));
}

} // namespace DigitSum::Gui
