// SPDX-License-Identifier: MIT
#include "common/widgets/messagebarcontroller.h"

#include "common/widgets/messagebar.h"

namespace DigitSum {

MessageBarController::MessageBarController(MessageBar *bar)
    : QObject(bar)
    , m_bar(bar)
{
    connect(bar, &MessageBar::actionTriggered, this, [this] { run(m_first); });
    connect(bar, &MessageBar::secondActionTriggered, this, [this] { run(m_second); });
}

void MessageBarController::show(SemanticColor color, const QString &title, const QString &text,
                                Button first, Button second)
{
    m_first = std::move(first);
    m_second = std::move(second);
    m_bar->showMessage(color, title, text, m_first.label, m_second.label);
}

void MessageBarController::clear()
{
    m_bar->clear();
}

bool MessageBarController::isShowing(const QString &title) const
{
    return !m_bar->isHidden() && m_bar->title() == title;
}

void MessageBarController::run(const Button &button)
{
    m_bar->clear();
    // Copied, because the action may show another message and so replace the button.
    const auto action = button.action;
    action();
}

} // namespace DigitSum
