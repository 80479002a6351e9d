// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QList>
#include <QString>

namespace DigitSum {

/// An address that this computer has.
struct LocalAddress
{
    QString interfaceName; ///< "eth0"
    QHostAddress address;
};

/// Where a server may be told to listen.
struct ListenChoice
{
    QString key;   ///< for settings: "local", "any", or the addresses
    QString label; ///< for people
    QList<QHostAddress> addresses;
};

/// This computer's addresses that others can reach, as they are now: no loopback, and no link-local
/// IPv6, which would need a scope at the other end.
[[nodiscard]] QList<LocalAddress> localAddresses();

/// This computer only, all interfaces, and then each of \a addresses.
[[nodiscard]] QList<ListenChoice> listenChoices(const QList<LocalAddress> &addresses);

/// What names a choice of \a addresses in settings.
[[nodiscard]] QString listenKey(const QList<QHostAddress> &addresses);

/// What clients of a server that listens on \a endpoints can connect to, best first: "all
/// interfaces" is no address that one can connect to, so \a addresses stand in for it.
[[nodiscard]] QList<Endpoint> reachable(const QList<Endpoint> &endpoints,
                                        const QList<LocalAddress> &addresses);

} // namespace DigitSum
