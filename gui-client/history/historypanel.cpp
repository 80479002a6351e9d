// SPDX-License-Identifier: MIT
#include "gui-client/history/historypanel.h"

#include "common/protocol/escape.h"
#include "common/widgets/columnwidths.h"
#include "common/widgets/emptystate.h"
#include "common/widgets/eventcallback.h"
#include "common/widgets/humantext.h"
#include "common/widgets/latestfollower.h"
#include "common/widgets/tablestyle.h"
#include "gui-client/history/historydelegate.h"
#include "gui-client/history/historyfilter.h"
#include "gui-client/history/historymodel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>

namespace DigitSum::Gui {

HistoryPanel::HistoryPanel(HistoryModel &history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_filter(new HistoryFilter(history, this))
    , m_title(new QLabel(this))
    , m_find(new QLineEdit(this))
    , m_show(new QComboBox(this))
    , m_view(new QTableView(this))
    , m_details(new QPlainTextEdit(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    build();
    fitRows();
    connect(m_find, &QLineEdit::textChanged, m_filter, &HistoryFilter::setFind);
    connect(m_find, &QLineEdit::textChanged, this, &HistoryPanel::updateEmptyState);
    connect(m_show, &QComboBox::currentIndexChanged, this, [this](int choice) {
        m_filter->setShow(HistoryQuery::Show(choice));
        updateEmptyState();
    });
    connect(m_view->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            &HistoryPanel::onSorted);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryPanel::showDetails);
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_split = m_splitter->saveState(); });
    connect(m_filter, &HistoryFilter::dataChanged, this, &HistoryPanel::showDetails);
    connect(m_filter, &HistoryFilter::rowsRemoved, this, &HistoryPanel::showDetails);
    connect(m_filter, &HistoryFilter::modelReset, this, &HistoryPanel::showDetails);
    connect(&m_history, &HistoryModel::rowsInserted, this, &HistoryPanel::updateEmptyState);
    connect(&m_history, &HistoryModel::rowsRemoved, this, &HistoryPanel::updateEmptyState);
    connect(&m_history, &HistoryModel::modelReset, this, &HistoryPanel::updateEmptyState);
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    onEvent(this, QEvent::FontChange, [this] { fitRows(); });
    retranslate();
}

void HistoryPanel::build()
{
    m_find->setObjectName(QStringLiteral("findField"));
    m_find->setClearButtonEnabled(true);
    m_show->setObjectName(QStringLiteral("showField"));

    m_view->setObjectName(QStringLiteral("historyView"));
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new HistoryDelegate(m_view));
    applyTableStyle(*m_view);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(HistoryModel::NumberColumn, Qt::DescendingOrder);

    QHeaderView *header = m_view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(HistoryModel::RequestColumn, QHeaderView::Stretch);
    m_widths = new ColumnWidths(*m_view, {10, 14, 0, 9, 17, 11, 17}); // as in HistoryModel

    m_empty = new EmptyState(m_view);
    m_follower = new LatestFollower(m_view, LatestFollower::Edge::Top);

    m_details->setObjectName(QStringLiteral("detailsField"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setWordWrapMode(QTextOption::WrapAnywhere);
    m_splitter->setObjectName(QStringLiteral("historySplitter"));
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setChildrenCollapsible(false);
    m_details->hide();

    auto *top = new QHBoxLayout;
    top->addWidget(m_title);
    top->addStretch(1);
    top->addWidget(m_find, 1);
    top->addWidget(m_show);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(top);
    column->addWidget(m_splitter, 1);
}

void HistoryPanel::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void HistoryPanel::setPresenting(bool isPresenting)
{
    for (QWidget *chrome : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_find),
                            static_cast<QWidget *>(m_show)})
        chrome->setVisible(!isPresenting);
    m_isPresenting = isPresenting;
    showDetails();
    for (const int column : std::as_const(m_hiddenColumns))
        m_view->showColumn(column);
    m_hiddenColumns.clear();
    if (!isPresenting)
        return;
    for (const int column :
         {HistoryModel::TimeColumn, HistoryModel::DigitsColumn, HistoryModel::RoundTripColumn}) {
        if (!m_view->isColumnHidden(column))
            m_hiddenColumns.append(column);
        m_view->hideColumn(column);
    }
}

void HistoryPanel::setConnected(bool isConnected)
{
    m_isConnected = isConnected;
    updateEmptyState();
}

void HistoryPanel::setDetailsWanted(bool areWanted)
{
    m_areDetailsWanted = areWanted;
    showDetails();
}

void HistoryPanel::restoreColumns(const QByteArray &state)
{
    m_widths->restoreState(state);
}

void HistoryPanel::showDetails()
{
    const QModelIndex current = m_view->currentIndex();
    const bool isShown = current.isValid() && m_areDetailsWanted && !m_isPresenting;
    const bool isNew = isShown && m_details->isHidden();
    m_details->setVisible(isShown);
    if (isNew)
        placeSplit();
    if (!isShown)
        return;
    const HistoryEntry &entry = m_filter->entryAt(current);
    const QString request = escaped(entry.exchange.request, HistoryEntry::keptBytes);
    const QString rest =
        entry.isWhole() ? QString()
                        : tr("… (%1 in total)").arg(HumanText::bytes(entry.exchange.requestBytes));
    const QString text = QString(request + rest + u'\n' + HistoryModel::replyText(entry));
    if (m_details->toPlainText() != text)
        m_details->setPlainText(text);
}

void HistoryPanel::setSplit(const QByteArray &split)
{
    m_split = split;
    placeSplit();
}

void HistoryPanel::placeSplit()
{
    if (m_split.isEmpty() || !m_splitter->restoreState(m_split))
        m_splitter->setSizes({m_splitter->height(), m_details->minimumHeight()});
}

void HistoryPanel::fitRows()
{
    fitRowsToFont(*m_view);
    m_view->setMinimumHeight(m_view->fontMetrics().height() * 7);
    m_details->setMinimumHeight(m_details->fontMetrics().height() * 3);
}

void HistoryPanel::onSorted(int column, Qt::SortOrder order)
{
    using Edge = LatestFollower::Edge;
    const bool isByAge = column == HistoryModel::NumberColumn || column == HistoryModel::TimeColumn;
    if (!isByAge)
        m_follower->setNewestEdge(Edge::None);
    else
        m_follower->setNewestEdge(order == Qt::DescendingOrder ? Edge::Top : Edge::Bottom);
}

void HistoryPanel::updateEmptyState()
{
    if (m_history.rowCount() > 0)
        m_empty->setMessage(tr("No matching rows. Change the search text or the filter."));
    else if (m_isConnected)
        m_empty->setMessage(tr("No results yet: type digits and press Enter."));
    else
        m_empty->setMessage(tr("No results yet: connect to a server."));
}

void HistoryPanel::retranslate()
{
    m_title->setText(tr("History"));
    m_find->setPlaceholderText(tr("Find…"));
    m_find->setAccessibleName(tr("Find in the history"));
    m_show->setAccessibleName(tr("Filter requests"));
    m_view->setAccessibleName(tr("History of requests"));
    m_details->setAccessibleName(tr("The selected request in full"));
    showDetails();

    const QStringList choices{tr("All", "requests"),        tr("Waiting", "requests"),
                              tr("Answered", "requests"),   tr("Refused", "requests"),
                              tr("Sent again", "requests"), tr("Lost", "requests")};
    for (int i = 0; i < choices.size(); ++i) {
        if (m_show->count() <= i)
            m_show->addItem(choices.at(i));
        else
            m_show->setItemText(i, choices.at(i));
    }
    m_history.retranslate();
    updateEmptyState();
}

} // namespace DigitSum::Gui
