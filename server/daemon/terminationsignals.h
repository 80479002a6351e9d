// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace DigitSum {

/// Turns SIGTERM and SIGINT into a Qt signal, in the event loop of the thread it was made in.
/// One object per process; it handles the signals as long as it lives.
class TerminationSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminationSignals)

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void received();
};

} // namespace DigitSum
