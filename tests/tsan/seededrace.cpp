// SPDX-License-Identifier: MIT
// A deliberate data race, of a kind that would be a bug in the service: the main thread reads a
// number that another thread writes. The test passes if ThreadSanitizer reports it in spite of the
// suppressions.
#include <QCoreApplication>
#include <QThread>
#include <QTimer>

namespace {

/// Counts in its own thread, as a service thread does.
class Counter final : public QObject
{
public:
    void count()
    {
        for (int i = 0; i < 1000; ++i)
            m_total = m_total + 1;
    }

    [[nodiscard]] int total() const { return m_total; }

private:
    int m_total = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QThread thread;
    Counter counter;
    counter.moveToThread(&thread);
    thread.start();

    int seen = 0;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &app, [&] {
        seen += counter.total();
        QMetaObject::invokeMethod(&counter, &Counter::count);
    });
    poll.start(1);
    QTimer::singleShot(1000, &app, &QCoreApplication::quit);
    QCoreApplication::exec();

    thread.quit();
    thread.wait();
    return seen < 0 ? 1 : 0;
}
