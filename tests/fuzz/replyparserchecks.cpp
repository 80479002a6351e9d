// SPDX-License-Identifier: MIT
#include "tests/fuzz/parserchecks.h"

#include "common/protocol/escape.h"
#include "common/protocol/replyparser.h"
#include "tests/fuzz/cuts.h"

#include <QList>

namespace DigitSum::Checks {

namespace {

using Phase = ReplyParser::Phase;

struct ReplyOutcome
{
    QList<Reply> replies;
    Phase phase = Phase::Greeting;
    QByteArray foreignText;

    friend bool operator==(const ReplyOutcome &, const ReplyOutcome &) = default;
};

ReplyOutcome parse(const Pieces &pieces, bool quietAtEnd)
{
    ReplyParser parser;
    QList<Reply> replies;
    for (const QByteArrayView piece : pieces)
        parser.feed(piece, replies);
    if (quietAtEnd)
        parser.wentQuiet(replies);
    return {replies, parser.phase(), parser.foreignText()};
}

QString difference(const char *how, const ReplyOutcome &found, const ReplyOutcome &expected)
{
    return QStringLiteral("%1: %2 messages, phase %3, foreign text of %4; expected %5, %6, %7")
        .arg(QLatin1StringView(how))
        .arg(found.replies.size())
        .arg(static_cast<int>(found.phase))
        .arg(found.foreignText.size())
        .arg(expected.replies.size())
        .arg(static_cast<int>(expected.phase))
        .arg(expected.foreignText.size());
}

QString withinBounds(const ReplyOutcome &outcome)
{
    bool fits = outcome.foreignText.size() <= ReplyParser::maxLineLength;
    for (const Reply &reply : outcome.replies)
        fits = fits && reply.text.size() <= ReplyParser::maxLineLength;
    return fits ? QString() : QStringLiteral("a message exceeds the maximum line length");
}

/// Decodes one escape sequence of escaped(), or one character, at \a i and advances \a i past it.
QByteArray unescapedAt(QStringView text, qsizetype &i)
{
    const QChar first = text[i++];
    if (first != QLatin1Char('\\')) {
        if (!first.isHighSurrogate() || i == text.size())
            return QStringView(text).sliced(i - 1, 1).toUtf8();
        return QStringView(text).sliced(i++ - 1, 2).toUtf8();
    }
    const QChar kind = i < text.size() ? text[i++] : QChar();
    if (kind == QLatin1Char('x')) {
        QByteArray byte = QByteArray::fromHex(text.mid(i, 2).toLatin1());
        i += 2;
        return byte;
    }
    if (kind == QLatin1Char('u')) {
        const qsizetype end = text.indexOf(QLatin1Char('}'), i);
        const char32_t character = text.sliced(i + 1, end - i - 1).toUInt(nullptr, 16);
        i = end + 1;
        const auto units =
            QChar::fromUcs4(character); // QString::fromUcs4() drops a byte order mark
        return QStringView(units).toUtf8();
    }
    const qsizetype known = QStringView(u"nrt\\").indexOf(kind);
    return known < 0 ? QByteArray() : QByteArray(1, "\n\r\t\\"[known]);
}

QByteArray unescaped(const QString &text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size();)
        bytes += unescapedAt(text, i);
    return bytes;
}

bool isHarmless(const QString &text)
{
    const auto characters = text.toUcs4();
    return std::all_of(characters.begin(), characters.end(), [](char32_t character) {
        return character == U' ' || (QChar::isPrint(character) && !QChar::isSpace(character));
    });
}

} // namespace

QString replyParser(QByteArrayView input)
{
    const bool isLineFramed = input.contains('\n') || input.size() > ReplyParser::maxLineLength;
    const ReplyOutcome whole = parse({input}, true);
    if (QString problem = withinBounds(whole); !problem.isEmpty())
        return problem;
    // For a raw server each read is a message, so the division may change the messages.
    const ReplyOutcome bytes = parse(singleBytes(input), true);
    if (isLineFramed && bytes != whole)
        return difference("byte by byte", bytes, whole);
    const ReplyOutcome pieces = parse(randomCuts(input, 1), true);
    if (isLineFramed && pieces != whole)
        return difference("in random pieces", pieces, whole);
    return withinBounds(pieces);
}

QString escape(QByteArrayView input)
{
    const QString all = escaped(input, std::numeric_limits<qsizetype>::max());
    if (!isHarmless(all))
        return QStringLiteral("the escaped text contains a control or format character");
    if (unescaped(all) != input)
        return QStringLiteral("the escaped text can't be converted back");
    for (const qsizetype limit : {qsizetype(1), qsizetype(20), qsizetype(200)}) {
        const QString cut = escaped(input, limit);
        constexpr qsizetype maxEscapeLength = 16; // of four malformed bytes
        if (!isHarmless(cut) || cut.size() > limit + maxEscapeLength)
            return QStringLiteral("limit %1: the result has %2 characters")
                .arg(limit)
                .arg(cut.size());
    }
    return {};
}

} // namespace DigitSum::Checks
