// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace DigitSum {

/// Shows a plain text of any length in the width that it gets: breaks lines between words, and
/// within a word that is too long. So a text from outside, such as a path, never widens a window.
class WrappedLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WrappedLabel)

public:
    explicit WrappedLabel(const QString &objectName, QWidget *parent);

    /// What does not fit into \a lines, or into the height that the layout gives, is elided and
    /// then shown in the tooltip.
    void setMaximumLines(int lines);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QStringList lines(int width) const;
    [[nodiscard]] QStringList shownLines() const;
    [[nodiscard]] bool isElided() const;

    int m_maximumLines = 6;
};

/// Shows \a text at \a place (global) as the tooltip of \a area of \a widget, in lines that fit on
/// the screen. Nothing if \a text is empty.
void showWrappedToolTip(QPoint place, const QString &text, QWidget *widget, const QRect &area);

/// Returns \a text in lines of at most \a width pixels. The last one of \a maximum lines ends with
/// an ellipsis if there is more.
[[nodiscard]] QStringList wrappedLines(const QString &text, const QFont &font, int width,
                                       int maximum);

} // namespace DigitSum
