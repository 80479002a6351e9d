// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>
#include <QObject>

namespace DigitSum {

/// The file of lines that the prompt recalls between runs, one per line, the newest last. Only its
/// owner may read it. Several processes can add to it.
class PromptHistory final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptHistory)

public:
    static constexpr qsizetype maxLines = 1000; ///< that are recalled; twice as many are kept
    static constexpr qsizetype maxLineSize = 16 * 1024; ///< bytes; longer lines are not saved

    explicit PromptHistory(const QString &file, QObject *parent = nullptr);

    /// Returns digitsum/history in `$XDG_STATE_HOME`, by default ~/.local/state (XDG Base Directory
    /// Specification).
    [[nodiscard]] static QString defaultFile();

    [[nodiscard]] const QString &file() const { return m_file; }

    /// Reads the newest lines, and shortens the file if it has become too long.
    [[nodiscard]] QByteArrayList load();
    void append(const QByteArray &line);

Q_SIGNALS:
    /// The file cannot be read or written, for the system's \a reason; emitted once.
    void failed(const QString &reason);

private:
    void fail(const QString &reason);

    const QString m_file;
    bool m_hasFailed = false;
};

} // namespace DigitSum
