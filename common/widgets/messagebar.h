// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/mark.h"
#include "common/widgets/tone.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace DigitSum {

/// Tells people something inside the window, above what it is about, and never in their way: a
/// title in bold, a text, up to two buttons for next steps, and one that dismisses it. Hidden
/// until something is told. All text is plain.
class MessageBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows the bar. An empty \a action or \a secondAction means no such button.
    void tell(Tone tone, const QString &title, const QString &text, const QString &action = {},
              const QString &secondAction = {});
    /// Hides it, without dismissed().
    void clear();

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void actionTriggered();
    void secondActionTriggered();
    void dismissed(); ///< by a person

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

    QLabel *m_mark;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_secondAction;
    QToolButton *m_close;
    Tone m_tone = Tone::Neutral;
};

} // namespace DigitSum
