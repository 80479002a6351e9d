// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/serviceoptions.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
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
    void chooseLogFile();

    QComboBox *m_framing;
    QSpinBox *m_maxClients;
    QLineEdit *m_logFile;
};

} // namespace DigitSum
