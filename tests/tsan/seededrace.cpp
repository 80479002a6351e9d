// SPDX-License-Identifier: MIT
// A race on purpose, of the kind that would be a bug in the service: a number that lives in a
// service thread is read from outside, without asking that thread. The test passes if
// ThreadSanitizer finds it in spite of the suppressions.
#include <QCoreApplication>
#include <QThread>
#include <QTimer>

namespace {

/// Counts in its own thread, as a client group does.
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
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &app, [&] {
        seen += counter.total();
        QMetaObject::invokeMethod(&counter, &Counter::count);
    });
    look.start(1);
    QTimer::singleShot(1000, &app, &QCoreApplication::quit);
    QCoreApplication::exec();

    thread.quit();
    thread.wait();
    return seen < 0 ? 1 : 0;
}
