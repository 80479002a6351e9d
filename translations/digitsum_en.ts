<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>DigitSum::ClientArea</name>
    <message numerus="yes">
        <source>%n client(s) have not read all replies yet.</source>
        <translation>
            <numerusform>%n client has not read all replies yet.</numerusform>
            <numerusform>%n clients have not read all replies yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::ConsoleWindow</name>
    <message numerus="yes">
        <source>%n client(s) are connected.</source>
        <translation>
            <numerusform>%n client is connected.</numerusform>
            <numerusform>%n clients are connected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::BulkPanel</name>
    <message numerus="yes">
        <source>%Ln answered</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln answered</numerusform>
            <numerusform>%Ln answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln lost</numerusform>
            <numerusform>%Ln lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::ExternalInput</name>
    <message numerus="yes">
        <source>Send %Ln request(s)</source>
        <translation>
            <numerusform>Send %Ln request</numerusform>
            <numerusform>Send %Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text has %Ln lines.</source>
        <translation>
            <numerusform>The text has %Ln line.</numerusform>
            <numerusform>The text has %Ln lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::MainWindow</name>
    <message numerus="yes">
        <source>%Ln row(s) deleted.</source>
        <translation>
            <numerusform>%Ln row deleted.</numerusform>
            <numerusform>%Ln rows deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::RequestBar</name>
    <message numerus="yes">
        <source>%Ln digit(s)</source>
        <translation>
            <numerusform>%Ln digit</numerusform>
            <numerusform>%Ln digits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::LatestFollower</name>
    <message numerus="yes">
        <source>Jump to latest (%Ln new)</source>
        <translation>
            <numerusform>Jump to latest (%Ln new)</numerusform>
            <numerusform>Jump to latest (%Ln new)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::ServiceMonitor</name>
    <message numerus="yes">
        <source>%n attempt(s) left.</source>
        <translation>
            <numerusform>%n attempt left.</numerusform>
            <numerusform>%n attempts left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more client(s) connected and disconnected too quickly to be listed</source>
        <translation>
            <numerusform>%n more client connected and disconnected too quickly to be listed</numerusform>
            <numerusform>%n more clients connected and disconnected too quickly to be listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::ServiceNotices</name>
    <message numerus="yes">
        <source>Not listening yet; %n attempt(s) left</source>
        <translation>
            <numerusform>Not listening yet; %n attempt left</numerusform>
            <numerusform>Not listening yet; %n attempts left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) still connected; answering pending requests.</source>
        <translation>
            <numerusform>%n client still connected; answering pending requests.</numerusform>
            <numerusform>%n clients still connected; answering pending requests.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::HistoryActions</name>
    <message numerus="yes">
        <source>%Ln request(s) not sent again.</source>
        <translation>
            <numerusform>%Ln request not sent again.</numerusform>
            <numerusform>%Ln requests not sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::HumanText</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
</TS>
