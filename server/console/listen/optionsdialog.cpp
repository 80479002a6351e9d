// SPDX-License-Identifier: MIT
#include "server/console/listen/optionsdialog.h"

#include "server/service/serviceoptiontable.h"

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
    , m_logFile(new QLineEdit(logFile, this))
{
    using Framing = RequestParser::Framing;
    setObjectName(QStringLiteral("optionsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Options"));
    m_framing->setObjectName(QStringLiteral("framing"));
    m_framing->addItem(tr("Detect for each client"), int(Framing::Undecided));
    m_framing->addItem(tr("One message per line"), int(Framing::Line));
    m_framing->addItem(tr("Raw: one message per write"), int(Framing::Raw));
    m_framing->setCurrentIndex(m_framing->findData(int(options.framing)));

    auto *form = new QFormLayout(this);
    form->addRow(tr("M&essage framing"), m_framing);
    addPresets(*form);
    addLimits(*form);
    auto *hint = new QLabel(tr("Changes take effect the next time the server starts."), this);
    hint->setWordWrap(true);
    form->addRow(hint);
    addLogFile(*form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("acceptOptions"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("cancelOptions"));
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const auto &[option, field] : std::as_const(m_limits))
        field->setValue(option->number.get(options));
}

/// Presets do not change the maximum number of clients; neither does --public.
void OptionsDialog::addPresets(QFormLayout &form)
{
    auto *defaults = new QPushButton(tr("C&lassroom"), this);
    defaults->setObjectName(QStringLiteral("defaultLimits"));
    defaults->setToolTip(tr("Few limits: idle and slow clients stay connected"));
    auto *strict = new QPushButton(tr("&Public server"), this);
    strict->setObjectName(QStringLiteral("strictLimits"));
    strict->setToolTip(tr("Strict limits on idle time, speed and request length"));
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {defaults, strict}) {
        button->setAutoDefault(false); // Enter accepts the dialog
        row->addWidget(button);
    }
    row->addStretch(1);
    form.addRow(new QLabel(tr("Limit presets"), this), row);
    connect(defaults, &QPushButton::clicked, this, [this] { showLimits(ServiceOptions()); });
    connect(strict, &QPushButton::clicked, this, [this] { showLimits(ServiceOptions::strict()); });
}

QSpinBox *OptionsDialog::addLimit(QFormLayout &form, QLatin1StringView option, const QString &label)
{
    const ServiceOption &limit = serviceOption(option);
    auto *field = new QSpinBox(this);
    field->setObjectName(QString(limit.number.settingsKey).section(QLatin1Char('/'), -1));
    field->setRange(limit.number.least, limit.number.most);
    field->setGroupSeparatorShown(true);
    field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    form.addRow(label, field);
    m_limits.append({&limit, field});
    return field;
}

void OptionsDialog::addLimits(QFormLayout &form)
{
    addLimit(form, OptionNames::maxClients, tr("Maximum number of clien&ts"));
    auto *perAddress =
        addLimit(form, OptionNames::maxClientsPerAddress, tr("Maximum number per &address"));
    perAddress->setSpecialValueText(tr("no limit", "of clients"));
    auto *idle = addLimit(form, OptionNames::idleTimeout, tr("Disconnect &idle clients after"));
    idle->setSpecialValueText(tr("never", "disconnect idle clients"));
    idle->setSuffix(tr(" s", "seconds"));
    auto *output = addLimit(form, OptionNames::outputTimeout,
                            tr("Disconnect clients that read no &replies after"));
    output->setSuffix(tr(" s", "seconds"));
    auto *minRate = addLimit(form, OptionNames::minRate, tr("&Minimum speed of a request"));
    minRate->setSpecialValueText(tr("no limit", "of speed"));
    minRate->setSuffix(tr(" bytes/s"));
    auto *maxDigits = addLimit(form, OptionNames::maxDigits, tr("Maximum &digits of a request"));
    maxDigits->setSpecialValueText(tr("no limit", "of digits"));
}

void OptionsDialog::addLogFile(QFormLayout &form)
{
    m_logFile->setObjectName(QStringLiteral("logFile"));
    m_logFile->setPlaceholderText(tr("None"));
    auto *choose = new QPushButton(tr("C&hoose…"), this);
    choose->setObjectName(QStringLiteral("chooseLogFile"));
    choose->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_logFile, 1);
    row->addWidget(choose);
    auto *label = new QLabel(tr("Write events to &file"), this);
    label->setBuddy(m_logFile);
    form.addRow(label, row);
    connect(choose, &QPushButton::clicked, this, &OptionsDialog::chooseLogFile);
}

void OptionsDialog::showLimits(const ServiceOptions &options)
{
    for (const auto &[option, field] : std::as_const(m_limits)) {
        if (option->name != OptionNames::maxClients)
            field->setValue(option->number.get(options));
    }
}

ServiceOptions OptionsDialog::changed(ServiceOptions options) const
{
    options.framing = RequestParser::Framing(m_framing->currentData().toInt());
    for (const auto &[option, field] : m_limits)
        option->number.set(options, field->value());
    return options;
}

QString OptionsDialog::logFile() const
{
    return m_logFile->text().trimmed();
}

void OptionsDialog::chooseLogFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a log file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // events are appended
    connect(dialog, &QFileDialog::fileSelected, m_logFile, &QLineEdit::setText);
    dialog->open();
}

} // namespace DigitSum
