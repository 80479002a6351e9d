// SPDX-License-Identifier: MIT
// A receiver that throws away what it gets (RFC 863), one client after the other: how fast bytes
// can come in at all.
#include "tests/bench/peers/listening.h"

#include <vector>

using namespace DigitSum::Bench;

int main()
{
    const Descriptor listener = listenAnywhere(SOCK_STREAM);
    std::vector<char> buffer(64 * 1024); // as much as the others read at once
    for (;;) {
        const Descriptor client(checked(::accept(listener.number(), nullptr, nullptr), "accept"));
        while (::recv(client.number(), buffer.data(), buffer.size(), 0) > 0) {}
    }
}
