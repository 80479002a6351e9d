// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/serviceoptions.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
QT_END_NAMESPACE

namespace DigitSum {

struct ServiceOption;

/// Edits the framing and the limits for the next start of the server, and the name of the log file.
class OptionsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionsDialog)

public:
    OptionsDialog(const ServiceOptions &options, const QString &logFile, QWidget *parent);

    /// Returns \a options with the values of the dialog.
    [[nodiscard]] ServiceOptions changed(ServiceOptions options) const;
    [[nodiscard]] QString logFile() const;

private:
    QSpinBox *addLimit(QFormLayout &form, QLatin1StringView option, const QString &label);
    void addPresets(QFormLayout &form);
    void addLimits(QFormLayout &form);
    void addLogFile(QFormLayout &form);
    void showLimits(const ServiceOptions &options);
    void chooseLogFile();

    QComboBox *m_framing;
    QList<QPair<const ServiceOption *, QSpinBox *>> m_limits;
    QLineEdit *m_logFile;
};

} // namespace DigitSum
