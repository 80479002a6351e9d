// SPDX-License-Identifier: MIT
#include "server/transport/nativesocket.h"

#include <QNetworkInterface>

#include <dirent.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <memory>

namespace DigitSum::NativeSocket {

namespace {

/// What the kernel keeps of a client's replies beside what is on its way (TCP_NOTSENT_LOWAT).
/// Without a limit, that is up to tcp_wmem's largest value, 4 MiB, for a client that reads nothing.
constexpr int unsentBytes = 128 * 1024;

void setOption(qintptr descriptor, int level, int name, int value)
{
    // A socket that refuses an option still works: nothing to be done about it.
    ::setsockopt(static_cast<int>(descriptor), level, name, &value, sizeof value);
}

/// Asks for a number of bytes; 0 if the socket is closed.
qint64 countOf(qintptr descriptor, unsigned long request)
{
    int count = 0;
    return ::ioctl(static_cast<int>(descriptor), request, &count) == 0 ? count : 0;
}

Reading receive(qintptr descriptor, char *bytes, qsizetype room, int flags)
{
    const auto size = ::recv(static_cast<int>(descriptor), bytes, static_cast<size_t>(room),
                             MSG_DONTWAIT | flags);
    if (size > 0)
        return {Reading::Result::Bytes, size};
    if (size == 0)
        return {Reading::Result::End, 0};
    switch (errno) {
    case EAGAIN:
        return {Reading::Result::Nothing, 0};
    case EINTR:
    case ENOMEM:
    case ENOBUFS:
        return {Reading::Result::Failed, 0};
    default:
        return {Reading::Result::Broken, 0};
    }
}

} // namespace

Endpoint peer(qintptr descriptor)
{
    union {
        sockaddr any;
        sockaddr_in ipv4;
        sockaddr_in6 ipv6;
    } name{};
    socklen_t size = sizeof name;
    if (::getpeername(static_cast<int>(descriptor), &name.any, &size) != 0)
        return {};
    QHostAddress address(&name.any);
    if (name.any.sa_family == AF_INET)
        return {address, ntohs(name.ipv4.sin_port)};
    if (address.isLinkLocal()) // the same on each of the interfaces, but for its name
        address.setScopeId(
            QNetworkInterface::interfaceNameFromIndex(static_cast<int>(name.ipv6.sin6_scope_id)));
    return Endpoint::of(address, ntohs(name.ipv6.sin6_port));
}

Reading read(qintptr descriptor, char *bytes, qsizetype room)
{
    return receive(descriptor, bytes, room, 0);
}

Reading peek(qintptr descriptor, char *bytes, qsizetype room)
{
    return receive(descriptor, bytes, room, MSG_PEEK);
}

bool skip(qintptr descriptor, qsizetype size)
{
    std::array<char, 512> scratch; // NOLINT(*-member-init): to be written
    while (size > 0) {
        const auto room = std::min(size, static_cast<qsizetype>(scratch.size()));
        const Reading reading = read(descriptor, scratch.data(), room);
        if (reading.result != Reading::Result::Bytes)
            return false;
        size -= reading.size;
    }
    return true;
}

qint64 unreadBytes(qintptr descriptor)
{
    return countOf(descriptor, FIONREAD);
}

qint64 unacknowledgedBytes(qintptr descriptor)
{
    return countOf(descriptor, SIOCOUTQ);
}

std::chrono::microseconds roundTripTime(qintptr descriptor)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    const int got = ::getsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_INFO, &info, &size);
    return std::chrono::microseconds(got == 0 ? info.tcpi_rtt : 0);
}

bool isListening(qintptr descriptor)
{
    int listens = 0;
    socklen_t size = sizeof listens;
    const int socket = static_cast<int>(descriptor);
    if (::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || listens == 0)
        return false;
    sockaddr_storage name{};
    size = sizeof name;
    return ::getsockname(socket, reinterpret_cast<sockaddr *>(&name), &size) == 0
           && (name.ss_family == AF_INET || name.ss_family == AF_INET6);
}

void closeOnExec(qintptr descriptor)
{
    ::fcntl(static_cast<int>(descriptor), F_SETFD, FD_CLOEXEC);
}

Acceptance accept(qintptr listener)
{
    const int descriptor =
        ::accept4(static_cast<int>(listener), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0)
        return {Acceptance::Result::Accepted, descriptor};
    switch (errno) {
    case EAGAIN:
        return {Acceptance::Result::Nothing, -1};
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
        return {Acceptance::Result::Exhausted, -1};
    default: // accept() also reports errors of the new connection: accept(2)
        return {Acceptance::Result::Failed, -1};
    }
}

qsizetype write(qintptr descriptor, QByteArrayView bytes)
{
    const auto size = ::send(static_cast<int>(descriptor), bytes.data(),
                             static_cast<size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    return std::max<qsizetype>(size, 0);
}

void close(qintptr descriptor)
{
    ::close(static_cast<int>(descriptor));
}

void shutdownWrite(qintptr descriptor)
{
    ::shutdown(static_cast<int>(descriptor), SHUT_WR);
}

qintptr unconnected()
{
    return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

qintptr duplicate(qintptr descriptor)
{
    return ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
}

void resetOnClose(qintptr descriptor)
{
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

void tune(qintptr descriptor, std::chrono::milliseconds patience)
{
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, 60);
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, 15);
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPCNT, 4);
    setOption(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, unsentBytes);
    constexpr std::chrono::milliseconds most{std::numeric_limits<int>::max()}; // 24 days
    setOption(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT,
              static_cast<int>(std::min(patience, most).count()));
}

void sendAndClose(qintptr descriptor, QByteArrayView words)
{
    const int socket = static_cast<int>(descriptor);
    ::send(socket, words.data(), static_cast<size_t>(words.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::close(socket);
}

int openDescriptors()
{
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::opendir("/proc/self/fd"), ::closedir);
    if (!folder)
        return 0;
    int entries = 0;
    while (::readdir(folder.get()) != nullptr)
        ++entries;
    return entries - 3; // ".", "..", and the folder's own
}

int raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 256; // the least that systems of our time have
    if (limit.rlim_cur < limit.rlim_max) {
        const rlim_t before = limit.rlim_cur;
        limit.rlim_cur = limit.rlim_max;
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
            limit.rlim_cur = before;
    }
    constexpr rlim_t plenty = 1'000'000; // also where the limit is "infinity"
    return static_cast<int>(std::min(limit.rlim_cur, plenty));
}

} // namespace DigitSum::NativeSocket
