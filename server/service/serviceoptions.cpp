// SPDX-License-Identifier: MIT
#include "server/service/serviceoptions.h"

#include "server/transport/nativesocket.h"

#include <QThread>

namespace DigitSum {

namespace {

/// Descriptors for everything but served clients: standard streams, event loops, listening sockets,
/// clients that are being refused, files.
constexpr int descriptorReserve = 48;

} // namespace

int ServiceOptions::defaultThreads()
{
    return qBound(1, QThread::idealThreadCount(), 8);
}

int ServiceOptions::largestMaxClients()
{
    return qMax(1, NativeSocket::raiseDescriptorLimit() - descriptorReserve);
}

} // namespace DigitSum
