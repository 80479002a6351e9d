// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/descriptor.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>

namespace DigitSum::Bench {

/// A TCP port of this computer.
[[nodiscard]] inline sockaddr_in loopbackAddress(std::uint16_t port) noexcept
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// The address as socket calls take it.
[[nodiscard]] inline const sockaddr *generic(const sockaddr_in &address) noexcept
{
    return reinterpret_cast<const sockaddr *>(&address);
}

/// Connects. With SOCK_NONBLOCK in the socket type, only starts to connect.
[[nodiscard]] inline Descriptor connectTo(std::uint16_t port, int type)
{
    Descriptor socket(checked(::socket(AF_INET, type | SOCK_CLOEXEC, 0), "socket"));
    const sockaddr_in address = loopbackAddress(port);
    if (::connect(socket.number(), generic(address), sizeof address) == -1 && errno != EINPROGRESS)
        throw std::system_error(errno, std::generic_category(), "connect");
    return socket;
}

} // namespace DigitSum::Bench
