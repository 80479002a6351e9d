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

/// Our descriptor will be another's, or nobody's.
void ProxyHeaderReader::Visitor::stopWatching()
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
    for (auto &[number, visitor] : m_waiting) {
        visitor.notifier.reset(); // now: at a thread's end nothing is deleted later
        drop(visitor);
    }
}

void ProxyHeaderReader::admit(qintptr descriptor)
{
    Visitor visitor{descriptor, NativeSocket::peer(descriptor), {}, Clock::now(), nullptr};
    if (!isTrusted(visitor.peer.address))
        refuse(visitor, QStringLiteral("is not among --proxy-from"));
    else if (!look(visitor)) // most often all is there already
        wait(std::move(visitor));
}

bool ProxyHeaderReader::isTrusted(const QHostAddress &address) const
{
    return std::any_of(m_options.trusted.begin(), m_options.trusted.end(),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

void ProxyHeaderReader::wait(Visitor visitor)
{
    if (m_waiting.size() >= mostWaiting)
        refuseOldest(QStringLiteral("waited among too many without a PROXY header"));
    const quint64 number = ++m_lastNumber;
    visitor.notifier = std::make_unique<QSocketNotifier>(visitor.descriptor, QSocketNotifier::Read);
    connect(visitor.notifier.get(), &QSocketNotifier::activated, this,
            [this, number] { onReadable(number); });
    m_waiting.emplace(number, std::move(visitor));
    if (!m_sweepTimer.isActive()) {
        const auto interval = std::clamp<std::chrono::milliseconds>(m_options.timeout / 8, 1ms, 1s);
        m_sweepTimer.start(static_cast<int>(interval.count()), Qt::CoarseTimer, this);
    }
}

void ProxyHeaderReader::onReadable(quint64 number)
{
    const auto place = m_waiting.find(number);
    if (place != m_waiting.end() && look(place->second))
        m_waiting.erase(place);
}

/// \returns whether \a visitor's descriptor is out of our hands: passed on, or closed.
bool ProxyHeaderReader::look(Visitor &visitor)
{
    using Result = NativeSocket::Reading::Result;
    std::array<char, ProxyHeader::mostSize> chunk; // NOLINT(*-member-init): to be written
    const auto reading =
        NativeSocket::peek(visitor.descriptor, chunk.data(),
                           static_cast<qsizetype>(chunk.size()) - visitor.begun.size());
    switch (reading.result) {
    case Result::Bytes:
        return judge(visitor, QByteArrayView(chunk).first(reading.size));
    case Result::Nothing:
    case Result::Failed:
        return false;
    case Result::End:
    case Result::Broken:
        break;
    }
    // Who says nothing at all just asked whether somebody listens, as simple health checks do.
    drop(visitor);
    const QString who = visitor.peer.toString();
    if (visitor.begun.isEmpty())
        qCDebug(lcProxy).noquote() << "Connection closed:" << who << "said nothing";
    else
        qCInfo(lcProxy).noquote() << "Connection closed:" << who << "gone amid its PROXY header";
    return true;
}

/// \a arrived is still in the socket. Of an incomplete header it is taken out, since the socket
/// would report it again and again; behind a complete one stands what the client said.
bool ProxyHeaderReader::judge(Visitor &visitor, QByteArrayView arrived)
{
    const qsizetype before = visitor.begun.size();
    visitor.begun += arrived;
    const auto header = ProxyHeader::parse(visitor.begun);
    if (header.result == ProxyHeader::Result::Invalid) {
        refuse(visitor, QStringLiteral("sent no PROXY header, but: ") + escaped(visitor.begun, 60));
        return true;
    }
    const bool isComplete = header.result == ProxyHeader::Result::Complete;
    const qsizetype size = isComplete ? header.size - before : arrived.size();
    if (!NativeSocket::skip(visitor.descriptor, size)) {
        refuse(visitor, QStringLiteral("failed amid its PROXY header"));
        return true;
    }
    if (isComplete)
        pass(visitor, header);
    return isComplete;
}

void ProxyHeaderReader::pass(Visitor &visitor, const ProxyHeader &header)
{
    Caller caller = header.caller;
    if (caller.endpoint.address.isNull())
        caller.endpoint = visitor.peer;
    visitor.stopWatching(); // before somebody else watches it
    Q_EMIT passed(visitor.descriptor, caller);
}

void ProxyHeaderReader::drop(Visitor &visitor)
{
    visitor.stopWatching();
    NativeSocket::close(visitor.descriptor);
}

/// A warning: either the proxy is set up in another way than we are, or somebody tries.
void ProxyHeaderReader::refuse(Visitor &visitor, const QString &why)
{
    drop(visitor);
    qCWarning(lcProxy).noquote() << "Connection refused:" << visitor.peer.toString() << why;
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
        if (!look(oldest->second))
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
    while (!m_waiting.empty() && now - m_waiting.begin()->second.since >= m_options.timeout)
        refuseOldest(QStringLiteral("sent no PROXY header in time"));
    if (m_waiting.empty())
        m_sweepTimer.stop();
}

} // namespace DigitSum
