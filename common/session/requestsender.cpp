// SPDX-License-Identifier: MIT
#include "common/session/requestsender.h"

#include "common/protocol/protocolwords.h"

#include <utility>

namespace DigitSum {

void RequestSender::append(QByteArrayView part)
{
    if (m_isRaw)
        m_pieces.append(part);
    else
        m_device->write(part.data(), part.size());
    if (!part.isEmpty())
        m_endsWithReturn = part.endsWith('\r');
}

void RequestSender::finish()
{
    const bool endsWithReturn = std::exchange(m_endsWithReturn, false);
    if (m_isRaw)
        m_pieces.finish();
    else
        m_device->write(endsWithReturn ? "\r\n" : "\n");
}

void RequestSender::quit()
{
    m_device->write(Words::quit.data(), Words::quit.size());
    if (!m_isRaw)
        m_device->write("\n");
}

RequestSender::Sent RequestSender::sendNext()
{
    if (m_isPieceUnderWay)
        return Sent::Nothing;
    const auto piece = m_pieces.take();
    if (!piece)
        return Sent::Nothing;
    m_isLastPiece = piece->isLast;
    m_isPieceUnderWay = !piece->bytes.isEmpty();
    if (!m_isPieceUnderWay)
        return Sent::Unsendable;
    m_device->write(piece->bytes);
    return Sent::Piece;
}

bool RequestSender::noteAnswer()
{
    m_isPieceUnderWay = false;
    return m_isLastPiece;
}

} // namespace DigitSum
