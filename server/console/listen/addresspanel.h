// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QFrame>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace DigitSum {

/// Shows the address that clients connect to in large type, with a Copy button. Hidden while there
/// is no address.
class AddressPanel final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressPanel)

public:
    explicit AddressPanel(QWidget *parent = nullptr);

    /// Shows the first of \a endpoints in large type and the others below; hides if there are none.
    /// \a requiresTls adds a hint.
    void showEndpoints(const QList<Endpoint> &endpoints, bool requiresTls = false);
    /// While presenting, shows only the address, larger.
    void setPresenting(bool presenting);

    /// Returns the address in large type, empty if there is none.
    [[nodiscard]] QString address() const;

private:
    void copy();
    void retranslate();
    void adjustFont();

    QLabel *m_caption;
    QLabel *m_address;
    QPushButton *m_copy;
    QLabel *m_hint;
    QList<Endpoint> m_endpoints;
    bool m_requiresTls = false;
    bool m_isPresenting = false;
};

} // namespace DigitSum
