// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/log/eventlogmodel.h"

#include <QFile>
#include <QObject>

namespace DigitSum {

/// Writes all lines of \a log to a new text file at \a path, in the C locale and UTF-8.
/// \returns why that failed, or an empty string.
[[nodiscard]] QString saveEventLog(const EventLogModel &log, const QString &path);

/// Appends what happens to a file as it happens. A file that grows too large becomes NAME.1, that
/// one NAME.2, and so on; the oldest goes.
class EventLogFile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLogFile)

public:
    static constexpr qint64 defaultLimit = 10 * 1024 * 1024;
    static constexpr int filesKept = 3; ///< besides the one that is written

    explicit EventLogFile(EventLogModel &log, QObject *parent = nullptr,
                          qint64 limit = defaultLimit);

    /// Goes on in the file \a path from now on; empty: in none. \returns why that failed, or empty.
    QString setPath(const QString &path);
    [[nodiscard]] QString path() const { return m_file.fileName(); }

Q_SIGNALS:
    /// Writing failed, and has ended: the disk is full, or the folder went.
    void failed(const QString &error);

private:
    void append(const QList<LogEntry> &entries);
    bool rotate();

    const qint64 m_limit;
    QFile m_file;
};

} // namespace DigitSum
