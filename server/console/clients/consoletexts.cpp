// SPDX-License-Identifier: MIT
#include "server/console/clients/consoletexts.h"

#include "common/protocol/escape.h"

#include <QLocale>

namespace DigitSum {

namespace {

// The parser keeps this much of a request (RequestParser::lastRequest).
constexpr qsizetype keptOfRequest = 46;

/// \a head without the part of a UTF-8 character that the cut left at its end.
QByteArrayView withoutCutCharacter(QByteArrayView head)
{
    for (qsizetype back = 1; back <= 3 && back <= head.size(); ++back) {
        const auto byte = static_cast<unsigned char>(head[head.size() - back]);
        if (byte < 0x80)
            break;
        if (byte >= 0xc0) {
            const int length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return length > back ? head.chopped(back) : head;
        }
    }
    return head;
}

} // namespace

QString ConsoleTexts::departure(CloseReason reason)
{
    switch (reason) {
    case CloseReason::SaidQuit:
        return tr("said quit");
    case CloseReason::ClosedByPeer:
        return tr("closed its connection");
    case CloseReason::Lost:
        return tr("connection reset, or network failed");
    case CloseReason::Full:
        return tr("turned away");
    case CloseReason::Idle:
        return tr("idle for too long");
    case CloseReason::ReadTooSlowly:
        return tr("did not take its replies");
    case CloseReason::RequestTooSlow:
        return tr("sent its request too slowly");
    case CloseReason::RequestTooLong:
        return tr("its request was too long");
    case CloseReason::HandshakeFailed:
        return tr("no encryption came about");
    case CloseReason::HandshakeTooSlow:
        return tr("took too long to agree on encryption");
    case CloseReason::ShutDown:
        return tr("the server is stopping");
    case CloseReason::Disconnected:
        return tr("disconnected by you");
    case CloseReason::Reset:
        return tr("reset by you");
    }
    return {};
}

QString ConsoleTexts::framing(RequestParser::Framing framing)
{
    switch (framing) {
    case RequestParser::Framing::Undecided:
        return tr("not known yet", "framing");
    case RequestParser::Framing::Line:
        return tr("lines", "framing");
    case RequestParser::Framing::Raw:
        return tr("raw", "framing");
    }
    return {};
}

QString ConsoleTexts::request(const QByteArray &head)
{
    if (head.size() < keptOfRequest)
        return escaped(head);
    return escaped(withoutCutCharacter(head)) + QChar(0x2026);
}

} // namespace DigitSum
