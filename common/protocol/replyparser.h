// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace DigitSum {

/// One message of a server after its greeting.
struct Reply
{
    enum class Kind : quint8 {
        Sum,      ///< answers a request: sum
        Invalid,  ///< answers a request: it was no string of digits
        Farewell, ///< answers `quit`; the server closes
        Notice,   ///< answers nothing; the server closes and says why in text
    };

    Kind kind = Kind::Sum;
    quint64 sum = 0;
    QByteArray text; ///< of a notice, as the peer sent it, cut after ReplyParser::longestLine

    friend bool operator==(const Reply &, const Reply &) = default;
};

/// The client's side of one conversation: bytes from a server in, its messages out.
///
///     conversation = greeting *message
///     greeting     = "Welcome to the server" and CRLF or LF: line framing
///                  | the same, and then quiet: raw framing
///     message      = line framing: a line; raw framing: what one read brings
///
/// A server that is full or shutting down says its notice in place of the greeting. There is no
/// clock and no socket in here, and never more than one line in memory. A value type.
class ReplyParser final
{
public:
    enum class Phase : quint8 {
        Greeting, ///< the greeting isn't complete
        Line,     ///< a line-framed server
        Raw,      ///< a raw server
        Foreign,  ///< another program: see foreignText(); nothing is parsed any more
    };

    static constexpr qsizetype longestLine = 1024;

    /// Takes what one read brought and appends the messages in it to \a replies.
    void feed(QByteArrayView bytes, QList<Reply> &replies);

    /// Nothing arrived for Words::quietDecidesRawServer, or ever will: a greeting without a line
    /// end is as complete as it will be. Later calls change nothing.
    void wentQuiet(QList<Reply> &replies);

    [[nodiscard]] Phase phase() const noexcept { return m_phase; }
    /// Bytes of a greeting have arrived, but neither its end nor quiet.
    [[nodiscard]] bool isMidGreeting() const noexcept
    {
        return m_phase == Phase::Greeting && !m_line.isEmpty();
    }
    /// What another program said in place of a greeting: its first bytes, not escaped.
    [[nodiscard]] QByteArray foreignText() const { return m_foreignText; }

private:
    void takeGreeting(QByteArrayView text, Phase phaseIfWelcome, QList<Reply> &replies);
    void takeLines(QByteArrayView bytes, QList<Reply> &replies);
    static void takeLine(QByteArrayView line, QList<Reply> &replies);
    static void takeMessage(QByteArrayView text, QList<Reply> &replies);
    void keepPart(QByteArrayView part);

    Phase m_phase = Phase::Greeting;
    QByteArray m_line; // the beginning of a line, as far as it has arrived
    QByteArray m_foreignText;
};

} // namespace DigitSum
