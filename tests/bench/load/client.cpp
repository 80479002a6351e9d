// SPDX-License-Identifier: MIT
#include "tests/bench/load/client.h"

#include "tests/bench/load/address.h"

#include <netinet/tcp.h>

namespace DigitSum::Bench {

Client::Client(Shared &shared, std::size_t depth)
    : m_shared(shared)
    , m_checker(shared.script)
    , m_askedAt(depth)
{
}

void Client::connect()
{
    m_socket = connectTo(m_shared.port, SOCK_STREAM | SOCK_NONBLOCK);
    const int on = 1;
    checked(::setsockopt(m_socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on),
            "setsockopt");
    m_checker = ReplyChecker(m_shared.script);
    m_parting = false;
    m_nextRequest = 0;
    m_sendOffset = 0;
    m_wantsToWrite = true; // the socket becomes writable once it is connected
    m_shared.epoll.add(m_socket, EPOLLIN | EPOLLOUT, this);
}

void Client::ask(std::size_t count)
{
    const Nanoseconds time = now();
    for (std::size_t i = 0; i < count; ++i)
        m_askedAt[(m_oldest + m_unanswered + i) % m_askedAt.size()] = time;
    m_unanswered += count;
    m_unsent += m_shared.script.sizeOfRequests(m_nextRequest, count);
    m_nextRequest = (m_nextRequest + count) % m_shared.script.requestCount();
    if (!m_wantsToWrite)
        send();
}

void Client::part()
{
    // The send buffer has room for these few bytes: all earlier ones have been answered.
    m_parting = true;
    m_checker.expectParting();
    const std::string &words = m_shared.script.parting;
    checked(::send(m_socket.number(), words.data(), words.size(), MSG_NOSIGNAL), "send");
}

std::size_t Client::handle(std::uint32_t events)
{
    if (events & EPOLLOUT)
        send();
    return events & ~EPOLLOUT ? receive() : 0;
}

void Client::send()
{
    const Script &script = m_shared.script;
    while (m_unsent > 0) {
        const std::string_view bytes = script.requests(m_sendOffset, m_unsent);
        const ssize_t sent = ::send(m_socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent == -1 && errno == EAGAIN) {
            setWantsToWrite(true);
            return;
        }
        m_unsent -= static_cast<std::size_t>(checked(sent, "send"));
        m_sendOffset = (m_sendOffset + static_cast<std::size_t>(sent)) % script.requestBytes();
    }
    setWantsToWrite(false);
}

/// Reads once per wake-up. The level-triggered epoll reports any remaining data again.
std::size_t Client::receive()
{
    std::vector<char> &buffer = m_shared.readBuffer;
    const ssize_t size = ::recv(m_socket.number(), buffer.data(), buffer.size(), 0);
    if (size == -1 && errno == EAGAIN)
        return 0;
    if (checked(size, "recv") == 0) {
        closed();
        return 0;
    }
    const std::string_view heard(buffer.data(), static_cast<std::size_t>(size));
    const std::size_t replies = m_checker.take(heard, m_unanswered);
    countReplies(replies);
    return replies;
}

void Client::closed()
{
    if (!m_parting || !m_checker.heardAll())
        throw std::runtime_error("the server closed a connection");
    m_socket = Descriptor();
}

void Client::countReplies(std::size_t count)
{
    if (count == 0)
        return;
    const Nanoseconds time = now();
    for (std::size_t i = 0; i < count; ++i) {
        m_shared.latency.add(time - m_askedAt[m_oldest]);
        m_oldest = (m_oldest + 1) % m_askedAt.size();
    }
    m_unanswered -= count;
    m_shared.replies += count;
}

void Client::setWantsToWrite(bool wants)
{
    if (m_wantsToWrite == wants)
        return;
    m_wantsToWrite = wants;
    m_shared.epoll.modify(m_socket, wants ? EPOLLIN | EPOLLOUT : EPOLLIN, this);
}

} // namespace DigitSum::Bench
