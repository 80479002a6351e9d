// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QIODevice)
QT_FORWARD_DECLARE_CLASS(QSaveFile)

namespace DigitSum::Gui {

class Conversation;

/// Sends one file of any size without loading it into memory: reads a chunk when the session can
/// send more, and returns to the event loop in between.
///
///     Sending <--> Paused
///        |            |
///     Finishing ------+--> Done | Cancelled | Failed
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
        Finishing, ///< everything was sent; waiting for replies
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

    /// Also writes every result to a CSV file. Call it before start(). Returns an error message,
    /// empty on success.
    [[nodiscard]] QString alsoWriteTo(const QString &csvPath);

    void start();
    void setPaused(bool isPaused);
    /// Stops sending and waits for outstanding replies. If a number was sent only in part, the
    /// connection is closed.
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
    [[nodiscard]] bool sendLines(QByteArrayView bytes);
    [[nodiscard]] bool sendDigits(QByteArrayView bytes);
    [[nodiscard]] bool endLine();
    [[nodiscard]] bool sendPart(QByteArrayView part);
    [[nodiscard]] bool finishRequest();
    void finishSource();
    void writeSome();
    void onCompleted(const QList<HistoryEntry> &entries);
    void onSessionState();
    void endIfAnswered();
    void end(State state);
    void fail(const QString &error);

    Conversation &m_conversation;
    std::unique_ptr<QIODevice> m_source;
    std::unique_ptr<QSaveFile> m_csv;
    const Mode m_mode;
    State m_state = State::Paused;
    Progress m_progress;
    QString m_error;
    QTimer m_turn;         // calls work() in the next turn of the event loop
    QElapsedTimer m_clock; // runs while not paused
    bool m_isRequestOpen = false;
    QByteArray m_line; // an incomplete short line
    bool m_isCancelling = false;
    qint64 m_before = 0; // number of the last request before start()
    QList<HistoryEntry> m_toWrite;
    qsizetype m_written = 0; // entries of m_toWrite
};

} // namespace DigitSum::Gui
