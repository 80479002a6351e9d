// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/clientmodel.h"

#include <QSortFilterProxyModel>

namespace DigitSum {

/// The clients in the order and the choice that the user wants to see.
///
/// Sorted anew by renew(), a few times a second, rather than with each change: thousands of rows
/// that change ten times a second stay affordable, and rows stand still long enough to be read.
class ClientFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientFilterModel)

public:
    explicit ClientFilterModel(ClientModel &clients, QObject *parent = nullptr);

    /// Shows only clients whose number, address, host name or last request holds \a text.
    void setFindText(const QString &text);
    /// Brings order and choice up to date.
    void renew();

    [[nodiscard]] ClientId clientAt(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ClientModel &m_clients;
    QString m_findText;
};

} // namespace DigitSum
