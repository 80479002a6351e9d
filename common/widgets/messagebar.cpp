// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"

#include "common/widgets/announcement.h"
#include "common/widgets/wrappedlabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace DigitSum {

namespace {

Symbol symbolOf(SemanticColor color)
{
    switch (color) {
    case SemanticColor::Good:
        return Symbol::Check;
    case SemanticColor::Warning:
        return Symbol::Warning;
    case SemanticColor::Bad:
        return Symbol::Cross;
    case SemanticColor::Neutral:
    case SemanticColor::Busy:
        break;
    }
    return Symbol::Info;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_symbol(new QLabel(this))
    , m_title(new WrappedLabel(QStringLiteral("messageTitle"), this))
    , m_text(new WrappedLabel(QStringLiteral("messageText"), this))
    , m_action(new QPushButton(this))
    , m_secondAction(new QPushButton(this))
    , m_close(new QToolButton(this))
    , m_copy(new QAction(this))
    , m_announcement(new Announcement(this))
{
    m_symbol->setObjectName(QStringLiteral("messageMark"));
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_secondAction->setObjectName(QStringLiteral("messageSecondAction"));
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setAutoRaise(true);
    m_action->setAutoDefault(true); // so that Enter clicks it when it has the focus
    m_secondAction->setAutoDefault(true);
    m_close->setFocusPolicy(Qt::TabFocus);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addAction(m_copy);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 6, 6);
    row->addWidget(m_symbol, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    row->addWidget(m_secondAction, 0, Qt::AlignVCenter);
    row->addWidget(m_close, 0, Qt::AlignTop);

    connect(m_action, &QPushButton::clicked, this, [this] { run(m_messages.back().first); });
    connect(m_secondAction, &QPushButton::clicked, this, [this] { run(m_messages.back().second); });
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_copy, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(QString(title() + u'\n' + text()).trimmed());
    });
    retranslate();
    hide();
}

void MessageBar::showMessage(const void *subject, SemanticColor color, const QString &title,
                             const QString &text, Button first, Button second)
{
    const bool isNew = m_messages.empty() || m_messages.back().subject != subject
                       || m_messages.back().title != title || m_messages.back().text != text;
    remove(subject);
    m_messages.push_back({subject, color, title, text, std::move(first), std::move(second)});
    showNewest();
    if (isNew)
        m_announcement->announce();
}

void MessageBar::withdraw(const void *subject)
{
    remove(subject);
    showNewest();
}

void MessageBar::dismiss()
{
    if (!m_messages.empty())
        m_messages.pop_back();
    showNewest();
}

void MessageBar::remove(const void *subject)
{
    std::erase_if(m_messages, [subject](const Message &m) { return m.subject == subject; });
}

void MessageBar::showNewest()
{
    if (m_messages.empty()) {
        hide();
        return;
    }
    const Message &message = m_messages.back();
    m_color = message.color;
    m_title->setText(message.title);
    m_text->setText(message.text);
    m_text->setVisible(!message.text.isEmpty());
    m_action->setText(message.first.label);
    m_action->setVisible(!message.first.label.isEmpty());
    m_secondAction->setText(message.second.label);
    m_secondAction->setVisible(!message.second.label.isEmpty());
    setAccessibleName(message.title);
    setAccessibleDescription(message.text);
    dress();
    show();
    makeRoom();
}

void MessageBar::run(const Button &button)
{
    const auto action = button.action; // copied, because dismiss() deletes the button
    dismiss();
    action();
}

void MessageBar::focusAction()
{
    m_action->setFocus(Qt::OtherFocusReason);
}

bool MessageBar::hasMessage(const void *subject) const
{
    return std::any_of(m_messages.begin(), m_messages.end(),
                       [subject](const Message &m) { return m.subject == subject; });
}

QString MessageBar::title() const
{
    return m_title->text();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::dress()
{
    const int side = fontMetrics().height();
    const QColor ink = foregroundColor(m_color, palette());
    m_symbol->setPixmap(
        symbolIcon(symbolOf(m_color), ink).pixmap(QSize(side, side), devicePixelRatioF()));
    m_close->setIconSize(QSize(side, side));
    m_close->setIcon(symbolIcon(Symbol::Close, palette().color(QPalette::WindowText)));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    update();
}

/// Sets the height for wrapped lines explicitly, because the window layout ignores
/// height-for-width.
void MessageBar::makeRoom()
{
    if (isVisible())
        setMinimumHeight(layout()->heightForWidth(width()));
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    makeRoom();
}

void MessageBar::retranslate()
{
    m_copy->setText(tr("&Copy message"));
    m_close->setToolTip(tr("Dismiss this message"));
    m_close->setAccessibleName(tr("Dismiss this message"));
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(foregroundColor(m_color, palette()));
    painter.setBrush(backgroundColor(m_color, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        dress();
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        makeRoom();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace DigitSum
