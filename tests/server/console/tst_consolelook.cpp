// SPDX-License-Identifier: MIT
#include "tests/server/console/consolefixture.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QTranslator>

using namespace DigitSum;

namespace {

/// Puts a mark before each text, so that texts without it were not retranslated.
class AnotherLanguage final : public QTranslator
{
public:
    static constexpr QChar mark{u'\u00a7'};

    [[nodiscard]] QString translate(const char *, const char *text, const char *,
                                    int) const override
    {
        return mark + QString::fromUtf8(text);
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

/// Tests presentation mode, the Help dialogs, and the stored zoom, theme and language.
class TestConsoleLook final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void presents();
    void helpNamesTheAddress();
    void zoomIsStored();
    void themeIsStored();
    void changesLanguage();
};

void TestConsoleLook::init()
{
    QSettings().clear();
    open();
}

void TestConsoleLook::cleanup()
{
    close();
}

void TestConsoleLook::presents()
{
    start();
    const auto client = connectClient();
    const double before = find<QLabel>("clientAddress")->font().pointSizeF();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    QVERIFY(find<QLabel>("clientAddress")->font().pointSizeF() >= 2 * before);
    QVERIFY(find<QTableView>("clients")->isVisible());
    QVERIFY(find<QTableView>("clients")->font().pointSizeF() > m_window->font().pointSizeF());
    for (const char *chrome : {"startStop", "events", "findClient", "copyAddress", "menuBar"})
        QVERIFY2(!find<QWidget>(chrome)->isVisible(), chrome);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(find<QWidget>("startStop")->isVisible() && find<QWidget>("menuBar")->isVisible());
    QCOMPARE(find<QLabel>("clientAddress")->font().pointSizeF(), before);
}

void TestConsoleLook::helpNamesTheAddress()
{
    start();
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    const auto *help = find<QMessageBox>("howToConnect");
    QVERIFY(help->informativeText().contains(QStringLiteral("nc 127.0.0.1 %1").arg(port())));
    trigger("aboutAction");
    QVERIFY(find<QMessageBox>("about")->informativeText().contains(QStringLiteral("MIT")));
}

void TestConsoleLook::zoomIsStored()
{
    const QFont original = QApplication::font();
    const double before = find<QTableView>("clients")->font().pointSizeF();
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QTRY_VERIFY(find<QTableView>("clients")->font().pointSizeF() > before);
    QApplication::setFont(original); // as in a new process
    open();
    QTRY_VERIFY(find<QTableView>("clients")->font().pointSizeF() > before);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(find<QTableView>("clients")->font().pointSizeF(), before);
}

void TestConsoleLook::themeIsStored()
{
    trigger("theme-dark");
    QTRY_VERIFY(m_window->palette().color(QPalette::Window).lightness() < 80);
    open();
    QVERIFY(find<QAction>("theme-dark")->isChecked());
    QTRY_VERIFY(m_window->palette().color(QPalette::Window).lightness() < 80);
    trigger("theme-system");
}

void TestConsoleLook::changesLanguage()
{
    start();
    const auto client = connectClient();
    find<QTableView>("clients")->selectRow(0);
    click("clientDetails");
    AnotherLanguage language;
    QCoreApplication::installTranslator(&language);
    QTRY_VERIFY(m_window->windowTitle().startsWith(AnotherLanguage::mark));
    for (const char *button : {"startStop", "copyAddress", "clientDetails", "disconnectClient",
                               "resetClient", "pauseLog", "saveLog"})
        QVERIFY2(find<QAbstractButton>(button)->text().startsWith(AnotherLanguage::mark), button);
    for (const char *label : {"addressHint", "totalClientsCaption", "totalRequestsMore",
                              "clientsEmpty", "pageRateCaption"})
        QVERIFY2(find<QLabel>(label)->text().contains(AnotherLanguage::mark), label);
    for (const char *field : {"findClient", "findEvent"})
        QVERIFY2(find<QLineEdit>(field)->placeholderText().startsWith(AnotherLanguage::mark),
                 field);
    for (const char *action : {"startStopAction", "quitAction", "zoomIn", "detailsAction"})
        QVERIFY2(find<QAction>(action)->text().startsWith(AnotherLanguage::mark), action);
    QVERIFY(state().startsWith(AnotherLanguage::mark));
    QVERIFY(clients()->headerData(0, Qt::Horizontal).toString().startsWith(AnotherLanguage::mark));
    QVERIFY(find<QComboBox>("listenAddress")->itemText(0).startsWith(AnotherLanguage::mark));
    QCoreApplication::removeTranslator(&language);
    QTRY_VERIFY(!m_window->windowTitle().startsWith(AnotherLanguage::mark));
}

QTEST_MAIN(TestConsoleLook)
#include "tst_consolelook.moc"
