// SPDX-License-Identifier: MIT
#include "common/widgets/messagedialogs.h"

#include <QMessageBox>
#include <QPushButton>

namespace DigitSum {

QMessageBox *makeMessageBox(QWidget *parent, const QString &name, const QString &title,
                            const QString &text, const QString &details)
{
    auto *box = new QMessageBox(parent);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(title);
    box->setText(text);
    box->setInformativeText(details);
    return box;
}

QMessageBox *ask(QWidget *parent, const Question &question,
                 const std::function<void(bool isYes)> &answered)
{
    QMessageBox *box =
        makeMessageBox(parent, question.name, question.title, question.text, question.consequences);
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

} // namespace DigitSum
