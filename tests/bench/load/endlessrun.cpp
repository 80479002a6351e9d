// SPDX-License-Identifier: MIT
#include "tests/bench/load/address.h"
#include "tests/bench/load/interval.h"
#include "tests/bench/load/patience.h"
#include "tests/bench/load/replychecker.h"
#include "tests/bench/load/runs.h"

#include <sys/time.h>

#include <algorithm>

namespace DigitSum::Bench {

namespace {

constexpr std::size_t blockSize = 128 * 1024;          // bytes per write
constexpr std::uint64_t watchEvery = 64 * 1024 * 1024; // bytes between memory measurements

/// Records the server's memory at the start of the request and its growth afterwards.
class MemoryWatch final
{
public:
    explicit MemoryWatch(const ProcessMeter &server)
        : m_server(server)
    {
    }

    void look(std::uint64_t sent)
    {
        if (sent < m_nextLook)
            return;
        m_nextLook = sent + watchEvery;
        const auto resident = m_server.residentKib();
        if (!m_early)
            m_early = resident;
        m_most = std::max(m_most, resident);
    }

    void report(JsonObject &result) const
    {
        if (m_early)
            result.add("rss_kib_growth", static_cast<double>(*m_most - *m_early));
    }

private:
    const ProcessMeter &m_server;
    std::uint64_t m_nextLook = watchEvery;
    std::optional<std::uint64_t> m_early;
    std::optional<std::uint64_t> m_most;
};

/// Opens a blocking connection with timeouts.
Descriptor connectBlocking(std::uint16_t port)
{
    Descriptor socket = connectTo(port, SOCK_STREAM);
    const timeval patience{patienceSeconds, 0};
    for (const int direction : {SO_RCVTIMEO, SO_SNDTIMEO}) {
        checked(::setsockopt(socket.number(), SOL_SOCKET, direction, &patience, sizeof patience),
                "setsockopt");
    }
    return socket;
}

void sendAll(const Descriptor &socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        bytes.remove_prefix(static_cast<std::size_t>(checked(sent, "send")));
    }
}

/// Reads a line, or up to the end of the stream.
std::string readLine(const Descriptor &socket)
{
    std::string line;
    char byte = 0;
    while (checked(::recv(socket.number(), &byte, 1, 0), "recv") == 1) {
        line += byte;
        if (byte == '\n')
            break;
    }
    return line;
}

void expectLine(const Descriptor &socket, const std::string &expected)
{
    if (const std::string heard = readLine(socket); heard != expected)
        throw WrongReply(expected, heard);
}

struct Block
{
    std::string digits;
    std::uint64_t sum = 0;
};

Block makeBlock()
{
    Block block;
    for (std::size_t i = 0; i < blockSize; ++i) {
        const std::size_t value = i * i % 10;
        block.digits += static_cast<char>('0' + value);
        block.sum += value;
    }
    return block;
}

/// Sends blocks until the options' size or time is reached. \returns the number of blocks.
std::uint64_t sendBlocks(const Descriptor &socket, const Block &block, const Options &options,
                         MemoryWatch &memory)
{
    const Nanoseconds end = now() + toNanoseconds(options.seconds);
    std::uint64_t count = 0;
    do {
        sendAll(socket, block.digits);
        ++count;
        memory.look(count * blockSize);
    } while (count * blockSize < options.bytes && now() < end);
    return count;
}

} // namespace

JsonObject runEndless(const Options &options)
{
    const bool discards = options.protocol == "discard";
    const ProcessMeter server(options.server);
    const Block block = makeBlock();
    const Descriptor socket = connectBlocking(options.port);
    JsonObject result;

    result.add("rss_kib_before", server.residentKib());
    if (!discards)
        expectLine(socket, Script(options.protocol, 1, 1).greeting);

    MemoryWatch memory(server);
    const Interval interval(server);
    const std::uint64_t count = sendBlocks(socket, block, options, memory);
    if (!discards)
        sendAll(socket, "\n");
    checked(::shutdown(socket.number(), SHUT_WR), "shutdown");
    expectLine(socket, discards ? "" : std::to_string(count * block.sum) + "\r\n");

    const auto bytes = static_cast<double>(count * blockSize);
    interval.report(result, bytes);
    result.add("bytes", bytes);
    memory.report(result);
    result.add("rss_kib_after", server.residentKib());
    return result;
}

} // namespace DigitSum::Bench
