// SPDX-License-Identifier: MIT
#include "server/console/clients/clienttexts.h"

#include "common/protocol/escape.h"
#include "common/protocol/utf8decoder.h"

#include <QLocale>

namespace DigitSum {

namespace {

constexpr qsizetype maxHeadSize = 46; // of RequestParser::lastRequest()

} // namespace

QString ClientTexts::departure(CloseReason reason)
{
    switch (reason) {
    case CloseReason::SaidQuit:
        return tr("client quit");
    case CloseReason::ClosedByPeer:
        return tr("closed by client");
    case CloseReason::Lost:
        return tr("connection reset or network failure");
    case CloseReason::Full:
        return tr("rejected");
    case CloseReason::Idle:
        return tr("idle for too long");
    case CloseReason::ReadTooSlowly:
        return tr("did not read its replies");
    case CloseReason::RequestTooSlow:
        return tr("request arrived too slowly");
    case CloseReason::RequestTooLong:
        return tr("request too long");
    case CloseReason::HandshakeFailed:
        return tr("TLS handshake failed");
    case CloseReason::HandshakeTooSlow:
        return tr("TLS handshake took too long");
    case CloseReason::ShutDown:
        return tr("server stopped");
    case CloseReason::Disconnected:
        return tr("by you");
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
    if (head.size() < maxHeadSize)
        return escaped(head);
    return escaped(withoutIncompleteUtf8(head)) + QChar(0x2026);
}

} // namespace DigitSum
