// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/requestpieces.h"

#include <functional>
#include <utility>

namespace DigitSum {

/// Writes requests in the framing of the server of one connection. A line-framed server gets them
/// at once; a raw one gets pieces, each after the answer to the previous one. A value type.
class RequestSender final
{
public:
    enum class Sent : quint8 {
        Nothing,
        Piece,
        Unsendable, ///< an empty request, which a raw server cannot receive; counts as refused
    };

    RequestSender() = default; ///< not connected
    /// \a write sends bytes to the server.
    RequestSender(std::function<void(QByteArrayView)> write, bool isRaw)
        : m_write(std::move(write))
        , m_isRaw(isRaw)
    {
    }

    [[nodiscard]] bool isRaw() const noexcept { return m_isRaw; }
    /// Bytes held back until earlier pieces are answered.
    [[nodiscard]] qsizetype queuedBytes() const noexcept { return m_pieces.queuedBytes(); }

    void append(QByteArrayView part);
    /// Completes the request. If it ends with a carriage return, another one is sent before the
    /// line feed, because servers drop the last one as a part of the line end.
    void finish();
    void quit();

    /// Sends a raw server the next piece if one is due.
    Sent sendNext();
    /// Call it for each answer. Returns whether this one completes its request.
    bool onAnswered();

private:
    std::function<void(QByteArrayView)> m_write;
    bool m_isRaw = false;
    bool m_endsWithReturn = false; // the appended parts
    RequestPieces m_pieces;
    bool m_isPiecePending = false;
    bool m_isLastPiece = true; // always true for a line-framed server
};

} // namespace DigitSum
