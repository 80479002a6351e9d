// SPDX-License-Identifier: MIT
#include "gui-client/history/historystore.h"

#include "gui-client/history/historymodel.h"

#include <QStandardPaths>

#include <limits>
#include <utility>

namespace DigitSum::Gui {

namespace {

HistoryKey keyOf(const HistoryModel &history, quint32 window, qint64 number)
{
    return number > 0 ? HistoryKey{window, number} : HistoryKey{0, history.shownNumber(number)};
}

} // namespace

QString HistoryStore::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
           + QStringLiteral("/history.sqlite");
}

HistoryStore::HistoryStore(const QString &path, bool isKeeping, HistoryLimits limits,
                           QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_isKeeping(isKeeping)
    , m_changes(limits)
    , m_unwritten(limits)
    , m_path(path)
{
    m_thread.setObjectName(QStringLiteral("history"));
}

HistoryStore::~HistoryStore()
{
    if (!m_worker)
        return;
    post([this] {
        write(); // once more what could not be written
        m_database.reset();
    });
    m_worker->deleteLater(); // after all posted work; its destruction ends the thread
    m_thread.wait();
}

// ---- in the window's thread ----

void HistoryStore::add(HistoryModel &history)
{
    const quint32 window = ++m_lastWindow;
    m_windows[window] = {&history, m_isKeeping};
    connect(&history, &QObject::destroyed, this, [this, window] { m_windows.erase(window); });
    connect(&history, &HistoryModel::recorded, this,
            [this, window](const QList<HistoryEntry> &entries) { save(window, entries); });
    connect(&history, &HistoryModel::erased, this,
            [this, window](const QList<qint64> &numbers) { remove(window, numbers); });
    if (m_isKeeping)
        load(window, std::numeric_limits<qint64>::max());
}

void HistoryStore::setKeeping(bool isKeeping)
{
    if (m_isKeeping == isKeeping)
        return;
    m_isKeeping = isKeeping;
    stopLoading();
    change([isKeeping](HistoryChanges &changes) {
        if (!isKeeping)
            changes.clear();
        changes.setKept(isKeeping);
    });
    if (isKeeping)
        saveAll();
    Q_EMIT keepingChanged(isKeeping);
}

void HistoryStore::clear()
{
    if (!m_isKeeping)
        return;
    stopLoading();
    change([](HistoryChanges &changes) { changes.clear(); });
}

void HistoryStore::save(quint32 window, const QList<HistoryEntry> &entries)
{
    if (!m_isKeeping)
        return;
    const HistoryModel &history = *m_windows.at(window).history;
    change([&](HistoryChanges &changes) {
        for (const HistoryEntry &entry : entries) {
            if (entry.exchange.outcome != Exchange::Outcome::Waiting)
                changes.save(keyOf(history, window, entry.number), entry);
        }
    });
}

void HistoryStore::remove(quint32 window, const QList<qint64> &numbers)
{
    if (!m_isKeeping)
        return;
    const HistoryModel &history = *m_windows.at(window).history;
    change([&](HistoryChanges &changes) {
        for (const qint64 number : numbers)
            changes.remove(keyOf(history, window, number));
    });
}

void HistoryStore::saveAll()
{
    for (const auto &[window, of] : m_windows) {
        QList<HistoryEntry> entries;
        entries.reserve(of.history->rowCount());
        for (int row = 0; row < of.history->rowCount(); ++row)
            entries.append(of.history->at(row));
        save(window, entries);
    }
}

void HistoryStore::stopLoading()
{
    for (auto &[window, of] : m_windows)
        of.isLoading = false;
}

void HistoryStore::change(const std::function<void(HistoryChanges &)> &apply)
{
    const QMutexLocker lock(&m_mutex);
    apply(m_changes);
    if (!m_changes.isEmpty() && !std::exchange(m_isWriteQueued, true))
        post([this] { write(); });
}

/// Calls \a work in the thread, after what was posted before.
void HistoryStore::post(const std::function<void()> &work)
{
    if (!m_worker) {
        m_worker = new QObject;
        m_worker->moveToThread(&m_thread);
        connect(m_worker, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
        m_thread.start();
    }
    QMetaObject::invokeMethod(m_worker, work, Qt::QueuedConnection);
}

/// One page is on its way at a time, so loading never fills the event queue.
void HistoryStore::load(quint32 window, qint64 beforeId)
{
    post([this, window, beforeId] {
        std::optional<HistoryDatabase::Page> page;
        if (open())
            page = m_database->pageBefore(beforeId);
        const QString error = page ? m_database->takeImportError() : m_database->errorString();
        QMetaObject::invokeMethod(this, [this, window, page, error] {
            if (!error.isEmpty())
                Q_EMIT loadFailed(error);
            onLoaded(window, page);
        });
    });
}

void HistoryStore::onLoaded(quint32 window, const std::optional<HistoryDatabase::Page> &page)
{
    const auto found = m_windows.find(window);
    if (found == m_windows.end() || !found->second.isLoading)
        return;
    const bool isMoreWanted = page && found->second.history->prepend(page->entries);
    if (isMoreWanted && page->firstId > 0)
        load(window, page->firstId);
    else
        found->second.isLoading = false;
}

/// The program that turned it off has removed the rows.
void HistoryStore::onTurnedOff()
{
    if (!std::exchange(m_isKeeping, false))
        return;
    stopLoading();
    Q_EMIT keepingChanged(false);
}

// ---- in the thread "history" ----

bool HistoryStore::open()
{
    if (!m_database)
        m_database = std::make_unique<HistoryDatabase>(m_path, m_limits);
    return m_database->isOpen() || m_database->open();
}

void HistoryStore::write()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_unwritten.add(std::exchange(m_changes, HistoryChanges(m_limits)));
        m_isWriteQueued = false;
    }
    if (m_unwritten.isEmpty())
        return;
    using Result = HistoryDatabase::Result;
    const Result result = open() ? m_database->write(m_unwritten) : Result::Failed;
    const bool isFirstFailure = result == Result::Failed && !m_hasFailed;
    m_hasFailed = result == Result::Failed;
    if (!m_hasFailed)
        m_unwritten = HistoryChanges(m_limits);
    if (result == Result::NotSaved)
        QMetaObject::invokeMethod(this, [this] { onTurnedOff(); });
    if (isFirstFailure)
        QMetaObject::invokeMethod(
            this, [this, error = m_database->errorString()] { Q_EMIT saveFailed(error); });
}

} // namespace DigitSum::Gui
