// SPDX-License-Identifier: MIT
// A discard server (RFC 863) that serves one client after the other. It shows how fast data can be
// received at all.
#include "tests/bench/peers/listening.h"

#include <vector>

using namespace DigitSum::Bench;

int main()
{
    const Descriptor listener = listenAnywhere(SOCK_STREAM);
    std::vector<char> buffer(64 * 1024); // as much as the other servers read at once
    for (;;) {
        const Descriptor client(checked(::accept(listener.number(), nullptr, nullptr), "accept"));
        while (::recv(client.number(), buffer.data(), buffer.size(), 0) > 0) {}
    }
}
