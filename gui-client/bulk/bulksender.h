// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QFile)
QT_FORWARD_DECLARE_CLASS(QIODevice)

namespace DigitSum::Gui {

class Conversation;

/// Sends one file of any size without loading it into memory: reads a chunk when the session can
/// send more, and returns to the event loop in between. A line `quit` ends the conversation, as
/// everywhere else: nothing after it is sent.
///
///     Sending <--> Paused
///        |            |
///        +-----+------+
///              v
///          Finishing --> Done | Cancelled | Failed
class BulkSender final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkSender)

public:
    enum class Mode : quint8 {
        Lines,     ///< each line is a request
        OneNumber, ///< all lines together are one request
    };
    enum class State : quint8 {
        Sending,
        Paused,
        Finishing, ///< nothing more is sent; waits for replies and writes results
        Done,
        Cancelled,
        Failed, ///< because of error()
    };
    Q_ENUM(State)

    struct Progress
    {
        qint64 bytesRead = 0;
        qint64 totalBytes = 0;
        qint64 sent = 0;     ///< requests
        qint64 answered = 0; ///< including refused and lost ones
        qint64 refused = 0;
        qint64 lost = 0;
        std::chrono::nanoseconds worked{}; ///< without pauses

        [[nodiscard]] double bytesPerSecond() const;
        [[nodiscard]] double answersPerSecond() const;
        /// Returns zero if unknown.
        [[nodiscard]] std::chrono::seconds timeLeft() const;
    };

    /// \a source must be open for reading.
    BulkSender(Conversation &conversation, std::unique_ptr<QIODevice> source, Mode mode,
               QObject *parent = nullptr);
    ~BulkSender() override;

    /// Also writes every result to a CSV file, which keeps the results so far if sending fails.
    /// Call it before start(). Returns an error message, empty on success.
    [[nodiscard]] QString alsoWriteTo(const QString &csvPath);

    void start();
    void setPaused(bool isPaused);
    /// Stops sending and waits for outstanding replies. If a number was sent only in part, or there
    /// is no connection that replies could come from, the session ends.
    void cancel();

    [[nodiscard]] State state() const noexcept { return m_state; }
    [[nodiscard]] bool isOver() const noexcept { return m_state >= State::Done; }
    [[nodiscard]] Mode mode() const noexcept { return m_mode; }
    [[nodiscard]] const Progress &progress() const noexcept { return m_progress; }
    [[nodiscard]] QString error() const { return m_error; }

Q_SIGNALS:
    void stateChanged(DigitSum::Gui::BulkSender::State state);

private:
    void setState(State state);
    void work();
    [[nodiscard]] bool canSend() const;
    void sendSome();
    void sendLines(QByteArrayView bytes);
    void endLine(bool isLast);
    void sendDigits(QByteArrayView bytes);
    void sendPart(QByteArrayView part);
    void finishRequest();
    void quit(bool isLast);
    void finishSource();
    void writeSome();
    void failToWrite();
    void onCompleted(const QList<HistoryEntry> &entries);
    void onSessionState();
    void finish(State outcome, const QString &error = {});
    void endIfFinished();

    Conversation &m_conversation;
    std::unique_ptr<QIODevice> m_source;
    std::unique_ptr<QFile> m_csv;
    const Mode m_mode;
    State m_state = State::Paused;
    State m_outcome = State::Done;     // what follows Finishing
    bool m_isConversationOver = false; // no more replies follow
    Progress m_progress;
    QString m_error;
    QTimer m_turn;         // calls work() in the next turn of the event loop
    QElapsedTimer m_clock; // runs while not paused
    bool m_isRequestOpen = false;
    QByteArray m_line;            // an incomplete short line, or the beginning of a number
    bool m_isAfterReturn = false; // a line feed that follows belongs to the same line end
    qint64 m_before = 0;          // number of the last request before start()
    QList<HistoryEntry> m_toWrite;
    qsizetype m_written = 0; // entries of m_toWrite
};

} // namespace DigitSum::Gui
