// SPDX-License-Identifier: MIT
#include "common/protocol/replyparser.h"

#include "common/protocol/protocolwords.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace DigitSum {

namespace {

QByteArrayView withoutLineEnd(QByteArrayView text)
{
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    return text;
}

constexpr std::array knownNotices{
    Words::noticeFull,           Words::noticeIdle,           Words::noticeReadingTooSlowly,
    Words::noticeRequestTooSlow, Words::noticeRequestTooLong, Words::noticeShuttingDown};

bool isKnownNotice(QByteArrayView text)
{
    return std::find(knownNotices.begin(), knownNotices.end(), text) != knownNotices.end();
}

/// Returns whether \a text is the beginning of what a server says first, and not all of it.
bool isCutOff(QByteArrayView text)
{
    const auto continues = [text](QByteArrayView words) {
        return words.size() > text.size() && words.startsWith(text);
    };
    return continues(Words::greeting)
           || std::any_of(knownNotices.begin(), knownNotices.end(), continues);
}

} // namespace

void ReplyParser::feed(QByteArrayView bytes, QList<Reply> &replies)
{
    switch (m_phase) {
    case Phase::Greeting: {
        const qsizetype lineFeed = bytes.indexOf('\n');
        keepPart(bytes.first(lineFeed < 0 ? bytes.size() : lineFeed));
        if (lineFeed >= 0) {
            takeGreeting(withoutLineEnd(m_line), Phase::Line, replies);
            if (m_phase == Phase::Line)
                takeLines(bytes.sliced(lineFeed + 1), replies);
        } else if (m_line.size() == maxLineLength) {
            takeGreeting(withoutLineEnd(m_line), Phase::Foreign, replies);
        }
        break;
    }
    case Phase::Line:
        takeLines(bytes, replies);
        break;
    case Phase::Raw:
        if (!bytes.isEmpty())
            takeMessage(withoutLineEnd(bytes), replies);
        break;
    case Phase::Foreign:
        break;
    }
}

void ReplyParser::wentQuiet(QList<Reply> &replies)
{
    if (isMidGreeting() && !isCutOff(m_line))
        takeGreeting(withoutLineEnd(m_line), Phase::Raw, replies);
}

void ReplyParser::takeGreeting(QByteArrayView text, Phase phaseIfWelcome, QList<Reply> &replies)
{
    if (text == Words::greeting) {
        m_phase = phaseIfWelcome;
    } else if (isKnownNotice(text)) {
        m_phase = phaseIfWelcome;
        replies.append({Reply::Kind::Notice, 0, text.toByteArray()});
    } else {
        m_phase = Phase::Foreign;
        m_foreignText = text.toByteArray();
    }
    m_line.clear();
}

void ReplyParser::takeLines(QByteArrayView bytes, QList<Reply> &replies)
{
    while (!bytes.isEmpty()) {
        const qsizetype lineFeed = bytes.indexOf('\n');
        if (lineFeed < 0) {
            keepPart(bytes);
            return;
        }
        if (m_line.isEmpty()) {
            takeLine(bytes.first(qMin(lineFeed, maxLineLength)), replies);
        } else {
            keepPart(bytes.first(lineFeed));
            takeLine(m_line, replies);
            m_line.clear();
        }
        bytes = bytes.sliced(lineFeed + 1);
    }
}

/// A line of the maximum length may be truncated, so it is never a reply to a request.
void ReplyParser::takeLine(QByteArrayView line, QList<Reply> &replies)
{
    if (line.size() == maxLineLength)
        replies.append({Reply::Kind::Notice, 0, line.toByteArray()});
    else
        takeMessage(withoutLineEnd(line), replies);
}

void ReplyParser::takeMessage(QByteArrayView text, QList<Reply> &replies)
{
    quint64 sum = 0;
    const auto number = std::from_chars(text.begin(), text.end(), sum);
    if (number.ec == std::errc{} && number.ptr == text.end())
        replies.append({Reply::Kind::Sum, sum, {}});
    else if (text == Words::invalid)
        replies.append({Reply::Kind::Invalid, 0, {}});
    else if (text == Words::farewell)
        replies.append({Reply::Kind::Farewell, 0, {}});
    else
        replies.append(
            {Reply::Kind::Notice, 0, text.first(qMin(text.size(), maxLineLength)).toByteArray()});
}

/// Keeps the beginning of a line; drops what exceeds the maximum length.
void ReplyParser::keepPart(QByteArrayView part)
{
    m_line.append(part.first(qMin(part.size(), maxLineLength - m_line.size())));
}

} // namespace DigitSum
