// SPDX-License-Identifier: MIT
#include "server/console/clients/clienttexts.h"

#include "common/protocol/escape.h"
#include "common/protocol/utf8decoder.h"

#include <QLocale>

namespace DigitSum {

namespace {

// The parser keeps this much of a request (RequestParser::lastRequest).
constexpr qsizetype keptOfRequest = 46;

} // namespace

QString ClientTexts::departure(CloseReason reason)
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

QString ClientTexts::framing(RequestParser::Framing framing)
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

QString ClientTexts::request(const QByteArray &head)
{
    if (head.size() < keptOfRequest)
        return escaped(head);
    return escaped(withoutIncompleteUtf8(head)) + QChar(0x2026);
}

} // namespace DigitSum
