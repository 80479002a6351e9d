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

/// Keeps a history between runs: fills the model from the file, then writes what changes in the
/// model. Writing is done in a thread of its own, so that a slow disk holds up no window.
class HistoryKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryKeeper)

public:
    /// Where the history stands, under the user's application data.
    [[nodiscard]] static QString defaultPath();

    HistoryKeeper(HistoryModel &history, const QString &path, QObject *parent = nullptr);
    ~HistoryKeeper() override; ///< what was to be written is

    /// Loads the file into the model; if the model has rows already, they replace the file's.
    /// \returns an error for people; empty: all is well.
    [[nodiscard]] QString start();
    /// Empties the file and writes no more; the model stays as it is.
    void forget();

Q_SIGNALS:
    /// Writing failed, and goes on failing; told once.
    void failed(const QString &error);

private:
    void onInserted(int first, int last);
    void onChanged(int first, int last);
    void onAboutToRemove(int first, int last);
    void rewrite();
    void post(std::function<bool(HistoryFile &)> work);

    HistoryModel &m_history;
    std::unique_ptr<HistoryFile> m_file; // the thread's, once it runs
    QThread m_thread;
    QObject *m_worker = nullptr; // lives in the thread
    qint64 m_recordsWritten = 0;
    bool m_isForgotten = false;
    bool m_hasFailed = false;
};

} // namespace DigitSum::Gui
