// SPDX-License-Identifier: MIT
#include "common/session/exchangequeue.h"

#include <utility>

namespace DigitSum {

void ExchangeQueue::begin(const QByteArray &request)
{
    m_open = {};
    m_open.exchange.request = request;
    m_open.exchange.requestBytes = request.size();
    m_isOpen = true;
}

void ExchangeQueue::append(QByteArrayView part)
{
    if (!m_isOpen)
        begin({});
    Exchange &exchange = m_open.exchange;
    const qsizetype room = keptBytes - exchange.request.size();
    if (room > 0)
        exchange.request.append(part.first(qMin(part.size(), room)));
    exchange.requestBytes += part.size();
}

ExchangeId ExchangeQueue::finish(qint64 askedAt, Clock::time_point now)
{
    m_isOpen = false;
    m_open.exchange.id = ++m_lastId;
    m_open.exchange.askedAt = askedAt;
    m_open.sentAt = now;
    m_waitingBytes += m_open.exchange.request.size();
    m_waiting.push_back(std::move(m_open));
    return m_lastId;
}

std::optional<Exchange> ExchangeQueue::answer(const Reply &reply, bool isLast,
                                              Clock::time_point now)
{
    Waiting &oldest = m_waiting.front();
    oldest.exchange.sum += reply.sum;
    oldest.isRefused |= reply.kind == Reply::Kind::Invalid;
    if (!isLast)
        return std::nullopt;
    oldest.exchange.roundTripTime = now - oldest.sentAt;
    return pop(oldest.isRefused ? Exchange::Outcome::Refused : Exchange::Outcome::Sum);
}

Exchange ExchangeQueue::pop(Exchange::Outcome outcome)
{
    Exchange exchange = std::move(m_waiting.front().exchange);
    m_waiting.pop_front();
    m_waitingBytes -= exchange.request.size();
    exchange.outcome = outcome;
    return exchange;
}

QList<Exchange> ExchangeQueue::takeLost()
{
    QList<Exchange> lost;
    while (!m_waiting.empty() && m_waiting.front().isLost)
        lost.append(pop(Exchange::Outcome::Lost));
    return lost;
}

// ---- reconnecting ----

void ExchangeQueue::Waiting::rewind()
{
    exchange.sum = 0; // of the pieces answered so far
    isRefused = false;
    isLost |= exchange.request.size() < exchange.requestBytes;
}

void ExchangeQueue::Waiting::resend(Clock::time_point now)
{
    sentAt = now;
    exchange.isResent = true;
}

void ExchangeQueue::rewind()
{
    for (Waiting &waiting : m_waiting)
        waiting.rewind();
    if (m_isOpen)
        m_open.rewind();
}

ExchangeQueue::Again ExchangeQueue::again(Clock::time_point now)
{
    Again again;
    for (Waiting &waiting : m_waiting) {
        if (waiting.isLost)
            continue;
        waiting.resend(now);
        again.requests.append(waiting.exchange.request);
    }
    if (m_isOpen && !m_open.isLost) {
        m_open.resend(now);
        again.begun = m_open.exchange.request;
    }
    return again;
}

QList<Exchange> ExchangeQueue::failAll()
{
    QList<Exchange> lost;
    while (!m_waiting.empty())
        lost.append(pop(Exchange::Outcome::Lost));
    m_isOpen = false;
    return lost;
}

} // namespace DigitSum
