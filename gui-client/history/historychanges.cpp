// SPDX-License-Identifier: MIT
#include "gui-client/history/historychanges.h"

namespace DigitSum::Gui {

void HistoryChanges::save(const HistoryKey &key, const HistoryEntry &entry)
{
    if (const auto row = m_saved.find(key); row != m_saved.end())
        forget(row);
    m_removed.erase(key);
    m_saved.emplace_hint(m_saved.end(), key, entry);
    m_bytes += entry.exchange.request.size();
    while (qsizetype(m_saved.size()) > m_limits.rows || m_bytes > m_limits.requestBytes)
        forget(m_saved.begin());
}

void HistoryChanges::remove(const HistoryKey &key)
{
    if (const auto row = m_saved.find(key); row != m_saved.end())
        forget(row);
    m_removed.insert(key); // the row may also be in the database
}

void HistoryChanges::clear()
{
    m_isCleared = true;
    m_saved.clear();
    m_removed.clear();
    m_bytes = 0;
}

void HistoryChanges::add(const HistoryChanges &newer)
{
    if (newer.m_isCleared)
        clear();
    if (newer.m_isKept)
        m_isKept = newer.m_isKept;
    for (const HistoryKey &key : newer.m_removed)
        remove(key);
    for (const auto &[key, entry] : newer.m_saved)
        save(key, entry);
}

bool HistoryChanges::isEmpty() const
{
    return !m_isCleared && !m_isKept && m_saved.empty() && m_removed.empty();
}

void HistoryChanges::forget(std::map<HistoryKey, HistoryEntry>::iterator row)
{
    m_bytes -= row->second.exchange.request.size();
    m_saved.erase(row);
}

} // namespace DigitSum::Gui
