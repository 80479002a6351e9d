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

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::HelpDialogs)
};

QString paragraph(const QString &title, const QString &text)
{
    return QStringLiteral("<h3>%1</h3><p>%2</p>").arg(title, text);
}

QString guideText()
{
    return paragraph(Text::tr("Connect"),
                     Text::tr("Enter a server's name or address and its port, then Connect "
                              "(Ctrl+Return). Disconnect (Ctrl+Shift+D) says goodbye first."))
           + paragraph(Text::tr("Ask"),
                       Text::tr("Type digits of any script and press Enter. What is no digit is "
                                "pointed out, and can be sent all the same. Up and Down bring "
                                "back earlier requests. Several lines can be pasted, a text file "
                                "dropped on the window or sent with Ctrl+O."))
           + paragraph(Text::tr("Look back"),
                       Text::tr("The history finds (Ctrl+F), sorts by any column, copies rows "
                                "(Ctrl+C), sends them again (Ctrl+R), deletes them (Del) and "
                                "brings them back (Ctrl+Z). Ctrl+E exports what is shown."))
           + paragraph(Text::tr("Show others"),
                       Text::tr("F11 makes the text large and hides the rest; Esc ends it. "
                                "Ctrl+Plus, Ctrl+Minus and Ctrl+0 zoom."));
}

} // namespace

void showGuide(QWidget *window)
{
    auto *dialog = new QDialog(window);
    dialog->setObjectName(QStringLiteral("guideDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Text::tr("How to use DigitSum"));
    auto *text = new QTextBrowser(dialog);
    text->setObjectName(QStringLiteral("guideText"));
    text->setAccessibleName(Text::tr("How to use DigitSum"));
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
        window, QStringLiteral("aboutDialog"), Text::tr("About DigitSum"),
        Text::tr("DigitSum client %1").arg(QStringLiteral(DIGITSUM_VERSION)),
        Text::tr("Sends strings of digits to a server, which answers with their sums.\n\n"
                 "DigitSum is free software under the MIT licence.\n"
                 "It uses Qt %1 (built with %2), under the GNU LGPL version 3.")
            .arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR)));
    box->setIconPixmap(window->windowIcon().pixmap(64));
    box->setStandardButtons(QMessageBox::Close);
    box->button(QMessageBox::Close)->setObjectName(QStringLiteral("aboutClose"));
    box->open();
}

} // namespace DigitSum::Gui
