// SPDX-License-Identifier: MIT
#include "common/widgets/noticeboard.h"

#include "common/widgets/messagebar.h"

namespace DigitSum {

NoticeBoard::NoticeBoard(MessageBar *bar)
    : QObject(bar)
    , m_bar(bar)
{
    connect(bar, &MessageBar::actionTriggered, this, [this] { act(m_first); });
    connect(bar, &MessageBar::secondActionTriggered, this, [this] { act(m_second); });
}

void NoticeBoard::tell(Tone tone, const QString &title, const QString &text, Offer first,
                       Offer second)
{
    m_first = std::move(first);
    m_second = std::move(second);
    m_bar->tell(tone, title, text, m_first.label, m_second.label);
}

void NoticeBoard::clear()
{
    m_bar->clear();
}

bool NoticeBoard::shows(const QString &title) const
{
    return !m_bar->isHidden() && m_bar->title() == title;
}

void NoticeBoard::act(const Offer &offer)
{
    m_bar->clear();
    // It may tell something new, which takes the offer's place while it runs.
    const auto run = offer.act;
    run();
}

} // namespace DigitSum
