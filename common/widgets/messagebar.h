// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"
#include "common/widgets/symbol.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace DigitSum {

/// An inline, non-modal message: a bold title, a text, up to two action buttons and a close button.
/// Hidden until showMessage() is called. All text is plain.
class MessageBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows the bar. A button with an empty label is hidden.
    void showMessage(SemanticColor color, const QString &title, const QString &text,
                     const QString &action = {}, const QString &secondAction = {});
    /// Hides the bar without emitting dismissed().
    void clear();

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void actionTriggered();
    void secondActionTriggered();
    void dismissed(); ///< The user closed the bar.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void dismiss();
    void dress();
    void makeRoom();
    void retranslate();

    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_secondAction;
    QToolButton *m_close;
    SemanticColor m_color = SemanticColor::Neutral;
};

} // namespace DigitSum
