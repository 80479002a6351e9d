// SPDX-License-Identifier: MIT
#include "gui-client/history/historydatabase.h"

#include "gui-client/history/oldhistoryreader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <array>

namespace DigitSum::Gui {

namespace {

struct DatabaseText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::HistoryDatabase)
};

/// PRAGMA user_version of the tables below.
constexpr qint64 version = 1;

// The triggers keep the totals exact, whichever program changes the rows.
constexpr std::array tables{
    "CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT, asked_at INTEGER NOT NULL,"
    " request_bytes INTEGER NOT NULL, digits INTEGER NOT NULL, outcome INTEGER NOT NULL,"
    " is_resent INTEGER NOT NULL, sum INTEGER NOT NULL, round_trip_ns INTEGER NOT NULL,"
    " request BLOB NOT NULL)",
    "CREATE TABLE state (is_kept INTEGER NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL)",
    "INSERT INTO state VALUES (1, 0, 0)",
    "CREATE TRIGGER inserted AFTER INSERT ON entries BEGIN"
    " UPDATE state SET rows = rows + 1, bytes = bytes + length(new.request); END",
    "CREATE TRIGGER deleted AFTER DELETE ON entries BEGIN"
    " UPDATE state SET rows = rows - 1, bytes = bytes - length(old.request); END",
    "PRAGMA user_version = 1",
};

constexpr const char *insertRow = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char *selectRows =
    "SELECT id, asked_at, request_bytes, digits, outcome, is_resent, sum, round_trip_ns, request"
    " FROM entries WHERE id < ? ORDER BY id DESC LIMIT ?";

/// A page ends at one of these.
constexpr qsizetype pageRows = 1'000;
constexpr qint64 pageBytes = 1024 * 1024;

/// While importing, surplus rows are removed after this many records.
constexpr int importBatch = 5'000;

/// The primary result codes of SQLite, see sqlite.org/rescode.html.
enum SqliteCode {
    Busy = 5,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    NotADatabase = 26
};

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

QString reasonOf(const QSqlError &error)
{
    switch (codeOf(error)) {
    case Busy:
        return DatabaseText::tr("another program is using it");
    case ReadOnly:
        return DatabaseText::tr("it is read-only");
    case IoError:
        return DatabaseText::tr("it cannot be read or written");
    case Corrupt:
    case NotADatabase:
        return DatabaseText::tr("it is damaged, or no history");
    case Full:
        return DatabaseText::tr("the disk is full");
    default:
        return error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    }
}

/// A null \a id lets the database choose one.
void bind(QSqlQuery &insert, const QVariant &id, const HistoryEntry &entry)
{
    const Exchange &e = entry.exchange;
    insert.bindValue(0, id);
    insert.bindValue(1, e.askedAt);
    insert.bindValue(2, e.requestBytes);
    insert.bindValue(3, entry.digits);
    insert.bindValue(4, int(e.outcome));
    insert.bindValue(5, int(entry.isResent));
    insert.bindValue(6, qint64(e.sum));
    insert.bindValue(7, qint64(e.roundTripTime.count()));
    insert.bindValue(8, e.request.isNull() ? QByteArray("") : e.request); // null would be NULL
}

/// Returns nothing if the row cannot be an answered request.
std::optional<HistoryEntry> entryOf(const QSqlQuery &row)
{
    HistoryEntry entry;
    Exchange &e = entry.exchange;
    entry.number = row.value(0).toLongLong();
    e.askedAt = row.value(1).toLongLong();
    e.requestBytes = row.value(2).toLongLong();
    entry.digits = row.value(3).toLongLong();
    const int outcome = row.value(4).toInt();
    entry.isResent = row.value(5).toBool();
    e.sum = quint64(row.value(6).toLongLong());
    e.roundTripTime = std::chrono::nanoseconds(row.value(7).toLongLong());
    e.request = row.value(8).toByteArray();
    e.outcome = Exchange::Outcome(outcome);
    const bool isAnswered =
        outcome > int(Exchange::Outcome::Waiting) && outcome <= int(Exchange::Outcome::Lost);
    const bool isSized = e.request.size() <= HistoryEntry::keptBytes;
    return isAnswered && isSized ? std::optional(std::move(entry)) : std::nullopt;
}

} // namespace

HistoryDatabase::HistoryDatabase(const QString &path, HistoryLimits limits)
    : m_path(path)
    , m_limits(limits)
    , m_connection(QUuid::createUuid().toString())
{
}

HistoryDatabase::~HistoryDatabase()
{
    close();
}

// ---- opening ----

bool HistoryDatabase::isOpen() const
{
    return m_database.isOpen();
}

bool HistoryDatabase::open()
{
    if (m_isDamaged || !createFile())
        return false;
    const auto driver = QStringLiteral("QSQLITE");
    if (!QSqlDatabase::isDriverAvailable(driver)) {
        m_error = DatabaseText::tr(
            "Qt's SQLite driver is missing; in Debian, libqt6sql6-sqlite provides it");
        return false;
    }
    m_database = QSqlDatabase::addDatabase(driver, m_connection);
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
    if (!m_database.open())
        fail(m_database.lastError());
    else if (prepare())
        return true;
    close();
    return false;
}

void HistoryDatabase::close()
{
    if (!m_database.isValid())
        return;
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

/// Creates the file if it does not exist, and makes sure that only the user can read it. SQLite
/// creates its other files with the same permissions.
bool HistoryDatabase::createFile()
{
    constexpr auto onlyUser = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QDir().mkpath(QFileInfo(m_path).path());
    QFile file(m_path);
    if (file.open(QIODevice::ReadWrite, onlyUser) && file.setPermissions(onlyUser))
        return true;
    m_error = file.errorString();
    return false;
}

bool HistoryDatabase::prepare()
{
    if (!run("BEGIN")) // both numbers of one moment: another program may be creating the tables
        return false;
    const auto found = number("PRAGMA user_version");
    const auto tablesFound = found ? number("SELECT count(*) FROM sqlite_master") : std::nullopt;
    if (!tablesFound || !run("COMMIT"))
        return false;
    if (*found > version) {
        m_error = DatabaseText::tr("a newer version of DigitSum saved it");
        return false;
    }
    if (*found == 0 && *tablesFound > 0) {
        m_error = reasonOf({{}, {}, QSqlError::UnknownError, QString::number(NotADatabase)});
        return false;
    }
    // Auto-vacuum must be chosen before anything is written, and would write to an existing file.
    return (*tablesFound > 0 || run("PRAGMA auto_vacuum = FULL"))
           && run("PRAGMA journal_mode = WAL") && run("PRAGMA synchronous = NORMAL")
           && run("PRAGMA secure_delete = ON") && createTables()
           && run("UPDATE state SET is_kept = 1 WHERE is_kept = 0");
}

bool HistoryDatabase::createTables()
{
    if (!run("BEGIN IMMEDIATE"))
        return false;
    const auto found = number("PRAGMA user_version");
    bool isDone = found.has_value();
    const bool isNew = found && *found == 0;
    if (isNew) {
        for (const char *table : tables)
            isDone = isDone && run(table);
        isDone = isDone && importOldFile();
    }
    if (isDone && run("COMMIT")) {
        if (isNew)
            removeOldFile(!m_importError.isEmpty());
        return true;
    }
    const QString error = m_error;
    (void)run("ROLLBACK");
    m_error = error;
    return false;
}

// ---- the file of version 1.0 ----

namespace {

QString oldPath(const QString &path, const QString &suffix = {})
{
    return QFileInfo(path).dir().filePath(QString(u"history.log" + suffix));
}

} // namespace

bool HistoryDatabase::importOldFile()
{
    QFile file(oldPath(m_path));
    if (!file.exists())
        return true;
    if (!file.open(QIODevice::ReadOnly)) {
        m_importError = file.errorString();
        return true;
    }
    QSqlQuery insert(m_database);
    QSqlQuery remove(m_database);
    if (!insert.prepare(QLatin1StringView(insertRow))
        || !remove.prepare(QStringLiteral("DELETE FROM entries WHERE id BETWEEN ? AND ?")))
        return fail(m_database.lastError());
    OldHistoryReader reader(file);
    int records = 0;
    while (const auto record = reader.next()) {
        const auto *entry = std::get_if<HistoryEntry>(&*record);
        const auto *removed = std::get_if<OldHistoryReader::Removed>(&*record);
        remove.bindValue(0, entry ? entry->number : removed->first);
        remove.bindValue(1, entry ? entry->number : removed->last);
        if (!run(remove))
            return false;
        if (entry)
            bind(insert, entry->number, *entry);
        if (entry && !run(insert))
            return false;
        if (++records % importBatch == 0 && !removeOldest())
            return false;
    }
    if (reader.isDamaged())
        m_importError = DatabaseText::tr("Part of it is damaged. The file was kept: %1")
                            .arg(oldPath(m_path, QStringLiteral(".damaged")));
    return removeOldest();
}

void HistoryDatabase::removeOldFile(bool isDamaged)
{
    if (isDamaged)
        QFile::rename(oldPath(m_path), oldPath(m_path, QStringLiteral(".damaged")));
    else
        QFile::remove(oldPath(m_path));
    QFile::remove(oldPath(m_path, QStringLiteral(".lock")));
}

// ---- reading ----

std::optional<HistoryDatabase::Page> HistoryDatabase::pageBefore(qint64 id)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool isRead = query.prepare(QLatin1StringView(selectRows));
    query.bindValue(0, id);
    query.bindValue(1, qint64(pageRows));
    isRead = isRead && query.exec();

    Page page;
    qint64 bytes = 0;
    int rows = 0;
    while (isRead && bytes < pageBytes && query.next()) {
        ++rows;
        page.firstId = query.value(0).toLongLong();
        if (auto entry = entryOf(query)) {
            bytes += entry->exchange.request.size();
            page.entries.prepend(std::move(*entry));
        }
    }
    if (!isRead || query.lastError().isValid()) { // next() also returns false on errors
        fail(query.lastError());
        query.clear();
        m_isDamaged = true;
        close();
        return {};
    }
    if (rows < pageRows && bytes < pageBytes)
        page.firstId = 0;
    return page;
}

// ---- writing ----

HistoryDatabase::Result HistoryDatabase::write(const HistoryChanges &changes)
{
    if (!isOpen() || !run("BEGIN IMMEDIATE"))
        return Result::Failed;
    bool isDone = true;
    if (changes.isKept())
        isDone = run(*changes.isKept() ? "UPDATE state SET is_kept = 1"
                                       : "UPDATE state SET is_kept = 0");
    const auto isKept = isDone ? number("SELECT is_kept FROM state") : std::nullopt;
    const bool isSaving = isKept && *isKept != 0;
    NewIds newIds;
    isDone = isKept.has_value() && (!changes.isCleared() || run("DELETE FROM entries"))
             && (!isSaving || writeRows(changes, newIds)) && run("COMMIT");
    if (!isDone) {
        const QString error = m_error;
        (void)run("ROLLBACK");
        m_error = error;
        return Result::Failed;
    }
    for (const auto &[key, id] : newIds)
        m_ids[key] = id;
    if (changes.isCleared()) {
        removeOldFile(false);
        QFile::remove(oldPath(m_path, QStringLiteral(".damaged")));
    }
    m_mustOverwrite = m_mustOverwrite || changes.isCleared() || !changes.removed().empty();
    if (m_mustOverwrite)
        m_mustOverwrite = !overwriteDeleted();
    return isSaving || changes.isKept() ? Result::Written : Result::NotSaved;
}

bool HistoryDatabase::writeRows(const HistoryChanges &changes, NewIds &newIds)
{
    QSqlQuery remove(m_database);
    QSqlQuery insert(m_database);
    if (!remove.prepare(QStringLiteral("DELETE FROM entries WHERE id = ?"))
        || !insert.prepare(QLatin1StringView(insertRow)))
        return fail(m_database.lastError());
    const auto removeKnown = [&](qint64 id) {
        remove.bindValue(0, id);
        return id == 0 || run(remove);
    };
    for (const HistoryKey &key : changes.removed()) {
        if (!removeKnown(idOf(key)))
            return false;
    }
    for (const auto &[key, entry] : changes.saved()) {
        const qint64 id = idOf(key); // a restored row gets its old place
        bind(insert, id == 0 ? QVariant(QMetaType(QMetaType::LongLong)) : QVariant(id), entry);
        if (!removeKnown(id) || !run(insert))
            return false;
        if (id == 0)
            newIds.emplace_back(key, insert.lastInsertId().toLongLong());
    }
    return changes.saved().empty() || removeOldest();
}

bool HistoryDatabase::removeOldest()
{
    const auto rows = number("SELECT rows FROM state");
    const auto bytes = number("SELECT bytes FROM state");
    if (!rows || !bytes)
        return false;
    qint64 surplusRows = *rows - m_limits.rows;
    qint64 surplusBytes = *bytes - m_limits.requestBytes;
    if (surplusRows <= 0 && surplusBytes <= 0)
        return true;
    QSqlQuery oldest(m_database);
    oldest.setForwardOnly(true);
    if (!oldest.exec(QStringLiteral("SELECT id, length(request) FROM entries ORDER BY id")))
        return fail(oldest.lastError());
    qint64 lastId = 0;
    while ((surplusRows > 0 || surplusBytes > 0) && oldest.next()) {
        lastId = oldest.value(0).toLongLong();
        --surplusRows;
        surplusBytes -= oldest.value(1).toLongLong();
    }
    oldest.finish();
    QSqlQuery remove(m_database);
    remove.prepare(QStringLiteral("DELETE FROM entries WHERE id <= ?"));
    remove.bindValue(0, lastId);
    std::erase_if(m_ids, [lastId](const auto &row) { return row.second <= lastId; });
    return run(remove);
}

/// Secure_delete has overwritten deleted rows in the pages; the checkpoint copies these pages to
/// the file and empties the write-ahead log. Returns false if a reader in another program prevents
/// it.
bool HistoryDatabase::overwriteDeleted()
{
    const auto isBusy = number("PRAGMA wal_checkpoint(TRUNCATE)");
    return isBusy && *isBusy == 0;
}

qint64 HistoryDatabase::idOf(const HistoryKey &key) const
{
    if (key.window == 0)
        return key.number;
    const auto place = m_ids.find(key);
    return place == m_ids.end() ? 0 : place->second;
}

// ---- statements ----

bool HistoryDatabase::run(const char *statement)
{
    QSqlQuery query(m_database);
    return query.exec(QLatin1StringView(statement)) || fail(query.lastError());
}

bool HistoryDatabase::run(QSqlQuery &query)
{
    return query.exec() || fail(query.lastError());
}

/// Returns the first column of the first row, nothing on error.
std::optional<qint64> HistoryDatabase::number(const char *statement)
{
    QSqlQuery query(m_database);
    if (query.exec(QLatin1StringView(statement)) && query.next())
        return query.value(0).toLongLong();
    fail(query.lastError());
    return {};
}

/// Returns false.
bool HistoryDatabase::fail(const QSqlError &error)
{
    m_error = reasonOf(error);
    return false;
}

} // namespace DigitSum::Gui
