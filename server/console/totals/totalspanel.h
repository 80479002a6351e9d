// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/totals/totalshistory.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace DigitSum {

class Sparkline;

/// The service's totals at a glance: what is now, what was most, and the last minute.
class TotalsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TotalsPanel)

public:
    explicit TotalsPanel(QWidget *parent = nullptr);

    void showTotals(const TotalsHistory &history);
    /// Goes on with the charts.
    void addPoints(const TotalsHistory &history);
    void clearCharts();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Tile
    {
        QLabel *caption = nullptr;
        QLabel *now = nullptr;
        QLabel *more = nullptr;
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
