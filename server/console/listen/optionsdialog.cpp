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
    m_framing->addItem(tr("As each client begins"), int(Framing::Undecided));
    m_framing->addItem(tr("A line each"), int(Framing::Line));
    m_framing->addItem(tr("Raw: what arrives at once"), int(Framing::Raw));
    m_framing->setCurrentIndex(m_framing->findData(int(options.framing)));

    auto *form = new QFormLayout(this);
    form->addRow(tr("Messages &end"), m_framing);
    addPresets(*form);
    addLimits(*form);
    auto *hint = new QLabel(tr("These count from the next start of the server on."), this);
    hint->setWordWrap(true);
    form->addRow(hint);
    addLogFile(*form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("acceptOptions"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("cancelOptions"));
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showLimits(options);
    for (const auto &[option, field] : std::as_const(m_limits)) {
        if (option->name == OptionNames::maxClients)
            field->setValue(option->number.get(options));
    }
}

/// Presets leave the maximum number of clients alone, as --public does.
void OptionsDialog::addPresets(QFormLayout &form)
{
    auto *usual = new QPushButton(tr("A c&lass"), this);
    usual->setObjectName(QStringLiteral("usualLimits"));
    usual->setToolTip(tr("As few limits as there can be: people think, and type slowly"));
    auto *strict = new QPushButton(tr("&Strangers"), this);
    strict->setObjectName(QStringLiteral("strictLimits"));
    strict->setToolTip(tr("Nobody may hold a place without using it"));
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {usual, strict}) {
        button->setAutoDefault(false); // Enter is for OK
        row->addWidget(button);
    }
    row->addStretch(1);
    form.addRow(new QLabel(tr("Limits that suit"), this), row);
    connect(usual, &QPushButton::clicked, this, [this] { showLimits(ServiceOptions()); });
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
    addLimit(form, OptionNames::maxClients, tr("Clients a&t a time, at most"));
    auto *perAddress =
        addLimit(form, OptionNames::maxClientsPerAddress, tr("Of these, from one &address"));
    perAddress->setSpecialValueText(tr("any number", "of clients"));
    auto *idle = addLimit(form, OptionNames::idleTimeout, tr("Close clients that are &idle for"));
    idle->setSpecialValueText(tr("any time", "clients may be idle"));
    idle->setSuffix(tr(" s", "seconds"));
    auto *output =
        addLimit(form, OptionNames::outputTimeout, tr("Close clients that take no &replies for"));
    output->setSuffix(tr(" s", "seconds"));
    auto *minRate = addLimit(form, OptionNames::minRate, tr("Requests arri&ve at, at least"));
    minRate->setSpecialValueText(tr("any speed"));
    minRate->setSuffix(tr(" bytes/s"));
    auto *maxDigits = addLimit(form, OptionNames::maxDigits, tr("&Digits of a request, at most"));
    maxDigits->setSpecialValueText(tr("any number", "of digits"));
}

void OptionsDialog::addLogFile(QFormLayout &form)
{
    m_logFile->setObjectName(QStringLiteral("logFile"));
    m_logFile->setPlaceholderText(tr("None"));
    auto *choose = new QPushButton(tr("C&hoose..."), this);
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
    auto *dialog = new QFileDialog(this, tr("Write events to"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is appended to
    connect(dialog, &QFileDialog::fileSelected, m_logFile, &QLineEdit::setText);
    dialog->open();
}

} // namespace DigitSum
