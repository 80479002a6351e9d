// SPDX-License-Identifier: MIT
#include "common/widgets/eventcallback.h"

#include <QWidget>

#include <utility>

namespace DigitSum {

namespace {

class EventCallback final : public QObject
{
public:
    EventCallback(QWidget *widget, QEvent::Type type, std::function<void()> run)
        : QObject(widget)
        , m_type(type)
        , m_run(std::move(run))
    {
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == m_type)
            m_run();
        return QObject::eventFilter(watched, event);
    }

private:
    const QEvent::Type m_type;
    const std::function<void()> m_run;
};

} // namespace

void onEvent(QWidget *widget, QEvent::Type type, std::function<void()> run)
{
    new EventCallback(widget, type, std::move(run)); // the widget owns it
}

} // namespace DigitSum
