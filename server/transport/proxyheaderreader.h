// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QBasicTimer>
#include <QObject>
#include <QSocketNotifier>

#include <chrono>
#include <map>
#include <memory>

namespace DigitSum {

struct ProxyHeader;

/// Where connections wait until a PROXY header has said whose they are. Takes that header from
/// each, and nothing else; who may not speak for others, sends something else, or nothing for too
/// long, is closed. Lives in the acceptor's thread.
class ProxyHeaderReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProxyHeaderReader)

public:
    /// When more wait, the one that has waited longest is closed. Proxies send the header at once,
    /// so that hardly anybody waits here.
    static constexpr std::size_t mostWaiting = 1024;

    struct Options
    {
        QList<Network> trusted;            ///< proxies that may connect
        std::chrono::milliseconds timeout; ///< from accepting to the complete header
    };

    explicit ProxyHeaderReader(Options options, QObject *parent = nullptr);
    ~ProxyHeaderReader() override;

    /// Takes over the \a descriptor of a connection that was just accepted. passed() follows, at
    /// once or later, or it is closed.
    void admit(qintptr descriptor);
    /// Lets those pass whose header has arrived by now, and closes the others.
    void close();

    [[nodiscard]] std::size_t waiting() const noexcept { return m_waiting.size(); }

Q_SIGNALS:
    /// What comes next from \a descriptor is the client's; whoever takes it closes it.
    void passed(qintptr descriptor, const DigitSum::Caller &caller);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    using Clock = std::chrono::steady_clock;

    struct Visitor
    {
        qintptr descriptor = -1;
        Endpoint peer;    // the proxy, or who pretends to be one
        QByteArray begun; // of its header: read already
        Clock::time_point since;
        std::unique_ptr<QSocketNotifier> notifier;

        void stopWatching();
    };
    using Visitors = std::map<quint64, Visitor>; // in the order of their arrival

    [[nodiscard]] bool isTrusted(const QHostAddress &address) const;
    void wait(Visitor visitor);
    void onReadable(quint64 number);
    bool look(Visitor &visitor);
    bool judge(Visitor &visitor, QByteArrayView arrived);
    void pass(Visitor &visitor, const ProxyHeader &header);
    void drop(Visitor &visitor);
    void refuse(Visitor &visitor, const QString &why);
    void refuseOldest(const QString &why);
    void sweep();

    const Options m_options;
    Visitors m_waiting;
    quint64 m_lastNumber = 0;
    QBasicTimer m_sweepTimer; // runs only while somebody waits
};

} // namespace DigitSum
