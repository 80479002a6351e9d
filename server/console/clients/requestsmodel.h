// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <QAbstractTableModel>

#include <deque>

namespace DigitSum {

/// The last requests of one client with their replies, oldest first, at most \c capacity.
class RequestsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestsModel)

public:
    enum Column : quint8 { NumberColumn, TimeColumn, RequestColumn, ReplyColumn, ColumnCount };
    static constexpr int capacity = 200;

    explicit RequestsModel(QObject *parent = nullptr);

    /// Clears the model; append() accepts only requests of \a client from now on.
    void setClient(ClientId client);
    /// Appends those of \a requests that are the client's.
    void append(const QList<RecordedRequest> &requests);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void makeRoom(int rows);

    ClientId m_client = 0;
    std::deque<RecordedRequest> m_requests;
};

} // namespace DigitSum
