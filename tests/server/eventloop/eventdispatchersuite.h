// SPDX-License-Identifier: MIT
#pragma once

#include "server/eventloop/eventdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <functional>
#include <initializer_list>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace DigitSum::Testing {

/// A connected pair of non-blocking sockets. The test watches the near end.
class SocketPair final
{
public:
    SocketPair() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m_ends.data()); }
    ~SocketPair()
    {
        closeNear();
        closeFar();
    }
    SocketPair(const SocketPair &) = delete;
    SocketPair &operator=(const SocketPair &) = delete;

    [[nodiscard]] int near() const { return m_ends[0]; }
    void send(int bytes = 1) const
    {
        const QByteArray data(bytes, 'x');
        QCOMPARE(::write(m_ends[1], data.constData(), static_cast<size_t>(bytes)), bytes);
    }
    [[nodiscard]] int receive() const
    {
        std::array<char, 64> buffer{};
        return static_cast<int>(::read(m_ends[0], buffer.data(), buffer.size()));
    }
    void closeNear() { closeEnd(0); }
    void closeFar() { closeEnd(1); }

private:
    void closeEnd(std::size_t end)
    {
        if (m_ends[end] >= 0)
            ::close(std::exchange(m_ends[end], -1));
    }

    std::array<int, 2> m_ends{-1, -1};
};

/// Processes events until \a isDone returns true, for at most five seconds.
inline bool processUntil(const std::function<bool()> &isDone)
{
    QDeadlineTimer limit(std::chrono::seconds(5));
    QTimer tick; // wakes processEvents() up, so that the limit is checked
    tick.start(std::chrono::seconds(1));
    while (!isDone() && !limit.hasExpired())
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
    return isDone();
}

/// Runs a few iterations without waiting, so that events that should not occur can occur.
inline void processSomeEvents()
{
    for (int i = 0; i < 5; ++i)
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
}

inline void on(QSocketNotifier &notifier, const std::function<void()> &what)
{
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, what);
}

/// Null where Qt's own is used.
inline std::unique_ptr<QAbstractEventDispatcher> ownDispatcher()
{
    return std::get<std::unique_ptr<QAbstractEventDispatcher>>(makeEventDispatcher());
}

inline bool hasOwnDispatcher()
{
    return ownDispatcher() != nullptr;
}

/// Base of suites whose cases run on Qt's event dispatcher and, on platforms that have it, on ours.
class EventDispatcherSuite : public QObject
{
public:
    /// Selects Qt's own dispatcher for Unix. The one for GLib differs: it activates socket
    /// notifiers even if they are excluded.
    static void initMain() { qputenv("QT_NO_GLIB", "1"); }

protected:
    using Case = void (*)();

    /// Adds rows for runCase(): each case with each dispatcher.
    static void addCases(std::initializer_list<std::pair<const char *, Case>> cases)
    {
        const bool hasOurs = hasOwnDispatcher();
        QTest::addColumn<std::function<void()>>("run");
        QTest::addColumn<bool>("isOurs");
        for (const auto &[name, run] : cases) {
            QTest::addRow("%s, Qt's", name) << std::function<void()>(run) << false;
            if (hasOurs)
                QTest::addRow("%s, ours", name) << std::function<void()>(run) << true;
        }
    }

    /// Runs the row's case in a new thread.
    static void runCase()
    {
        QFETCH(std::function<void()>, run);
        QFETCH(bool, isOurs);
        const std::unique_ptr<QThread> thread(QThread::create(run));
        if (isOurs)
            thread->setEventDispatcher(ownDispatcher().release());
        thread->start();
        QVERIFY(thread->wait(20'000));
    }
};

} // namespace DigitSum::Testing
