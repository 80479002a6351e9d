// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"

#include <QList>
#include <QWidget>

#include <deque>
#include <functional>

namespace DigitSum {

/// A small chart of the most recent values. Hovering over a value, or moving to it with the arrow
/// keys, shows it as text.
class Sparkline final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sparkline)

public:
    enum class Style : quint8 { Line, Bars };

    struct Sample
    {
        double value = 0; ///< not negative
        SemanticColor color = SemanticColor::Busy;
        QString note = {}; ///< shown after the value; may be empty

        bool operator==(const Sample &other) const = default;
    };

    /// Keeps the last \a capacity samples.
    Sparkline(Style style, qsizetype capacity, QWidget *parent = nullptr);

    /// Formats a value for display.
    void setFormat(std::function<QString(double)> format);

    void append(double value);
    void append(const QList<Sample> &samples);
    void clear();

    [[nodiscard]] qsizetype count() const noexcept { return qsizetype(m_samples.size()); }
    [[nodiscard]] double newest() const { return m_samples.empty() ? 0 : m_samples.back().value; }
    [[nodiscard]] double highest() const;
    /// Returns the tool tip at \a position, empty if there is no value.
    [[nodiscard]] QString textAt(const QPoint &position) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void mark(qsizetype index);
    void describe();
    [[nodiscard]] QString textOf(qsizetype index) const;
    [[nodiscard]] qsizetype indexAt(const QPoint &position) const;
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] qreal stride() const;
    [[nodiscard]] qreal xOf(qsizetype index) const;
    [[nodiscard]] qreal heightOf(double value, double top) const;
    void paintBars(QPainter &painter, double top) const;
    void paintLine(QPainter &painter, double top) const;

    const Style m_style;
    const qsizetype m_capacity;
    std::function<QString(double)> m_format;
    std::deque<Sample> m_samples;
    qsizetype m_marked = -1;
};

} // namespace DigitSum
