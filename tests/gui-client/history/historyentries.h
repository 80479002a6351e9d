// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

/// Returns an entry whose times depend only on \a number.
inline DigitSum::Gui::HistoryEntry
makeEntry(qint64 number, const QByteArray &request,
          DigitSum::Exchange::Outcome outcome = DigitSum::Exchange::Outcome::Waiting,
          quint64 sum = 0)
{
    DigitSum::Gui::HistoryEntry entry;
    entry.number = number;
    entry.exchange.request = request;
    entry.exchange.requestBytes = request.size();
    entry.exchange.outcome = outcome;
    entry.exchange.sum = sum;
    entry.exchange.askedAt = 1'700'000'000'000 + number;
    entry.exchange.roundTripTime = std::chrono::microseconds(100 * number);
    entry.digits = request.size();
    return entry;
}

inline QList<DigitSum::Gui::HistoryEntry> makeEntries(qint64 first, qint64 last)
{
    QList<DigitSum::Gui::HistoryEntry> entries;
    for (qint64 n = first; n <= last; ++n)
        entries.append(
            makeEntry(n, QByteArray::number(n), DigitSum::Exchange::Outcome::Sum, quint64(n)));
    return entries;
}
