// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <deque>
#include <optional>

namespace DigitSum {

/// Cuts requests into pieces of at most Words::rawPieceSize bytes for a raw server, which treats
/// each read of up to 1,024 bytes as a message. The sums of the pieces add up to the request's sum.
/// Pieces end between characters, and no piece of a longer request is `quit`.
///
/// Queues requests in order; the caller bounds the queue by queuedBytes(). A value type.
class RequestPieces final
{
public:
    struct Piece
    {
        QByteArray bytes;
        bool isLast = false; ///< of its request
    };

    void append(QByteArrayView part); ///< adds to the last request
    void finish();                    ///< completes the last request

    /// Removes and returns the next piece, or nothing if its end is not known yet.
    [[nodiscard]] std::optional<Piece> take();

    [[nodiscard]] qsizetype queuedBytes() const noexcept { return m_queuedBytes; }

private:
    struct Request
    {
        QByteArray rest;
        bool isComplete = false;
    };

    std::deque<Request> m_requests;
    qsizetype m_queuedBytes = 0;
};

} // namespace DigitSum
