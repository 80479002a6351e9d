// SPDX-License-Identifier: MIT
#include "gui-client/history/timesstrip.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/humantext.h"
#include "common/widgets/sparkline.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/outcomestatus.h"

#include <QBoxLayout>
#include <QLabel>

#include <algorithm>
#include <vector>

namespace DigitSum::Gui {

void RoundTripTimes::add(std::chrono::nanoseconds time)
{
    m_times.push_back(time);
    if (count() > maxKept)
        m_times.pop_front();
}

std::chrono::nanoseconds RoundTripTimes::percentile(int percent) const
{
    if (m_times.empty())
        return {};
    std::vector<std::chrono::nanoseconds> sorted(m_times.begin(), m_times.end());
    const std::size_t rank = (sorted.size() * std::size_t(percent) + 99) / 100;
    const auto place = sorted.begin() + qsizetype(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
}

TimesStrip::TimesStrip(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_line(new Sparkline(Sparkline::Style::Bars, RoundTripTimes::maxKept, this))
{
    m_line->setObjectName(QStringLiteral("timesLine"));
    m_label->setBuddy(m_line);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_label);
    row->addWidget(m_line, 1);
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    retranslate();
}

void TimesStrip::add(const QList<HistoryEntry> &answered)
{
    const qsizetype first = std::max(qsizetype(0), answered.size() - RoundTripTimes::maxKept);
    QList<Sparkline::Sample> samples;
    for (const HistoryEntry &entry : answered.mid(first)) {
        const Exchange &exchange = entry.exchange;
        if (exchange.roundTripTime.count() <= 0)
            continue;
        m_times.add(exchange.roundTripTime);
        samples.append({double(exchange.roundTripTime.count()), statusText(exchange.outcome).color,
                        tr("request %L1, %2", "number, reply")
                            .arg(entry.number)
                            .arg(HistoryModel::replyText(entry))});
    }
    if (samples.isEmpty())
        return;
    m_line->append(samples);
    Q_EMIT changed();
}

QString TimesStrip::summary() const
{
    if (m_times.count() == 0)
        return {};
    return tr("p50 %1, p99 %2", "percentiles of the round-trip time")
        .arg(HumanText::roundTrip(m_times.percentile(50)),
             HumanText::roundTrip(m_times.percentile(99)));
}

void TimesStrip::retranslate()
{
    m_label->setText(tr("Times"));
    m_line->setAccessibleName(tr("Round-trip times of the last requests"));
    m_line->setFormat(
        [](double value) { return HumanText::roundTrip(std::chrono::nanoseconds(qint64(value))); });
}

} // namespace DigitSum::Gui
