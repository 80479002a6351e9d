// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace DigitSum::Gui {

class HistoryFile;
class HistoryModel;

/// Saves a history between runs: loads the file into the model, then writes the model's changes. A
/// separate thread writes, so that a slow disk does not block the window.
class HistoryKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryKeeper)

public:
    /// Returns the default path of the history file, under the user's application data.
    [[nodiscard]] static QString defaultPath();

    HistoryKeeper(HistoryModel &history, const QString &path, QObject *parent = nullptr);
    ~HistoryKeeper() override; ///< Waits for pending writes.

    /// Loads the file into the model; if the model has rows already, they replace the file's.
    /// Returns an error message, empty on success.
    [[nodiscard]] QString start();
    /// Empties the file and stops writing. The model is unchanged.
    void forget();

Q_SIGNALS:
    /// Writing failed. Emitted once.
    void failed(const QString &error);

private:
    void onInserted(int first, int last);
    void onChanged(int first, int last);
    void onAboutToRemove(int first, int last);
    void rewrite();
    void post(std::function<bool(HistoryFile &)> work);

    HistoryModel &m_history;
    std::unique_ptr<HistoryFile> m_file; // used by the thread once it runs
    QThread m_thread;
    QObject *m_worker = nullptr; // lives in the thread
    qint64 m_recordsWritten = 0;
    bool m_isForgotten = false;
    bool m_hasFailed = false;
};

} // namespace DigitSum::Gui
