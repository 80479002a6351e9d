// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QFrame>

#include <optional>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QLineEdit)

namespace DigitSum {
class Announcement;
} // namespace DigitSum

namespace DigitSum::Gui {

/// Shows the newest result in large text. A read-only field instead of a label, so that it can be
/// selected and focused, and screen readers announce its changes.
class ResultPanel final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultPanel)

public:
    explicit ResultPanel(QWidget *parent = nullptr);

    void showResult(const HistoryEntry &entry);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateFont();
    void updateText();
    void fitRequest();
    void nameResult();
    [[nodiscard]] QString sentence(const QString &request) const;

    QLabel *m_symbol;
    QLineEdit *m_result;
    QLabel *m_roundTrip;
    Announcement *m_announcement;
    std::optional<HistoryEntry> m_entry;
};

} // namespace DigitSum::Gui
