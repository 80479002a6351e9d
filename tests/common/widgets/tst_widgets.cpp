// SPDX-License-Identifier: MIT
#include "common/widgets/announcement.h"
#include "common/widgets/columnwidths.h"
#include "common/widgets/emptystate.h"
#include "common/widgets/latestfollower.h"
#include "common/widgets/messagebar.h"
#include "common/widgets/semanticcolor.h"
#include "common/widgets/sparkline.h"
#include "common/widgets/statechip.h"
#include "common/widgets/theme.h"
#include "common/widgets/wrappedlabel.h"
#include "common/widgets/zoom.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace DigitSum;

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chipShowsItsState();
    void everySymbolLooksDifferent();
    void barShowsAMessageAndIsDismissed();
    void barKeepsProblemsUntilReadOrUntrue();
    void newsIsAnnouncedPolitely();
    void columnsFollowTheFontAndTheUser();
    void emptyStateHidesWithTheFirstRow();
    void followerStaysAtTheNewestRow_data();
    void followerStaysAtTheNewestRow();
    void visibleRowsStayWhileRowsAreInserted();
    void visibleRowsStayWhileTheOldestAreRemoved();
    void sparklineDescribesTheHoveredValue();
    void theWheelChangesNoInput_data();
    void theWheelChangesNoInput();
    void zoomStepsAndResets();
    void themeAppliesToTheApplication();
    void fieldsHaveOutlines_data();
    void fieldsHaveOutlines();
    void columnsDoNotRunTogether_data();
    void columnsDoNotRunTogether();
    void wrappedLabelShowsWholeLines();
};

void TestWidgets::chipShowsItsState()
{
    StateChip chip;
    chip.setState(Symbol::Check, SemanticColor::Good, QStringLiteral("Connected"),
                  QStringLiteral("127.0.0.1:9990, 1 s"));
    QCOMPARE(chip.accessibleName(), QStringLiteral("Connected 127.0.0.1:9990, 1 s"));
    chip.setDetail(QStringLiteral("127.0.0.1:9990, 2 s"));
    QCOMPARE(chip.accessibleName(), QStringLiteral("Connected 127.0.0.1:9990, 2 s"));
    QVERIFY(chip.minimumSizeHint().width() > chip.fontMetrics().horizontalAdvance(chip.word()));
}

void TestWidgets::everySymbolLooksDifferent()
{
    QList<QImage> seen;
    for (const Symbol symbol :
         {Symbol::Ring, Symbol::Dots, Symbol::Check, Symbol::Warning, Symbol::Cross,
          Symbol::Leaving, Symbol::Again, Symbol::Info, Symbol::Close}) {
        const QImage image = symbolIcon(symbol, Qt::black).pixmap(32, 32).toImage();
        QVERIFY(!seen.contains(image));
        seen.append(image);
    }
}

void TestWidgets::barShowsAMessageAndIsDismissed()
{
    QWidget window;
    MessageBar bar(&window);
    int retries = 0;
    const MessageBar::Button retry{QStringLiteral("&Retry"), [&retries] { ++retries; }};
    QVERIFY(bar.isHidden());

    bar.showMessage(this, SemanticColor::Bad, QStringLiteral("<b>What</b>"), QStringLiteral("Why."),
                    retry);
    window.show();
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.title(), QStringLiteral("<b>What</b>"));
    QCOMPARE(bar.accessibleName(), QStringLiteral("<b>What</b>"));
    auto *action = bar.findChild<QPushButton *>(QStringLiteral("messageAction"));
    QVERIFY(bar.findChild<QPushButton *>(QStringLiteral("messageSecondAction"))->isHidden());

    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(retries, 1);
    QVERIFY(bar.isHidden());

    bar.showMessage(this, SemanticColor::Bad, QStringLiteral("Again"), {}, retry);
    QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("messageClose")), Qt::LeftButton);
    QVERIFY(bar.isHidden());

    bar.showMessage(this, SemanticColor::Bad, QStringLiteral("Again"), {}, retry);
    action->setFocus();
    QTest::keyClick(action, Qt::Key_Escape);
    QVERIFY(bar.isHidden());
    QCOMPARE(retries, 1);
}

void TestWidgets::barKeepsProblemsUntilReadOrUntrue()
{
    const QObject disk;
    const QObject network;
    MessageBar bar;
    const auto show = [&bar](const QObject &subject, QStringView title) {
        bar.showMessage(&subject, SemanticColor::Bad, title.toString(), {});
    };
    show(disk, u"disk full");
    show(network, u"no network");
    QCOMPARE(bar.title(), QStringLiteral("no network"));
    bar.dismiss();
    QCOMPARE(bar.title(), QStringLiteral("disk full"));
    QVERIFY(!bar.isHidden());

    show(network, u"no network");
    bar.withdraw(&disk); // it was solved without being shown
    QCOMPARE(bar.title(), QStringLiteral("no network"));
    show(network, u"no address"); // replaces what was said of the same subject
    bar.dismiss();
    QVERIFY(bar.isHidden());
    bar.dismiss();
    bar.withdraw(&network);
    QVERIFY(bar.isHidden());
}

void TestWidgets::newsIsAnnouncedPolitely()
{
    StateChip chip;
    QStringList announced;
    connect(chip.findChild<Announcement *>(), &Announcement::due, this,
            [&] { announced.append(chip.word()); });
    for (int i = 0; i < 100; ++i) {
        chip.setState(Symbol::Check, SemanticColor::Good, QStringLiteral("State %1").arg(i));
        chip.setDetail(QStringLiteral("detail")); // such as a duration: no news
    }
    QTRY_COMPARE(announced, (QStringList{QStringLiteral("State 0"), QStringLiteral("State 99")}));

    MessageBar bar;
    QSignalSpy messages(bar.findChild<Announcement *>(), &Announcement::due);
    for (int i = 0; i < 3; ++i) // as while a stop goes on
        bar.showMessage(this, SemanticColor::Bad, QStringLiteral("No network"), {});
    QCOMPARE(messages.size(), 1);
}

void TestWidgets::columnsFollowTheFontAndTheUser()
{
    QStandardItemModel model(3, 3);
    QTableView view;
    view.setModel(&model);
    ColumnWidths widths(view, {20, 30, 40});
    const auto characters = [&view](int column) {
        return qRound(double(view.columnWidth(column))
                      / view.fontMetrics().horizontalAdvance(u'0'));
    };
    view.setColumnWidth(1, view.fontMetrics().horizontalAdvance(u'0') * 50); // by the user
    view.hideColumn(2);
    const QFont before = view.font();
    view.setFont(scaledFont(before, 200));
    QCOMPARE(characters(0), 20);
    QCOMPARE(characters(1), 50);
    view.showColumn(2);
    QCOMPARE(characters(2), 40);
    view.setFont(before);
    QCOMPARE(characters(0), 20);
    QCOMPARE(characters(1), 50);
    QCOMPARE(characters(2), 40);

    const QByteArray state = view.horizontalHeader()->saveState();
    view.setColumnWidth(1, 100);
    QVERIFY(widths.restoreState(state));
    view.setFont(scaledFont(before, 150));
    QCOMPARE(characters(1), 50);
    QVERIFY(!widths.restoreState("damaged"));
}

void TestWidgets::emptyStateHidesWithTheFirstRow()
{
    QStandardItemModel model;
    QTableView view;
    view.setModel(&model);
    EmptyState empty(&view);
    empty.setMessage(QStringLiteral("Type digits."));
    view.show();
    QVERIFY(empty.isVisible());
    QCOMPARE(view.accessibleDescription(), QStringLiteral("Type digits."));
    model.appendRow(new QStandardItem(QStringLiteral("1")));
    QVERIFY(!empty.isVisible());
    QCOMPARE(view.accessibleDescription(), QString());
    model.removeRow(0);
    QVERIFY(empty.isVisible());
}

void TestWidgets::followerStaysAtTheNewestRow_data()
{
    QTest::addColumn<LatestFollower::Edge>("edge");
    QTest::newRow("newest at the bottom") << LatestFollower::Edge::Bottom;
    QTest::newRow("newest on top") << LatestFollower::Edge::Top;
}

namespace {

void addRows(QStandardItemModel &model, LatestFollower::Edge edge, int count)
{
    for (int i = 0; i < count; ++i) {
        auto *item = new QStandardItem(QString::number(model.rowCount()));
        model.insertRow(edge == LatestFollower::Edge::Top ? 0 : model.rowCount(), item);
    }
}

bool showsNewest(const QTableView &view, LatestFollower::Edge edge)
{
    const int newest = edge == LatestFollower::Edge::Top ? 0 : view.model()->rowCount() - 1;
    const QRect place = view.visualRect(view.model()->index(newest, 0));
    return view.viewport()->rect().contains(place.center());
}

} // namespace

void TestWidgets::followerStaysAtTheNewestRow()
{
    QFETCH(const LatestFollower::Edge, edge);
    QStandardItemModel model;
    QTableView view;
    view.setObjectName(QStringLiteral("list"));
    view.setModel(&model);
    view.resize(300, 200);
    LatestFollower follower(&view, edge);
    view.show();
    auto *jump = view.findChild<QPushButton *>(QStringLiteral("listJump"));

    addRows(model, edge, 100);
    QTRY_VERIFY(showsNewest(view, edge));
    QVERIFY(!jump->isVisible());

    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    QVERIFY(!follower.isFollowing());
    addRows(model, edge, 12);
    QTRY_VERIFY(jump->isVisible());
    QCOMPARE(follower.unseen(), 12);
    QVERIFY(jump->text().contains(QStringLiteral("12")));
    QVERIFY(!showsNewest(view, edge));

    QTest::mouseClick(jump, Qt::LeftButton);
    QTRY_VERIFY(showsNewest(view, edge));
    QVERIFY(!jump->isVisible());
    addRows(model, edge, 5);
    QTRY_VERIFY(showsNewest(view, edge));
}

void TestWidgets::visibleRowsStayWhileRowsAreInserted()
{
    QStandardItemModel model;
    QTableView view;
    view.setModel(&model);
    view.resize(300, 200);
    LatestFollower follower(&view, LatestFollower::Edge::Top);
    view.show();
    addRows(model, LatestFollower::Edge::Top, 100);
    QTRY_VERIFY(view.verticalScrollBar()->maximum() > 50);
    view.verticalScrollBar()->setValue(50);
    QVERIFY(!follower.isFollowing());
    const QString read = view.indexAt(QPoint(1, 1)).data().toString();
    QCOMPARE(read, QStringLiteral("49"));
    addRows(model, LatestFollower::Edge::Top, 7);
    QCOMPARE(view.indexAt(QPoint(1, 1)).data().toString(), read);
}

void TestWidgets::visibleRowsStayWhileTheOldestAreRemoved()
{
    QStandardItemModel model;
    QTableView view;
    view.setModel(&model);
    view.resize(300, 200);
    LatestFollower follower(&view, LatestFollower::Edge::Bottom);
    view.show();
    addRows(model, LatestFollower::Edge::Bottom, 100);
    QTRY_VERIFY(showsNewest(view, LatestFollower::Edge::Bottom));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    const QString top = view.indexAt(QPoint(1, 1)).data().toString();
    addRows(model, LatestFollower::Edge::Bottom, 20); // as a bounded log does
    model.removeRows(0, 20);
    QCOMPARE(view.indexAt(QPoint(1, 1)).data().toString(), top);
}

void TestWidgets::sparklineDescribesTheHoveredValue()
{
    Sparkline line(Sparkline::Style::Bars, 10);
    line.setFormat([](double value) { return QStringLiteral("%1 ms").arg(value); });
    line.resize(104, 40);
    for (int i = 1; i <= 25; ++i)
        line.append(i);
    QCOMPARE(line.count(), qsizetype(10));
    QCOMPARE(line.highest(), 25.0);
    QCOMPARE(line.accessibleDescription(), QStringLiteral("Newest 25 ms, highest 25 ms"));
    QCOMPARE(line.textAt({98, 10}), QStringLiteral("25 ms"));
    QCOMPARE(line.textAt({7, 10}), QStringLiteral("16 ms"));
    line.clear();
    QCOMPARE(line.textAt({98, 10}), QString());
}

void TestWidgets::theWheelChangesNoInput_data()
{
    QTest::addColumn<bool>("isSpinBox");
    QTest::newRow("number") << true;
    QTest::newRow("choice") << false;
}

/// It scrolls instead, also with the focus there.
void TestWidgets::theWheelChangesNoInput()
{
    QFETCH(const bool, isSpinBox);
    QScrollArea area;
    auto *content = new QWidget;
    content->setMinimumHeight(5000);
    area.setWidget(content);
    area.setWidgetResizable(true);
    QSpinBox number(content);
    number.setValue(7);
    QComboBox choice(content);
    choice.setEditable(true);
    choice.addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    choice.setEditText(QStringLiteral("typed"));
    QWidget *input = isSpinBox ? static_cast<QWidget *>(&number) : &choice;
    input->show();
    area.show();
    input->setFocus();
    const QPointF place = input->rect().center();
    QWheelEvent wheel(place, input->mapToGlobal(place), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(input, &wheel);
    QCOMPARE(number.value(), 7);
    QCOMPARE(choice.currentText(), QStringLiteral("typed"));
    QVERIFY(!wheel.isAccepted()); // Qt passes it on to the scroll area
}

void TestWidgets::zoomStepsAndResets()
{
    const double normal = QApplication::font().pointSizeF();
    Zoom zoom;
    QSignalSpy changed(&zoom, &Zoom::changed);
    zoom.in();
    QCOMPARE(zoom.percent(), 110);
    QVERIFY(qAbs(QApplication::font().pointSizeF() - normal * 1.1) < 0.01);
    zoom.out();
    zoom.out();
    QCOMPARE(zoom.percent(), 90);
    zoom.setPercent(10'000);
    QCOMPARE(zoom.percent(), Zoom::most);
    zoom.in();
    QCOMPARE(zoom.percent(), Zoom::most);
    zoom.reset();
    QCOMPARE(QApplication::font().pointSizeF(), normal);
    QCOMPARE(changed.count(), 5);
}

void TestWidgets::themeAppliesToTheApplication()
{
    const QColor system = QApplication::palette().color(QPalette::Window);
    applyTheme(Theme::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window),
             darkPalette().color(QPalette::Window));
    applyTheme(Theme::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window),
             lightPalette().color(QPalette::Window));
    applyTheme(Theme::System);
    QCOMPARE(QApplication::palette().color(QPalette::Window), system);
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        QCOMPARE(themeNamed(themeName(theme)), theme);
    QCOMPARE(themeNamed(QStringLiteral("pink")), Theme::System);
}

void TestWidgets::fieldsHaveOutlines_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<bool>("isEnabled");
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        for (const bool isEnabled : {true, false})
            QTest::addRow("%s, %s", qPrintable(themeName(theme)),
                          isEnabled ? "enabled" : "disabled")
                << theme << isEnabled;
    }
}

/// The contrast that WCAG 2.1 asks of controls, at the middle of each edge. Disabled ones need
/// none, but must not vanish.
void TestWidgets::fieldsHaveOutlines()
{
    QFETCH(const Theme, theme);
    QFETCH(const bool, isEnabled);
    applyTheme(theme);
    QWidget window;
    auto *row = new QVBoxLayout(&window);
    auto *box = new QComboBox;
    box->setEditable(true);
    const QList<QWidget *> fields{new QLineEdit, new QSpinBox, box, new QCheckBox};
    for (QWidget *field : fields) {
        field->setEnabled(isEnabled);
        field->setFocusPolicy(Qt::NoFocus);
        row->addWidget(field);
    }
    window.show();
    const QImage image = window.grab().toImage();
    const QColor ground = window.palette().color(QPalette::Window);
    for (const QWidget *field : fields) {
        const int middle = field->geometry().center().y();
        double contrast = 0; // of the outline's left edge
        for (int x = field->x(); x < field->x() + 8; ++x)
            contrast = std::max(contrast, contrastRatio(image.pixelColor(x, middle), ground));
        QVERIFY2(contrast >= (isEnabled ? 3.0 : 2.0),
                 qPrintable(QStringLiteral("%1: %2")
                                .arg(QLatin1StringView(field->metaObject()->className()))
                                .arg(contrast)));
    }
    applyTheme(Theme::System);
}

/// A number on the right of one column and a text on the left of the next, and their heads.
void TestWidgets::columnsDoNotRunTogether_data()
{
    QTest::addColumn<Theme>("theme");
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        QTest::addRow("%s", qPrintable(themeName(theme))) << theme;
}

void TestWidgets::columnsDoNotRunTogether()
{
    QFETCH(const Theme, theme);
    applyTheme(theme);
    const QTableView table;
    const QStyle *style = table.style();
    QVERIFY(style->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &table) >= 5);
    QVERIFY(style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) >= 4);
    applyTheme(Theme::System);
}

void TestWidgets::wrappedLabelShowsWholeLines()
{
    WrappedLabel label(QStringLiteral("label"), nullptr);
    label.setText(QStringLiteral("word ").repeated(100));
    const int line = label.fontMetrics().lineSpacing();
    label.resize(200, 2 * line + line / 2);
    label.show();
    const QImage image = label.grab().toImage();
    for (int y = 0; y < line / 4; ++y) { // two lines in the middle, nothing at the edges
        for (int x = 0; x < image.width(); ++x) {
            QCOMPARE(image.pixelColor(x, y), image.pixelColor(0, 0));
            QCOMPARE(image.pixelColor(x, image.height() - 1 - y), image.pixelColor(0, 0));
        }
    }
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
