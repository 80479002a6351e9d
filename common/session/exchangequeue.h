// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/replyparser.h"
#include "common/session/exchange.h"

#include <QList>

#include <chrono>
#include <deque>
#include <optional>

namespace DigitSum {

/// The requests of a session that aren't answered: one that is being given in parts, and those that
/// were asked, oldest first, which is the order they are answered in. Knows no socket, and no
/// clock: the caller says what time it is. A value type.
class ExchangeQueue final
{
public:
    using Clock = std::chrono::steady_clock;

    /// Of a request given in parts, how much Exchange::request keeps.
    static constexpr qsizetype keptBytes = 1024;

    /// Begins a request with all of it, which is kept, and shared.
    void begin(const QByteArray &request);
    /// Goes on with the request that was begun, or begins one.
    void append(QByteArrayView part);
    [[nodiscard]] bool isMidRequest() const noexcept { return m_isOpen; }
    /// Completes the request that was begun. \a askedAt is as in Exchange. \returns its number.
    ExchangeId finish(qint64 askedAt, Clock::time_point now);

    /// How many were asked and aren't answered.
    [[nodiscard]] qsizetype waiting() const noexcept
    {
        return static_cast<qsizetype>(m_waiting.size());
    }
    /// Takes an answer to the oldest request, of which there must be one: a Sum, or Invalid. Where
    /// it answers only a piece, and \a isLast says that more pieces follow, the sums add up.
    /// \returns the exchange, once it is over.
    std::optional<Exchange> answer(const Reply &reply, bool isLast, Clock::time_point now);
    /// Gives all up, also the one begun. \returns those that were asked, as Lost.
    [[nodiscard]] QList<Exchange> lose();

private:
    struct Waiting
    {
        Exchange exchange;
        Clock::time_point sentAt;
        bool isRefused = false; // a piece of it was
    };

    Waiting m_open; // begun, not finished
    bool m_isOpen = false;
    std::deque<Waiting> m_waiting;
    ExchangeId m_lastId = 0;
};

} // namespace DigitSum
