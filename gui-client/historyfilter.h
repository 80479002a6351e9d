// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/historyentry.h"

#include <QSortFilterProxyModel>

namespace DigitSum {

class HistoryModel;

/// The rows that people look for, in the order they asked for. Compares what the history holds
/// rather than its texts: exact, and quick with 100,000 rows.
class HistoryFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryFilter)

public:
    /// Which rows; the order is that of a list to choose from.
    enum class Show : quint8 { All, Waiting, Answered, Refused, Resent, Lost };
    Q_ENUM(Show)

    explicit HistoryFilter(HistoryModel &history, QObject *parent = nullptr);

    void setShow(Show show);
    /// In the request or the reply; an empty text finds everything.
    void setFind(const QString &text);

    [[nodiscard]] const HistoryEntry &entryAt(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] bool isShown(const HistoryEntry &entry) const;

    const HistoryModel &m_history;
    Show m_show = Show::All;
    QString m_find;
    QByteArray m_findBytes;
};

} // namespace DigitSum
