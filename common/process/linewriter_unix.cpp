// SPDX-License-Identifier: MIT
#include "common/process/linewriter.h"

#include <QByteArray>
#include <QFile>
#include <QLoggingCategory>
#include <QString>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <poll.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace DigitSum {

namespace {

/// How much of a batch was written, and why not the rest.
struct Outcome
{
    qsizetype size = 0;
    int error = 0; // errno; 0 if all was written
};

Outcome writeAll(int descriptor, QByteArrayView bytes)
{
    Outcome outcome;
    while (outcome.size < bytes.size()) {
        const auto rest = bytes.sliced(outcome.size);
        const auto written = ::write(descriptor, rest.data(), static_cast<size_t>(rest.size()));
        if (written >= 0) {
            outcome.size += written;
        } else if (errno == EAGAIN) { // another process has made the shared file non-blocking
            pollfd request{descriptor, POLLOUT, 0};
            ::poll(&request, 1, -1);
        } else if (errno != EINTR) {
            outcome.error = errno;
            return outcome;
        }
    }
    return outcome;
}

/// The lines that were not written since the last one that was.
struct Missing
{
    quint64 lines = 0;
    int error = 0; // errno; 0: the reader was too slow

    [[nodiscard]] QByteArray notice() const
    {
        const QString reason =
            error == 0 ? QStringLiteral("the reader was too slow") : qt_error_string(error);
        const QString text = QStringLiteral("Lines missing here: %1 (%2)").arg(lines).arg(reason);
        const QMessageLogContext context(nullptr, 0, nullptr, "digitsum.log");
        return qFormatLogMessage(QtWarningMsg, context, text).toUtf8() + '\n';
    }
};

} // namespace

struct LineWriter::Queue
{
    Queue(int to, bool owns, OnRefused report)
        : descriptor(to)
        , ownsDescriptor(owns)
        , onRefused(std::move(report))
    {
    }
    ~Queue()
    {
        if (ownsDescriptor)
            ::close(descriptor);
    }
    Q_DISABLE_COPY_MOVE(Queue)

    void writeUntilClosed();

    const int descriptor;
    const bool ownsDescriptor;
    const OnRefused onRefused;
    std::mutex mutex; // guards what follows
    std::condition_variable changed;
    QByteArray waiting;
    quint64 missingLines = 0; // dropped behind what is waiting
    bool isWriting = false;
    bool isClosed = false;
};

/// Runs in the thread.
void LineWriter::Queue::writeUntilClosed()
{
    Missing before; // in front of the next batch
    bool isMidLine = false;
    std::unique_lock lock(mutex);
    while (true) {
        // After a slow reader the notice is written at once, after an error with the next line.
        const auto hasWork = [&] {
            return !waiting.isEmpty() || (before.lines > 0 && before.error == 0);
        };
        isWriting = hasWork();
        if (!isWriting)
            changed.notify_all();
        changed.wait(lock, [&] { return isClosed || hasWork(); });
        if (!hasWork())
            return; // closed
        isWriting = true;
        const QByteArray batch = std::exchange(waiting, {});
        const quint64 missingBehind = std::exchange(missingLines, 0);
        lock.unlock();

        QByteArray bytes = isMidLine ? QByteArray("\n") : QByteArray();
        if (before.lines > 0)
            bytes += before.notice();
        const qsizetype noticeSize = bytes.size();
        bytes += batch;
        const Outcome outcome = writeAll(descriptor, bytes);
        if (outcome.size >= noticeSize)
            before = {};
        if (outcome.size > 0)
            isMidLine = bytes.at(outcome.size - 1) != '\n';
        const auto lost = QByteArrayView(bytes).sliced(std::max(outcome.size, noticeSize));
        before.lines += static_cast<quint64>(std::count(lost.begin(), lost.end(), '\n'));
        before.lines += missingBehind;
        const bool isNewError = outcome.error != 0 && before.error == 0;
        before.error = outcome.error;

        lock.lock();
        if (isNewError && !isClosed && onRefused)
            onRefused(qt_error_string(outcome.error));
        if (isClosed && outcome.error != 0)
            return;
    }
}

LineWriter::LineWriter(int descriptor, OnRefused onRefused)
    : LineWriter(std::make_shared<Queue>(descriptor, false, std::move(onRefused)))
{
}

LineWriter::LineWriter(std::shared_ptr<Queue> queue)
    : m_queue(std::move(queue))
{
    try {
        std::thread([queue = m_queue] { queue->writeUntilClosed(); }).detach();
        m_isRunning = true;
    } catch (const std::system_error &) { // no thread left
    }
}

std::variant<std::unique_ptr<LineWriter>, QString> LineWriter::appendTo(const QString &path,
                                                                        OnRefused onRefused)
{
    constexpr int mode = 0666; // less the umask
    const int descriptor = ::open(QFile::encodeName(path).constData(),
                                  O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, mode);
    if (descriptor < 0)
        return qt_error_string();
    auto queue = std::make_shared<Queue>(descriptor, true, std::move(onRefused));
    std::unique_ptr<LineWriter> writer(new LineWriter(std::move(queue)));
    if (!writer->isRunning())
        return qt_error_string(EAGAIN);
    return writer;
}

LineWriter::~LineWriter()
{
    const std::scoped_lock lock(m_queue->mutex);
    m_queue->isClosed = true;
    m_queue->changed.notify_all();
}

void LineWriter::write(QByteArrayView line)
{
    const std::scoped_lock lock(m_queue->mutex);
    // After a dropped line also those that would fit, so that one notice stands for all.
    if (m_queue->missingLines > 0 || m_queue->waiting.size() + line.size() >= capacity) {
        ++m_queue->missingLines;
        return;
    }
    m_queue->waiting.append(line).append('\n');
    m_queue->changed.notify_all();
}

void LineWriter::flush(std::chrono::milliseconds limit)
{
    if (!m_isRunning)
        return;
    std::unique_lock lock(m_queue->mutex);
    m_queue->changed.wait_for(lock, limit,
                              [this] { return m_queue->waiting.isEmpty() && !m_queue->isWriting; });
}

} // namespace DigitSum
