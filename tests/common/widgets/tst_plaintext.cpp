// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/messagedialogs.h"
#include "tests/support/markupaudit.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace DigitSum;
using MarkupAudit::hostileText;

/// Texts that look like HTML are shown as they are, also by widgets that Qt creates.
class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labels();
    void labelsThatAskForMarkupHaveIt();
    void toolTipsOfWidgetsAndCells();
    void messageBoxes();
    void messageBar();
    void auditFindsWhatsThis();
};

void TestPlainText::labels()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *early = new QLabel(hostileText, &window);
    column->addWidget(early);
    auto *late = new QLabel(&window);
    column->addWidget(late);
    window.show();
    late->setText(hostileText);
    QCOMPARE(MarkupAudit::interpretedTexts(window), QStringList());
    QCOMPARE(MarkupAudit::textsWith(window, hostileText).size(), 2);
    for (const QLabel *label : {early, late}) {
        // Interpreted, only "1" would be left.
        QVERIFY(label->sizeHint().width() >= label->fontMetrics().horizontalAdvance(hostileText));
        auto *accessible = QAccessible::queryAccessibleInterface(const_cast<QLabel *>(label));
        QCOMPARE(accessible->text(QAccessible::Name), hostileText);
    }
}

void TestPlainText::labelsThatAskForMarkupHaveIt()
{
    QLabel label(QStringLiteral("<b>ours</b>"));
    label.setTextFormat(Qt::RichText);
    label.show();
    QCOMPARE(label.textFormat(), Qt::RichText);
}

void TestPlainText::toolTipsOfWidgetsAndCells()
{
    QStandardItemModel model(3, 2);
    model.setData(model.index(1, 1), hostileText, Qt::ToolTipRole);
    QTableView view;
    view.setModel(&model);
    view.setToolTip(hostileText);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(MarkupAudit::interpretedTexts(view), QStringList());
    QCOMPARE(MarkupAudit::textsWith(view, hostileText).size(), 2);
}

void TestPlainText::messageBoxes()
{
    QWidget window;
    QMessageBox *ours =
        makeMessageBox(&window, QStringLiteral("box"), hostileText, hostileText, hostileText);
    auto *theirs = new QMessageBox(QMessageBox::Information, hostileText, hostileText,
                                   QMessageBox::Ok, &window);
    theirs->setInformativeText(hostileText);
    for (QMessageBox *box : {ours, theirs}) {
        box->open();
        QCOMPARE(MarkupAudit::interpretedTexts(*box), QStringList());
        QVERIFY(MarkupAudit::textsWith(*box, hostileText).size() >= 2);
    }
}

void TestPlainText::messageBar()
{
    MessageBar bar;
    bar.showMessage(this, SemanticColor::Bad, hostileText, hostileText, {hostileText, [] {}},
                    {hostileText, [] {}});
    QCOMPARE(MarkupAudit::interpretedTexts(bar), QStringList());
    QVERIFY(MarkupAudit::textsWith(bar, hostileText).size() >= 4);
}

/// Qt interprets what's-this texts and there is no switch, so nothing may come from outside.
void TestPlainText::auditFindsWhatsThis()
{
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), hostileText, Qt::WhatsThisRole);
    QTableView view;
    view.setModel(&model);
    view.viewport()->setWhatsThis(hostileText);
    QCOMPARE(MarkupAudit::interpretedTexts(view).size(), 2);
}

QTEST_MAIN(TestPlainText)
#include "tst_plaintext.moc"
