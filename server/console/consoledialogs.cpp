// SPDX-License-Identifier: MIT
#include "server/console/consoledialogs.h"

#include "common/protocol/digitsum.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace DigitSum::ConsoleDialogs {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::ConsoleDialogs)
};

QMessageBox *makeBox(QWidget *parent, const QString &name, const QString &title,
                     const QString &text, const QString &more)
{
    auto *box = new QMessageBox(parent);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(title);
    box->setTextFormat(Qt::PlainText);
    box->setText(text);
    box->setInformativeText(more);
    return box;
}

} // namespace

QMessageBox *ask(QWidget *parent, const Question &question,
                 const std::function<void(bool isYes)> &answered)
{
    QMessageBox *box =
        makeBox(parent, question.name, question.title, question.text, question.consequences);
    box->setIcon(QMessageBox::Question);
    auto *yes = box->addButton(question.yes, QMessageBox::AcceptRole);
    yes->setObjectName(question.name + QStringLiteral("Yes"));
    auto *no = box->addButton(question.no, QMessageBox::RejectRole);
    no->setObjectName(question.name + QStringLiteral("No"));
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(box, &QDialog::finished, parent,
                     [box, yes, answered] { answered(box->clickedButton() == yes); });
    box->open();
    return box;
}

void showHowToConnect(QWidget *parent, const QString &address)
{
    const qsizetype colon = address.lastIndexOf(u':');
    const QString host = address.isEmpty() ? QStringLiteral("127.0.0.1")
                                           : address.left(colon).remove(u'[').remove(u']');
    const QString port = address.isEmpty() ? QStringLiteral("9990") : address.mid(colon + 1);
    QString text =
        Text::tr("Clients connect over TCP and send strings of digits, a line each. The server "
                 "answers each with the sum of its digits.");
    if (address.isEmpty())
        text += u' ' + Text::tr("The server is stopped now: press Start first.");
    const QString examples =
        Text::tr("With the DigitSum client: enter %1 and %2, and press Connect.").arg(host, port)
        + QStringLiteral("\n\n") + Text::tr("In a terminal:")
        + QStringLiteral("\n    digitsum --host %1 --port %2 12345").arg(host, port)
        + QStringLiteral("\n    nc %1 %2").arg(host, port);
    auto *box =
        makeBox(parent, QStringLiteral("howToConnect"), Text::tr("How to connect"), text, examples);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->open();
}

void showAbout(QWidget *parent)
{
    auto *box =
        makeBox(parent, QStringLiteral("about"), Text::tr("About DigitSum Server"),
                Text::tr("DigitSum Server %1").arg(QCoreApplication::applicationVersion()),
                Text::tr("A digit-sum server that one can see working. MIT licence.\n"
                         "Made with Qt %1 (LGPL version 3). Digit-sum kernel on this computer: %2.")
                    .arg(QString::fromLatin1(qVersion()), digitSumKernelName()));
    box->open();
}

} // namespace DigitSum::ConsoleDialogs
