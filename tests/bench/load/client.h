// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/epoll.h"
#include "tests/bench/load/histogram.h"
#include "tests/bench/load/patience.h"
#include "tests/bench/load/replychecker.h"

#include <vector>

namespace DigitSum::Bench {

/// The state and counters that all clients of a run share.
struct Shared
{
    Script script;
    std::uint16_t port = 0;
    Epoll epoll{};
    Histogram latency{};
    Patience patience{};
    std::uint64_t replies = 0; ///< correct replies, of all clients
    std::vector<char> readBuffer = std::vector<char>(64 * 1024);
};

/// One connection. Sends the requests that the run orders and checks every reply. Must not be moved
/// after connect(), because epoll holds its address.
class Client final
{
public:
    /// \a depth is the maximum number of requests in flight.
    Client(Shared &shared, std::size_t depth);

    void connect();
    /// Sends \a count more requests, as soon as the socket is writable.
    void ask(std::size_t count);
    /// Sends the parting words. All requests must have been answered.
    void part();

    /// Handles epoll's \a events. \returns the number of replies received.
    std::size_t handle(std::uint32_t events);

    [[nodiscard]] std::size_t unanswered() const noexcept { return m_unanswered; }
    /// True once the server has replied to the parting words and closed the connection.
    [[nodiscard]] bool isClosed() const noexcept { return m_socket.number() < 0; }

private:
    void send();
    std::size_t receive();
    void closed();
    void countReplies(std::size_t count);
    void setWantsToWrite(bool wants);

    Shared &m_shared;
    Descriptor m_socket;
    ReplyChecker m_checker;
    bool m_wantsToWrite = false;
    bool m_parting = false;

    std::size_t m_nextRequest = 0;      // index in the script's cycle
    std::size_t m_sendOffset = 0;       // offset in the cycle of the next byte to send
    std::size_t m_unsent = 0;           // bytes
    std::size_t m_unanswered = 0;       // requests
    std::vector<Nanoseconds> m_askedAt; // send times of the unanswered requests, a ring buffer
    std::size_t m_oldest = 0;           // index in the ring buffer
};

} // namespace DigitSum::Bench
