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

/// What the server does with its clients, from the next start on; and where events are written.
class OptionsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionsDialog)

public:
    OptionsDialog(const ServiceOptions &options, const QString &logFile, QWidget *parent);

    /// \a options with what was chosen here.
    [[nodiscard]] ServiceOptions changed(ServiceOptions options) const;
    [[nodiscard]] QString logFile() const;

private:
    [[nodiscard]] QSpinBox *addNumber(QFormLayout &form, const QString &name, const QString &label,
                                      int least, int most);
    void addPresets(QFormLayout &form);
    void addLimits(QFormLayout &form);
    void addLogFile(QFormLayout &form);
    void showLimits(const ServiceOptions &options);
    void chooseLogFile();

    QComboBox *m_framing;
    QSpinBox *m_maxClients = nullptr;
    QSpinBox *m_maxClientsPerAddress = nullptr;
    QSpinBox *m_idle = nullptr;
    QSpinBox *m_output = nullptr;
    QSpinBox *m_minRate = nullptr;
    QSpinBox *m_maxDigits = nullptr;
    QLineEdit *m_logFile;
};

} // namespace DigitSum
