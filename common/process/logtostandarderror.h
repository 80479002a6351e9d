// SPDX-License-Identifier: MIT
#pragma once

#include "common/process/linewriter.h"

namespace DigitSum {

/// While it lives, Qt's log messages go to standard error through a LineWriter, so no thread waits
/// for whoever reads the log. One object per process.
class LogToStandardError final
{
    Q_DISABLE_COPY_MOVE(LogToStandardError)

public:
    LogToStandardError();
    /// Waits up to a second for the reader.
    ~LogToStandardError();

    /// False if the system provides no thread for writing.
    [[nodiscard]] bool isRunning() const noexcept { return m_writer.isRunning(); }
    /// Adds \a line as it is.
    void write(const QString &line);

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text);

    LineWriter m_writer;
};

} // namespace DigitSum
