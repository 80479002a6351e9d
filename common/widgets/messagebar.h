// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"
#include "common/widgets/symbol.h"

#include <QFrame>

#include <functional>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QToolButton)

namespace DigitSum {

class Announcement;

/// Shows inline, non-modal messages: a bold title, a text, up to two action buttons and a close
/// button. The context menu copies title and text.
///
/// Each message has a subject: the object that it is about. There is one message per subject, and
/// the newest is shown. When it is dismissed or withdrawn, the one before shows again, so that no
/// message goes before it was read or is no longer true.
class MessageBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    /// A button with an empty label is hidden. Clicking it dismisses the message, then runs the
    /// action.
    struct Button
    {
        QString label;
        std::function<void()> action;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    /// Replaces the message about \a subject, which is only compared.
    void showMessage(const void *subject, SemanticColor color, const QString &title,
                     const QString &text, Button first = {}, Button second = {});
    /// Removes the message about \a subject, because it is no longer true.
    void withdraw(const void *subject);
    /// Removes the message that is shown, because it was read.
    void dismiss();
    /// Gives the focus to the first button, which Enter then clicks.
    void focusAction();
    [[nodiscard]] bool hasMessage(const void *subject) const;

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Message
    {
        const void *subject;
        SemanticColor color;
        QString title;
        QString text;
        Button first;
        Button second;
    };

    void remove(const void *subject);
    void run(const Button &button);
    void showNewest();
    void dress();
    void makeRoom();
    void retranslate();

    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_secondAction;
    QToolButton *m_close;
    QAction *m_copy;
    Announcement *m_announcement;
    std::vector<Message> m_messages; // the newest is last
    SemanticColor m_color = SemanticColor::Neutral;
};

} // namespace DigitSum
