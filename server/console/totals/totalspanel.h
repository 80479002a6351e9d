// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/totals/totalshistory.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QLabel)

namespace DigitSum {

class Sparkline;
class WrappedLabel;

/// The service's totals: for each series the current value, the sum, the peak, and a chart of the
/// last minute.
class TotalsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TotalsPanel)

public:
    explicit TotalsPanel(QWidget *parent = nullptr);

    void showTotals(const TotalsHistory &history);
    /// Adds the current values to the charts; call it about once a second.
    void addPoints(const TotalsHistory &history);
    void clearCharts();

private:
    struct Tile
    {
        QLabel *caption = nullptr;
        WrappedLabel *now = nullptr;
        WrappedLabel *more = nullptr;
        Sparkline *chart = nullptr;
    };

    void addTile(TotalsHistory::Series series, const QString &name);
    void retranslate();
    void adjustFonts();
    [[nodiscard]] static QString value(TotalsHistory::Series series, double amount);

    std::array<Tile, TotalsHistory::SeriesCount> m_tiles;
    TotalsHistory m_shown;
};

} // namespace DigitSum
