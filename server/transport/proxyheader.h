// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QByteArrayView>

namespace DigitSum {

/// What a load balancer says before it forwards a connection: whose it is. One header stands in
/// front of everything else that a connection carries.
///
/// Source: "The PROXY protocol, versions 1 & 2", HAProxy Technologies, sections 2.1 and 2.2.
struct ProxyHeader
{
    enum class Result : quint8 {
        Incomplete, ///< so far it may become one
        Invalid,    ///< whatever follows
        TooLong,    ///< announces more than maxSize bytes
        Complete,
    };

    /// Bounds the memory per pending connection. Version 2 allows 65,551 bytes, but the longest
    /// header without optional fields (TLV), which are skipped, has 232.
    static constexpr qsizetype maxSize = 2048;

    Result result = Result::Invalid;
    qsizetype size = 0; ///< in bytes, if Complete or TooLong; what follows is the client's
    /// Who it is; not with an address where the balancer doesn't know, or speaks for itself.
    PeerInfo peerInfo;

    /// The header that \a bytes begin with. Never looks behind its end.
    [[nodiscard]] static ProxyHeader parse(QByteArrayView bytes);
};

} // namespace DigitSum
