// SPDX-License-Identifier: MIT
#include "common/session/requestsender.h"

#include "common/protocol/protocolwords.h"

namespace DigitSum {

void RequestSender::append(QByteArrayView part)
{
    if (m_isRaw)
        m_pieces.append(part);
    else
        m_write(part);
    if (!part.isEmpty())
        m_endsWithReturn = part.endsWith('\r');
}

void RequestSender::finish()
{
    const bool endsWithReturn = std::exchange(m_endsWithReturn, false);
    if (m_isRaw)
        m_pieces.finish();
    else
        m_write(endsWithReturn ? QByteArrayView("\r\n") : QByteArrayView("\n"));
}

void RequestSender::quit()
{
    m_write(Words::quit);
    if (!m_isRaw)
        m_write("\n");
}

RequestSender::Sent RequestSender::sendNext()
{
    if (m_isPiecePending)
        return Sent::Nothing;
    const auto piece = m_pieces.take();
    if (!piece)
        return Sent::Nothing;
    m_isLastPiece = piece->isLast;
    m_isPiecePending = !piece->bytes.isEmpty();
    if (!m_isPiecePending)
        return Sent::Unsendable;
    m_write(piece->bytes);
    return Sent::Piece;
}

bool RequestSender::onAnswered()
{
    m_isPiecePending = false;
    return m_isLastPiece;
}

} // namespace DigitSum
