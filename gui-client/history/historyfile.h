// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QFile>
#include <QLockFile>

namespace DigitSum::Gui {

/// The history on disk: an append-only file of records with a length and a checksum.
///
///     file   = *record
///     record = marker  length(u32)  checksum(4 bytes)  payload      big-endian
///     payload = 'e' entry | 'r' first-number last-number            an entry, or rows removed
///
/// A crash during a write leaves an incomplete record at the end, which the next load() skips and
/// truncates. After damage in the middle, reading continues at the next intact record. When most
/// records are obsolete, call rewrite(). A lock file keeps other programs out. Reentrant, but not
/// thread-safe.
class HistoryFile final
{
    Q_DISABLE_COPY_MOVE(HistoryFile)

public:
    struct Loaded
    {
        QList<HistoryEntry> entries; ///< by number
        qint64 damagedBytes = 0;     ///< skipped
    };

    explicit HistoryFile(const QString &path);

    /// Creates the folder and the file if they do not exist. Returns false if another program uses
    /// the file or it cannot be opened; see errorString().
    [[nodiscard]] bool open();
    /// Returns the newest \a maxRows rows.
    [[nodiscard]] Loaded load(qsizetype maxRows);

    /// Write one record per entry or range and flush it to the system. Return false on error; see
    /// errorString().
    bool append(const QList<HistoryEntry> &entries);
    bool remove(quint64 firstNumber, quint64 lastNumber);
    /// Replaces the contents of the file with \a entries.
    bool rewrite(const QList<HistoryEntry> &entries);

    /// Number of records in the file, including obsolete ones.
    [[nodiscard]] qint64 records() const noexcept { return m_records; }
    [[nodiscard]] QString errorString() const { return m_error; }

private:
    bool write(const QByteArray &bytes);

    QFile m_file;
    QLockFile m_lock;
    QString m_error;
    qint64 m_records = 0;
};

} // namespace DigitSum::Gui
