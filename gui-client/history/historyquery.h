// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QString>

namespace DigitSum::Gui {

/// Which rows of the history people look for, and what makes one come before another. Goes by what
/// the history holds rather than by its texts. A value type.
class HistoryQuery final
{
    Q_GADGET

public:
    /// Which requests; the order is that of a list to choose from.
    enum class Show : quint8 { All, Waiting, Answered, Refused, Resent, Lost };
    Q_ENUM(Show)

    void setShow(Show show) { m_show = show; }
    [[nodiscard]] Show show() const noexcept { return m_show; }
    /// In the request or the reply; an empty text finds everything.
    void setFind(const QString &text);
    [[nodiscard]] QString find() const { return m_find; }

    [[nodiscard]] bool matches(const HistoryEntry &entry) const;

    /// Below 0, 0, above 0: by HistoryModel's \a column, \a one's place is before, at or after
    /// \a other's. Numbers are not compared: the history is in their order already.
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
