// SPDX-License-Identifier: MIT
#include "gui-client/helpdialogs.h"

#include "common/widgets/messagedialogs.h"
#include "common/widgets/settingsstore.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTextBrowser>

namespace DigitSum::Gui {

namespace {

struct HelpText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::HelpDialogs)
};

QString paragraph(const QString &title, const QString &text)
{
    return QStringLiteral("<h3>%1</h3><p>%2</p>").arg(title, text);
}

QString guideText()
{
    return paragraph(HelpText::tr("Connect"),
                     HelpText::tr("Enter the server's name or address and its port, then click "
                                  "Connect (Ctrl+Return). To end the connection, click Disconnect "
                                  "(Ctrl+Shift+D)."))
           + paragraph(
               HelpText::tr("Send requests"),
               HelpText::tr("Type digits of any script and press Enter. A character that is "
                            "not a digit is pointed out; you can send it anyway. Up and Down "
                            "recall earlier requests. You can also paste several lines, drop "
                            "a text file on the window, or send a file with Ctrl+O."))
           + paragraph(
               HelpText::tr("Use the history"),
               HelpText::tr("Ctrl+F searches the history; a click on a column header sorts "
                            "it. Ctrl+C copies the selected rows, Ctrl+R sends them again, Del "
                            "deletes them and Ctrl+Z restores them. Ctrl+Shift+E exports the "
                            "visible rows."))
           + paragraph(
               HelpText::tr("Present"),
               HelpText::tr("F11 enlarges the text and hides the controls; Esc leaves this "
                            "mode. Ctrl+Plus and Ctrl+Minus zoom; Ctrl+0 resets the zoom."));
}

} // namespace

void showGuide(QWidget *window)
{
    auto *dialog = new QDialog(window);
    dialog->setObjectName(QStringLiteral("guideDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(HelpText::tr("How to use DigitSum"));
    auto *text = new QTextBrowser(dialog);
    text->setObjectName(QStringLiteral("guideText"));
    text->setAccessibleName(HelpText::tr("How to use DigitSum"));
    text->setHtml(guideText());
    auto *box = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    box->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("guideClose"));
    auto *column = new QVBoxLayout(dialog);
    column->addWidget(text);
    column->addWidget(box);
    QObject::connect(box, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    resizeToText(*dialog, 70, 26);
    dialog->show();
}

void showAbout(QWidget *window)
{
    QMessageBox *box = makeMessageBox(
        window, QStringLiteral("aboutDialog"), HelpText::tr("About DigitSum"),
        HelpText::tr("DigitSum Client %1").arg(QStringLiteral(DIGITSUM_VERSION)),
        HelpText::tr("Sends strings of digits to a server, which answers with their sums.\n\n"
                     "DigitSum is free software under the MIT licence.\n"
                     "It uses Qt %1 (built with %2), under the GNU LGPL version 3.")
            .arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR)));
    box->setIconPixmap(window->windowIcon().pixmap(64));
    box->setStandardButtons(QMessageBox::Close);
    box->button(QMessageBox::Close)->setObjectName(QStringLiteral("aboutClose"));
    box->open();
}

} // namespace DigitSum::Gui
