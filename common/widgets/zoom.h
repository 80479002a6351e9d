// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QObject>

namespace DigitSum {

/// The text size of all windows, in percent of the system's font size. One per application.
class Zoom final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Zoom)

public:
    static constexpr int least = 50;
    static constexpr int most = 300;

    explicit Zoom(QObject *parent = nullptr);

    [[nodiscard]] int percent() const noexcept { return m_percent; }
    /// Clamps \a percent to least and most.
    void setPercent(int percent);

    void in();
    void out();
    void reset() { setPercent(100); }

Q_SIGNALS:
    void changed(int percent);

private:
    QFont m_font; // the system's font
    int m_percent = 100;
};

/// Returns \a font scaled to \a percent.
[[nodiscard]] QFont scaledFont(QFont font, int percent);

} // namespace DigitSum
