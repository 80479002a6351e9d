// SPDX-License-Identifier: MIT
#include "gui-client/serversdialog.h"

#include "common/protocol/protocolwords.h"
#include "common/widgets/tone.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>

namespace DigitSum {

namespace {

enum Column { NameColumn, AddressColumn, PortColumn, ColumnCount };

QString cellText(const QTableWidget &table, int row, int column)
{
    const QTableWidgetItem *item = table.item(row, column);
    return item ? item->text().trimmed() : QString();
}

bool isGoodHost(const QString &text)
{
    const auto address = ServerAddress::fromText(text, Words::defaultPort);
    return address && address->host == text;
}

} // namespace

ServersDialog::ServersDialog(const QList<NamedServer> &servers, const ServerAddress &current,
                             QWidget *parent)
    : QDialog(parent)
    , m_current(current)
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_add(new QPushButton(tr("&Add"), this))
    , m_remove(new QPushButton(tr("&Remove"), this))
{
    setObjectName(QStringLiteral("serversDialog"));
    setWindowTitle(tr("Remembered servers"));
    m_table->setObjectName(QStringLiteral("serversTable"));
    m_table->setAccessibleName(tr("Remembered servers"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Address"), tr("Port")});
    m_table->horizontalHeader()->setSectionResizeMode(AddressColumn, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_add->setObjectName(QStringLiteral("addServer"));
    m_remove->setObjectName(QStringLiteral("removeServer"));

    auto *box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = box->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(QStringLiteral("acceptServers"));
    auto *side = new QVBoxLayout;
    side->addWidget(m_add);
    side->addWidget(m_remove);
    side->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_table, 1);
    row->addLayout(side);
    auto *column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(box);

    for (const NamedServer &server : servers)
        addRow(server);
    connect(m_add, &QPushButton::clicked, this, &ServersDialog::addCurrent);
    connect(m_remove, &QPushButton::clicked, this, &ServersDialog::removeChosen);
    connect(m_table, &QTableWidget::itemChanged, this, &ServersDialog::check);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ServersDialog::check);
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 70, fontMetrics().height() * 16);
    check();
}

void ServersDialog::addRow(const NamedServer &server)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, NameColumn, new QTableWidgetItem(server.name));
    m_table->setItem(row, AddressColumn, new QTableWidgetItem(server.address.host));
    m_table->setItem(row, PortColumn, new QTableWidgetItem(QString::number(server.address.port)));
}

void ServersDialog::addCurrent()
{
    addRow({tr("New server"), m_current});
    const int row = m_table->rowCount() - 1;
    m_table->setCurrentCell(row, NameColumn);
    m_table->editItem(m_table->item(row, NameColumn));
    check();
}

void ServersDialog::removeChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    QList<int> numbers;
    for (const QModelIndex &index : rows)
        numbers.append(index.row());
    std::sort(numbers.rbegin(), numbers.rend());
    for (const int row : std::as_const(numbers))
        m_table->removeRow(row);
    check();
}

void ServersDialog::check()
{
    const QSignalBlocker quiet(m_table); // what is shown here is no change of theirs
    bool isGood = true;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto judge = [this, row, &isGood](int column, bool isCellGood, const QString &why) {
            QTableWidgetItem *item = m_table->item(row, column);
            if (!item)
                return;
            item->setForeground(isCellGood ? QBrush() : toneColor(Tone::Bad, palette()));
            item->setToolTip(isCellGood ? QString() : why);
            isGood = isGood && isCellGood;
        };
        judge(AddressColumn, isGoodHost(cellText(*m_table, row, AddressColumn)),
              tr("A name or an address, such as 192.168.1.20"));
        judge(PortColumn, portFromText(cellText(*m_table, row, PortColumn)).has_value(),
              tr("A number from 1 to 65535"));
    }
    m_accept->setEnabled(isGood);
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
}

QList<NamedServer> ServersDialog::servers() const
{
    QList<NamedServer> servers;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto port = portFromText(cellText(*m_table, row, PortColumn));
        const QString host = cellText(*m_table, row, AddressColumn);
        if (port && isGoodHost(host))
            servers.append({cellText(*m_table, row, NameColumn), {host, *port}});
    }
    return servers;
}

} // namespace DigitSum
