// SPDX-License-Identifier: MIT
// A library to preload into the server: it makes chosen system calls on TCP sockets fail. Test and
// library map the same file, named by DIGITSUM_FAULTS, in which the test writes which call is to
// fail, when, and with which error.
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

// shim.py uses the same layout.
struct Order
{
    _Atomic uint32_t armed;
    uint32_t nth;           // the call to fail, counted from 1
    uint32_t error;         // errno, or shortTransfer
    _Atomic uint32_t seen;  // such calls so far
    _Atomic uint32_t struck;
    char call[20];
};

static const uint32_t shortTransfer = 0; // transfer only one byte

static struct Order *order;

__attribute__((constructor)) static void map_order(void)
{
    const char *path = getenv("DIGITSUM_FAULTS");
    const int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *memory = mmap(NULL, sizeof *order, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory != MAP_FAILED)
        order = memory;
}

// The function that this library's function replaces.
#define REAL(name) ((__typeof__(&name))next(#name))

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static bool is_tcp(int descriptor)
{
    const int before = errno;
    int protocol = 0;
    socklen_t size = sizeof protocol;
    const int result =
        REAL(getsockopt)(descriptor, SOL_SOCKET, SO_PROTOCOL, &protocol, &size);
    errno = before;
    return result == 0 && protocol == IPPROTO_TCP;
}

static bool is_due(const char *call)
{
    if (!order || !atomic_load(&order->armed) || strcmp(order->call, call) != 0)
        return false;
    if (atomic_fetch_add(&order->seen, 1) + 1 != order->nth)
        return false;
    atomic_fetch_add(&order->struck, 1);
    return true;
}

// Returns true and sets errno if this call is to fail.
static bool fails(const char *call, int descriptor)
{
    if (!order || !atomic_load(&order->armed) || !is_tcp(descriptor) || !is_due(call))
        return false;
    errno = (int)order->error;
    return true;
}

// The same for calls that transfer data. For a short transfer, returns false and sets size to 1.
static bool transfer_fails(const char *call, int descriptor, size_t *size)
{
    if (!fails(call, descriptor))
        return false;
    if (order->error != shortTransfer)
        return true;
    if (*size > 1)
        *size = 1;
    return false;
}

ssize_t read(int fd, void *buffer, size_t size)
{
    return transfer_fails("read", fd, &size) ? -1 : REAL(read)(fd, buffer, size);
}

ssize_t write(int fd, const void *buffer, size_t size)
{
    return transfer_fails("write", fd, &size) ? -1 : REAL(write)(fd, buffer, size);
}

ssize_t recv(int fd, void *buffer, size_t size, int flags)
{
    return transfer_fails("recv", fd, &size) ? -1 : REAL(recv)(fd, buffer, size, flags);
}

ssize_t send(int fd, const void *buffer, size_t size, int flags)
{
    return transfer_fails("send", fd, &size) ? -1 : REAL(send)(fd, buffer, size, flags);
}

ssize_t recvfrom(int fd, void *buffer, size_t size, int flags, struct sockaddr *from,
                 socklen_t *from_size)
{
    return transfer_fails("recvfrom", fd, &size)
               ? -1
               : REAL(recvfrom)(fd, buffer, size, flags, from, from_size);
}

ssize_t sendto(int fd, const void *buffer, size_t size, int flags, const struct sockaddr *to,
               socklen_t to_size)
{
    return transfer_fails("sendto", fd, &size)
               ? -1
               : REAL(sendto)(fd, buffer, size, flags, to, to_size);
}

// For a short transfer, the message is reduced to the first byte of its first part.
ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
    size_t size = message->msg_iovlen > 0 ? message->msg_iov[0].iov_len : 0;
    if (transfer_fails("recvmsg", fd, &size))
        return -1;
    if (message->msg_iovlen > 0 && size < message->msg_iov[0].iov_len)
        return REAL(recv)(fd, message->msg_iov[0].iov_base, size, flags);
    return REAL(recvmsg)(fd, message, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    size_t size = message->msg_iovlen > 0 ? message->msg_iov[0].iov_len : 0;
    if (transfer_fails("sendmsg", fd, &size))
        return -1;
    if (message->msg_iovlen > 0 && size < message->msg_iov[0].iov_len)
        return REAL(send)(fd, message->msg_iov[0].iov_base, size, flags);
    return REAL(sendmsg)(fd, message, flags);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    size_t size = count > 0 ? parts[0].iov_len : 0;
    if (transfer_fails("writev", fd, &size))
        return -1;
    if (count > 0 && size < parts[0].iov_len)
        return REAL(write)(fd, parts[0].iov_base, size);
    return REAL(writev)(fd, parts, count);
}

int bind(int fd, const struct sockaddr *address, socklen_t size)
{
    return fails("bind", fd) ? -1 : REAL(bind)(fd, address, size);
}

int accept(int fd, struct sockaddr *address, socklen_t *size)
{
    return fails("accept", fd) ? -1 : REAL(accept)(fd, address, size);
}

int accept4(int fd, struct sockaddr *address, socklen_t *size, int flags)
{
    return fails("accept", fd) ? -1 : REAL(accept4)(fd, address, size, flags);
}

int getsockname(int fd, struct sockaddr *address, socklen_t *size)
{
    return fails("getsockname", fd) ? -1 : REAL(getsockname)(fd, address, size);
}

int getpeername(int fd, struct sockaddr *address, socklen_t *size)
{
    return fails("getpeername", fd) ? -1 : REAL(getpeername)(fd, address, size);
}

int getsockopt(int fd, int level, int option, void *value, socklen_t *size)
{
    return fails("getsockopt", fd) ? -1 : REAL(getsockopt)(fd, level, option, value, size);
}

int setsockopt(int fd, int level, int option, const void *value, socklen_t size)
{
    return fails("setsockopt", fd) ? -1 : REAL(setsockopt)(fd, level, option, value, size);
}

int shutdown(int fd, int how)
{
    return fails("shutdown", fd) ? -1 : REAL(shutdown)(fd, how);
}

// ioctl() and fcntl() take at most one more argument, a pointer or an int. Both can be passed on as
// a pointer.
int ioctl(int fd, unsigned long request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return request == FIONREAD && fails("ioctl", fd) ? -1 : REAL(ioctl)(fd, request, argument);
}

static int fcntl_argument(const char *name, int fd, int command, void *argument)
{
    int (*real)(int, int, ...) = (int (*)(int, int, ...))next(name);
    return fails("fcntl", fd) ? -1 : real(fd, command, argument);
}

int fcntl(int fd, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return fcntl_argument("fcntl", fd, command, argument);
}

int fcntl64(int fd, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return fcntl_argument("fcntl64", fd, command, argument);
}

int epoll_ctl(int epoll, int operation, int fd, struct epoll_event *event)
{
    return fails("epoll_ctl", fd) ? -1 : REAL(epoll_ctl)(epoll, operation, fd, event);
}

// These wait for many descriptors, so every call counts.
int poll(struct pollfd *descriptors, nfds_t count, int timeout)
{
    if (!is_due("poll"))
        return REAL(poll)(descriptors, count, timeout);
    errno = (int)order->error;
    return -1;
}

int ppoll(struct pollfd *descriptors, nfds_t count, const struct timespec *timeout,
          const sigset_t *signals)
{
    if (!is_due("ppoll"))
        return REAL(ppoll)(descriptors, count, timeout, signals);
    errno = (int)order->error;
    return -1;
}

int epoll_wait(int epoll, struct epoll_event *events, int most, int timeout)
{
    if (!is_due("epoll_wait"))
        return REAL(epoll_wait)(epoll, events, most, timeout);
    errno = (int)order->error;
    return -1;
}

int epoll_pwait2(int epoll, struct epoll_event *events, int most, const struct timespec *timeout,
                 const sigset_t *signals)
{
    if (!is_due("epoll_wait"))
        return REAL(epoll_pwait2)(epoll, events, most, timeout, signals);
    errno = (int)order->error;
    return -1;
}
