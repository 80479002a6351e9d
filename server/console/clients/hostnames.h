// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QObject>
#include <QQueue>
#include <QSet>

namespace DigitSum {

class ClientModel;

/// Looks up the host names of the clients' addresses asynchronously, one at a time, and sets them
/// in the model. Disabled at first, because each look-up discloses an address to the name server.
class HostNames final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HostNames)

public:
    /// \a clients must outlive it.
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
    QSet<QHostAddress> m_known; // looked up or queued
    QQueue<QHostAddress> m_queue;
    int m_lookUp = -1; // the ID of the current look-up, or -1
};

} // namespace DigitSum
