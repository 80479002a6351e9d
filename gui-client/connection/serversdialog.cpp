// SPDX-License-Identifier: MIT
#include "gui-client/connection/serversdialog.h"

#include "common/protocol/protocolwords.h"
#include "common/widgets/semanticcolor.h"
#include "common/widgets/settingsstore.h"
#include "common/widgets/wrappedlabel.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>

namespace DigitSum::Gui {

namespace {

enum Column {
    NameColumn,
    AddressColumn,
    PortColumn,
    TlsColumn,
    VerifyColumn,
    AuthorityColumn,
    ColumnCount,
};

QString cellText(const QTableWidget &table, int row, int column)
{
    const QTableWidgetItem *item = table.item(row, column);
    return item ? item->text().trimmed() : QString();
}

bool isGoodHost(const QString &text)
{
    const auto parsed = ServerAddress::fromText(text, Words::defaultPort);
    const auto *address = std::get_if<ServerAddress>(&parsed);
    return address && address->host == text;
}

bool isChecked(const QTableWidget &table, int row, int column)
{
    const QTableWidgetItem *item = table.item(row, column);
    return item && item->checkState() == Qt::Checked;
}

QTableWidgetItem *checkItem(bool isOn)
{
    auto *item = new QTableWidgetItem;
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    item->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
    return item;
}

} // namespace

ServersDialog::ServersDialog(const QList<NamedServer> &servers, const Server &current,
                             QWidget *parent)
    : QDialog(parent)
    , m_current(current)
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_problem(new WrappedLabel(QStringLiteral("serversProblem"), this))
    , m_add(new QPushButton(tr("&Add"), this))
    , m_remove(new QPushButton(tr("&Remove"), this))
    , m_chooseAuthority(new QPushButton(tr("Authority &file…"), this))
{
    setObjectName(QStringLiteral("serversDialog"));
    setWindowTitle(tr("Remembered servers"));
    m_table->setObjectName(QStringLiteral("serversTable"));
    m_table->setAccessibleName(tr("Remembered servers"));
    m_table->setHorizontalHeaderLabels(
        {tr("Name"), tr("Address"), tr("Port"), tr("TLS"), tr("Verify"), tr("Authority file")});
    m_table->horizontalHeader()->setSectionResizeMode(AddressColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(AuthorityColumn, QHeaderView::Stretch);
    for (const int column : {PortColumn, TlsColumn, VerifyColumn})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->horizontalHeaderItem(AuthorityColumn)
        ->setToolTip(tr("Certificate authorities to trust (PEM); leave empty to trust the "
                        "system's"));
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_add->setObjectName(QStringLiteral("addServer"));
    m_remove->setObjectName(QStringLiteral("removeServer"));
    m_chooseAuthority->setObjectName(QStringLiteral("chooseAuthority"));

    auto *box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = box->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(QStringLiteral("acceptServers"));
    box->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("leaveServers"));
    auto *side = new QVBoxLayout;
    side->addWidget(m_add);
    side->addWidget(m_remove);
    side->addWidget(m_chooseAuthority);
    side->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_table, 1);
    row->addLayout(side);
    auto *column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(m_problem);
    column->addWidget(box);

    for (const NamedServer &server : servers)
        addRow(server);
    connect(m_add, &QPushButton::clicked, this, &ServersDialog::addCurrent);
    connect(m_remove, &QPushButton::clicked, this, &ServersDialog::removeChosen);
    connect(m_chooseAuthority, &QPushButton::clicked, this, &ServersDialog::askForAuthority);
    connect(m_table, &QTableWidget::itemChanged, this, &ServersDialog::check);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ServersDialog::check);
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resizeToText(*this, 105, 16);
    check();
}

void ServersDialog::addRow(const NamedServer &server)
{
    const auto &[address, tls] = server.server;
    const QSignalBlocker quiet(m_table); // until the row is complete
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, NameColumn, new QTableWidgetItem(server.name));
    m_table->setItem(row, AddressColumn, new QTableWidgetItem(address.host));
    m_table->setItem(row, PortColumn, new QTableWidgetItem(QString::number(address.port)));
    m_table->setItem(row, TlsColumn, checkItem(tls.mode != TlsOptions::Mode::Off));
    m_table->setItem(row, VerifyColumn, checkItem(tls.mode != TlsOptions::Mode::Unverified));
    m_table->setItem(row, AuthorityColumn, new QTableWidgetItem(tls.authoritiesFile));
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

void ServersDialog::askForAuthority()
{
    auto *dialog = new QFileDialog(this, tr("Choose a certificate authority"));
    dialog->setObjectName(QStringLiteral("authorityDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (QTableWidgetItem *item = m_table->item(m_table->currentRow(), AuthorityColumn))
            item->setText(path);
    });
    dialog->open();
}

void ServersDialog::check()
{
    const QSignalBlocker quiet(m_table); // check() changes items, too
    QString problem;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto mark = [this, row, &problem](int column, bool isCellGood, const QString &why) {
            QTableWidgetItem *item = m_table->item(row, column);
            item->setForeground(isCellGood ? QBrush()
                                           : foregroundColor(SemanticColor::Bad, palette()));
            item->setToolTip(isCellGood ? QString() : why);
            if (!isCellGood && problem.isEmpty())
                problem = tr("Row %L1, %2: %3", "number, column, what is expected")
                              .arg(row + 1)
                              .arg(m_table->horizontalHeaderItem(column)->text(), why);
        };
        mark(AddressColumn, isGoodHost(cellText(*m_table, row, AddressColumn)),
             tr("A name or an address, such as 192.168.1.20"));
        mark(PortColumn, portFromText(cellText(*m_table, row, PortColumn)).has_value(),
             tr("A number from 1 to 65535"));
        const QString authority = cellText(*m_table, row, AuthorityColumn);
        mark(AuthorityColumn, authority.isEmpty() || QFileInfo(authority).isReadable(),
             tr("File not found or not readable"));
        const bool isEncrypted = isChecked(*m_table, row, TlsColumn);
        const bool isRisky = isEncrypted && !isChecked(*m_table, row, VerifyColumn);
        QTableWidgetItem *verify = m_table->item(row, VerifyColumn);
        verify->setFlags(verify->flags().setFlag(Qt::ItemIsEnabled, isEncrypted));
        verify->setText(isRisky ? tr("Not verified") : QString());
        verify->setForeground(isRisky ? foregroundColor(SemanticColor::Warning, palette())
                                      : QBrush());
        verify->setToolTip(isRisky ? tr("The server's identity is not verified") : QString());
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_accept->setEnabled(problem.isEmpty());
    m_accept->setToolTip(problem);
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    m_remove->setEnabled(hasSelection);
    m_chooseAuthority->setEnabled(hasSelection);
}

NamedServer ServersDialog::serverAt(int row) const
{
    NamedServer named;
    named.name = cellText(*m_table, row, NameColumn);
    named.server.address = {cellText(*m_table, row, AddressColumn),
                            portFromText(cellText(*m_table, row, PortColumn)).value_or(0)};
    named.server.tls.authoritiesFile = cellText(*m_table, row, AuthorityColumn);
    if (isChecked(*m_table, row, TlsColumn))
        named.server.tls.mode = isChecked(*m_table, row, VerifyColumn)
                                    ? TlsOptions::Mode::Verified
                                    : TlsOptions::Mode::Unverified;
    return named;
}

QList<NamedServer> ServersDialog::servers() const
{
    QList<NamedServer> servers;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const NamedServer named = serverAt(row);
        if (named.server.address.port > 0 && isGoodHost(named.server.address.host))
            servers.append(named);
    }
    return servers;
}

} // namespace DigitSum::Gui
