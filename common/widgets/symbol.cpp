// SPDX-License-Identifier: MIT
#include "common/widgets/symbol.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <initializer_list>
#include <memory>

namespace DigitSum {

namespace {

// All symbols are drawn on a square from (0,0) to (16,16), with a pen two units wide.
constexpr qreal side = 16;

QPolygonF points(std::initializer_list<QPointF> coordinates)
{
    return QList<QPointF>(coordinates);
}

void paintTurningArrow(QPainter &painter)
{
    painter.drawArc(QRectF(3, 3, 10, 10), 20 * 16, 290 * 16);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(points({{15.5, 5.0}, {9.5, 6.0}, {13.8, 10.2}}));
}

void paintDoor(QPainter &painter)
{
    painter.drawPolyline(points({{8, 3}, {3, 3}, {3, 13}, {8, 13}}));
    painter.drawLine(QPointF(7, 8), QPointF(13.5, 8));
    painter.drawPolyline(points({{11, 5}, {14, 8}, {11, 11}}));
}

void paintTriangle(QPainter &painter)
{
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(points({{8, 2}, {15, 14}, {1, 14}}));
    painter.restore();
    painter.drawLine(QPointF(8, 6.8), QPointF(8, 9.4));
    painter.drawPoint(QPointF(8, 11.9));
}

void paintInfo(QPainter &painter)
{
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(2, 2, 12, 12));
    painter.restore();
    painter.drawPoint(QPointF(8, 5.2));
    painter.drawLine(QPointF(8, 8), QPointF(8, 11));
}

void paintLock(QPainter &painter)
{
    painter.drawPolyline(points({{5, 7}, {5, 5}}));
    painter.drawPolyline(points({{11, 7}, {11, 5}}));
    painter.drawArc(QRectF(5, 2, 6, 6), 0, 180 * 16);
    painter.drawRoundedRect(QRectF(3, 7, 10, 7), 1, 1);
}

void paintDisc(QPainter &painter, const QPolygonF &first, const QPolygonF &second = {})
{
    QPen hole = painter.pen();
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QRectF(1, 1, 14, 14));
    // The sign is cut out of the disc, so that one colour is enough.
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOut);
    hole.setColor(Qt::black);
    painter.setPen(hole);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(first);
    painter.drawPolyline(second);
}

void paintOnSquare(QPainter &painter, Symbol symbol)
{
    switch (symbol) {
    case Symbol::Ring:
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(2.5, 2.5, 11, 11));
        break;
    case Symbol::Dots:
        painter.setPen(Qt::NoPen);
        for (const qreal x : {3.0, 8.0, 13.0})
            painter.drawEllipse(QPointF(x, 8), 1.9, 1.9);
        break;
    case Symbol::Check:
        paintDisc(painter, points({{4.6, 8.4}, {7.1, 10.9}, {11.4, 5.6}}));
        break;
    case Symbol::Cross:
        paintDisc(painter, points({{5.3, 5.3}, {10.7, 10.7}}), points({{10.7, 5.3}, {5.3, 10.7}}));
        break;
    case Symbol::Warning:
        paintTriangle(painter);
        break;
    case Symbol::Leaving:
        paintDoor(painter);
        break;
    case Symbol::Again:
        painter.save();
        paintTurningArrow(painter);
        painter.restore();
        break;
    case Symbol::Lock:
        paintLock(painter);
        break;
    case Symbol::Info:
        paintInfo(painter);
        break;
    case Symbol::Close:
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(12, 4), QPointF(4, 12));
        break;
    }
}

class SymbolIconEngine final : public QIconEngine
{
public:
    SymbolIconEngine(Symbol symbol, const QColor &ink)
        : m_symbol(symbol)
        , m_ink(ink)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor ink = m_ink;
        if (mode == QIcon::Disabled)
            ink.setAlphaF(0.4F);
        paintSymbol(*painter, m_symbol, rect, ink);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override
    {
        return std::make_unique<SymbolIconEngine>(m_symbol, m_ink).release();
    }

private:
    Symbol m_symbol;
    QColor m_ink;
};

} // namespace

void paintSymbol(QPainter &painter, Symbol symbol, const QRectF &rect, const QColor &ink)
{
    const qreal length = std::min(rect.width(), rect.height());
    if (length < 1)
        return;
    const qreal scale = painter.device()->devicePixelRatioF();
    QPixmap square(QSizeF(length * scale, length * scale).toSize());
    square.setDevicePixelRatio(scale);
    square.fill(Qt::transparent);
    {
        QPainter own(&square);
        own.setRenderHint(QPainter::Antialiasing);
        own.scale(length / side, length / side);
        own.setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        own.setBrush(ink);
        paintOnSquare(own, symbol);
    }
    painter.drawPixmap(QPointF(rect.center().x() - length / 2, rect.center().y() - length / 2),
                       square);
}

QIcon symbolIcon(Symbol symbol, const QColor &ink)
{
    // QIcon owns the engine.
    return QIcon(std::make_unique<SymbolIconEngine>(symbol, ink).release());
}

} // namespace DigitSum
