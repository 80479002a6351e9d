// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QHostAddress>

/// The few things about a socket, and about descriptors, that Qt has no call for.
/// None of them blocks; all are for any thread.
namespace DigitSum::NativeSocket {

/// Who is at the other end; an IPv4 address as such, also where a socket for both carries it.
[[nodiscard]] QHostAddress peerAddress(qintptr descriptor);

/// The peer's FIN is the next thing to be read.
[[nodiscard]] bool isAtEnd(qintptr descriptor);

/// Sends FIN: no more is written, reading goes on.
void shutdownWrite(qintptr descriptor);

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
