// SPDX-License-Identifier: MIT
#include "server/transport/proxyheaderreader.h"

#include "common/protocol/escape.h"
#include "server/transport/nativesocket.h"
#include "server/transport/proxyheader.h"

#include <QLoggingCategory>

#include <algorithm>
#include <array>

namespace DigitSum {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcProxy, "digitsum.proxy", QtInfoMsg)

} // namespace

/// Call it before the descriptor is passed on or closed.
void ProxyHeaderReader::PendingConnection::stopWatching()
{
    if (!notifier)
        return;
    notifier->setEnabled(false);
    notifier.release()->deleteLater(); // it may be what called us
}

ProxyHeaderReader::ProxyHeaderReader(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
}

ProxyHeaderReader::~ProxyHeaderReader()
{
    for (auto &[number, connection] : m_waiting) {
        connection.notifier.reset(); // deleteLater() has no effect when a thread ends
        drop(connection);
    }
}

void ProxyHeaderReader::admit(qintptr descriptor)
{
    PendingConnection connection{
        descriptor, NativeSocket::peer(descriptor), {}, Clock::now(), nullptr};
    if (!isTrusted(connection.peer.address))
        refuse(connection, QStringLiteral("is not among --proxy-from"));
    else if (!tryRead(connection)) // usually the header has arrived already
        wait(std::move(connection));
}

bool ProxyHeaderReader::isTrusted(const QHostAddress &address) const
{
    return std::any_of(m_options.trusted.begin(), m_options.trusted.end(),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

void ProxyHeaderReader::wait(PendingConnection connection)
{
    if (m_waiting.size() >= maxWaiting)
        refuseOldest(QStringLiteral("waited among too many without a PROXY header"));
    const quint64 number = ++m_lastNumber;
    connection.notifier =
        std::make_unique<QSocketNotifier>(connection.descriptor, QSocketNotifier::Read);
    connect(connection.notifier.get(), &QSocketNotifier::activated, this,
            [this, number] { onReadable(number); });
    m_waiting.emplace(number, std::move(connection));
    if (!m_sweepTimer.isActive()) {
        const auto interval = std::clamp<std::chrono::milliseconds>(m_options.timeout / 8, 1ms, 1s);
        m_sweepTimer.start(interval, this);
    }
}

void ProxyHeaderReader::onReadable(quint64 number)
{
    const auto place = m_waiting.find(number);
    if (place != m_waiting.end() && tryRead(place->second))
        m_waiting.erase(place);
}

/// Returns true once the connection is passed on or closed.
bool ProxyHeaderReader::tryRead(PendingConnection &connection)
{
    using Result = NativeSocket::Reading::Result;
    std::array<char, ProxyHeader::maxSize> chunk; // NOLINT(*-member-init): to be written
    const auto reading =
        NativeSocket::peek(connection.descriptor, chunk.data(),
                           static_cast<qsizetype>(chunk.size()) - connection.header.size());
    switch (reading.result) {
    case Result::Bytes:
        return parse(connection, QByteArrayView(chunk).first(reading.size));
    case Result::Nothing:
    case Result::Failed:
        return false;
    case Result::End:
    case Result::Broken:
        break;
    }
    // A connection without a byte is a simple health check.
    drop(connection);
    const QString peer = connection.peer.toString();
    if (connection.header.isEmpty())
        qCDebug(lcProxy).noquote() << "Connection closed:" << peer << "(no data)";
    else
        qCInfo(lcProxy).noquote() << "Connection closed:" << peer << "(PROXY header incomplete)";
    return true;
}

/// \a arrived is still in the socket. An incomplete header is taken out, because the notifier would
/// fire for it again; what follows a complete one belongs to the client and stays.
bool ProxyHeaderReader::parse(PendingConnection &connection, QByteArrayView arrived)
{
    const qsizetype before = connection.header.size();
    connection.header += arrived;
    const auto header = ProxyHeader::parse(connection.header);
    if (header.result == ProxyHeader::Result::Invalid) {
        refuse(connection, QStringLiteral("sent no valid PROXY header, but: ")
                               + escaped(connection.header, 60));
        return true;
    }
    if (header.result == ProxyHeader::Result::TooLong) {
        refuse(connection,
               QStringLiteral("sent a PROXY header of %1 bytes; at most %2 are accepted. Let the "
                              "proxy send fewer optional fields (TLV).")
                   .arg(header.size)
                   .arg(ProxyHeader::maxSize));
        return true;
    }
    const bool isComplete = header.result == ProxyHeader::Result::Complete;
    const qsizetype size = isComplete ? header.size - before : arrived.size();
    if (!NativeSocket::skip(connection.descriptor, size)) {
        refuse(connection, QStringLiteral("failed amid its PROXY header"));
        return true;
    }
    if (isComplete)
        pass(connection, header);
    return isComplete;
}

void ProxyHeaderReader::pass(PendingConnection &connection, const ProxyHeader &header)
{
    PeerInfo peerInfo = header.peerInfo;
    if (peerInfo.endpoint.address.isNull())
        peerInfo.endpoint = connection.peer;
    connection.stopWatching(); // before the receiver has a notifier for it
    Q_EMIT passed(connection.descriptor, peerInfo);
}

void ProxyHeaderReader::drop(PendingConnection &connection)
{
    connection.stopWatching();
    NativeSocket::close(connection.descriptor);
}

/// Logs a warning: the proxy is misconfigured, or the peer pretends to be one.
void ProxyHeaderReader::refuse(PendingConnection &connection, const QString &why)
{
    drop(connection);
    qCWarning(lcProxy).noquote() << "Connection refused:" << connection.peer.toString() << why;
}

void ProxyHeaderReader::refuseOldest(const QString &why)
{
    refuse(m_waiting.begin()->second, why);
    m_waiting.erase(m_waiting.begin());
}

void ProxyHeaderReader::close()
{
    m_sweepTimer.stop();
    while (!m_waiting.empty()) {
        const auto oldest = m_waiting.begin();
        if (!tryRead(oldest->second))
            drop(oldest->second);
        m_waiting.erase(oldest);
    }
}

void ProxyHeaderReader::timerEvent(QTimerEvent *)
{
    sweep();
}

void ProxyHeaderReader::sweep()
{
    const auto now = Clock::now();
    const auto lost = m_sweepTimer.lostTime(now);
    for (auto &[number, connection] : m_waiting)
        connection.since = std::min(now, connection.since + lost);
    while (!m_waiting.empty() && now - m_waiting.begin()->second.since >= m_options.timeout)
        refuseOldest(QStringLiteral("sent no PROXY header in time"));
    if (m_waiting.empty())
        m_sweepTimer.stop();
}

} // namespace DigitSum
