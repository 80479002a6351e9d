// SPDX-License-Identifier: MIT
#include "common/protocol/requestpieces.h"

#include "common/protocol/protocolwords.h"
#include "common/protocol/utf8decoder.h"

namespace DigitSum {

namespace {

/// Minimum size of a request's last piece; longer than `quit`.
constexpr qsizetype leastLastPiece = 8;

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
    append({}); // creates an empty request
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
        const qsizetype cut = utf8CutBefore(request.rest, most);
        piece = {request.rest.first(cut), false};
        request.rest.remove(0, cut);
    } else {
        return std::nullopt;
    }
    m_queuedBytes -= piece.bytes.size();
    return piece;
}

} // namespace DigitSum
