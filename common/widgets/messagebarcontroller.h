// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"

#include <QObject>

#include <functional>

namespace DigitSum {

class MessageBar;

/// Shows messages in a message bar and runs the actions of its buttons. Each message replaces the
/// one before it.
class MessageBarController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBarController)

public:
    /// A button with an empty label is not shown.
    struct Button
    {
        QString label;
        std::function<void()> action;
    };

    /// Becomes a child of \a bar.
    explicit MessageBarController(MessageBar *bar);

    void show(SemanticColor color, const QString &title, const QString &text, Button first = {},
              Button second = {});
    void clear();
    /// Returns whether the message with this title is visible.
    [[nodiscard]] bool isShowing(const QString &title) const;

private:
    void run(const Button &button);

    MessageBar *m_bar;
    Button m_first;
    Button m_second;
};

} // namespace DigitSum
