// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/utf8decoder.h"

#include <QByteArray>

#include <array>
#include <chrono>
#include <limits>

namespace DigitSum {

/// Parses the requests of one client and produces the replies, for the server.
///
/// Handles both framings of docs/protocol.md, digits of all scripts, and reads of any size:
///
///     conversation = [ empty-line ] *request
///     request      = line-framed: *byte-but-LF [ CR ] LF
///                  | raw:         what has arrived at a pause
///
/// Memory is constant: a request is summed while it arrives and never stored. Uses no clock; the
/// caller reports the end of a burst (burstEnded) and a pause of quietTime() (wentQuiet). A value
/// type.
class RequestParser final
{
public:
    enum class Framing : quint8 {
        Undecided, ///< until the first request
        Line,
        Raw,
    };

    /// A request is too long if it has more than \a maxDigits digits, or more bytes than that
    /// many digits can have. 0 means no limit.
    explicit RequestParser(Framing framing = Framing::Undecided, quint64 maxDigits = 0) noexcept
        : m_framing(framing)
        , m_maxDigits(maxDigits > 0 ? maxDigits : std::numeric_limits<quint64>::max())
    {
    }

    /// Parses \a bytes and appends the replies to \a replies. Pauses once \a replies has \a enough
    /// bytes (exceeded by at most one reply); stops after a farewell or a request that is too long.
    /// Returns the number of bytes consumed; pass the rest again later.
    qsizetype feed(QByteArrayView bytes, QByteArray &replies,
                   qsizetype enough = std::numeric_limits<qsizetype>::max());

    /// Call it when all received bytes were fed; completes a short raw message.
    void burstEnded(QByteArray &replies);
    /// Call it after a pause of quietTime(); completes a long raw message or selects raw framing.
    void wentQuiet(QByteArray &replies);
    /// Call it when the peer has closed its side; completes a pending request.
    void ended(QByteArray &replies);

    /// Pause after which to call wentQuiet(); zero if it is not needed.
    [[nodiscard]] std::chrono::milliseconds quietTime() const noexcept;

    [[nodiscard]] Framing framing() const noexcept { return m_framing; }
    /// Returns whether a request is incomplete.
    [[nodiscard]] bool isMidRequest() const noexcept { return m_request.length > 0; }
    /// Returns whether parsing has stopped; further bytes are ignored.
    [[nodiscard]] bool isOver() const noexcept { return m_end != End::NotYet; }
    /// Returns whether `quit` was answered.
    [[nodiscard]] bool saidFarewell() const noexcept { return m_end == End::Farewell; }
    /// Returns whether a request was too long. It gets no reply; earlier requests do.
    [[nodiscard]] bool isTooLong() const noexcept { return m_end == End::TooLong; }

    [[nodiscard]] quint64 requests() const noexcept { return m_requests; } ///< answered
    [[nodiscard]] quint64 refused() const noexcept { return m_refused; }   ///< of these, invalid

    /// First bytes of the last complete request. Escape them before display.
    [[nodiscard]] QByteArrayView lastRequest() const noexcept { return m_last.view(); }

private:
    enum class End : quint8 { NotYet, Farewell, TooLong };

    /// First bytes of a request: enough to recognize `quit` and to display.
    struct Head
    {
        std::array<char, 46> bytes{};
        quint8 size = 0;

        void append(QByteArrayView part) noexcept;
        [[nodiscard]] QByteArrayView view() const noexcept { return {bytes.data(), size}; }
    };

    /// The incomplete request.
    struct Request
    {
        quint64 sum = 0;
        quint64 length = 0; // bytes without the line end
        quint64 digits = 0; // until it is invalid
        bool invalid = false;
        bool endsWithCarriageReturn = false; // invalid unless a line feed follows
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
    bool m_atStart = true; // an empty first line selects line framing and gets no reply
    End m_end = End::NotYet;
    quint64 m_maxDigits;
    quint64 m_requests = 0;
    quint64 m_refused = 0;
    Request m_request;
    Head m_last;
};

} // namespace DigitSum
