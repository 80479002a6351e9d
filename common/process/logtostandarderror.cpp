// SPDX-License-Identifier: MIT
#include "common/process/logtostandarderror.h"

#include <QString>

#include <atomic>
#include <unistd.h>

namespace DigitSum {

namespace {

using namespace std::chrono_literals;

std::atomic<LineWriter *> writer{nullptr};

} // namespace

LogToStandardError::LogToStandardError()
    : m_writer(STDERR_FILENO)
{
    if (!isRunning())
        return; // messages stay with Qt
    writer = &m_writer;
    qInstallMessageHandler(&LogToStandardError::handle);
}

LogToStandardError::~LogToStandardError()
{
    qInstallMessageHandler(nullptr);
    writer = nullptr;
    m_writer.flush(1s);
}

void LogToStandardError::write(const QString &line)
{
    m_writer.write(line.toUtf8());
}

void LogToStandardError::handle(QtMsgType type, const QMessageLogContext &context,
                                const QString &text)
{
    LineWriter *to = writer;
    if (!to)
        return;
    to->write(qFormatLogMessage(type, context, text).toUtf8());
    if (type == QtFatalMsg)
        to->flush(1s); // Qt ends the process next
}

} // namespace DigitSum
