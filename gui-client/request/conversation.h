// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "gui-client/history/historyentry.h"

#include <QTimer>

#include <deque>

namespace DigitSum::Gui {

class HistoryModel;

/// What one client window does, without the window: a session, and the history of what was asked
/// through it. Rows reach the model at once while little happens, and in batches while much does,
/// each of them bounded by time, so that a million answers leave the event loop free.
class Conversation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Conversation)

public:
    /// How often the history grows while much happens.
    static constexpr std::chrono::milliseconds batchInterval{50};

    explicit Conversation(QObject *parent = nullptr);
    Conversation(Session::Limits limits, QObject *parent = nullptr);

    [[nodiscard]] Session &session() noexcept { return *m_session; }
    [[nodiscard]] const Session &session() const noexcept { return *m_session; }
    [[nodiscard]] HistoryModel &history() noexcept { return *m_history; }

    /// Asks one request, UTF-8 without a line feed; its row shows that it waits.
    /// \returns false if there is no connection to ask it through.
    bool ask(const QByteArray &request, bool isResent = false);

    /// One request in parts of any size; its row comes with the answer. See Session::append().
    bool append(QByteArrayView part);
    bool finish();

    /// The number of the newest request asked.
    [[nodiscard]] quint64 lastNumber() const noexcept { return m_lastNumber; }
    /// All rows that wait for their batch come at once.
    void flush();
    [[nodiscard]] bool isUpToDate() const { return m_fresh.isEmpty() && m_changed.isEmpty(); }

Q_SIGNALS:
    /// The newest of what was answered, refused or lost.
    void newestResult(const DigitSum::Gui::HistoryEntry &entry);
    /// The same requests as in the history, before their rows may be there: for who counts.
    void completed(const QList<DigitSum::Gui::HistoryEntry> &entries);

private:
    void onAnswered(const QList<Exchange> &exchanges);
    void record();
    void flushSome();

    Session *m_session;
    HistoryModel *m_history;
    std::deque<HistoryEntry> m_waiting; // asked; numbered, in order
    QList<HistoryEntry> m_fresh;        // no row yet
    QList<HistoryEntry> m_changed;      // have a row that is out of date
    QTimer m_batch;
    quint64 m_lastNumber = 0;
    qint64 m_openCharacters = 0; // of the request in parts
};

} // namespace DigitSum::Gui

Q_DECLARE_METATYPE(DigitSum::Gui::HistoryEntry)
