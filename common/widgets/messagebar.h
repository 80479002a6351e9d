// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"
#include "common/widgets/symbol.h"

#include <QFrame>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QToolButton)

namespace DigitSum {

/// An inline, non-modal message: a bold title, a text, up to two action buttons and a close button.
/// Its context menu copies title and text.
/// Hidden until showMessage() is called; each message replaces the one before it.
class MessageBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    /// A button with an empty label is hidden. Clicking it hides the message, then runs the action.
    struct Button
    {
        QString label;
        std::function<void()> action;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(SemanticColor color, const QString &title, const QString &text,
                     Button first = {}, Button second = {});
    /// Returns whether the message with this title is visible.
    [[nodiscard]] bool isShowing(const QString &title) const;

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void run(const Button &button);
    void dress();
    void makeRoom();
    void retranslate();

    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_text;
    Button m_first;
    Button m_second;
    QPushButton *m_action;
    QPushButton *m_secondAction;
    QToolButton *m_close;
    QAction *m_copy;
    SemanticColor m_color = SemanticColor::Neutral;
};

} // namespace DigitSum
