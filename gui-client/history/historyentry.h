// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/exchange.h"

#include <QList>

namespace DigitSum::Gui {

/// One row of the history: an exchange and what the history adds to it.
struct HistoryEntry
{
    /// The history truncates longer requests to this size.
    static constexpr qsizetype keptBytes = 64 * 1024;

    Exchange exchange;
    quint64 number = 0;    ///< numbers the rows: 1, 2, 3, ... across sessions
    qint64 digits = -1;    ///< in the request; -1 if unknown
    bool isResent = false; ///< the request was sent before

    /// Returns whether the request was kept whole, so that it can be sent again.
    [[nodiscard]] bool isWhole() const noexcept
    {
        return exchange.request.size() == exchange.requestBytes;
    }
};

} // namespace DigitSum::Gui
