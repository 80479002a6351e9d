// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QFile>
#include <QLockFile>

namespace DigitSum::Gui {

/// The history on disk: a file that is only appended to, of records with a length and a checksum.
///
///     file   = *record
///     record = marker  length(u32)  checksum(4 bytes)  payload      big-endian
///     payload = 'e' entry | 'r' first-number last-number            an entry, or rows removed
///
/// A crash in the middle of a write leaves a torn record at the end, which the next load leaves
/// out and cuts off; after damage in the middle, reading goes on at the next record that is whole.
/// When most of the file is out of date it is written anew. One program at a time has the file.
/// Of no thread in particular, one at a time.
class HistoryFile final
{
    Q_DISABLE_COPY_MOVE(HistoryFile)

public:
    struct Loaded
    {
        QList<HistoryEntry> entries; ///< by number
        qint64 damagedBytes = 0;     ///< left out
    };

    explicit HistoryFile(const QString &path);

    /// Creates the folder and the file where there are none. \returns false if another program
    /// has the file, or it can't be had; see errorString().
    [[nodiscard]] bool open();
    /// All that is there, the newest \a maxRows of it. Waiting requests were lost.
    [[nodiscard]] Loaded load(qsizetype maxRows);

    /// Each is on its way to the disk when this returns; false: see errorString().
    bool append(const QList<HistoryEntry> &entries);
    bool remove(quint64 firstNumber, quint64 lastNumber);
    /// Writes the file anew, with nothing but \a entries.
    bool rewrite(const QList<HistoryEntry> &entries);

    /// Records in the file, those that are out of date included.
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
