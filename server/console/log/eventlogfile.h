// SPDX-License-Identifier: MIT
#pragma once

#include "common/process/linewriter.h"
#include "server/console/log/eventlogmodel.h"

#include <QObject>

#include <memory>

namespace DigitSum {

/// Writes \a log to a text file at \a path in UTF-8, replacing an existing file.
/// \returns an error message, empty on success.
[[nodiscard]] QString saveEventLog(const EventLogModel &log, const QString &path);

/// Appends new events to a file, without waiting for the disk. When the file exceeds a limit, it is
/// renamed to NAME.1, NAME.1 to NAME.2 and so on, and the oldest is deleted.
class EventLogFile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLogFile)

public:
    static constexpr qint64 defaultLimit = 10 * 1024 * 1024; ///< bytes
    static constexpr int filesKept = 3;                      ///< not counting the current one

    explicit EventLogFile(EventLogModel &log, QObject *parent = nullptr,
                          qint64 limit = defaultLimit);
    ~EventLogFile() override; ///< waits up to a second for the disk

    /// Appends to the file \a path from now on; an empty path stops writing.
    /// \returns an error message, empty on success.
    QString setPath(const QString &path);
    [[nodiscard]] QString path() const { return m_path; }

Q_SIGNALS:
    /// Writing failed, for example because the disk is full. No more events are written.
    void failed(const QString &error);

private:
    [[nodiscard]] QString open();
    void append(const QList<LogEntry> &entries);
    void rotate();
    void giveUp(const QString &error);

    const qint64 m_limit;
    QString m_path; // empty: no file is written
    std::unique_ptr<LineWriter> m_writer;
    qint64 m_size = 0;      // with what is to be written
    quint64 m_lastFile = 0; // counts the files opened, to ignore news of earlier ones
};

} // namespace DigitSum
