// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <deque>
#include <optional>

namespace DigitSum {

/// Cuts requests for a raw server, which reads at most 1,024 bytes at a time and takes each read
/// for a message, into pieces of at most Words::rawPieceSize bytes. The sums of a request's pieces
/// add up to its sum. Pieces end between characters, and no piece of a longer request reads `quit`.
///
/// Requests are queued in order; the caller bounds the queue by queuedBytes(). A value type.
class RequestPieces final
{
public:
    struct Piece
    {
        QByteArray bytes;
        bool isLast = false; ///< of its request
    };

    void append(QByteArrayView part); ///< goes on with the request at the queue's end
    void finish();                    ///< completes it; the next append() begins another

    /// The next piece, as soon as it is known where it ends.
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
