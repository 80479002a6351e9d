// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/serviceoptions.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QFormLayout)
QT_FORWARD_DECLARE_CLASS(QLineEdit)
QT_FORWARD_DECLARE_CLASS(QSpinBox)

namespace DigitSum {

struct ServiceOption;

/// Edits the framing, the limits and the name of the log file. Deletes itself when closed.
class OptionsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionsDialog)

public:
    OptionsDialog(const ServiceOptions &options, const QString &logFile, QWidget *parent);

    /// Returns \a options with the framing and the limits from the dialog.
    [[nodiscard]] ServiceOptions changed(ServiceOptions options) const;
    /// Returns the path of the log file, empty for none.
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
