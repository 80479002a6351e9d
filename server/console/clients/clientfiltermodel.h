// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/clientmodel.h"

#include <QSortFilterProxyModel>

namespace DigitSum {

/// Sorts and filters the clients.
///
/// Sorts only in refresh(), which is called a few times a second, rather than with each change:
/// thousands of rows that change ten times a second stay affordable and readable.
class ClientFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientFilterModel)

public:
    explicit ClientFilterModel(ClientModel &clients, QObject *parent = nullptr);

    /// Shows only clients whose number, address, host name or last request contains \a text,
    /// ignoring case.
    void setFindText(const QString &text);
    /// Filters and sorts again by the current values.
    void refresh();

    [[nodiscard]] ClientId clientAt(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ClientModel &m_clients;
    QString m_findText;
};

} // namespace DigitSum
