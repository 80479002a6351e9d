// SPDX-License-Identifier: MIT
#include "common/widgets/sparkline.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace DigitSum {

Sparkline::Sparkline(Style style, qsizetype capacity, QWidget *parent)
    : QWidget(parent)
    , m_style(style)
    , m_capacity(capacity)
    , m_format([](double value) { return QLocale().toString(value, 'g', 4); })
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setFormat(std::function<QString(double)> format)
{
    m_format = std::move(format);
    describe();
}

void Sparkline::append(double value)
{
    append({Sample{.value = value}});
}

void Sparkline::append(const QList<Sample> &samples)
{
    const auto isSame = [&samples](const Sample &sample) { return sample == samples.constFirst(); };
    if (count() == m_capacity && m_marked < 0 && !samples.isEmpty()
        && std::all_of(samples.cbegin(), samples.cend(), isSame)
        && std::all_of(m_samples.cbegin(), m_samples.cend(), isSame))
        return; // looks the same, such as a minute in which nothing happened
    const qsizetype fresh = std::min(samples.size(), m_capacity);
    m_samples.insert(m_samples.end(), samples.end() - fresh, samples.end());
    const qsizetype surplus = std::max(qsizetype(0), count() - m_capacity);
    m_samples.erase(m_samples.begin(), m_samples.begin() + surplus);
    if (m_marked >= 0)
        m_marked = std::max(qsizetype(-1), m_marked - surplus);
    describe();
}

void Sparkline::clear()
{
    m_samples.clear();
    m_marked = -1;
    describe();
}

double Sparkline::highest() const
{
    double top = 0;
    for (const Sample &sample : m_samples)
        top = std::max(top, sample.value);
    return top;
}

void Sparkline::describe()
{
    setAccessibleDescription(
        m_samples.empty()
            ? tr("Nothing measured yet")
            : tr("Newest %1, highest %2").arg(m_format(newest()), m_format(highest())));
    update();
}

QString Sparkline::textOf(qsizetype index) const
{
    if (index < 0 || index >= count())
        return {};
    const Sample &sample = m_samples[std::size_t(index)];
    const QString value = m_format(sample.value);
    return sample.note.isEmpty() ? value : tr("%1 - %2", "value - note").arg(value, sample.note);
}

QString Sparkline::textAt(const QPoint &position) const
{
    return textOf(indexAt(position));
}

QSize Sparkline::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, fontMetrics().height() * 2};
}

QSize Sparkline::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 10, fontMetrics().height() * 2};
}

QRectF Sparkline::plot() const
{
    return QRectF(rect()).adjusted(2, 3, -2, -2);
}

qreal Sparkline::stride() const
{
    return plot().width() / qreal(m_capacity);
}

// Not mirrored in right-to-left layouts: time runs from left to right in every chart.
qreal Sparkline::xOf(qsizetype index) const
{
    return plot().right() - (qreal(count() - index) - 0.5) * stride();
}

qreal Sparkline::heightOf(double value, double top) const
{
    return top > 0 ? value / top * plot().height() : 0;
}

qsizetype Sparkline::indexAt(const QPoint &position) const
{
    const qreal fromEnd = (plot().right() - position.x()) / stride();
    const qsizetype index = count() - 1 - qsizetype(std::floor(std::max(0.0, fromEnd)));
    return index >= 0 ? index : -1;
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (m_samples.empty())
        return;

    painter.setRenderHint(QPainter::Antialiasing);
    const double top = highest() * 1.1;
    if (m_style == Style::Bars)
        paintBars(painter, top);
    else
        paintLine(painter, top);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void Sparkline::paintBars(QPainter &painter, double top) const
{
    painter.setPen(Qt::NoPen);
    const qreal width = std::max(1.0, stride() * 0.8);
    for (qsizetype i = 0; i < count(); ++i) {
        const Sample &sample = m_samples[std::size_t(i)];
        const qreal height = std::max(1.0, heightOf(sample.value, top));
        const QRectF bar(xOf(i) - width / 2, plot().bottom() - height, width, height);
        painter.fillRect(bar, i == m_marked ? palette().color(QPalette::Text)
                                            : foregroundColor(sample.color, palette()));
    }
}

void Sparkline::paintLine(QPainter &painter, double top) const
{
    QPolygonF line;
    for (qsizetype i = 0; i < count(); ++i)
        line << QPointF(xOf(i), plot().bottom() - heightOf(m_samples[std::size_t(i)].value, top));

    const QColor ink = foregroundColor(m_samples.back().color, palette());
    QColor ground = ink;
    ground.setAlphaF(0.15F);
    QPolygonF area = line;
    area << QPointF(line.last().x(), plot().bottom()) << QPointF(line.first().x(), plot().bottom());
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawPolygon(area);
    painter.setPen(QPen(ink, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);

    const qsizetype dot = m_marked >= 0 ? m_marked : count() - 1;
    painter.setBrush(ink);
    painter.drawEllipse(line.at(dot), 2, 2);
}

void Sparkline::mark(qsizetype index)
{
    if (m_marked == index)
        return;
    m_marked = index;
    update();
}

bool Sparkline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = textAt(help->pos());
        QToolTip::showText(help->globalPos(), text.isEmpty() ? accessibleDescription() : text,
                           this);
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        describe();
    return QWidget::event(event);
}

void Sparkline::mouseMoveEvent(QMouseEvent *event)
{
    mark(indexAt(event->position().toPoint()));
    if (QToolTip::isVisible())
        QToolTip::showText(event->globalPosition().toPoint(), textOf(m_marked), this);
}

void Sparkline::leaveEvent(QEvent *)
{
    mark(-1);
}

void Sparkline::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step == 0 || m_samples.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const qsizetype from = m_marked < 0 ? count() : m_marked;
    mark(std::clamp(from + step, qsizetype(0), count() - 1));
    const QPointF place(xOf(m_marked), 0);
    QToolTip::showText(mapToGlobal(place.toPoint()), textOf(m_marked), this);
}

void Sparkline::focusOutEvent(QFocusEvent *event)
{
    mark(-1);
    QWidget::focusOutEvent(event);
}

} // namespace DigitSum
