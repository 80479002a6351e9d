// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/requestpieces.h"

#include <QIODevice>

namespace DigitSum {

/// Writes a client's requests in the framing of its server: to a line-framed one at once; to a raw
/// one in pieces, of which each waits for the answer to the one before. A value type for one
/// connection, whose device it doesn't own.
class RequestSender final
{
public:
    enum class Sent : quint8 {
        Nothing,
        Piece,
        Unsendable, ///< an empty request, which a raw server can't be sent: it counts as refused
    };

    RequestSender() = default; ///< not connected
    RequestSender(QIODevice &device, bool isRaw)
        : m_device(&device)
        , m_isRaw(isRaw)
    {
    }

    [[nodiscard]] bool isRaw() const noexcept { return m_isRaw; }
    /// What waits here for answers to what was sent before.
    [[nodiscard]] qsizetype queuedBytes() const noexcept { return m_pieces.queuedBytes(); }

    void append(QByteArrayView part); ///< of a request
    /// Completes it. One that ends with a carriage return goes out with another one before the line
    /// feed, since a server takes the last of them for a part of the line's end.
    void finish();
    void quit();

    /// Sends a raw server its next piece, if one is due.
    Sent sendNext();
    /// An answer came. \returns whether it was the last to its request.
    bool noteAnswer();

private:
    QIODevice *m_device = nullptr;
    bool m_isRaw = false;
    bool m_endsWithReturn = false; // what was appended
    RequestPieces m_pieces;
    bool m_isPieceUnderWay = false;
    bool m_isLastPiece = true; // always, for a line-framed server
};

} // namespace DigitSum
