// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historychanges.h"
#include "gui-client/history/historydatabase.h"

#include <QMutex>
#include <QObject>
#include <QThread>

#include <functional>
#include <map>
#include <memory>

namespace DigitSum::Gui {

class HistoryModel;

/// Keeps the history of all windows between runs. A thread of its own uses the database, so that
/// neither a slow disk nor another program blocks a window. Owned by WindowContext.
///
///     window's thread:  HistoryModel -> HistoryChanges ----+      +--> HistoryModel::prepend()
///     --------------------------------------------------- | ---- | --------------------------
///     thread "history":                                    +-> HistoryDatabase
///
/// A window shows what was saved before it opened, and its own requests.
class HistoryStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryStore)

public:
    /// Returns the default path of the database, under the user's application data.
    [[nodiscard]] static QString defaultPath();

    /// The thread starts when it is first needed.
    HistoryStore(const QString &path, bool isKeeping, HistoryLimits limits = {},
                 QObject *parent = nullptr);
    ~HistoryStore() override; ///< Waits until everything is saved.

    /// Loads the saved rows into \a history in the background, newest first, and saves its changes
    /// until it is destroyed.
    void add(HistoryModel &history);

    /// Turning it off removes all saved rows, for all windows and programs; turning it on saves the
    /// windows' rows.
    void setKeeping(bool isKeeping);
    [[nodiscard]] bool isKeeping() const noexcept { return m_isKeeping; }
    /// Removes all saved rows, also those of other windows and programs.
    void clear();

Q_SIGNALS:
    /// Also emitted if another program has turned it off.
    void keepingChanged(bool isKeeping);
    /// Some or all saved rows cannot be shown.
    void loadFailed(const QString &error);
    /// Saving failed. Emitted again only after saving has succeeded in between. Rows that were not
    /// saved are saved with the next change.
    void saveFailed(const QString &error);

private:
    struct Window
    {
        HistoryModel *history = nullptr;
        bool isLoading = false;
    };

    // In the window's thread.
    void save(quint32 window, const QList<HistoryEntry> &entries);
    void remove(quint32 window, const QList<qint64> &numbers);
    void saveAll();
    void stopLoading();
    void change(const std::function<void(HistoryChanges &)> &apply);
    void post(const std::function<void()> &work);
    void load(quint32 window, qint64 beforeId);
    void onLoaded(quint32 window, const std::optional<HistoryDatabase::Page> &page);

    void onTurnedOff();

    // In the thread "history".
    [[nodiscard]] bool open();
    void write();

    const HistoryLimits m_limits;
    bool m_isKeeping;
    std::map<quint32, Window> m_windows; // by HistoryKey::window
    quint32 m_lastWindow = 0;

    QThread m_thread;
    QObject *m_worker = nullptr; // lives in the thread

    QMutex m_mutex;
    HistoryChanges m_changes;     // guarded by m_mutex
    bool m_isWriteQueued = false; // guarded by m_mutex

    // Used in the thread only.
    std::unique_ptr<HistoryDatabase> m_database;
    HistoryChanges m_unwritten;
    bool m_hasFailed = false;
    const QString m_path;
};

} // namespace DigitSum::Gui
