// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QList>
#include <QString>

namespace DigitSum {

/// An address of this computer.
struct LocalAddress
{
    QString interfaceName; ///< "eth0"
    QHostAddress address;
};

/// A choice of addresses to listen on.
struct ListenChoice
{
    QString key;   ///< as from listenKey()
    QString label; ///< for display
    QList<QHostAddress> addresses;
};

/// Returns this computer's current addresses that other computers can reach: no loopback addresses,
/// and no link-local IPv6 addresses, which need a scope at the other end.
[[nodiscard]] QList<LocalAddress> localAddresses();

/// Returns "This computer only", "All interfaces", and then each of \a addresses.
[[nodiscard]] QList<ListenChoice> listenChoices(const QList<LocalAddress> &addresses);

/// Returns the settings' name for \a addresses: "local", "any", or the addresses.
[[nodiscard]] QString listenKey(const QList<QHostAddress> &addresses);

/// Returns what clients can connect to if a server listens on \a endpoints, IPv4 first. Replaces
/// wildcard addresses with \a addresses, or with 127.0.0.1 if there are none.
[[nodiscard]] QList<Endpoint> reachable(const QList<Endpoint> &endpoints,
                                        const QList<LocalAddress> &addresses);

} // namespace DigitSum
