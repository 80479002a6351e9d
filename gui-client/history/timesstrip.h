// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QWidget>

#include <deque>

QT_FORWARD_DECLARE_CLASS(QLabel)

namespace DigitSum {
class Sparkline;
} // namespace DigitSum

namespace DigitSum::Gui {

/// The most recent round-trip times and their percentiles. A value type.
class RoundTripTimes final
{
public:
    static constexpr qsizetype maxKept = 300;

    void add(std::chrono::nanoseconds time);
    [[nodiscard]] qsizetype count() const noexcept { return qsizetype(m_times.size()); }
    /// Returns the time that \a percent of the requests did not exceed (nearest rank); zero if
    /// there are none.
    [[nodiscard]] std::chrono::nanoseconds percentile(int percent) const;

private:
    std::deque<std::chrono::nanoseconds> m_times;
};

/// A chart of the most recent round-trip times below the history, one bar per request.
class TimesStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimesStrip)

public:
    explicit TimesStrip(QWidget *parent = nullptr);

    void add(const QList<HistoryEntry> &answered);
    [[nodiscard]] const RoundTripTimes &times() const noexcept { return m_times; }
    /// Returns, for example, "p50 0.08 ms, p99 0.20 ms"; empty before the first answer.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void changed();

private:
    void retranslate();

    QLabel *m_label;
    Sparkline *m_line;
    RoundTripTimes m_times;
};

} // namespace DigitSum::Gui
