// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "gui-client/history/historyentry.h"

#include <QHash>
#include <QTimer>

namespace DigitSum::Gui {

class HistoryModel;

/// The non-visual part of a client window: a session and the history of its requests. Rows are
/// added to the model at once under light load and in batches under heavy load. Each batch is
/// limited in time, so a million answers do not block the event loop.
class Conversation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Conversation)

public:
    /// Interval between batches.
    static constexpr std::chrono::milliseconds batchInterval{50};

    explicit Conversation(QObject *parent = nullptr);
    Conversation(Session::Limits limits, QObject *parent = nullptr);

    [[nodiscard]] Session &session() noexcept { return *m_session; }
    [[nodiscard]] const Session &session() const noexcept { return *m_session; }
    [[nodiscard]] HistoryModel &history() noexcept { return *m_history; }

    /// Sends one request, UTF-8 without a line feed, and adds its row. Returns false if the session
    /// rejected it; see Session::ask().
    bool ask(const QByteArray &request, bool isResent = false);

    /// Sends one request in parts of any size; the answer adds its row. See Session::append().
    bool append(QByteArrayView part);
    bool finish();

    /// Number of the newest request.
    [[nodiscard]] qint64 lastNumber() const noexcept { return m_lastNumber; }
    /// Adds and updates all pending rows.
    void flush();
    [[nodiscard]] bool isUpToDate() const { return m_added.isEmpty() && m_changed.isEmpty(); }

Q_SIGNALS:
    /// The newest request that was answered or lost.
    void newestResult(const DigitSum::Gui::HistoryEntry &entry);
    /// Requests that were answered or lost, in order; their rows may follow later.
    void completed(const QList<DigitSum::Gui::HistoryEntry> &entries);

private:
    /// What the session does not know about an unanswered request.
    struct PendingRow
    {
        qint64 number = 0;
        qint64 digits = -1;
        bool isResent = false;
        bool isRecorded = false; // in the history or in m_added
    };

    qint64 takeNumber();
    void onAnswered(const QList<Exchange> &exchanges);
    void record();
    void flushSome();

    Session *m_session;
    HistoryModel *m_history;
    QHash<ExchangeId, PendingRow> m_pending;
    QList<HistoryEntry> m_added;   // to append to the history
    QList<HistoryEntry> m_changed; // to update in the history
    QTimer m_batch;
    qint64 m_lastNumber = 0;
    qint64 m_openCharacters = 0; // of the request that is being sent in parts
};

} // namespace DigitSum::Gui
