// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QObject>
#include <QQueue>
#include <QSet>

namespace DigitSum {

class ClientModel;

/// Looks up the names of the computers that clients connect from, in the background, and tells the
/// model. Off until switched on: a look-up tells the network's name server who connects.
class HostNames final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HostNames)

public:
    /// \a clients outlives it.
    explicit HostNames(ClientModel &clients, QObject *parent = nullptr);
    ~HostNames() override;

    void setEnabled(bool enabled);
    [[nodiscard]] bool isEnabled() const noexcept { return m_isEnabled; }

private:
    void onRowsInserted(int first, int last);
    void lookUpNext();
    void onFound(const QHostAddress &address, const QString &name);

    ClientModel &m_clients;
    bool m_isEnabled = false;
    QSet<QHostAddress> m_known; // asked for, or about to be
    QQueue<QHostAddress> m_queue;
    int m_lookUp = -1; // the one under way
};

} // namespace DigitSum
