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

    Exchange exchange = std::move(oldest.exchange);
    exchange.outcome = oldest.isRefused ? Exchange::Outcome::Refused : Exchange::Outcome::Sum;
    exchange.roundTripTime = now - oldest.sentAt;
    m_waiting.pop_front();
    return exchange;
}

QList<Exchange> ExchangeQueue::lose()
{
    QList<Exchange> lost;
    for (Waiting &waiting : std::exchange(m_waiting, {})) {
        waiting.exchange.outcome = Exchange::Outcome::Lost;
        lost.append(std::move(waiting.exchange));
    }
    m_isOpen = false;
    return lost;
}

} // namespace DigitSum
