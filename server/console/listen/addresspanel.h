// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace DigitSum {

/// Tells a room where to connect: the address in large type, with Copy. Hidden while there is none.
class AddressPanel final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressPanel)

public:
    explicit AddressPanel(QWidget *parent = nullptr);

    /// Where clients can connect, best first, and whether only through TLS; none: the panel hides.
    void showEndpoints(const QList<Endpoint> &endpoints, bool throughTls = false);
    /// The address larger still, and nothing else.
    void setPresenting(bool presenting);

    [[nodiscard]] QString address() const; ///< the one in large type; empty if none

protected:
    void changeEvent(QEvent *event) override;

private:
    void copy();
    void retranslate();
    void adjustFont();

    QLabel *m_caption;
    QLabel *m_address;
    QPushButton *m_copy;
    QLabel *m_hint;
    QList<Endpoint> m_endpoints;
    bool m_isThroughTls = false;
    bool m_isPresenting = false;
};

} // namespace DigitSum
