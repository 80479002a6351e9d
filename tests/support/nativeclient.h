// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace DigitSum::Testing {

/// A client that uses system calls directly, so that it can distinguish a FIN from a reset. Each
/// call blocks for up to five seconds; the server must run in another thread or process.
class NativeClient final
{
public:
    /// \a receiveBuffer is the size of the kernel's receive buffer in bytes; 0 keeps the default.
    explicit NativeClient(quint16 port, int receiveBuffer = 0)
    {
        if (receiveBuffer > 0)
            ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        const timeval limit{5, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            m_error = errno;
    }
    ~NativeClient() { ::close(m_socket); }
    NativeClient(const NativeClient &) = delete;
    NativeClient &operator=(const NativeClient &) = delete;

    bool send(const QByteArray &bytes)
    {
        const auto size = static_cast<size_t>(bytes.size());
        return ::send(m_socket, bytes.constData(), size, MSG_NOSIGNAL) == bytes.size();
    }

    /// Sends a FIN. Data can still be received.
    void finishSending() { ::shutdown(m_socket, SHUT_WR); }

    /// Receives what has come, \a most bytes at most.
    QByteArray receive(qsizetype most)
    {
        QByteArray bytes(most, Qt::Uninitialized);
        const auto size = ::recv(m_socket, bytes.data(), static_cast<size_t>(most), 0);
        bytes.truncate(size < 0 ? 0 : size);
        return bytes;
    }

    /// Receives until the peer closes or resets the connection; error() tells which.
    QByteArray receiveToTheEnd()
    {
        QByteArray all;
        QByteArray chunk(64 * 1024, Qt::Uninitialized);
        for (;;) {
            const auto size = ::recv(m_socket, chunk.data(), static_cast<size_t>(chunk.size()), 0);
            if (size <= 0) {
                m_error = size < 0 ? errno : 0;
                return all;
            }
            all.append(chunk.constData(), size);
        }
    }

    [[nodiscard]] int error() const { return m_error; }

private:
    const int m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
    int m_error = 0;
};

} // namespace DigitSum::Testing
