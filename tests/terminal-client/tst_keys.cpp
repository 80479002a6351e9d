// SPDX-License-Identifier: MIT
#include "terminal-client/keys.h"

#include <QTest>

using namespace DigitSum;

class TestKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstKey_data();
    void firstKey();
    void incompleteKeys_data();
    void incompleteKeys();
    void plainText();
};

void TestKeys::firstKey_data()
{
    QTest::addColumn<QString>("key");
    const auto row = [](const char *name, const char *key) {
        QTest::newRow(name) << QString::fromUtf8(key);
    };
    row("digit", "7");
    row("digit of three bytes", "৭");
    row("Enter", "\r");
    row("Backspace", "\x7f");
    row("Up", "\x1b[A");
    row("Up, application mode", "\x1bOA");
    row("Ctrl+Left", "\x1b[1;5D");
    row("F5", "\x1b[15~");
    row("beginning of a paste", "\x1b[200~");
    row("with an intermediate character", "\x1b[?1$p");
    row("Alt+b", "\x1b"
                 "b");
    row("Alt+Up", "\x1b\x1b[A");
    row("Ctrl+V Esc", "\x16\x1b");
    row("Ctrl+X Ctrl+X", "\x18\x18");
}

void TestKeys::firstKey()
{
    QFETCH(const QString, key);
    const auto size = key.toStdWString().size();
    QCOMPARE(Keys::firstKey(key.toStdWString()), size);
    QCOMPARE(Keys::firstKey(key.toStdWString() + L"1A"), size);
}

void TestKeys::incompleteKeys_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"", "\x1b", "\x1b[", "\x1b[1", "\x1b[1;5", "\x1b[?1$", "\x1bO",
                              "\x1b\x1b", "\x1b\x1b[", "\x16", "\x18"})
        QTest::addRow("%s", QByteArray(typed).toPercentEncoding().constData())
            << QString::fromUtf8(typed);
}

void TestKeys::incompleteKeys()
{
    QFETCH(const QString, typed);
    QCOMPARE(Keys::firstKey(typed.toStdWString()), std::size_t(0));
}

void TestKeys::plainText()
{
    QCOMPARE(Keys::plainText(L""), std::size_t(0));
    QCOMPARE(Keys::plainText(L"12 ৭"), std::size_t(4));
    for (const wchar_t *const end : {L"\r", L"\x1b[A", L"\x7f", L"\t", L"\x01"}) {
        QCOMPARE(Keys::plainText(end), std::size_t(0));
        QCOMPARE(Keys::plainText(L"12" + std::wstring(end) + L"3"), std::size_t(2));
    }
}

QTEST_APPLESS_MAIN(TestKeys)
#include "tst_keys.moc"
