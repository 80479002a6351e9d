// SPDX-License-Identifier: MIT
#include "common/protocol/requestpieces.h"

#include "common/protocol/protocolwords.h"

namespace DigitSum {

namespace {

/// The least that is left for a request's last piece: more than `quit` has.
constexpr qsizetype leastLastPiece = 8;

bool isInsideCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0u) == 0x80;
}

/// Where to cut the first piece off \a bytes, which are longer than a piece. Moves back by at most
/// three bytes, the most that a UTF-8 character goes on for: what isn't UTF-8 is cut anywhere.
qsizetype cutBefore(QByteArrayView bytes, qsizetype at)
{
    for (qsizetype cut = at; cut > at - 4; --cut) {
        if (!isInsideCharacter(bytes[cut]))
            return cut;
    }
    return at;
}

} // namespace

void RequestPieces::append(QByteArrayView part)
{
    if (m_requests.empty() || m_requests.back().isComplete)
        m_requests.emplace_back();
    m_requests.back().rest.append(part);
    m_queuedBytes += part.size();
}

void RequestPieces::finish()
{
    append({}); // an empty request is one, too
    m_requests.back().isComplete = true;
}

std::optional<RequestPieces::Piece> RequestPieces::take()
{
    if (m_requests.empty())
        return std::nullopt;

    Request &request = m_requests.front();
    const qsizetype size = request.rest.size();
    Piece piece;
    if (request.isComplete && size <= Words::rawPieceSize) {
        piece = {std::move(request.rest), true};
        m_requests.pop_front();
    } else if (request.isComplete || size >= Words::rawPieceSize + leastLastPiece) {
        const qsizetype most = qMin(Words::rawPieceSize, size - leastLastPiece);
        const qsizetype cut = cutBefore(request.rest, most);
        piece = {request.rest.first(cut), false};
        request.rest.remove(0, cut);
    } else {
        return std::nullopt;
    }
    m_queuedBytes -= piece.bytes.size();
    return piece;
}

} // namespace DigitSum
