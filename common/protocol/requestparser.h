// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/utf8decoder.h"

#include <QByteArray>

#include <array>
#include <chrono>
#include <limits>

namespace DigitSum {

/// The server's side of one conversation: bytes of requests in, bytes of replies out.
///
/// Both framings of docs/protocol.md, digits of every script, and any way of cutting the stream:
///
///     conversation = [ empty-line ] *request
///     request      = line-framed: *byte-but-LF [ CR ] LF
///                  | raw:         what has arrived when the stream goes quiet
///
/// State is constant: a request is added up while it arrives and never stored. There is no clock
/// in here; the caller says when a burst of bytes has ended and when the stream went quiet, after
/// quietTime(). A value type, for any thread, one at a time.
class RequestParser final
{
public:
    enum class Framing : quint8 {
        Undecided, ///< the first bytes will tell
        Line,
        Raw,
    };

    /// A request of more than \a maxDigits digits, or longer in bytes than so many digits can be,
    /// is too long; 0: none is.
    explicit RequestParser(Framing framing = Framing::Undecided, quint64 maxDigits = 0) noexcept
        : m_framing(framing)
        , m_maxDigits(maxDigits > 0 ? maxDigits : std::numeric_limits<quint64>::max())
    {
    }

    /// Takes bytes as they arrive and appends what they are answered with to \a replies. Stops
    /// early once \a replies holds \a enough bytes or more (it overshoots by one reply at most),
    /// and for good after a farewell or a request that is too long.
    /// \returns how many bytes were taken; feed the others later.
    qsizetype feed(QByteArrayView bytes, QByteArray &replies,
                   qsizetype enough = std::numeric_limits<qsizetype>::max());

    /// All that had arrived by now was fed: a short raw message is complete.
    void burstEnded(QByteArray &replies);
    /// Nothing arrived for quietTime(): a long raw message, or raw framing itself, is settled.
    void wentQuiet(QByteArray &replies);
    /// The peer sends no more: what has begun is complete.
    void ended(QByteArray &replies);

    /// How long the stream must be quiet until wentQuiet() is to be called; zero: not at all.
    [[nodiscard]] std::chrono::milliseconds quietTime() const noexcept;

    [[nodiscard]] Framing framing() const noexcept { return m_framing; }
    /// A request has begun and isn't complete.
    [[nodiscard]] bool isMidRequest() const noexcept { return m_request.length > 0; }
    /// Nothing more is answered, whatever is fed.
    [[nodiscard]] bool isOver() const noexcept { return m_end != End::NotYet; }
    /// It is over: the farewell was said.
    [[nodiscard]] bool saidFarewell() const noexcept { return m_end == End::Farewell; }
    /// It is over: a request had too many digits. It gets no reply; what came before it has.
    [[nodiscard]] bool isTooLong() const noexcept { return m_end == End::TooLong; }

    [[nodiscard]] quint64 requests() const noexcept { return m_requests; } ///< answered so far
    [[nodiscard]] quint64 refused() const noexcept { return m_refused; }   ///< of these: no sum

    /// The first bytes of the newest complete request, for people to see; what a peer sent, so
    /// escape it before it is shown.
    [[nodiscard]] QByteArrayView lastRequest() const noexcept { return m_last.view(); }

private:
    enum class End : quint8 { NotYet, Farewell, TooLong };

    /// The first bytes of a request: enough to know `quit` by, and to show.
    struct Head
    {
        std::array<char, 46> bytes{};
        quint8 size = 0;

        void append(QByteArrayView part) noexcept;
        [[nodiscard]] QByteArrayView view() const noexcept { return {bytes.data(), size}; }
    };

    /// The request under way.
    struct Request
    {
        quint64 sum = 0;
        quint64 length = 0; // bytes, line end not counted
        quint64 digits = 0; // until it is invalid
        bool invalid = false;
        bool endsWithCarriageReturn = false; // a line end if a line feed follows, else invalid
        Utf8Decoder utf8;
        Head head;
    };

    [[nodiscard]] bool isLineFramable() const noexcept { return m_framing != Framing::Raw; }
    qsizetype takeWholeLines(QByteArrayView bytes, QByteArray &replies, qsizetype enough);
    qsizetype takePart(QByteArrayView bytes, QByteArray &replies);
    void addBytes(QByteArrayView part);
    void addToCharacter(char byte);
    void latchIfTooLong();
    void endLine(QByteArray &replies);
    void endRequest(QByteArrayView text, bool valid, QByteArray &replies);
    void endRawMessage(QByteArray &replies);
    void reply(QByteArrayView text, QByteArray &replies) const;
    void replySum(quint64 sum, QByteArray &replies) const;

    Framing m_framing;
    bool m_atStart = true; // no request yet: an empty line settles the framing, unanswered
    End m_end = End::NotYet;
    quint64 m_maxDigits;
    quint64 m_requests = 0;
    quint64 m_refused = 0;
    Request m_request;
    Head m_last;
};

} // namespace DigitSum
