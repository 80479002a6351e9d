// SPDX-License-Identifier: MIT
#include "server/console/clients/requestsmodel.h"

#include "common/protocol/escape.h"
#include "common/widgets/humantext.h"
#include "server/console/clients/clienttexts.h"

#include <algorithm>
#include <vector>

namespace DigitSum {

RequestsModel::RequestsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void RequestsModel::setClient(ClientId client)
{
    beginResetModel();
    m_client = client;
    m_requests.clear();
    endResetModel();
}

void RequestsModel::append(const QList<RecordedRequest> &requests)
{
    std::vector<RecordedRequest> ours;
    std::copy_if(requests.cbegin(), requests.cend(), std::back_inserter(ours),
                 [this](const RecordedRequest &request) { return request.client == m_client; });
    if (ours.empty())
        return;
    const auto added = std::min(ours.size(), std::size_t(capacity));
    makeRoom(int(added));
    beginInsertRows({}, rowCount(), rowCount() + int(added) - 1);
    m_requests.insert(m_requests.end(), ours.cend() - std::ptrdiff_t(added), ours.cend());
    endInsertRows();
}

void RequestsModel::makeRoom(int rows)
{
    const int surplus = rowCount() + rows - capacity;
    if (surplus <= 0)
        return;
    beginRemoveRows({}, 0, surplus - 1);
    m_requests.erase(m_requests.begin(), m_requests.begin() + surplus);
    endRemoveRows();
}

int RequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_requests.size());
}

int RequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const RecordedRequest &request = m_requests[std::size_t(index.row())];
    switch (index.column()) {
    case NumberColumn:
        return QString::number(request.number);
    case TimeColumn:
        return HumanText::time(request.at);
    case RequestColumn:
        return ClientTexts::request(request.request);
    case ReplyColumn:
        return escaped(request.reply);
    default:
        return {};
    }
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.", "number of a request");
    case TimeColumn:
        return tr("Time");
    case RequestColumn:
        return tr("Request");
    case ReplyColumn:
        return tr("Reply");
    default:
        return {};
    }
}

} // namespace DigitSum
