// SPDX-License-Identifier: MIT
#include "tests/fuzz/parserchecks.h"

#include "common/protocol/digitsum_kernels.h"
#include "common/protocol/protocolwords.h"
#include "common/protocol/requestparser.h"
#include "tests/fuzz/cuts.h"

#include <QList>

#include <memory>

namespace DigitSum::Checks {

namespace {

using Framing = RequestParser::Framing;

/// The observable result of a conversation.
struct RequestOutcome
{
    QByteArray replies;
    quint64 requests = 0;
    quint64 refused = 0;
    bool saidFarewell = false;
    Framing framing = Framing::Undecided;
    QByteArray lastRequest;

    friend bool operator==(const RequestOutcome &, const RequestOutcome &) = default;
};

RequestOutcome outcomeOf(const RequestParser &parser, const QByteArray &replies)
{
    return {replies,          parser.requests(),
            parser.refused(), parser.saidFarewell(),
            parser.framing(), parser.lastRequest().toByteArray()};
}

/// Feeds the parser as the service does: bytes that it does not take are offered again.
void feedAll(RequestParser &parser, QByteArrayView bytes, QByteArray &replies, qsizetype enough)
{
    while (!bytes.isEmpty()) {
        QByteArray some;
        bytes = bytes.sliced(parser.feed(bytes, some, enough));
        replies += some;
    }
}

RequestOutcome parse(const Pieces &pieces, Framing framing,
                     qsizetype enough = std::numeric_limits<qsizetype>::max())
{
    RequestParser parser(framing);
    QByteArray replies;
    for (const QByteArrayView piece : pieces) {
        feedAll(parser, piece, replies, enough);
        if (parser.framing() == Framing::Line) { // these calls must have no effect in line framing
            parser.burstEnded(replies);
            parser.wentQuiet(replies);
        }
    }
    parser.ended(replies);
    return outcomeOf(parser, replies);
}

/// The digit sum of \a text, or nothing if it contains anything but digits.
std::optional<quint64> referenceSum(const QByteArray &text)
{
    const QString decoded = QString::fromUtf8(text);
    if (text.isEmpty() || decoded.toUtf8() != text)
        return {};
    quint64 sum = 0;
    const auto characters = decoded.toUcs4();
    for (const char32_t character : characters) {
        if (QChar::category(character) != QChar::Number_DecimalDigit)
            return {};
        sum += static_cast<quint64>(QChar::digitValue(character));
    }
    return sum;
}

/// A simple reference implementation, which gets complete requests.
class Reference final
{
public:
    explicit Reference(Framing framing) { m_outcome.framing = framing; }

    void answer(const QByteArray &request)
    {
        if (m_outcome.saidFarewell)
            return;
        ++m_outcome.requests;
        m_outcome.lastRequest = request.left(maxShown);
        if (const auto sum = referenceSum(request)) {
            say(QByteArray::number(*sum));
        } else if (request.toLower() == "quit" || request.toLower() == "exit") {
            m_outcome.saidFarewell = true;
            say(Words::farewell.toByteArray());
        } else {
            ++m_outcome.refused;
            say(Words::invalid.toByteArray());
        }
    }

    [[nodiscard]] const RequestOutcome &outcome() const { return m_outcome; }

private:
    static constexpr qsizetype maxShown = 46;

    void say(const QByteArray &words)
    {
        m_outcome.replies += words;
        if (m_outcome.framing == Framing::Line)
            m_outcome.replies += "\r\n";
    }

    RequestOutcome m_outcome;
};

RequestOutcome referenceOutcome(const QByteArray &input, Framing framing)
{
    const bool isRaw =
        framing == Framing::Raw || (framing == Framing::Undecided && !input.contains('\n'));
    if (isRaw) {
        Reference raw(input.isEmpty() ? framing : Framing::Raw);
        if (!input.isEmpty())
            raw.answer(input);
        return raw.outcome();
    }
    Reference lines(Framing::Line);
    QByteArrayList requests = input.split('\n');
    const QByteArray rest = requests.takeLast(); // terminated by the end of the stream
    for (QByteArray &request : requests) {
        if (request.endsWith('\r'))
            request.chop(1);
    }
    if (!requests.isEmpty() && requests.first().isEmpty())
        requests.removeFirst();
    for (const QByteArray &request : qAsConst(requests))
        lines.answer(request);
    if (!rest.isEmpty())
        lines.answer(rest);
    return lines.outcome();
}

QString difference(const char *how, Framing framing, const RequestOutcome &found,
                   const RequestOutcome &expected)
{
    return QStringLiteral(
               "%1, framing %2: %3 requests, %4 refused, replies %5; expected %6, %7, %8")
        .arg(QLatin1StringView(how))
        .arg(static_cast<int>(framing))
        .arg(found.requests)
        .arg(found.refused)
        .arg(QString::fromLatin1(found.replies.left(200).toPercentEncoding()))
        .arg(expected.requests)
        .arg(expected.refused)
        .arg(QString::fromLatin1(expected.replies.left(200).toPercentEncoding()));
}

/// Calls burstEnded() and wentQuiet() at arbitrary points. The replies are then unspecified, but
/// the counts must stay consistent, and no request may be left open at the end.
QString anyMoments(const Pieces &pieces, Framing framing)
{
    RequestParser parser(framing);
    QByteArray replies;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        feedAll(parser, pieces[i], replies, 1);
        i % 2 == 0 ? parser.burstEnded(replies) : parser.wentQuiet(replies);
        if (parser.refused() > parser.requests() || parser.lastRequest().size() > 46)
            return QStringLiteral("the counts are wrong after piece %1").arg(i);
    }
    parser.ended(replies);
    return parser.isMidRequest() && !parser.saidFarewell()
               ? QStringLiteral("a request is still open after the stream's end")
               : QString();
}

QString runsDiffer(const char *place, qsizetype offset, QByteArrayView bytes)
{
    // A copy of exact size, so that AddressSanitizer detects reads past its end.
    const auto copy = std::make_unique<char[]>(static_cast<size_t>(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), copy.get());
    const DigitRun expected = Kernels::scalar(copy.get(), bytes.size());
    for (const Kernels::NamedKernel &kernel : Kernels::vectorKernels()) {
        if (kernel.run(copy.get(), bytes.size()) != expected)
            return QStringLiteral("kernel %1 differs from the scalar one, %2 from byte %3")
                .arg(kernel.name, QLatin1StringView(place))
                .arg(offset);
    }
    if (sumLeadingDigits({copy.get(), bytes.size()}) != expected)
        return QStringLiteral("sumLeadingDigits() differs, %1 from byte %2")
            .arg(QLatin1StringView(place))
            .arg(offset);
    return {};
}

/// Maps \a input to a long run of digits that contains one other byte. Random bytes hardly ever
/// contain long runs.
QByteArray asDigits(QByteArrayView input)
{
    QByteArray digits;
    for (int round = 0; round < 4; ++round) {
        for (const char byte : input)
            digits += static_cast<char>('0' + static_cast<unsigned char>(byte) % 10);
    }
    if (!input.isEmpty()) {
        const size_t place = qHash(input, 1) % static_cast<size_t>(digits.size());
        digits[static_cast<qsizetype>(place)] = input.back();
    }
    return digits;
}

} // namespace

QString requestParser(QByteArrayView input)
{
    for (const Framing framing : {Framing::Undecided, Framing::Line, Framing::Raw}) {
        const RequestOutcome whole = parse({input}, framing);
        const RequestOutcome reference = referenceOutcome(input.toByteArray(), framing);
        if (whole != reference)
            return difference("whole, beside the reference", framing, whole, reference);
        if (const RequestOutcome found = parse(singleBytes(input), framing); found != whole)
            return difference("byte by byte", framing, found, whole);
        if (const RequestOutcome found = parse(randomCuts(input, 1), framing); found != whole)
            return difference("in random pieces", framing, found, whole);
        if (const RequestOutcome found = parse({input}, framing, 1); found != whole)
            return difference("a reply at a time", framing, found, whole);
        if (const RequestOutcome found = parse(randomCuts(input, 2), framing, 20); found != whole)
            return difference("in random pieces, few replies at a time", framing, found, whole);
        if (QString problem = anyMoments(randomCuts(input, 3), framing); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString kernels(QByteArrayView input)
{
    constexpr qsizetype maxOffsets = 40; // more than the widest vector register
    const QByteArray digits = asDigits(input);
    for (qsizetype offset = 0; offset < qMin(maxOffsets, input.size()); ++offset) {
        QString problem = runsDiffer("the input", offset, input.sliced(offset));
        if (problem.isEmpty())
            problem = runsDiffer("its digits", offset, QByteArrayView(digits).sliced(offset));
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace DigitSum::Checks
