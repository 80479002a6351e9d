// SPDX-License-Identifier: MIT
#include "server/console/clients/clientfiltermodel.h"

#include "server/console/clients/clienttexts.h"
#include "server/transport/endpoint.h"

#include <compare>

namespace DigitSum {

namespace {

std::strong_ordering compare(const QString &left, const QString &right)
{
    return left.compare(right, Qt::CaseInsensitive) <=> 0;
}

std::partial_ordering compareBy(int column, const ClientModel &model, const ClientModel::Row &a,
                                const ClientModel::Row &b)
{
    switch (column) {
    case ClientModel::AddressColumn:
        return a.addressKey <=> b.addressKey;
    case ClientModel::PortColumn:
        return a.client.port <=> b.client.port;
    case ClientModel::HostNameColumn:
        return compare(a.hostName, b.hostName);
    case ClientModel::SinceColumn:
        return a.client.since <=> b.client.since;
    case ClientModel::FramingColumn:
        return a.client.framing <=> b.client.framing;
    case ClientModel::EncryptionColumn:
        return a.client.isEncrypted <=> b.client.isEncrypted;
    case ClientModel::RequestsColumn:
        return a.client.requests <=> b.client.requests;
    case ClientModel::RateColumn:
        return a.rate <=> b.rate;
    case ClientModel::RefusedColumn:
        return a.client.refused <=> b.client.refused;
    case ClientModel::BytesInColumn:
        return a.client.bytesIn <=> b.client.bytesIn;
    case ClientModel::BytesOutColumn:
        return a.client.bytesOut <=> b.client.bytesOut;
    case ClientModel::LastRequestColumn:
        return a.client.lastRequest.compare(b.client.lastRequest) <=> 0;
    case ClientModel::IdleColumn:
        return model.idleTime(a) <=> model.idleTime(b);
    case ClientModel::StateColumn:
        return model.stateOf(a) <=> model.stateOf(b);
    default:
        return std::partial_ordering::equivalent;
    }
}

} // namespace

ClientFilterModel::ClientFilterModel(ClientModel &clients, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_clients(clients)
{
    setDynamicSortFilter(false);
    setSourceModel(&clients);
}

void ClientFilterModel::setFindText(const QString &text)
{
    if (text == m_findText)
        return;
    m_findText = text;
    invalidateRowsFilter();
}

void ClientFilterModel::refresh()
{
    if (!m_findText.isEmpty())
        invalidateRowsFilter();
    if (sortColumn() >= 0)
        sort(sortColumn(), sortOrder());
}

ClientId ClientFilterModel::clientAt(const QModelIndex &index) const
{
    return index.data(ClientModel::IdRole).value<ClientId>();
}

bool ClientFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    if (m_findText.isEmpty())
        return true;
    const ClientModel::Row &row = m_clients.row(sourceRow);
    const auto contains = [this](const QString &text) {
        return text.contains(m_findText, Qt::CaseInsensitive);
    };
    return contains(QString::number(row.client.id))
           || contains(Endpoint{row.client.address, row.client.port}.toString())
           || contains(row.hostName) || contains(ClientTexts::request(row.client.lastRequest));
}

bool ClientFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const ClientModel::Row &a = m_clients.row(left.row());
    const ClientModel::Row &b = m_clients.row(right.row());
    const auto order = compareBy(left.column(), m_clients, a, b);
    return order == 0 ? a.client.id < b.client.id : order < 0;
}

} // namespace DigitSum
