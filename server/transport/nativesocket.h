// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QByteArrayView>

#include <chrono>
#include <utility>

/// Operations on sockets and descriptors that Qt has no call for. None blocks; all are thread-safe.
namespace DigitSum::NativeSocket {

/// Returns the peer's endpoint, with IPv4-mapped addresses converted to IPv4. Null if the
/// connection is gone.
[[nodiscard]] Endpoint peer(qintptr descriptor);

struct Reading
{
    enum class Result : quint8 {
        Bytes,
        Nothing, ///< no bytes available
        Failed,  ///< out of memory or interrupted; try again
        End,     ///< the peer's FIN
        Broken,  ///< a reset, or the network failed
    };
    Result result = Result::Nothing;
    qsizetype size = 0; ///< of the bytes
};

/// Reads what has arrived, \a room bytes at most.
[[nodiscard]] Reading read(qintptr descriptor, char *bytes, qsizetype room);
/// Like read(), but leaves the bytes in the socket.
[[nodiscard]] Reading peek(qintptr descriptor, char *bytes, qsizetype room);
/// Reads and discards \a size bytes that peek() has returned. Returns false on failure.
[[nodiscard]] bool skip(qintptr descriptor, qsizetype size);

/// Returns the number of bytes that have arrived and were not read.
[[nodiscard]] qint64 unreadBytes(qintptr descriptor);
/// Returns the number of bytes in the kernel that the peer has not acknowledged, a FIN included.
[[nodiscard]] qint64 unacknowledgedBytes(qintptr descriptor);
/// Returns the kernel's estimate of the time to the peer and back; 0 if it has none.
[[nodiscard]] std::chrono::microseconds roundTripTime(qintptr descriptor);

/// Whether \a descriptor is a socket that listens for TCP connections.
[[nodiscard]] bool isListening(qintptr descriptor);

/// Child processes do not inherit \a descriptor.
void closeOnExec(qintptr descriptor);

struct Acceptance
{
    enum class Result : quint8 {
        Accepted,
        Nothing,   ///< no pending connection
        Failed,    ///< that connection is gone; others may be pending
        Exhausted, ///< out of descriptors or memory
    };
    Result result = Result::Nothing;
    qintptr descriptor = -1; ///< of the connection, non-blocking; the caller owns it
};

/// Accepts one connection from a listening socket.
[[nodiscard]] Acceptance accept(qintptr listener);

/// Sends what the socket takes now. Returns the number of bytes; 0 also on failure.
[[nodiscard]] qsizetype write(qintptr descriptor, QByteArrayView bytes);

void close(qintptr descriptor);

/// Owns a descriptor on its way to another thread, which may end before it arrives.
class Owned final
{
    Q_DISABLE_COPY_MOVE(Owned)

public:
    explicit Owned(qintptr descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Owned()
    {
        if (m_descriptor >= 0)
            close(m_descriptor);
    }
    [[nodiscard]] qintptr release() { return std::exchange(m_descriptor, -1); }

private:
    qintptr m_descriptor;
};

/// Sends FIN: no more is written, reading goes on.
void shutdownWrite(qintptr descriptor);

/// Returns an unconnected socket, which the caller owns; -1 on failure.
[[nodiscard]] qintptr unconnected();

/// Returns another descriptor of the same socket, which stays open when the first is closed; -1 on
/// failure.
[[nodiscard]] qintptr duplicate(qintptr descriptor);

/// Makes the next close a reset (RST).
void resetOnClose(qintptr descriptor);

/// Sends small writes at once (TCP_NODELAY), limits what the kernel keeps unsent, and detects
/// vanished peers: keepalive probes after a minute of silence, and a time-out \a patience after the
/// last acknowledgement. The kernel counts a peer that takes nothing as vanished, too, so \a
/// patience must exceed all other limits.
void tune(qintptr descriptor, std::chrono::milliseconds patience);

/// Sends as much of \a words as the socket takes, and closes it.
void sendAndClose(qintptr descriptor, QByteArrayView words);

/// Returns the number of descriptors that this process has open.
int openDescriptors();

/// Raises the soft limit of open descriptors to the hard limit. Returns the limit.
int raiseDescriptorLimit();

} // namespace DigitSum::NativeSocket
