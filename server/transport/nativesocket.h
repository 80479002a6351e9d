// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QByteArrayView>

/// The few things about a socket, and about descriptors, that Qt has no call for.
/// None of them blocks; all are for any thread.
namespace DigitSum::NativeSocket {

/// Who is at the other end; an IPv4 address as such, also where a socket for both carries it.
/// Null if the connection is gone.
[[nodiscard]] Endpoint peer(qintptr descriptor);

struct Reading
{
    enum class Result : quint8 {
        Bytes,
        Nothing, ///< has arrived
        Failed,  ///< for want of memory, or interrupted: try again
        End,     ///< the peer's FIN
        Broken,  ///< a reset, or the network failed
    };
    Result result = Result::Nothing;
    qsizetype size = 0; ///< of the bytes
};

/// Reads what has arrived, \a room bytes at most.
[[nodiscard]] Reading read(qintptr descriptor, char *bytes, qsizetype room);
/// The same, but it stays in the socket.
[[nodiscard]] Reading peek(qintptr descriptor, char *bytes, qsizetype room);
/// Reads \a size bytes that were seen by peek(), and forgets them. \returns whether it could.
[[nodiscard]] bool skip(qintptr descriptor, qsizetype size);

/// Whether \a descriptor is a socket that listens for TCP connections.
[[nodiscard]] bool isListening(qintptr descriptor);

/// Programs that this one starts don't get \a descriptor.
void closeOnExec(qintptr descriptor);

struct Acceptance
{
    enum class Result : quint8 {
        Accepted,
        Nothing,   ///< nobody waits
        Failed,    ///< that one is gone; others may wait
        Exhausted, ///< no descriptor, or no memory, for another connection now
    };
    Result result = Result::Nothing;
    qintptr descriptor = -1; ///< of the connection, non-blocking; whoever takes it closes it
};

/// Accepts one connection from a listening socket.
[[nodiscard]] Acceptance accept(qintptr listener);

/// Sends what the socket takes now. \returns how many bytes, 0 also where sending failed.
[[nodiscard]] qsizetype write(qintptr descriptor, QByteArrayView bytes);

void close(qintptr descriptor);

/// Sends FIN: no more is written, reading goes on.
void shutdownWrite(qintptr descriptor);

/// A socket that is connected with nobody; -1 if there is none. Whoever takes it closes it.
[[nodiscard]] qintptr unconnected();

/// Another descriptor of the same socket, which stays open when the first is closed; -1 if there is
/// none left.
[[nodiscard]] qintptr duplicate(qintptr descriptor);

/// Makes the coming close a reset.
void resetOnClose(qintptr descriptor);

/// Small writes go out at once, and a peer that vanished is found out: probed after a minute of
/// silence, given up half a minute after it ceased to acknowledge.
void tune(qintptr descriptor);

/// Sends what the socket takes of \a words, closes it, and forgets it.
void sendAndClose(qintptr descriptor, QByteArrayView words);

/// Raises this process's limit of open descriptors as far as it may. \returns the limit.
int raiseDescriptorLimit();

} // namespace DigitSum::NativeSocket
