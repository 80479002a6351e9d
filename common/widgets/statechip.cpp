// SPDX-License-Identifier: MIT
#include "common/widgets/statechip.h"

#include "common/widgets/announcement.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace DigitSum {

namespace {

constexpr int gap = 6;

} // namespace

StateChip::StateChip(QWidget *parent)
    : QWidget(parent)
    , m_announcement(new Announcement(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void StateChip::setState(Symbol symbol, SemanticColor color, const QString &word,
                         const QString &detail)
{
    const bool isNews = word != m_word;
    m_symbol = symbol;
    m_color = color;
    m_word = word;
    m_detail = detail;
    describe();
    if (isNews)
        m_announcement->announce();
    updateGeometry();
}

void StateChip::setDetail(const QString &detail)
{
    if (detail == m_detail)
        return;
    m_detail = detail;
    describe();
}

void StateChip::describe()
{
    setAccessibleName(m_detail.isEmpty() ? m_word : m_word + u' ' + m_detail);
    setToolTip(m_detail);
    update();
}

QFont StateChip::wordFont() const
{
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

int StateChip::wordEnd() const
{
    const int symbol = fontMetrics().height();
    return symbol + gap + QFontMetrics(wordFont()).horizontalAdvance(m_word);
}

QSize StateChip::sizeHint() const
{
    const int detail = m_detail.isEmpty() ? 0 : gap + fontMetrics().horizontalAdvance(m_detail);
    return {wordEnd() + detail + 2 * gap, fontMetrics().height() + gap};
}

QSize StateChip::minimumSizeHint() const
{
    return {wordEnd() + 2 * gap, fontMetrics().height() + gap};
}

void StateChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto mirrored = [this](const QRect &box) {
        return QStyle::visualRect(layoutDirection(), rect(), box);
    };
    const int side = fontMetrics().height();
    const QColor ink = foregroundColor(m_color, palette());
    paintSymbol(painter, m_symbol, mirrored({gap, (height() - side) / 2, side, side}), ink);

    const auto flags =
        int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    painter.setFont(wordFont());
    painter.setPen(ink);
    const int begin = gap + side + gap;
    const int end = gap + wordEnd();
    painter.drawText(mirrored({begin, 0, end - begin + gap, height()}), flags, m_word);

    painter.setFont(font());
    painter.setPen(palette().color(QPalette::WindowText));
    const int room = width() - end - 2 * gap;
    painter.drawText(mirrored({end + gap, 0, room, height()}), flags,
                     fontMetrics().elidedText(m_detail, Qt::ElideRight, room));
}

void StateChip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace DigitSum
