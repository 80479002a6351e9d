// SPDX-License-Identifier: MIT
#include "tests/bench/load/script.h"

#include <algorithm>
#include <random>
#include <stdexcept>

namespace DigitSum::Bench {

namespace {

constexpr std::size_t usualCycle = 64;        // requests; enough to detect swapped replies
constexpr std::size_t largestCycle = 1 << 20; // bytes

std::size_t cycleLength(std::size_t size, std::size_t depth)
{
    return std::max(depth, std::clamp<std::size_t>(largestCycle / (size + 1), 1, usualCycle));
}

} // namespace

Script::Script(std::string_view protocol, std::size_t size, std::size_t depth)
{
    if (protocol == "digitsum") {
        greeting = "Welcome to the server\r\n";
        parting = "quit\n";
        partingReply = "Thank You .. See You soon !! \r\n";
        appendSums(size, cycleLength(size, depth));
    } else if (protocol == "redis") {
        parting = "QUIT\r\n";
        partingReply = "+OK\r\n";
        for (std::size_t i = 0; i < cycleLength(0, depth); ++i)
            append("PING\r\n", "+PONG\r\n");
    } else if (protocol == "memcached") {
        parting = "quit\r\n";
        for (std::size_t i = 0; i < cycleLength(0, depth); ++i)
            append("mn\r\n", "MN\r\n");
    } else {
        throw std::invalid_argument("no such protocol: " + std::string(protocol));
    }
    closeCycle();
}

std::size_t Script::sizeOfRequests(std::size_t first, std::size_t count) const noexcept
{
    const std::size_t end = first + count;
    const std::size_t endsAt =
        end < m_requestStarts.size() ? m_requestStarts[end] : m_requests.size();
    return endsAt - m_requestStarts[first];
}

void Script::append(std::string_view request, std::string_view reply)
{
    m_requestStarts.push_back(m_requests.size());
    m_requests += request;
    m_replies += reply;
}

void Script::appendSums(std::size_t size, std::size_t count)
{
    std::minstd_rand random(9990); // the same requests in every run
    std::uniform_int_distribution<int> digit(0, 9);
    for (std::size_t i = 0; i < count; ++i) {
        std::string request;
        unsigned long sum = 0;
        for (std::size_t place = 0; place < size; ++place) {
            const int value = digit(random);
            sum += static_cast<unsigned long>(value);
            request += static_cast<char>('0' + value);
        }
        append(request + '\n', std::to_string(sum) + "\r\n");
    }
}

void Script::closeCycle()
{
    const std::size_t requests = m_requestStarts.size();
    for (std::size_t i = 0; i < requests; ++i)
        m_requestStarts.push_back(m_requestStarts[i] + m_requests.size());
    m_requests += m_requests;
    m_replies += m_replies;

    m_linesBefore.push_back(0);
    for (const char byte : m_replies)
        m_linesBefore.push_back(m_linesBefore.back() + (byte == '\n' ? 1 : 0));
}

} // namespace DigitSum::Bench
