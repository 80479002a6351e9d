// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QString>

#include <array>
#include <vector>

namespace DigitSum {

/// Who is connected: a row per client, in the order in which snapshots brought them.
///
/// Fed with the service's snapshots, and with the time, which it never asks for itself. A snapshot
/// costs what has changed; the columns that age by themselves are renewed once a second.
class ClientModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientModel)

public:
    enum Column : quint8 {
        NumberColumn,
        AddressColumn,
        PortColumn,
        HostNameColumn,
        SinceColumn,
        StateColumn,
        FramingColumn,
        EncryptionColumn,
        LastRequestColumn,
        RequestsColumn,
        RateColumn,
        RefusedColumn,
        BytesInColumn,
        BytesOutColumn,
        IdleColumn,
        ColumnCount
    };
    enum Role : quint16 {
        IdRole = Qt::UserRole, ///< the ClientId
        StateRole,             ///< a State
    };
    /// What the state column says.
    enum class State : quint8 { Active, Idle, Paused, Closing };

    struct Row
    {
        ClientInfo client;
        std::array<quint8, 16> addressKey{}; ///< orders addresses, IPv4 among themselves
        QString hostName;
        quint64 requestsAtTick = 0;
        double rate = 0; ///< requests per second, over the last second
    };

    explicit ClientModel(QObject *parent = nullptr);

    /// Takes what a snapshot brought. \a now is the wall clock, ms since the epoch, UTC.
    void apply(const Snapshot &snapshot, qint64 now);
    /// Everybody has left.
    void clear();
    /// The names that an address was found to have; for every client that comes from there.
    void setHostName(const QHostAddress &address, const QString &name);

    [[nodiscard]] const Row &row(int row) const { return m_rows[std::size_t(row)]; }
    /// The row of \a client, or -1.
    [[nodiscard]] int rowOf(ClientId client) const { return m_rowOf.value(client, -1); }
    [[nodiscard]] State stateOf(const Row &row) const;
    [[nodiscard]] qint64 idleTime(const Row &row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void removeDeparted(const QList<Departure> &departures);
    void updateChanged(const QList<ClientInfo> &clients);
    void append(QList<ClientInfo> clients);
    void tick(qint64 now);
    void moveToEnd(const std::vector<int> &rows);
    void dropRows(int first, int last);
    void indexFrom(int first);
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QString stateText(const Row &row) const;
    [[nodiscard]] QString stateExplanation(const Row &row) const;

    std::vector<Row> m_rows;
    QHash<ClientId, int> m_rowOf;
    QHash<QHostAddress, QString> m_hostNames;
    qint64 m_now = 0;
    qint64 m_lastTick = 0;
};

} // namespace DigitSum
