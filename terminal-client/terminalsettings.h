// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace DigitSum {

/// Restores a terminal's settings when a signal ends the process, or stops it (Ctrl+Z). One object
/// per process.
class TerminalSettings final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalSettings)

public:
    /// Saves the settings of \a terminal, a descriptor.
    explicit TerminalSettings(int terminal, QObject *parent = nullptr);
    ~TerminalSettings() override;

    /// Returns whether \a descriptor is a terminal on which a program can move the cursor.
    [[nodiscard]] static bool canMoveCursor(int descriptor);

Q_SIGNALS:
    /// The size has changed, or the process goes on after it was stopped: other programs may have
    /// changed the settings and what is on the terminal.
    void changed();

private:
    void onSignal();

    QSocketNotifier m_notifier;
};

} // namespace DigitSum
