// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QObject>

namespace DigitSum {

/// How large every window's text is, in percent of the system's font. One per application;
/// layouts follow the font, so nothing else needs to know.
class Zoom final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Zoom)

public:
    static constexpr int least = 50;
    static constexpr int most = 300;

    explicit Zoom(QObject *parent = nullptr);

    [[nodiscard]] int percent() const noexcept { return m_percent; }
    /// Bounded by least and most.
    void setPercent(int percent);

    void in();
    void out();
    void reset() { setPercent(100); }

Q_SIGNALS:
    void changed(int percent);

private:
    QFont m_font; // the system's
    int m_percent = 100;
};

/// \a font, \a percent as large.
[[nodiscard]] QFont scaledFont(QFont font, int percent);

} // namespace DigitSum
