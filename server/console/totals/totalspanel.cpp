// SPDX-License-Identifier: MIT
#include "server/console/totals/totalspanel.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/humantext.h"
#include "common/widgets/plainlabel.h"
#include "common/widgets/sparkline.h"
#include "common/widgets/wrappedlabel.h"
#include "common/widgets/zoom.h"

#include <QBoxLayout>
#include <QLabel>

namespace DigitSum {

namespace {

constexpr qsizetype minute = 60; // samples, one a second

} // namespace

TotalsPanel::TotalsPanel(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    addTile(TotalsHistory::Clients, QStringLiteral("totalClients"));
    addTile(TotalsHistory::Requests, QStringLiteral("totalRequests"));
    addTile(TotalsHistory::Refused, QStringLiteral("totalRefused"));
    addTile(TotalsHistory::BytesIn, QStringLiteral("totalBytesIn"));
    addTile(TotalsHistory::BytesOut, QStringLiteral("totalBytesOut"));
    adjustFonts();
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    onEvent(this, QEvent::FontChange, [this] { adjustFonts(); });
    retranslate();
}

void TotalsPanel::addTile(TotalsHistory::Series series, const QString &name)
{
    Tile &tile = m_tiles.at(series);
    tile.caption = plainLabel(name + QStringLiteral("Caption"), this);
    // So that large numbers never widen the window.
    tile.now = new WrappedLabel(name, this);
    tile.more = new WrappedLabel(name + QStringLiteral("More"), this);
    for (WrappedLabel *label : {tile.now, tile.more})
        label->setMaximumLines(1);
    tile.chart = new Sparkline(Sparkline::Style::Line, minute, this);
    tile.chart->setObjectName(name + QStringLiteral("Chart"));
    tile.chart->setFormat([series](double amount) { return value(series, amount); });

    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(tile.caption);
    column->addWidget(tile.now);
    column->addWidget(tile.chart);
    column->addWidget(tile.more);
    static_cast<QBoxLayout *>(layout())->addLayout(column, 1);
}

QString TotalsPanel::value(TotalsHistory::Series series, double amount)
{
    switch (series) {
    case TotalsHistory::Clients:
        return HumanText::count(qint64(amount));
    case TotalsHistory::Requests:
    case TotalsHistory::Refused:
        return tr("%1/s", "how many per second").arg(HumanText::rate(amount));
    case TotalsHistory::BytesIn:
    case TotalsHistory::BytesOut:
        return tr("%1/s", "how many per second").arg(HumanText::bytes(qint64(amount)));
    case TotalsHistory::SeriesCount:
        break;
    }
    return {};
}

void TotalsPanel::showTotals(const TotalsHistory &history)
{
    m_shown = history;
    const Totals &totals = history.totals();
    const std::array<QString, TotalsHistory::SeriesCount> sums = {
        tr("%1 in total", "clients").arg(HumanText::count(qint64(totals.accepted))),
        tr("%1 in total", "requests").arg(HumanText::count(qint64(totals.requests))),
        tr("%1 in total", "refused requests").arg(HumanText::count(qint64(totals.refused))),
        tr("%1 in total", "bytes in").arg(HumanText::bytes(qint64(totals.bytesIn))),
        tr("%1 in total", "bytes out").arg(HumanText::bytes(qint64(totals.bytesOut))),
    };
    for (quint8 i = 0; i < TotalsHistory::SeriesCount; ++i) {
        const auto series = TotalsHistory::Series(i);
        m_tiles.at(i).now->setText(value(series, history.current(series)));
        m_tiles.at(i).more->setText(
            tr("%1, peak %2", "sum, peak").arg(sums.at(i), value(series, history.peak(series))));
    }
}

void TotalsPanel::addPoints(const TotalsHistory &history)
{
    for (quint8 i = 0; i < TotalsHistory::SeriesCount; ++i)
        m_tiles.at(i).chart->append(history.current(TotalsHistory::Series(i)));
}

void TotalsPanel::clearCharts()
{
    for (const Tile &tile : m_tiles)
        tile.chart->clear();
}

void TotalsPanel::adjustFonts()
{
    QFont large = scaledFont(font(), 150);
    large.setBold(true);
    const QFont small = scaledFont(font(), 90);
    for (const Tile &tile : m_tiles) {
        tile.now->setFont(large);
        tile.more->setFont(small);
    }
}

void TotalsPanel::retranslate()
{
    const std::array<QString, TotalsHistory::SeriesCount> captions = {
        tr("Clients"), tr("Requests"), tr("Refused"), tr("Bytes in"), tr("Bytes out")};
    for (quint8 i = 0; i < TotalsHistory::SeriesCount; ++i) {
        const Tile &tile = m_tiles.at(i);
        tile.caption->setText(captions.at(i));
        tile.chart->setAccessibleName(tr("%1, last minute").arg(captions.at(i)));
    }
    showTotals(m_shown);
}

} // namespace DigitSum
