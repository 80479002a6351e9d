// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QList>

namespace DigitSum {

/// 127.0.0.1, and ::1 where this computer has one.
[[nodiscard]] QList<QHostAddress> loopbackAddresses();
/// Every address that means this computer: 127.0.0.0/8 and ::1.
[[nodiscard]] QList<Network> loopbackNetworks();
/// All interfaces: 0.0.0.0, and :: where this computer speaks IPv6.
[[nodiscard]] QList<QHostAddress> anyAddresses();

/// Parses a network such as "10.0.0.0/8", or a single address. Returns a null address for anything
/// else, including Qt's short forms such as "10.1", which mean other addresses to other programs.
[[nodiscard]] Network parseNetwork(const QString &text);

} // namespace DigitSum
