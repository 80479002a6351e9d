// SPDX-License-Identifier: MIT
#include "server/console/consoledialogs.h"

#include "common/protocol/digitsum.h"
#include "common/widgets/messagedialogs.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace DigitSum::ConsoleDialogs {

namespace {

struct DialogText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::ConsoleDialogs)
};

} // namespace

void showHowToConnect(QWidget *parent, const QString &address)
{
    const qsizetype colon = address.lastIndexOf(u':');
    const QString host = address.isEmpty() ? QStringLiteral("127.0.0.1")
                                           : address.left(colon).remove(u'[').remove(u']');
    const QString port = address.isEmpty() ? QStringLiteral("9990") : address.mid(colon + 1);
    QString text = DialogText::tr(
        "Clients connect over TCP and send one string of digits per line. The server "
        "replies to each line with its digit sum.");
    if (address.isEmpty())
        text += u' ' + DialogText::tr("The server is stopped. Press Start first.");
    const QString examples =
        DialogText::tr("In DigitSum Client, enter %1 and %2, then press Connect.").arg(host, port)
        + QStringLiteral("\n\n") + DialogText::tr("In a terminal:")
        + QStringLiteral("\n    digitsum --host %1 --port %2 12345").arg(host, port)
        + QStringLiteral("\n    nc %1 %2").arg(host, port);
    auto *box = makeMessageBox(parent, QStringLiteral("howToConnect"),
                               DialogText::tr("How to connect"), text, examples);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->open();
}

void showAbout(QWidget *parent)
{
    auto *box = makeMessageBox(
        parent, QStringLiteral("about"), DialogText::tr("About DigitSum Server"),
        DialogText::tr("DigitSum Server %1").arg(QCoreApplication::applicationVersion()),
        DialogText::tr("A digit-sum server whose every step you can watch. MIT licence.\n"
                       "Uses Qt %1 (LGPL version 3). Digit-sum kernel on this computer: %2.")
            .arg(QString::fromLatin1(qVersion()), digitSumKernelName()));
    box->open();
}

} // namespace DigitSum::ConsoleDialogs
