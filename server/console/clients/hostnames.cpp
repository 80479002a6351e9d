// SPDX-License-Identifier: MIT
#include "server/console/clients/hostnames.h"

#include "server/console/clients/clientmodel.h"

#include <QHostInfo>

namespace DigitSum {

namespace {

constexpr qsizetype maxKnown = 10'000;

} // namespace

HostNames::HostNames(ClientModel &clients, QObject *parent)
    : QObject(parent)
    , m_clients(clients)
{
    connect(&clients, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
}

HostNames::~HostNames()
{
    setEnabled(false);
}

void HostNames::setEnabled(bool enabled)
{
    if (enabled == m_isEnabled)
        return;
    m_isEnabled = enabled;
    if (enabled) {
        onRowsInserted(0, m_clients.rowCount() - 1);
        return;
    }
    if (m_lookUp != -1)
        QHostInfo::abortHostLookup(m_lookUp);
    m_lookUp = -1;
    m_queue.clear();
    m_known.clear();
}

void HostNames::onRowsInserted(int first, int last)
{
    if (!m_isEnabled)
        return;
    for (int row = first; row <= last && m_known.size() < maxKnown; ++row) {
        const QHostAddress &address = m_clients.row(row).client.address;
        if (m_known.contains(address))
            continue;
        m_known.insert(address);
        m_queue.enqueue(address);
    }
    lookUpNext();
}

// One at a time, so as not to flood the name server when many clients connect at once.
void HostNames::lookUpNext()
{
    if (m_lookUp != -1 || m_queue.isEmpty())
        return;
    const QHostAddress address = m_queue.dequeue();
    m_lookUp =
        QHostInfo::lookupHost(address.toString(), this, [this, address](const QHostInfo &found) {
            onFound(address, found.hostName());
        });
}

void HostNames::onFound(const QHostAddress &address, const QString &name)
{
    m_lookUp = -1;
    if (name != address.toString()) // Qt returns the address if it has no name
        m_clients.setHostName(address, name);
    lookUpNext();
}

} // namespace DigitSum
