// SPDX-License-Identifier: MIT
#include "gui-client/request/conversation.h"

#include "common/protocol/digitsum.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/request/digitcheck.h"

#include <QDateTime>
#include <QDeadlineTimer>

#include <algorithm>

namespace DigitSum::Gui {

namespace {

/// How long rows may keep the event loop in one turn, and how many are taken at a time.
constexpr std::chrono::milliseconds longestTurn{8};
constexpr qsizetype rowsAtATime = 2'000;

/// Characters that begin in \a part of a UTF-8 text.
qint64 countCharacters(QByteArrayView part)
{
    // Nearly always they are ASCII digits: the kernel is quicker than counting.
    const qsizetype ascii = sumLeadingDigits(part).length;
    return ascii + std::count_if(part.begin() + ascii, part.end(), [](char byte) {
               return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
           });
}

void cut(QByteArray &request)
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

// ---- asking ----

bool Conversation::ask(const QByteArray &request, bool isResent)
{
    HistoryEntry entry;
    entry.exchange.request = request;
    entry.exchange.requestBytes = request.size();
    entry.exchange.askedAt = QDateTime::currentMSecsSinceEpoch();
    entry.digits = countDigits(request);
    entry.isResent = isResent;
    cut(entry.exchange.request);

    m_lastNumber = std::max(m_lastNumber, m_history->lastNumber());
    entry.exchange.id = m_lastNumber + 1;
    // Before it is asked: a session may answer at once.
    m_waiting.push_back(entry);
    if (m_session->ask(request) == 0) {
        if (!m_waiting.empty() && m_waiting.back().number() == entry.number())
            m_waiting.pop_back();
        return false;
    }
    m_lastNumber = entry.number();
    if (!m_waiting.empty() && m_waiting.back().number() == entry.number()) {
        m_fresh.append(entry);
        record();
    }
    return true;
}

bool Conversation::append(QByteArrayView part)
{
    m_openCharacters += countCharacters(part);
    return m_session->append(part);
}

bool Conversation::finish()
{
    HistoryEntry entry;
    entry.digits = m_openCharacters; // if all of them turn out to be digits
    m_openCharacters = 0;
    m_lastNumber = std::max(m_lastNumber, m_history->lastNumber()) + 1;
    entry.exchange.id = m_lastNumber;
    m_waiting.push_back(entry);
    if (m_session->finish() != 0)
        return true;
    if (!m_waiting.empty() && m_waiting.back().number() == entry.number())
        m_waiting.pop_back();
    return false;
}

// ---- recording ----

void Conversation::onAnswered(const QList<Exchange> &exchanges)
{
    QList<HistoryEntry> done;
    done.reserve(exchanges.size());
    for (const Exchange &exchange : exchanges) {
        if (m_waiting.empty())
            break;
        HistoryEntry entry = std::move(m_waiting.front());
        m_waiting.pop_front();
        const bool hasRow = entry.exchange.askedAt != 0;
        const quint64 number = entry.number();
        entry.exchange = exchange;
        entry.exchange.id = number;
        entry.isResent = entry.isResent || exchange.isResent;
        cut(entry.exchange.request);
        if (!hasRow && exchange.outcome != Exchange::Outcome::Sum)
            entry.digits = entry.isWhole() ? countDigits(exchange.request) : -1;

        const auto fresh =
            std::lower_bound(m_fresh.begin(), m_fresh.end(), number,
                             [](const HistoryEntry &e, quint64 n) { return e.number() < n; });
        if (fresh != m_fresh.end() && fresh->number() == number)
            *fresh = entry;
        else
            (hasRow ? m_changed : m_fresh).append(entry);
        done.append(entry);
    }
    if (done.isEmpty())
        return;
    Q_EMIT completed(done);
    record();
    Q_EMIT newestResult(done.last());
}

/// Now, if the last time was long enough ago; else at the end of the interval.
void Conversation::record()
{
    if (!m_batch.isActive())
        flushSome();
}

void Conversation::flushSome()
{
    if (isUpToDate())
        return;
    // What would be pushed out of the history at once doesn't go in.
    const qsizetype surplus = m_fresh.size() - m_history->limits().rows;
    m_fresh.remove(0, std::max(surplus, qsizetype(0)));

    const QDeadlineTimer turn(longestTurn);
    do {
        const qsizetype count = std::min(m_fresh.size(), rowsAtATime);
        m_history->append(m_fresh.first(count));
        m_fresh.remove(0, count);
    } while (!m_fresh.isEmpty() && !turn.hasExpired());
    m_history->update(std::exchange(m_changed, {}));
    m_batch.start();
}

void Conversation::flush()
{
    m_history->append(std::exchange(m_fresh, {}));
    m_history->update(std::exchange(m_changed, {}));
}

} // namespace DigitSum::Gui
