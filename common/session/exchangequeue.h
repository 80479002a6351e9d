// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/replyparser.h"
#include "common/session/exchange.h"

#include <QList>

#include <chrono>
#include <deque>
#include <optional>

namespace DigitSum {

/// The unanswered requests of a session: complete ones, oldest first, and one that may be open,
/// which is being passed in parts. Uses neither socket nor clock; the caller passes the time. A
/// value type.
class ExchangeQueue final
{
public:
    using Clock = std::chrono::steady_clock;

    /// Maximum size of Exchange::request for a request passed in parts.
    static constexpr qsizetype keptBytes = 1024;

    /// Opens a request with all of its bytes, which are kept.
    void begin(const QByteArray &request);
    /// Adds \a part to the open request; opens one if there is none.
    void append(QByteArrayView part);
    [[nodiscard]] bool isMidRequest() const noexcept { return m_isOpen; }
    /// Returns whether the open request is lost: rewind() was called after more than keptBytes.
    [[nodiscard]] bool isMidLostRequest() const noexcept { return m_isOpen && m_open.isLost; }
    /// Completes the open request and returns its id. \a askedAt is as in Exchange.
    ExchangeId finish(qint64 askedAt, Clock::time_point now);

    /// Number of complete requests.
    [[nodiscard]] qsizetype waiting() const noexcept
    {
        return static_cast<qsizetype>(m_waiting.size());
    }
    /// Number of bytes kept of them.
    [[nodiscard]] qsizetype waitingBytes() const noexcept { return m_waitingBytes; }
    /// Applies a Sum or Invalid reply to the oldest request; there must be one. If it answers only
    /// a piece (\a isLast is false), the sums add up. Returns the exchange once it is complete.
    std::optional<Exchange> answer(const Reply &reply, bool isLast, Clock::time_point now);
    /// Removes and returns the oldest requests as long as rewind() marked them as lost. Call it
    /// after answer() and rewind(), so that no answer is matched with a lost request.
    [[nodiscard]] QList<Exchange> takeLost();

    /// Call it when the connection is lost. Requests that were kept whole can be resent; the others
    /// are marked as lost and keep their places in the order.
    void rewind();
    /// What to resend over a new connection: complete requests, oldest first, and the parts of the
    /// open one.
    struct Again
    {
        QList<QByteArray> requests;
        QByteArray begun;
    };
    [[nodiscard]] Again again(Clock::time_point now);

    /// Removes all requests. Returns the complete ones as Lost; drops the open one.
    [[nodiscard]] QList<Exchange> failAll();

private:
    struct Waiting
    {
        Exchange exchange;
        Clock::time_point sentAt;
        bool isRefused = false; // a piece of it was refused
        bool isLost = false;    // cannot be resent

        void rewind();
        void resend(Clock::time_point now);
    };

    Exchange pop(Exchange::Outcome outcome);

    Waiting m_open; // valid if m_isOpen
    bool m_isOpen = false;
    std::deque<Waiting> m_waiting;
    qsizetype m_waitingBytes = 0;
    ExchangeId m_lastId = 0;
};

} // namespace DigitSum
