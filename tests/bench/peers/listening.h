// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/address.h"

#include <cstdio>

namespace DigitSum::Bench {

/// Prints a port in the format of digitsum-serverd.
inline void announce(std::uint16_t port)
{
    std::printf("Server is listening on IP: 127.0.0.1 and Port: %d\n", port);
    std::fflush(stdout);
}

/// Listens on a free port of the loopback interface and prints it.
[[nodiscard]] inline Descriptor listenAnywhere(int type)
{
    Descriptor listener(checked(::socket(AF_INET, type | SOCK_CLOEXEC, 0), "socket"));
    sockaddr_in address = loopbackAddress(0);
    socklen_t size = sizeof address;
    checked(::bind(listener.number(), generic(address), size), "bind");
    checked(::listen(listener.number(), SOMAXCONN), "listen");
    checked(::getsockname(listener.number(), reinterpret_cast<sockaddr *>(&address), &size),
            "getsockname");
    announce(ntohs(address.sin_port));
    return listener;
}

} // namespace DigitSum::Bench
