// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <compare>
#include <map>
#include <optional>
#include <set>

namespace DigitSum::Gui {

/// Identifies a row of the saved history.
struct HistoryKey
{
    quint32 window = 0; ///< 0: the number is the row's id in the database
    qint64 number = 0;  ///< HistoryEntry::number in this window

    auto operator<=>(const HistoryKey &) const = default;
};

/// Changes that the database does not have yet. Later changes of a row replace earlier ones, so
/// changes stay bounded however long the database takes. A value type.
class HistoryChanges final
{
public:
    explicit HistoryChanges(HistoryLimits limits)
        : m_limits(limits)
    {
    }

    /// The oldest rows are dropped beyond the limits, as the database would.
    void save(const HistoryKey &key, const HistoryEntry &entry);
    void remove(const HistoryKey &key);
    /// Removes all rows, also those of other windows and programs.
    void clear();
    /// Turns saving on, or off until it is turned on again; in all programs.
    void setKept(bool isKept) { m_isKept = isKept; }
    /// Appends \a newer changes.
    void add(const HistoryChanges &newer);

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] bool isCleared() const noexcept { return m_isCleared; } ///< before the rest
    [[nodiscard]] std::optional<bool> isKept() const noexcept { return m_isKept; }
    [[nodiscard]] const std::map<HistoryKey, HistoryEntry> &saved() const { return m_saved; }
    [[nodiscard]] const std::set<HistoryKey> &removed() const { return m_removed; }

private:
    void forget(std::map<HistoryKey, HistoryEntry>::iterator row);

    HistoryLimits m_limits;
    bool m_isCleared = false;
    std::optional<bool> m_isKept;
    std::map<HistoryKey, HistoryEntry> m_saved;
    std::set<HistoryKey> m_removed;
    qint64 m_bytes = 0; // of the requests in m_saved
};

} // namespace DigitSum::Gui
