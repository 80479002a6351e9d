// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/tone.h"

#include <QObject>

#include <functional>

namespace DigitSum {

class MessageBar;

/// The window's message bar, with what its buttons do. One notice at a time: the next one takes
/// its place.
class NoticeBoard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBoard)

public:
    /// A button, and what it does; no label, no button.
    struct Offer
    {
        QString label;
        std::function<void()> act;
    };

    /// A child of \a bar.
    explicit NoticeBoard(MessageBar *bar);

    void tell(Tone tone, const QString &title, const QString &text, Offer first = {},
              Offer second = {});
    void clear();
    /// Whether the notice there now is the one of this title.
    [[nodiscard]] bool shows(const QString &title) const;

private:
    void act(const Offer &offer);

    MessageBar *m_bar;
    Offer m_first;
    Offer m_second;
};

} // namespace DigitSum
