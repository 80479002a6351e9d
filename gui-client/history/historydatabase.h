// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historychanges.h"

#include <QSqlDatabase>

#include <map>
#include <utility>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QSqlError)
QT_FORWARD_DECLARE_CLASS(QSqlQuery)

namespace DigitSum::Gui {

/// The history on disk: an SQLite database that windows and programs share. It holds the newest
/// rows of all of them, within limits, and one switch, with which any of them stops all from
/// saving.
///
/// Only the user can read the file. Deleted rows are overwritten in it and in its write-ahead log.
/// A file that cannot be read, or that a newer version wrote, is left unchanged.
///
/// Every function may wait for the disk or for other programs. Create, use and destroy an object in
/// one thread; HistoryStore does.
class HistoryDatabase final
{
    Q_DISABLE_COPY_MOVE(HistoryDatabase)

public:
    /// Rows read at once: their ids ascend.
    struct Page
    {
        QList<HistoryEntry> entries; ///< number is the id
        qint64 firstId = 0;          ///< rows before it follow; 0 if this is the oldest row
    };

    enum class Result : quint8 {
        Written,
        Failed,   ///< nothing was written; see errorString()
        NotSaved, ///< another program has turned saving off
    };

    HistoryDatabase(const QString &path, HistoryLimits limits);
    ~HistoryDatabase();

    /// Opens or creates the file, and imports history.log of version 1.0 from the same folder into
    /// a new file. Turns saving on. Returns false on error; see errorString().
    [[nodiscard]] bool open();
    [[nodiscard]] bool isOpen() const;

    /// Returns the newest rows before \a id, nothing on error. After an error, the file is closed
    /// and not opened again, so that writing does not increase the damage.
    [[nodiscard]] std::optional<Page> pageBefore(qint64 id);
    /// Writes all \a changes or none.
    [[nodiscard]] Result write(const HistoryChanges &changes);

    [[nodiscard]] QString errorString() const { return m_error; }
    /// Returns once what could not be imported, empty if everything was.
    [[nodiscard]] QString takeImportError() { return std::exchange(m_importError, {}); }

private:
    using NewIds = std::vector<std::pair<HistoryKey, qint64>>;

    [[nodiscard]] bool createFile();
    [[nodiscard]] bool prepare();
    [[nodiscard]] bool createTables();
    [[nodiscard]] bool importOldFile();
    void removeOldFile(bool isDamaged);
    [[nodiscard]] bool writeRows(const HistoryChanges &changes, NewIds &newIds);
    [[nodiscard]] bool removeOldest();
    [[nodiscard]] bool overwriteDeleted();
    [[nodiscard]] bool run(const char *statement);
    [[nodiscard]] bool run(QSqlQuery &query);
    [[nodiscard]] std::optional<qint64> number(const char *statement);
    [[nodiscard]] qint64 idOf(const HistoryKey &key) const;
    bool fail(const QSqlError &error);
    void close();

    const QString m_path;
    const HistoryLimits m_limits;
    const QString m_connection;
    QSqlDatabase m_database;
    QString m_error;
    QString m_importError;
    std::map<HistoryKey, qint64> m_ids; // of the rows that were written through this object
    bool m_mustOverwrite = false;       // deleted rows may still be in the write-ahead log
    bool m_isDamaged = false;
};

} // namespace DigitSum::Gui
