// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/serveraddress.h"
#include "common/session/tlsoptions.h"

namespace DigitSum::Gui {

/// A server's address and TLS options. A value type.
struct Server
{
    ServerAddress address;
    TlsOptions tls;

    friend bool operator==(const Server &, const Server &) = default;
};

} // namespace DigitSum::Gui
