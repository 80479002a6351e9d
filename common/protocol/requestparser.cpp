// SPDX-License-Identifier: MIT
#include "common/protocol/requestparser.h"

#include "common/protocol/digitsum.h"
#include "common/protocol/protocolwords.h"

#include <charconv>
#include <cstring>

namespace DigitSum {

namespace {

QByteArrayView withoutCarriageReturn(QByteArrayView line) noexcept
{
    return line.endsWith('\r') ? line.chopped(1) : line;
}

} // namespace

void RequestParser::Head::append(QByteArrayView part) noexcept
{
    const qsizetype room = static_cast<qsizetype>(bytes.size()) - size;
    const qsizetype taken = qMin(part.size(), room);
    if (taken > 0)
        std::memcpy(bytes.data() + size, part.data(), static_cast<size_t>(taken));
    size = static_cast<quint8>(size + taken);
}

qsizetype RequestParser::feed(QByteArrayView bytes, QByteArray &replies, qsizetype enough)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && !isOver() && replies.size() < enough) {
        const QByteArrayView rest = bytes.sliced(taken);
        const qsizetype lines = isMidRequest() ? 0 : takeWholeLines(rest, replies, enough);
        taken += lines > 0 ? lines : takePart(rest, replies);
    }
    return isOver() ? bytes.size() : taken;
}

/// Fast path for complete lines of ASCII digits.
qsizetype RequestParser::takeWholeLines(QByteArrayView bytes, QByteArray &replies, qsizetype enough)
{
    if (!isLineFramable())
        return 0;

    QByteArrayView newest;
    qsizetype taken = 0;
    quint64 answered = 0;
    while (replies.size() < enough) {
        const QByteArrayView rest = bytes.sliced(taken);
        const DigitRun run = sumLeadingDigits(rest);
        qsizetype end = run.length;
        if (end < rest.size() && rest[end] == '\r')
            ++end;
        // A length of 0 wraps around, so this also catches lines without digits. takePart() handles
        // requests that are too long.
        const bool isSomeOtherRequest = static_cast<quint64>(run.length) - 1 >= m_maxDigits;
        if (isSomeOtherRequest || end >= rest.size() || rest[end] != '\n')
            break;
        m_framing = Framing::Line;
        replySum(run.sum, replies);
        newest = rest.first(run.length);
        taken += end + 1;
        ++answered;
    }
    if (answered > 0) {
        m_atStart = false;
        m_requests += answered;
        m_last = {};
        m_last.append(newest);
    }
    return taken;
}

/// Consumes bytes of the incomplete request, up to and including its line end.
qsizetype RequestParser::takePart(QByteArrayView bytes, QByteArray &replies)
{
    const void *lineFeed = isLineFramable()
                               ? std::memchr(bytes.data(), '\n', static_cast<size_t>(bytes.size()))
                               : nullptr;
    if (!lineFeed) {
        addBytes(bytes);
        latchIfTooLong();
        return bytes.size();
    }
    const qsizetype length = static_cast<const char *>(lineFeed) - bytes.data();
    addBytes(bytes.first(length));
    latchIfTooLong();
    if (!isOver())
        endLine(replies);
    return length + 1;
}

void RequestParser::addBytes(QByteArrayView part)
{
    if (part.isEmpty())
        return;
    m_request.length += static_cast<quint64>(part.size());
    m_request.head.append(part);
    m_request.invalid |= m_request.endsWithCarriageReturn; // these bytes follow it
    m_request.endsWithCarriageReturn = isLineFramable() && part.back() == '\r';
    if (m_request.endsWithCarriageReturn)
        part.chop(1);

    while (!part.isEmpty() && !m_request.invalid) {
        if (!m_request.utf8.isMidCharacter()) {
            const DigitRun run = sumLeadingDigits(part);
            m_request.sum += run.sum;
            m_request.digits += static_cast<quint64>(run.length);
            part = part.sliced(run.length);
        }
        // Digits of other scripts also come in runs: use the decoder until an ASCII digit.
        while (!part.isEmpty() && !m_request.invalid
               && (m_request.utf8.isMidCharacter() || part.front() < '0' || part.front() > '9')) {
            addToCharacter(part.front());
            part = part.sliced(1);
        }
    }
}

void RequestParser::addToCharacter(char byte)
{
    switch (m_request.utf8.feed(static_cast<unsigned char>(byte))) {
    case Utf8Decoder::Step::More:
        return;
    case Utf8Decoder::Step::Malformed:
        m_request.invalid = true;
        return;
    case Utf8Decoder::Step::Character:
        const int value = decimalDigitValue(m_request.utf8.character());
        m_request.invalid = value < 0;
        m_request.digits += value < 0 ? 0 : 1;
        m_request.sum += static_cast<quint64>(qMax(value, 0));
    }
}

/// Stops parsing if the request is too long. Also limits the bytes, which invalid requests may have
/// without any digit.
void RequestParser::latchIfTooLong()
{
    constexpr quint64 maxBytesPerDigit = 4;                                  // of UTF-8
    constexpr quint64 lineEnd = 1;                                           // the carriage return
    const quint64 bytes = m_request.length + maxBytesPerDigit - 1 - lineEnd; // rounds up
    if (m_request.digits <= m_maxDigits && bytes / maxBytesPerDigit <= m_maxDigits)
        return;
    m_end = End::TooLong;
    m_request = {};
}

void RequestParser::endLine(QByteArray &replies)
{
    m_framing = Framing::Line;
    const bool isEmpty = m_request.length == (m_request.endsWithCarriageReturn ? 1 : 0);
    if (m_atStart && isEmpty) {
        m_atStart = false;
        m_request = {};
        return;
    }
    QByteArrayView text = m_request.head.view();
    if (m_request.length == static_cast<quint64>(text.size()))
        text = withoutCarriageReturn(text);
    endRequest(text, !isEmpty && !m_request.invalid && !m_request.utf8.isMidCharacter(), replies);
}

void RequestParser::endRawMessage(QByteArray &replies)
{
    const bool valid =
        !m_request.invalid && !m_request.endsWithCarriageReturn && !m_request.utf8.isMidCharacter();
    endRequest(m_request.head.view(), valid, replies);
}

void RequestParser::endRequest(QByteArrayView text, bool valid, QByteArray &replies)
{
    m_atStart = false;
    ++m_requests;
    if (valid) {
        replySum(m_request.sum, replies);
    } else if (Words::isQuit(text)) {
        m_end = End::Farewell;
        reply(Words::farewell, replies);
    } else {
        ++m_refused;
        reply(Words::invalid, replies);
    }
    m_last = {};
    m_last.append(text);
    m_request = {};
}

void RequestParser::burstEnded(QByteArray &replies)
{
    if (m_framing == Framing::Raw && isMidRequest() && !m_request.utf8.isMidCharacter()
        && m_request.length < static_cast<quint64>(Words::rawMessageAtOnce)) {
        endRawMessage(replies);
    }
}

void RequestParser::wentQuiet(QByteArray &replies)
{
    if (!isMidRequest() || m_framing == Framing::Line)
        return;
    m_framing = Framing::Raw;
    endRawMessage(replies);
}

void RequestParser::ended(QByteArray &replies)
{
    if (m_framing != Framing::Line)
        wentQuiet(replies);
    else if (isMidRequest())
        endRawMessage(replies); // the end of the stream ends the line
}

std::chrono::milliseconds RequestParser::quietTime() const noexcept
{
    using namespace std::chrono_literals;
    if (!isMidRequest() || m_framing == Framing::Line)
        return 0ms;
    return m_framing == Framing::Raw ? Words::quietEndsRawMessage : Words::quietDecidesRaw;
}

void RequestParser::reply(QByteArrayView text, QByteArray &replies) const
{
    replies.append(text);
    if (m_framing != Framing::Raw)
        replies.append(Words::lineEnd);
}

void RequestParser::replySum(quint64 sum, QByteArray &replies) const
{
    std::array<char, 22> text; // 20 digits and a line end
    char *end = std::to_chars(text.data(), text.data() + text.size(), sum).ptr;
    if (m_framing != Framing::Raw) {
        *end++ = '\r';
        *end++ = '\n';
    }
    replies.append(text.data(), end - text.data());
}

} // namespace DigitSum
