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
    /// What was begun can't be asked any more: rewind() came when more of it than is kept was sent.
    [[nodiscard]] bool isMidLostRequest() const noexcept { return m_isOpen && m_open.isLost; }
    /// Completes the request that was begun. \a askedAt is as in Exchange. \returns its number.
    ExchangeId finish(qint64 askedAt, Clock::time_point now);

    /// How many were asked and aren't answered.
    [[nodiscard]] qsizetype waiting() const noexcept
    {
        return static_cast<qsizetype>(m_waiting.size());
    }
    /// How many bytes of them are kept.
    [[nodiscard]] qsizetype waitingBytes() const noexcept { return m_waitingBytes; }
    /// Takes an answer to the oldest request, of which there must be one: a Sum, or Invalid. Where
    /// it answers only a piece, and \a isLast says that more pieces follow, the sums add up.
    /// \returns the exchange, once it is over.
    std::optional<Exchange> answer(const Reply &reply, bool isLast, Clock::time_point now);
    /// Takes the oldest request if rewind() lost it. Do so after answer() and rewind(), until there
    /// is none, so that an answer is never taken for the one to a lost request.
    std::optional<Exchange> takeLost();

    /// The connection was lost: answers to what waits don't come any more. Requests that are kept
    /// whole can be asked again; others are lost, and keep their places in the order.
    void rewind();
    /// What must be sent again over another connection: the requests that wait, oldest first, and
    /// of one that is being given in parts what came so far.
    struct Again
    {
        QList<QByteArray> requests;
        QByteArray begun;
    };
    [[nodiscard]] Again again(Clock::time_point now);

    /// Gives all up, also the one begun. \returns those that were asked, as Lost.
    [[nodiscard]] QList<Exchange> failAll();

private:
    struct Waiting
    {
        Exchange exchange;
        Clock::time_point sentAt;
        bool isRefused = false; // a piece of it was
        bool isLost = false;    // its connection was, and it isn't kept whole

        void rewind();
        void resend(Clock::time_point now);
    };

    Exchange pop(Exchange::Outcome outcome);

    Waiting m_open; // begun, not finished
    bool m_isOpen = false;
    std::deque<Waiting> m_waiting;
    qsizetype m_waitingBytes = 0;
    ExchangeId m_lastId = 0;
};

} // namespace DigitSum
