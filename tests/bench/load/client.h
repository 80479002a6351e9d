// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/epoll.h"
#include "tests/bench/load/histogram.h"
#include "tests/bench/load/patience.h"
#include "tests/bench/load/replychecker.h"

#include <vector>

namespace DigitSum::Bench {

/// What all clients of a run share, and count together.
struct Shared
{
    Script script;
    std::uint16_t port = 0;
    Epoll epoll{};
    Histogram latency{};
    Patience patience{};
    std::uint64_t replies = 0; ///< right ones, of all clients
    std::vector<char> readBuffer = std::vector<char>(64 * 1024);
};

/// One connection. It asks what it is told to and checks every reply; the run decides what
/// happens next. Not movable once it has connected: epoll knows its address.
class Client final
{
public:
    /// \a depth: how many requests it may be told to have on their way at once.
    Client(Shared &shared, std::size_t depth);

    void connect();
    /// Sends \a count further requests, as soon as the connection takes them.
    void ask(std::size_t count);
    /// Says the parting words, when every request has been answered.
    void part();

    /// Handles what epoll says. \returns how many replies it brought.
    std::size_t handle(std::uint32_t events);

    [[nodiscard]] std::size_t unanswered() const noexcept { return m_unanswered; }
    /// The server has closed the connection after the reply to the parting words.
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

    std::size_t m_nextRequest = 0;      // its number in the script's cycle
    std::size_t m_sendOffset = 0;       // in the cycle, of what is to be sent next
    std::size_t m_unsent = 0;           // bytes
    std::size_t m_unanswered = 0;       // requests
    std::vector<Nanoseconds> m_askedAt; // of the unanswered ones, a ring
    std::size_t m_oldest = 0;           // its place in the ring
};

} // namespace DigitSum::Bench
