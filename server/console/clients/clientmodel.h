// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QString>

#include <array>
#include <vector>

namespace DigitSum {

/// The connected clients, one row each, in the order in which they connected.
///
/// Gets its data and the time from apply(). Applying a snapshot costs time in proportion to the
/// changed clients; columns that depend on the time alone are updated once a second.
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
    /// Idle: sent nothing for five seconds. Paused and Closing: see ClientInfo::Activity.
    enum class State : quint8 { Active, Idle, Paused, Closing };

    struct Row
    {
        ClientInfo client;
        std::array<quint8, 16> addressKey{}; ///< as IPv6; the sort key of the address
        QString hostName;
        quint64 requestsAtTick = 0; ///< when the rate was last measured
        double rate = 0;            ///< requests per second, over the last second
    };

    explicit ClientModel(QObject *parent = nullptr);

    /// Applies the changes in \a snapshot. \a now is as wallClock() returns it, like the clients'
    /// times.
    void apply(const Snapshot &snapshot, qint64 now);
    void clear();
    /// Sets the host name of all present and future clients at \a address.
    void setHostName(const QHostAddress &address, const QString &name);

    [[nodiscard]] const Row &row(int row) const { return m_rows[std::size_t(row)]; }
    /// Returns the row of \a client, or -1.
    [[nodiscard]] int rowOf(ClientId client) const { return m_rowOf.value(client, -1); }
    [[nodiscard]] State stateOf(const Row &row) const;
    /// Returns the time since the client last sent something or connected, in ms.
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
