// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QString>

namespace DigitSum::Gui {

/// A filter and an order for the rows of the history. Compares values, not texts. A value type.
class HistoryQuery final
{
    Q_GADGET

public:
    /// Which requests to show, in the order of the window's list.
    enum class Show : quint8 { All, Waiting, Answered, Refused, Resent, Lost };
    Q_ENUM(Show)

    void setShow(Show show) { m_show = show; }
    [[nodiscard]] Show show() const noexcept { return m_show; }
    /// Searches the requests and replies; an empty \a text matches everything.
    void setFind(const QString &text);
    [[nodiscard]] QString find() const { return m_find; }

    [[nodiscard]] bool matches(const HistoryEntry &entry) const;

    /// Compares by HistoryModel's \a column. Returns a negative value, 0 or a positive value if
    /// \a one is less than, equal to or greater than \a other. Returns 0 for the number column,
    /// because the history is sorted by number already.
    [[nodiscard]] static int compare(const HistoryEntry &one, const HistoryEntry &other,
                                     int column);

private:
    [[nodiscard]] bool isShown(const HistoryEntry &entry) const;
    [[nodiscard]] bool isFound(const HistoryEntry &entry) const;

    Show m_show = Show::All;
    QString m_find;
    QByteArray m_findBytes;
};

} // namespace DigitSum::Gui
