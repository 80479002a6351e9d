// SPDX-License-Identifier: MIT
#include "server/console/listen/listenchoices.h"
#include "server/service/serviceoptions.h"

#include <QTest>

using namespace DigitSum;

namespace {

LocalAddress local(const char *name, const char *address)
{
    return {QString::fromLatin1(name), QHostAddress(QString::fromLatin1(address))};
}

QStringList texts(const QList<Endpoint> &endpoints)
{
    QStringList result;
    for (const Endpoint &endpoint : endpoints)
        result.append(endpoint.toString());
    return result;
}

const QList<LocalAddress> laptop = {local("eth0", "192.168.1.20"), local("eth0", "fd00::20"),
                                    local("wlan0", "10.1.2.3")};

} // namespace

class TestListenChoices final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisComputerOnlyComesFirst();
    void eachInterfaceIsNamed();
    void allInterfacesAreReachableAtEachAddress();
    void ipv4ComesFirst();
    void loopbackIsUsedWithoutANetwork();
    void noLoopbackAmongLocalAddresses();
};

void TestListenChoices::thisComputerOnlyComesFirst()
{
    const auto choices = listenChoices({});
    QCOMPARE(choices.size(), 2);
    QCOMPARE(choices.at(0).key, QStringLiteral("local"));
    QCOMPARE(choices.at(0).addresses, loopbackAddresses());
    QCOMPARE(choices.at(1).key, QStringLiteral("any"));
    QCOMPARE(choices.at(1).addresses, anyAddresses());
}

void TestListenChoices::eachInterfaceIsNamed()
{
    const auto choices = listenChoices(laptop);
    QCOMPARE(choices.size(), 5);
    QCOMPARE(choices.at(2).label, QStringLiteral("eth0: 192.168.1.20"));
    QCOMPARE(choices.at(2).key, QStringLiteral("192.168.1.20"));
    QCOMPARE(choices.at(4).addresses, QList{QHostAddress(QStringLiteral("10.1.2.3"))});
}

void TestListenChoices::allInterfacesAreReachableAtEachAddress()
{
    const QList<Endpoint> any = {{QHostAddress(QHostAddress::AnyIPv4), 9990},
                                 {QHostAddress(QHostAddress::AnyIPv6), 9990}};
    QCOMPARE(texts(reachable(any, laptop)),
             (QStringList{QStringLiteral("192.168.1.20:9990"), QStringLiteral("10.1.2.3:9990"),
                          QStringLiteral("[fd00::20]:9990")}));
    QCOMPARE(texts(reachable({any.first()}, laptop)).size(), 2);
    QCOMPARE(texts(reachable({{QHostAddress(QHostAddress::Any), 1}}, laptop)).size(), 3);
}

void TestListenChoices::ipv4ComesFirst()
{
    const QList<Endpoint> both = {{QHostAddress(QHostAddress::LocalHostIPv6), 7},
                                  {QHostAddress(QHostAddress::LocalHost), 7}};
    QCOMPARE(texts(reachable(both, laptop)),
             (QStringList{QStringLiteral("127.0.0.1:7"), QStringLiteral("[::1]:7")}));
}

void TestListenChoices::loopbackIsUsedWithoutANetwork()
{
    QCOMPARE(texts(reachable({{QHostAddress(QHostAddress::AnyIPv4), 9990}}, {})),
             QStringList{QStringLiteral("127.0.0.1:9990")});
    QVERIFY(reachable({}, laptop).isEmpty());
}

void TestListenChoices::noLoopbackAmongLocalAddresses()
{
    for (const LocalAddress &found : localAddresses()) {
        QVERIFY2(!found.address.isLoopback(), qPrintable(found.address.toString()));
        QVERIFY(!found.interfaceName.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestListenChoices)
#include "tst_listenchoices.moc"
