// SPDX-License-Identifier: MIT
#include "common/widgets/columnwidths.h"

#include "common/widgets/eventcallback.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QStyle>
#include <QTableView>

#include <utility>

namespace DigitSum {

ColumnWidths::ColumnWidths(QTableView &table, std::vector<double> characters)
    : QObject(&table)
    , m_table(table)
    , m_header(*table.horizontalHeader())
    , m_characters(std::move(characters))
{
    fit();
    connect(&m_header, &QHeaderView::sectionResized, this, &ColumnWidths::onResized);
    onEvent(&table, QEvent::FontChange, [this] { fit(); });
}

bool ColumnWidths::restoreState(const QByteArray &state)
{
    const QScopedValueRollback guard(m_isFitting, true);
    std::vector<QHeaderView::ResizeMode> modes;
    modes.reserve(std::size_t(m_header.count()));
    for (int column = 0; column < m_header.count(); ++column)
        modes.push_back(m_header.sectionResizeMode(column));
    if (!m_header.restoreState(state))
        return false;
    for (int column = 0; column < m_header.count(); ++column) {
        m_header.setSectionResizeMode(column, modes[std::size_t(column)]); // it is in the state
        if (!m_header.isSectionHidden(column) && m_characters[std::size_t(column)] > 0)
            m_characters[std::size_t(column)] =
                double(m_header.sectionSize(column)) / characterWidth();
    }
    return true;
}

void ColumnWidths::fit()
{
    const QScopedValueRollback guard(m_isFitting, true);
    const int margin = m_header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &m_header);
    m_header.setMinimumSectionSize(7 * characterWidth() + 2 * margin);
    const bool isLastStretched = m_header.stretchLastSection();
    m_header.setStretchLastSection(false); // so that resizeSection() applies to the last column
    for (int column = 0; column < m_header.count(); ++column) {
        const double characters = m_characters[std::size_t(column)];
        if (characters > 0 && !m_header.isSectionHidden(column))
            m_header.resizeSection(column, qRound(characters * characterWidth()));
    }
    m_header.setStretchLastSection(isLastStretched);
}

void ColumnWidths::onResized(int column, int before, int now)
{
    double &characters = m_characters[std::size_t(column)];
    const bool isStretched =
        m_header.stretchLastSection() && m_header.visualIndex(column) == m_header.count() - 1;
    if (m_isFitting || now == 0 || characters <= 0 || isStretched)
        return;
    if (before == 0) // shown again, as wide as it was with the font of that time
        m_header.resizeSection(column, qRound(characters * characterWidth()));
    else
        characters = double(now) / characterWidth();
}

int ColumnWidths::characterWidth() const
{
    return m_table.fontMetrics().horizontalAdvance(u'0');
}

} // namespace DigitSum
