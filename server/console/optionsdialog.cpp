// SPDX-License-Identifier: MIT
#include "server/console/optionsdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace DigitSum {

OptionsDialog::OptionsDialog(const ServiceOptions &options, const QString &logFile, QWidget *parent)
    : QDialog(parent)
    , m_framing(new QComboBox(this))
    , m_maxClients(new QSpinBox(this))
    , m_logFile(new QLineEdit(logFile, this))
{
    using Framing = RequestParser::Framing;
    setObjectName(QStringLiteral("optionsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Options"));
    m_framing->setObjectName(QStringLiteral("framing"));
    m_framing->addItem(tr("As each client begins"), int(Framing::Undecided));
    m_framing->addItem(tr("A line each"), int(Framing::Line));
    m_framing->addItem(tr("Raw: what arrives at once"), int(Framing::Raw));
    m_framing->setCurrentIndex(m_framing->findData(int(options.framing)));
    m_maxClients->setObjectName(QStringLiteral("maxClients"));
    m_maxClients->setRange(1, ServiceOptions::largestMaxClients());
    m_maxClients->setValue(options.maxClients);
    m_logFile->setObjectName(QStringLiteral("logFile"));
    m_logFile->setPlaceholderText(tr("None"));
    auto *choose = new QPushButton(tr("Ch&oose..."), this);
    choose->setObjectName(QStringLiteral("chooseLogFile"));
    auto *fileRow = new QHBoxLayout;
    fileRow->addWidget(m_logFile, 1);
    fileRow->addWidget(choose);

    auto *form = new QFormLayout(this);
    form->addRow(tr("Messages &end"), m_framing);
    form->addRow(tr("&Clients at a time, at most"), m_maxClients);
    form->addRow(tr("Write events to &file"), fileRow);
    static_cast<QLabel *>(form->labelForField(fileRow))->setBuddy(m_logFile);
    auto *hint = new QLabel(tr("The first two count from the next start of the server on."), this);
    hint->setWordWrap(true);
    form->addRow(hint);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    form->addRow(buttons);
    connect(choose, &QPushButton::clicked, this, &OptionsDialog::chooseLogFile);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

ServiceOptions OptionsDialog::changed(ServiceOptions options) const
{
    options.framing = RequestParser::Framing(m_framing->currentData().toInt());
    options.maxClients = m_maxClients->value();
    return options;
}

QString OptionsDialog::logFile() const
{
    return m_logFile->text().trimmed();
}

void OptionsDialog::chooseLogFile()
{
    auto *dialog = new QFileDialog(this, tr("Write events to"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is appended to
    connect(dialog, &QFileDialog::fileSelected, m_logFile, &QLineEdit::setText);
    dialog->open();
}

} // namespace DigitSum
