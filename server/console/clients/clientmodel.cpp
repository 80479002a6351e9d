// SPDX-License-Identifier: MIT
#include "server/console/clients/clientmodel.h"

#include "common/widgets/humantext.h"
#include "server/console/clients/clienttexts.h"

#include <QDateTime>

#include <algorithm>

namespace DigitSum {

namespace {

constexpr qint64 tickInterval = 1000; // ms
constexpr qint64 idleAfter = 5000;    // ms

/// Returns whether \a column holds quantities, which are right-aligned.
bool isAmount(int column)
{
    switch (column) {
    case ClientModel::RequestsColumn:
    case ClientModel::RateColumn:
    case ClientModel::RefusedColumn:
    case ClientModel::BytesInColumn:
    case ClientModel::BytesOutColumn:
    case ClientModel::IdleColumn:
        return true;
    default:
        return false;
    }
}

/// Calls \a run(first, last) for each range of consecutive numbers in the sorted \a rows, the last
/// range first, so that removing it does not move the others.
template <typename Run>
void forEachRunBackwards(const std::vector<int> &rows, Run run)
{
    for (auto end = rows.size(); end > 0;) {
        auto begin = end - 1;
        while (begin > 0 && rows[begin - 1] == rows[begin] - 1)
            --begin;
        run(rows[begin], rows[end - 1]);
        end = begin;
    }
}

void sortUnique(std::vector<int> &rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

} // namespace

ClientModel::ClientModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ClientModel::apply(const Snapshot &snapshot, qint64 now)
{
    m_now = now;
    removeDeparted(snapshot.departures);
    updateChanged(snapshot.changed);
    if (now - m_lastTick >= tickInterval)
        tick(now);
}

void ClientModel::clear()
{
    if (m_rows.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_rows.clear();
    m_rowOf.clear();
    endRemoveRows();
}

void ClientModel::setHostName(const QHostAddress &address, const QString &name)
{
    m_hostNames.insert(address, name);
    for (int i = 0; i < rowCount(); ++i) {
        Row &row = m_rows[std::size_t(i)];
        if (row.client.address == address && row.hostName != name) {
            row.hostName = name;
            const QModelIndex cell = index(i, HostNameColumn);
            Q_EMIT dataChanged(cell, cell);
        }
    }
}

void ClientModel::removeDeparted(const QList<Departure> &departures)
{
    std::vector<int> gone;
    for (const Departure &departure : departures) {
        if (const int row = rowOf(departure.client.id); row >= 0)
            gone.push_back(row);
    }
    if (gone.empty())
        return;
    sortUnique(gone);
    // Each removal makes proxy models and views walk over all rows. If many ranges are to go, move
    // them together first, so that one removal is enough.
    constexpr std::size_t maxRemovals = 32;
    if (gone.size() > maxRemovals) {
        moveToEnd(gone);
        dropRows(rowCount() - int(gone.size()), rowCount() - 1);
    } else {
        forEachRunBackwards(gone, [this](int first, int last) { dropRows(first, last); });
    }
    indexFrom(gone.front());
}

/// Moves the sorted \a rows to the end. All other rows keep their order.
void ClientModel::moveToEnd(const std::vector<int> &rows)
{
    Q_EMIT layoutAboutToBeChanged();
    std::vector<Row> staying;
    std::vector<Row> leaving;
    staying.reserve(m_rows.size());
    std::vector<int> newRow(m_rows.size());
    auto next = rows.cbegin();
    for (int row = 0; row < rowCount(); ++row) {
        const bool leaves = next != rows.cend() && *next == row;
        if (leaves)
            ++next;
        std::vector<Row> &side = leaves ? leaving : staying;
        newRow[std::size_t(row)] = int(side.size()) + (leaves ? rowCount() - int(rows.size()) : 0);
        side.push_back(std::move(m_rows[std::size_t(row)]));
    }
    std::move(leaving.begin(), leaving.end(), std::back_inserter(staying));
    m_rows = std::move(staying);

    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &old : before)
        after.append(index(newRow[std::size_t(old.row())], old.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

/// The caller calls indexFrom() afterwards.
void ClientModel::dropRows(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (int i = first; i <= last; ++i)
        m_rowOf.remove(row(i).client.id);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    endRemoveRows();
}

void ClientModel::updateChanged(const QList<ClientInfo> &clients)
{
    std::vector<int> changed;
    QList<ClientInfo> added;
    for (const ClientInfo &client : clients) {
        const int row = rowOf(client.id);
        if (row < 0) {
            added.append(client);
            continue;
        }
        m_rows[std::size_t(row)].client = client;
        changed.push_back(row);
    }
    sortUnique(changed);
    forEachRunBackwards(changed, [this](int first, int last) {
        Q_EMIT dataChanged(index(first, StateColumn), index(last, IdleColumn));
    });
    if (!added.isEmpty())
        append(std::move(added));
}

void ClientModel::append(QList<ClientInfo> clients)
{
    std::sort(clients.begin(), clients.end(),
              [](const ClientInfo &a, const ClientInfo &b) { return a.id < b.id; });
    const int first = rowCount();
    beginInsertRows({}, first, first + int(clients.size()) - 1);
    for (ClientInfo &client : clients) {
        Row row;
        row.requestsAtTick = client.requests;
        row.hostName = m_hostNames.value(client.address);
        const Q_IPV6ADDR key = client.address.toIPv6Address();
        std::copy_n(key.c, row.addressKey.size(), row.addressKey.begin());
        row.client = std::move(client);
        m_rows.push_back(std::move(row));
    }
    indexFrom(first);
    endInsertRows();
}

void ClientModel::tick(qint64 now)
{
    const double seconds = double(now - m_lastTick) / 1000;
    const bool isFirst = m_lastTick == 0;
    m_lastTick = now;
    if (m_rows.empty())
        return;
    for (Row &row : m_rows) {
        row.rate = isFirst ? 0 : double(row.client.requests - row.requestsAtTick) / seconds;
        row.requestsAtTick = row.client.requests;
    }
    for (const Column column : {StateColumn, RateColumn, IdleColumn})
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

void ClientModel::indexFrom(int first)
{
    for (int i = first; i < rowCount(); ++i)
        m_rowOf.insert(row(i).client.id, i);
}

ClientModel::State ClientModel::stateOf(const Row &row) const
{
    if (row.client.activity == ClientInfo::Activity::Closing)
        return State::Closing;
    if (row.client.activity == ClientInfo::Activity::Paused)
        return State::Paused;
    return idleTime(row) < idleAfter ? State::Active : State::Idle;
}

qint64 ClientModel::idleTime(const Row &row) const
{
    return qMax<qint64>(0, m_now - qMax(row.client.lastActivity, row.client.since));
}

int ClientModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ClientModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClientModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &client = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(client, index.column());
    case Qt::ToolTipRole:
        if (index.column() == StateColumn)
            return stateExplanation(client);
        return index.column() == LastRequestColumn ? text(client, LastRequestColumn) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(
            Qt::AlignVCenter | (isAmount(index.column()) ? Qt::AlignRight : Qt::AlignLeft)));
    case IdRole:
        return QVariant::fromValue(client.client.id);
    case StateRole:
        return QVariant::fromValue(int(stateOf(client)));
    default:
        return {};
    }
}

QString ClientModel::text(const Row &row, int column) const
{
    const ClientInfo &client = row.client;
    switch (column) {
    case NumberColumn:
        return QString::number(client.id);
    case AddressColumn:
        return client.address.toString();
    case PortColumn:
        return QString::number(client.port);
    case HostNameColumn:
        return row.hostName;
    case SinceColumn:
        return HumanText::timeInSeconds(client.since);
    case FramingColumn:
        return ClientTexts::framing(client.framing);
    case EncryptionColumn:
        return client.isEncrypted ? QStringLiteral("TLS") : tr("none", "encryption");
    case RequestsColumn:
        return HumanText::count(qint64(client.requests));
    case RateColumn:
        return HumanText::rate(row.rate);
    case RefusedColumn:
        return HumanText::count(qint64(client.refused));
    case BytesInColumn:
        return HumanText::bytes(qint64(client.bytesIn));
    case BytesOutColumn:
        return HumanText::bytes(qint64(client.bytesOut));
    case LastRequestColumn:
        return ClientTexts::request(client.lastRequest);
    case IdleColumn:
        return HumanText::elapsed(std::chrono::seconds(idleTime(row) / 1000));
    case StateColumn:
        return stateText(row);
    default:
        return {};
    }
}

QString ClientModel::stateText(const Row &row) const
{
    switch (stateOf(row)) {
    case State::Active:
        return tr("Active");
    case State::Idle:
        return tr("Idle");
    case State::Paused:
        return tr("Paused");
    case State::Closing:
        return tr("Closing");
    }
    return {};
}

QString ClientModel::stateExplanation(const Row &row) const
{
    switch (stateOf(row)) {
    case State::Active:
        return tr("The client has sent data in the last few seconds.");
    case State::Idle:
        return tr("The client has sent nothing for a while.");
    case State::Paused:
        return tr("The client does not read its replies, so the server does not read from it.");
    case State::Closing:
        return tr("The server has said goodbye and is closing the connection.");
    }
    return {};
}

QVariant ClientModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (isAmount(section) ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.", "number of a client");
    case AddressColumn:
        return tr("Address");
    case PortColumn:
        return tr("Port");
    case HostNameColumn:
        return tr("Host name");
    case SinceColumn:
        return tr("Since");
    case FramingColumn:
        return tr("Framing");
    case EncryptionColumn:
        return tr("Encryption");
    case RequestsColumn:
        return tr("Requests");
    case RateColumn:
        return tr("Per second");
    case RefusedColumn:
        return tr("Refused");
    case BytesInColumn:
        return tr("Bytes in");
    case BytesOutColumn:
        return tr("Bytes out");
    case LastRequestColumn:
        return tr("Last request");
    case IdleColumn:
        return tr("Idle for");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

} // namespace DigitSum
