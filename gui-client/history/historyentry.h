// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/exchange.h"

#include <QList>

namespace DigitSum::Gui {

/// One row of the history: an exchange, numbered by the history rather than by a session, and
/// what people want to know about it beside.
struct HistoryEntry
{
    /// Of a longer request the history keeps only this much.
    static constexpr qsizetype keptBytes = 64 * 1024;

    Exchange exchange;     ///< its id is number()
    qint64 digits = -1;    ///< in the request; -1: not known
    bool isResent = false; ///< a request that was asked before

    [[nodiscard]] quint64 number() const noexcept { return exchange.id; }
    /// The request is here to its last byte, so it can be sent again.
    [[nodiscard]] bool isWhole() const noexcept
    {
        return exchange.request.size() == exchange.requestBytes;
    }
};

} // namespace DigitSum::Gui
