// SPDX-License-Identifier: MIT
#include "server/console/clients/clientpage.h"

#include "common/widgets/emptystate.h"
#include "common/widgets/humantext.h"
#include "common/widgets/latestfollower.h"
#include "common/widgets/lefttorightdelegate.h"
#include "common/widgets/plainlabel.h"
#include "common/widgets/sparkline.h"
#include "common/widgets/symbol.h"
#include "common/widgets/tablestyle.h"
#include "common/widgets/wrappedlabel.h"
#include "common/widgets/zoom.h"
#include "server/console/clients/clientmodel.h"
#include "server/console/clients/clienttexts.h"
#include "server/transport/endpoint.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableView>
#include <QToolButton>

namespace DigitSum {

namespace {

constexpr qsizetype minute = 60; // samples, one a second

} // namespace

ClientPage::ClientPage(ClientModel &clients, QWidget *parent)
    : QWidget(parent)
    , m_clients(clients)
    , m_title(new WrappedLabel(QStringLiteral("pageTitle"), this))
    , m_close(new QToolButton(this))
    , m_rateCaption(plainLabel(QStringLiteral("pageRateCaption"), this))
    , m_rate(new Sparkline(Sparkline::Style::Line, minute, this))
    , m_tableCaption(plainLabel(QStringLiteral("pageRequestsCaption"), this))
    , m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("clientPage"));
    m_close->setObjectName(QStringLiteral("closePage"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_rate->setObjectName(QStringLiteral("pageRate"));
    m_rate->setFormat([](double rate) { return HumanText::rate(rate); });
    setUpTable();

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto *facts = new QGridLayout;
    facts->setVerticalSpacing(2);
    setUpFacts(*facts);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 0, 0, 0); // away from the splitter handle
    column->addLayout(head);
    column->addLayout(facts);
    column->addWidget(m_rateCaption);
    column->addWidget(m_rate);
    column->addWidget(m_tableCaption);
    column->addWidget(m_table, 1);

    connect(m_close, &QToolButton::clicked, this, &ClientPage::closeRequested);
    retranslate();
    adjustFonts();
    hide();
}

void ClientPage::setUpFacts(QGridLayout &grid)
{
    constexpr int perRow = 2;
    int cell = 0;
    for (const int column :
         {ClientModel::StateColumn, ClientModel::SinceColumn, ClientModel::FramingColumn,
          ClientModel::RequestsColumn, ClientModel::RefusedColumn, ClientModel::BytesInColumn,
          ClientModel::BytesOutColumn, ClientModel::IdleColumn, ClientModel::EncryptionColumn}) {
        const QString name = QStringLiteral("pageFact%1").arg(column);
        auto *value = new WrappedLabel(name, this); // large numbers must not widen the window
        value->setMaximumLines(1);
        const Fact fact{plainLabel(name + QStringLiteral("Caption"), this), value, column};
        const int firstCell = cell % perRow * 2;
        grid.addWidget(fact.caption, cell / perRow, firstCell);
        grid.addWidget(fact.value, cell / perRow, firstCell + 1);
        grid.setColumnStretch(firstCell + 1, 1);
        ++cell;
        m_facts.append(fact);
    }
}

void ClientPage::setUpTable()
{
    m_table->setObjectName(QStringLiteral("requests"));
    m_table->setModel(&m_requests);
    applyTableStyle(*m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setItemDelegate(new LeftToRightDelegate(this));
    m_tableCaption->setBuddy(m_table);
    m_empty = new EmptyState(m_table);
    new LatestFollower(m_table, LatestFollower::Edge::Bottom); // the table owns it
}

QSize ClientPage::sizeHint() const
{
    constexpr int characters = 62; // fits a request and the start of a refusal
    return {fontMetrics().averageCharWidth() * characters, QWidget::sizeHint().height()};
}

void ClientPage::setClient(ClientId client)
{
    setVisible(client != 0);
    if (client == m_client)
        return;
    m_client = client;
    m_isDisconnected = false;
    m_requests.setClient(client);
    m_rate->clear();
    refresh();
}

void ClientPage::refresh()
{
    const int row = m_clients.rowOf(m_client);
    m_isDisconnected = m_isDisconnected || row < 0;
    if (row < 0) {
        retranslate(); // the last values stay, under another title
        return;
    }
    const ClientInfo &client = m_clients.row(row).client;
    const QString where = Endpoint{client.address, client.port}.toString();
    m_title->setText(tr("Client %1: %2", "number, address").arg(client.id).arg(where));
    for (const Fact &fact : std::as_const(m_facts))
        fact.value->setText(m_clients.index(row, fact.column).data().toString());
}

void ClientPage::addPoint()
{
    if (const int row = m_clients.rowOf(m_client); row >= 0)
        m_rate->append(m_clients.row(row).rate);
}

void ClientPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void ClientPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        adjustFonts();
    if (event->type() == QEvent::PaletteChange)
        m_close->setIcon(symbolIcon(Symbol::Close, palette().color(QPalette::WindowText)));
    QWidget::changeEvent(event);
}

void ClientPage::adjustFonts()
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    const QFontMetrics metrics = m_table->fontMetrics();
    fitRowsToFont(*m_table);
    m_table->setColumnWidth(RequestsModel::NumberColumn, metrics.averageCharWidth() * 6);
    m_table->setColumnWidth(RequestsModel::TimeColumn,
                            metrics.horizontalAdvance(QStringLiteral("00:00:00.000")) + 16);
    m_table->setColumnWidth(RequestsModel::RequestColumn, metrics.averageCharWidth() * 16);
    m_close->setIcon(symbolIcon(Symbol::Close, palette().color(QPalette::WindowText)));
}

void ClientPage::retranslate()
{
    if (m_isDisconnected)
        m_title->setText(tr("Client %1 has disconnected").arg(m_client));
    m_close->setToolTip(tr("Close this page"));
    m_close->setAccessibleName(tr("Close this page"));
    for (const Fact &fact : std::as_const(m_facts)) {
        const QString name =
            m_clients.headerData(fact.column, Qt::Horizontal, Qt::DisplayRole).toString();
        fact.caption->setText(name);
        fact.value->setAccessibleName(name);
    }
    m_rateCaption->setText(tr("Requests per second, last minute"));
    m_rate->setAccessibleName(m_rateCaption->text());
    m_tableCaption->setText(tr("Last req&uests"));
    m_table->setAccessibleName(tr("Last requests"));
    m_empty->setMessage(tr("No requests since this page was opened."));
}

} // namespace DigitSum
