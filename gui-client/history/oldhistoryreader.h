// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <optional>
#include <variant>

QT_FORWARD_DECLARE_CLASS(QFile)

namespace DigitSum::Gui {

/// Reads the history file of version 1.0, which HistoryDatabase imports. Needs little memory,
/// however large the file is.
///
///     file    = *record
///     record  = marker  length(u32)  checksum(4 bytes)  payload      big-endian
///     payload = 'e' entry | 'r' first-number last-number             an entry, or rows removed
class OldHistoryReader final
{
    Q_DISABLE_COPY_MOVE(OldHistoryReader)

public:
    struct Removed
    {
        qint64 first;
        qint64 last;
    };
    using Record = std::variant<HistoryEntry, Removed>;

    /// \a file must be open for reading and outlive the reader.
    explicit OldHistoryReader(QFile &file);

    /// Returns the next intact record, nothing at the end. A later record replaces an earlier one
    /// with the same number.
    [[nodiscard]] std::optional<Record> next();
    /// Returns whether bytes were skipped or could not be read.
    [[nodiscard]] bool isDamaged() const noexcept { return m_isDamaged; }

private:
    [[nodiscard]] bool fill(qsizetype size);
    [[nodiscard]] QByteArray payload();
    void skip();

    QFile &m_file;
    QByteArray m_buffer;
    qsizetype m_place = 0; // in m_buffer
    bool m_isDamaged = false;
};

} // namespace DigitSum::Gui
