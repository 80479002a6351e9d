// SPDX-License-Identifier: MIT
#include "gui-client/request/resultpanel.h"

#include "common/widgets/announcement.h"
#include "common/widgets/eventcallback.h"
#include "common/widgets/humantext.h"
#include "common/widgets/zoom.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/outcomestatus.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace DigitSum::Gui {

constexpr int sizePercent = 180; // of the window's font
constexpr int marginOfField = 12;

ResultPanel::ResultPanel(QWidget *parent)
    : QFrame(parent)
    , m_symbol(new QLabel(this))
    , m_result(new QLineEdit(this))
    , m_roundTrip(new QLabel(this))
    , m_announcement(new Announcement(m_result))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_symbol->setObjectName(QStringLiteral("resultMark"));
    m_result->setObjectName(QStringLiteral("resultField"));
    m_result->setReadOnly(true);
    m_result->setFrame(false);
    m_roundTrip->setObjectName(QStringLiteral("resultRoundTrip"));

    auto *row = new QHBoxLayout(this);
    row->addWidget(m_symbol);
    row->addWidget(m_result, 1);
    row->addWidget(m_roundTrip);
    connect(m_announcement, &Announcement::due, this, &ResultPanel::nameResult);
    onEvent(m_result, QEvent::Resize, [this] { fitRequest(); });
    updateFont();
    nameResult();
}

void ResultPanel::showResult(const HistoryEntry &entry)
{
    m_entry = entry;
    updateText();
    m_announcement->announce();
}

QString ResultPanel::sentence(const QString &request) const
{
    switch (m_entry->exchange.outcome) {
    case Exchange::Outcome::Waiting:
        return tr("Waiting for the digit sum of %1").arg(request);
    case Exchange::Outcome::Sum:
        return tr("The digit sum of %1 is %2").arg(request, QString::number(m_entry->exchange.sum));
    case Exchange::Outcome::Refused:
        return tr("%1 is not a string of digits").arg(request);
    case Exchange::Outcome::Lost:
        return tr("No reply to %1: the connection ended").arg(request);
    }
    return {};
}

void ResultPanel::updateText()
{
    if (!m_entry) {
        m_symbol->hide();
        m_result->setPlaceholderText(tr("No result yet"));
        m_roundTrip->clear();
    } else {
        const StatusText status = statusText(m_entry->exchange.outcome);
        const int side = m_result->fontMetrics().height();
        m_symbol->setPixmap(symbolIcon(status.symbol, foregroundColor(status.color, palette()))
                                .pixmap(QSize(side, side), devicePixelRatioF()));
        m_symbol->setAccessibleName(status.word);
        m_symbol->show();
        const auto time = m_entry->exchange.roundTripTime;
        m_roundTrip->setText(time.count() > 0 ? HumanText::roundTrip(time) : QString());
        layout()->activate(); // the field's width depends on the two labels
        fitRequest();
    }
    m_roundTrip->setToolTip(tr("Round-trip time: from sending the request to reading its reply"));
    m_roundTrip->setAccessibleName(tr("Round-trip time %1").arg(m_roundTrip->text()));
}

void ResultPanel::nameResult()
{
    m_result->setAccessibleName(
        tr("Newest result: %1").arg(m_entry ? m_result->text() : m_result->placeholderText()));
}

/// Elides the request rather than the sum.
void ResultPanel::fitRequest()
{
    if (!m_entry)
        return;
    const QString request = HistoryModel::shortRequest(*m_entry);
    const QFontMetrics metrics = m_result->fontMetrics();
    const int others = metrics.horizontalAdvance(sentence(QString())) + marginOfField;
    const int room = std::max(m_result->width() - others, metrics.averageCharWidth() * 8);
    m_result->setText(sentence(metrics.elidedText(request, Qt::ElideMiddle, room)));
    m_result->setToolTip(sentence(request));
    m_result->setCursorPosition(0);
}

void ResultPanel::updateFont()
{
    m_result->setFont(scaledFont(font(), sizePercent));
    updateText();
}

void ResultPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        updateText();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        updateFont();
    QFrame::changeEvent(event);
}

} // namespace DigitSum::Gui
