// SPDX-License-Identifier: MIT
#include "common/widgets/wrappedlabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScreen>
#include <QStyle>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>

namespace DigitSum {

namespace {

constexpr int leastCharacters = 12;     // of each line
constexpr int leastCharactersOfOne = 6; // if there is only one, such as a number
constexpr int wantedCharacters = 60;
constexpr int toolTipCharacters = 80;
constexpr int toolTipLines = 20;

} // namespace

QStringList wrappedLines(const QString &text, const QFont &font, int width, int maximum)
{
    QString paragraphs = text;
    QTextLayout layout(paragraphs.replace(u'\n', QChar::LineSeparator), font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() == maximum - 1) {
            const QString rest = text.mid(line.textStart());
            lines.append(QFontMetrics(font).elidedText(rest.simplified(), Qt::ElideRight, width));
            break;
        }
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

void showWrappedToolTip(QPoint place, const QString &text, QWidget *widget, const QRect &area)
{
    const QFont font = QToolTip::font();
    const int most = QFontMetrics(font).averageCharWidth() * toolTipCharacters;
    const int width = std::min(most, widget->screen()->availableGeometry().width() * 3 / 4);
    QToolTip::showText(place, wrappedLines(text, font, width, toolTipLines).join(u'\n'), widget,
                       area);
}

WrappedLabel::WrappedLabel(const QString &objectName, QWidget *parent)
    : QLabel(parent)
{
    setObjectName(objectName);
    setWordWrap(true);
}

void WrappedLabel::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
}

QStringList WrappedLabel::lines(int width) const
{
    return wrappedLines(text(), font(), width, m_maximumLines);
}

int WrappedLabel::heightForWidth(int width) const
{
    return int(std::max(lines(width).size(), qsizetype(1))) * fontMetrics().lineSpacing();
}

QSize WrappedLabel::sizeHint() const
{
    const int most = fontMetrics().averageCharWidth() * wantedCharacters;
    // A pixel more, because the width is rounded.
    const int width = std::min(fontMetrics().horizontalAdvance(text()) + 1, most);
    return {width, heightForWidth(width)};
}

QSize WrappedLabel::minimumSizeHint() const
{
    const int characters = m_maximumLines == 1 ? leastCharactersOfOne : leastCharacters;
    return {fontMetrics().averageCharWidth() * characters, fontMetrics().lineSpacing()};
}

/// A height that is not enough for all lines takes whole ones away.
QStringList WrappedLabel::shownLines() const
{
    const int fitting = std::max(1, height() / fontMetrics().lineSpacing());
    return wrappedLines(text(), font(), width(), std::min(fitting, m_maximumLines));
}

bool WrappedLabel::isElided() const
{
    const QStringList shown = shownLines();
    return !shown.isEmpty() && !text().simplified().endsWith(shown.last().simplified());
}

bool WrappedLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !isElided())
        return QLabel::event(event);
    showWrappedToolTip(static_cast<QHelpEvent *>(event)->globalPos(), text(), this, rect());
    return true;
}

void WrappedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const auto flags =
        int(QStyle::visualAlignment(layoutDirection(), alignment()) & Qt::AlignHorizontal_Mask)
        | Qt::TextSingleLine;
    const QStringList shown = shownLines();
    const int spacing = fontMetrics().lineSpacing();
    int top = std::max(0, (height() - int(shown.size()) * spacing) / 2);
    for (const QString &line : shown) {
        painter.drawText(QRect(0, top, width(), spacing), flags, line);
        top += spacing;
    }
}

} // namespace DigitSum
