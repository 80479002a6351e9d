// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace DigitSum {

/// One message from a server, after the greeting.
struct Reply
{
    enum class Kind : quint8 {
        Sum,      ///< reply to a request: sum
        Invalid,  ///< reply to a request that is not a string of digits
        Farewell, ///< reply to `quit`; the server closes the connection
        Notice,   ///< the server closes the connection; text is the reason
    };

    Kind kind = Kind::Sum;
    quint64 sum = 0;
    QByteArray text; ///< of a notice, not escaped; at most ReplyParser::maxLineLength bytes

    friend bool operator==(const Reply &, const Reply &) = default;
};

/// Parses the messages of one server, for the client.
///
///     conversation = greeting *message
///     greeting     = "Welcome to the server" and CRLF or LF: line framing
///                  | the same, and then quiet: raw framing
///     message      = line framing: a line; raw framing: what one read brings
///
/// A server that is full or shutting down sends a notice in place of the greeting. Uses neither
/// clock nor socket and keeps at most one line. A value type.
class ReplyParser final
{
public:
    enum class Phase : quint8 {
        Greeting, ///< the greeting is incomplete
        Line,     ///< a line-framed server
        Raw,      ///< a raw server
        Foreign,  ///< not a digit-sum server: see foreignText(); parsing has stopped
    };

    static constexpr qsizetype maxLineLength = 1024;

    /// Parses the bytes of one read and appends the messages in them to \a replies.
    void feed(QByteArrayView bytes, QList<Reply> &replies);

    /// Call it when nothing has arrived for Words::quietDecidesRawServer or the connection has
    /// ended. Completes a whole greeting without a line end; otherwise has no effect.
    void wentQuiet(QList<Reply> &replies);

    [[nodiscard]] Phase phase() const noexcept { return m_phase; }
    /// Returns whether an incomplete greeting has arrived.
    [[nodiscard]] bool isMidGreeting() const noexcept
    {
        return m_phase == Phase::Greeting && !m_line.isEmpty();
    }
    /// First bytes of another program in place of a greeting, not escaped.
    [[nodiscard]] QByteArray foreignText() const { return m_foreignText; }

private:
    void takeGreeting(QByteArrayView text, Phase phaseIfWelcome, QList<Reply> &replies);
    void takeLines(QByteArrayView bytes, QList<Reply> &replies);
    static void takeLine(QByteArrayView line, QList<Reply> &replies);
    static void takeMessage(QByteArrayView text, QList<Reply> &replies);
    void keepPart(QByteArrayView part);

    Phase m_phase = Phase::Greeting;
    QByteArray m_line; // an incomplete line
    QByteArray m_foreignText;
};

} // namespace DigitSum
