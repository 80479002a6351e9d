// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/exchange.h"

#include <QList>

namespace DigitSum::Gui {

/// The history keeps the newest requests within both limits.
struct HistoryLimits
{
    qsizetype rows = 100'000;
    qint64 requestBytes = 64 * 1024 * 1024;
};

/// One row of the history: an exchange and what the history adds to it.
struct HistoryEntry
{
    /// The history truncates longer requests to this size.
    static constexpr qsizetype keptBytes = 64 * 1024;

    Exchange exchange;
    qint64 number = 0;     ///< 1, 2, 3, ... in a window; 0, -1, -2, ... are rows of earlier runs
    qint64 digits = -1;    ///< in the request; -1 if unknown
    bool isResent = false; ///< the request was sent before

    /// Returns whether the request was kept whole, so that it can be sent again.
    [[nodiscard]] bool isWhole() const noexcept
    {
        return exchange.request.size() == exchange.requestBytes;
    }
};

} // namespace DigitSum::Gui

Q_DECLARE_METATYPE(DigitSum::Gui::HistoryEntry)
