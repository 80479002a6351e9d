<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>DigitSum::AddressPanel</name>
    <message>
        <source>Clients connect to</source>
        <translation>Clients verbinden sich mit</translation>
    </message>
    <message>
        <source>Clients connect to %1</source>
        <translation>Clients verbinden sich mit %1</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Die Adresse kopieren</translation>
    </message>
    <message>
        <source>Also at %1.</source>
        <translation>Auch unter %1.</translation>
    </message>
    <message>
        <source>Only programs on this computer can connect. To accept other computers, stop the server, choose &quot;All interfaces&quot; and start it again.</source>
        <translation>Nur Programme auf diesem Computer können sich verbinden. Um andere Computer zuzulassen, stoppen Sie den Server, wählen Sie „Alle Schnittstellen“ und starten Sie ihn wieder.</translation>
    </message>
    <message>
        <source>Computers on the same network can connect unless a firewall blocks them.</source>
        <translation>Computer im selben Netzwerk können sich verbinden, sofern keine Firewall sie blockiert.</translation>
    </message>
    <message>
        <source>Connections are encrypted. Clients must use TLS.</source>
        <translation>Die Verbindungen sind verschlüsselt. Clients müssen TLS verwenden.</translation>
    </message>
</context>
<context>
    <name>DigitSum::AppearanceMenu</name>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Darstellung</translation>
    </message>
    <message>
        <source>&amp;System default</source>
        <translation>&amp;Systemstandard</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>D&amp;unkel</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Spr&amp;ache</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>&amp;Normale Größe</translation>
    </message>
</context>
<context>
    <name>DigitSum::Batch</name>
    <message>
        <source>Not sent: what follows &apos;quit&apos;.</source>
        <translation>Nicht gesendet: was auf „quit“ folgt.</translation>
    </message>
    <message>
        <source>Not answered: request %1 and everything after it.</source>
        <translation>Nicht beantwortet: Anfrage %1 und alles danach.</translation>
    </message>
</context>
<context>
    <name>DigitSum::BindError</name>
    <message>
        <source>Cannot listen on %1: another program uses this port. End that program, or choose another port.</source>
        <translation>%1 ist nicht verfügbar: Ein anderes Programm verwendet diesen Port. Beenden Sie dieses Programm oder wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>Cannot listen on %1: the system does not permit it. Choose a port from 1024 up.</source>
        <translation>%1 ist nicht verfügbar: Das System erlaubt es nicht. Wählen Sie einen Port ab 1024.</translation>
    </message>
    <message>
        <source>Cannot listen on %1: this computer does not have that address. Choose an address of this computer.</source>
        <translation>%1 ist nicht verfügbar: Dieser Computer hat die Adresse nicht. Wählen Sie eine Adresse dieses Computers.</translation>
    </message>
    <message>
        <source>Cannot listen on %1: %2.</source>
        <translation>%1 ist nicht verfügbar: %2.</translation>
    </message>
</context>
<context>
    <name>DigitSum::ClientArea</name>
    <message>
        <source>Clients and details</source>
        <translation>Clients und Details</translation>
    </message>
    <message>
        <source>Clients and events</source>
        <translation>Clients und Ereignisse</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>%1 nicht mehr blockieren</translation>
    </message>
    <message>
        <source>None. To block an address, right-click a client.</source>
        <translation>Keine. Um eine Adresse zu blockieren, klicken Sie mit der rechten Maustaste auf einen Client.</translation>
    </message>
    <message>
        <source>Discard replies?</source>
        <translation>Antworten verwerfen?</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) have not read all replies yet.</source>
        <translation>
            <numerusform>%n Client hat noch nicht alle Antworten gelesen.</numerusform>
            <numerusform>%n Clients haben noch nicht alle Antworten gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset closes the connections at once and discards these replies. Disconnect waits until they have been read.</source>
        <translation>„Zurücksetzen“ schließt die Verbindungen sofort und verwirft diese Antworten. „Trennen“ wartet, bis sie gelesen sind.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>DigitSum::ClientModel</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Untätig</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Wird getrennt</translation>
    </message>
    <message>
        <source>The client has sent data in the last few seconds.</source>
        <translation>Der Client hat in den letzten Sekunden Daten gesendet.</translation>
    </message>
    <message>
        <source>The client has sent nothing for a while.</source>
        <translation>Der Client hat seit einer Weile nichts gesendet.</translation>
    </message>
    <message>
        <source>The client does not read its replies, so the server does not read from it.</source>
        <translation>Der Client liest seine Antworten nicht, deshalb liest der Server nichts mehr von ihm.</translation>
    </message>
    <message>
        <source>The server has said goodbye and is closing the connection.</source>
        <translation>Der Server hat sich verabschiedet und schließt die Verbindung.</translation>
    </message>
    <message>
        <source>No.</source>
        <comment>number of a client</comment>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Rechnername</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Framing</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>Pro Sekunde</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>Last request</source>
        <translation>Letzte Anfrage</translation>
    </message>
    <message>
        <source>Idle for</source>
        <translation>Untätig seit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>none</source>
        <comment>encryption</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
</context>
<context>
    <name>DigitSum::ClientPage</name>
    <message>
        <source>Client %1: %2</source>
        <comment>number, address</comment>
        <translation>Client %1: %2</translation>
    </message>
    <message>
        <source>Client %1 has disconnected</source>
        <translation>Client %1 ist getrennt</translation>
    </message>
    <message>
        <source>Close this page</source>
        <translation>Diese Seite schließen</translation>
    </message>
    <message>
        <source>Requests per second, last minute</source>
        <translation>Anfragen pro Sekunde, letzte Minute</translation>
    </message>
    <message>
        <source>Last req&amp;uests</source>
        <translation>Letzte Anfra&amp;gen</translation>
    </message>
    <message>
        <source>Last requests</source>
        <translation>Letzte Anfragen</translation>
    </message>
    <message>
        <source>No requests since this page was opened.</source>
        <translation>Keine Anfragen, seit diese Seite geöffnet wurde.</translation>
    </message>
</context>
<context>
    <name>DigitSum::ClientsPanel</name>
    <message>
        <source>No client matches the search.</source>
        <translation>Kein Client entspricht der Suche.</translation>
    </message>
    <message>
        <source>C&amp;lients</source>
        <translation>C&amp;lients</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Find a client</source>
        <translation>Client suchen</translation>
    </message>
    <message>
        <source>By number, address, host name or last request</source>
        <translation>Nach Nummer, Adresse, Rechnername oder letzter Anfrage</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Answer pending requests, say goodbye and close the connection</source>
        <translation>Ausstehende Anfragen beantworten, sich verabschieden und die Verbindung schließen</translation>
    </message>
    <message>
        <source>Close the connection at once and discard pending replies</source>
        <translation>Die Verbindung sofort schließen und ausstehende Antworten verwerfen</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>Spalte&amp;n</translation>
    </message>
    <message>
        <source>De&amp;tails</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>Show this client&apos;s requests and replies</source>
        <translation>Anfragen und Antworten dieses Clients anzeigen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Block these addresses (IPv6: their /64 networks) until the server stops</source>
        <translation>Diese Adressen (IPv6: ihre /64-Netze) blockieren, bis der Server stoppt</translation>
    </message>
    <message>
        <source>Block %1 until the server stops</source>
        <translation>%1 blockieren, bis der Server stoppt</translation>
    </message>
</context>
<context>
    <name>DigitSum::ConnectionReport</name>
    <message>
        <source>Trying again.</source>
        <translation>Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>Connected again.</source>
        <translation>Wieder verbunden.</translation>
    </message>
    <message>
        <source>A request was lost with the connection because it was too long to keep and resend.</source>
        <translation>Eine Anfrage ging mit der Verbindung verloren, weil sie zu lang war, um aufbewahrt und erneut gesendet zu werden.</translation>
    </message>
</context>
<context>
    <name>DigitSum::ConsoleDialogs</name>
    <message>
        <source>Clients connect over TCP and send one string of digits per line. The server replies to each line with its digit sum.</source>
        <translation>Clients verbinden sich über TCP und senden eine Ziffernfolge pro Zeile. Der Server antwortet auf jede Zeile mit der Quersumme.</translation>
    </message>
    <message>
        <source>The server is stopped. Press Start first.</source>
        <translation>Der Server ist gestoppt. Klicken Sie zuerst auf „Starten“.</translation>
    </message>
    <message>
        <source>In DigitSum Client, enter %1 and %2, then press Connect.</source>
        <translation>Geben Sie im DigitSum-Client %1 und %2 ein und klicken Sie auf „Verbinden“.</translation>
    </message>
    <message>
        <source>In a terminal:</source>
        <translation>In einem Terminal:</translation>
    </message>
    <message>
        <source>How to connect</source>
        <translation>So verbinden Sie sich</translation>
    </message>
    <message>
        <source>About DigitSum Server</source>
        <translation>Über DigitSum-Server</translation>
    </message>
    <message>
        <source>DigitSum Server %1</source>
        <translation>DigitSum-Server %1</translation>
    </message>
    <message>
        <source>A digit-sum server whose every step you can watch. MIT licence.
Uses Qt %1 (LGPL version 3). Digit-sum kernel on this computer: %2.</source>
        <translation>Ein Quersummen-Server, bei dem Sie jeden Schritt verfolgen können. MIT-Lizenz.
Verwendet Qt %1 (LGPL Version 3). Rechenkern auf diesem Computer: %2.</translation>
    </message>
</context>
<context>
    <name>DigitSum::ConsoleMenus</name>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Stop trying</source>
        <translation>Ver&amp;suche beenden</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>&amp;Stop now</source>
        <translation>&amp;Sofort stoppen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Disconnect all clients</source>
        <translation>Alle Clients &amp;trennen</translation>
    </message>
    <message>
        <source>Save &amp;events…</source>
        <translation>&amp;Ereignisse speichern …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Find a client</source>
        <translation>Client &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Presentation</source>
        <translation>&amp;Präsentation</translation>
    </message>
    <message>
        <source>How to &amp;connect</source>
        <translation>So &amp;verbinden Sie sich</translation>
    </message>
    <message>
        <source>&amp;About DigitSum Server</source>
        <translation>Ü&amp;ber DigitSum-Server</translation>
    </message>
    <message>
        <source>Ser&amp;ver</source>
        <translation>Serve&amp;r</translation>
    </message>
    <message>
        <source>V&amp;iew</source>
        <translation>Ans&amp;icht</translation>
    </message>
    <message>
        <source>&amp;Reject new clients</source>
        <translation>&amp;Neue Clients abweisen</translation>
    </message>
    <message>
        <source>New clients get the notice that the server is full, and are disconnected</source>
        <translation>Neue Clients erhalten die Meldung, dass der Server voll ist, und werden getrennt</translation>
    </message>
    <message>
        <source>&amp;Blocked addresses</source>
        <translation>B&amp;lockierte Adressen</translation>
    </message>
    <message>
        <source>Look up &amp;host names</source>
        <translation>&amp;Rechnernamen ermitteln</translation>
    </message>
    <message>
        <source>Sends each client&apos;s address to the name server</source>
        <translation>Sendet die Adresse jedes Clients an den Nameserver</translation>
    </message>
    <message>
        <source>&amp;Options…</source>
        <translation>&amp;Optionen …</translation>
    </message>
    <message>
        <source>&amp;Go to the address</source>
        <translation>Zur &amp;Adresse gehen</translation>
    </message>
</context>
<context>
    <name>DigitSum::ClientTexts</name>
    <message>
        <source>client quit</source>
        <translation>vom Client beendet</translation>
    </message>
    <message>
        <source>closed by client</source>
        <translation>vom Client geschlossen</translation>
    </message>
    <message>
        <source>connection reset or network failure</source>
        <translation>Verbindung zurückgesetzt oder Netzwerkfehler</translation>
    </message>
    <message>
        <source>idle for too long</source>
        <translation>zu lange untätig</translation>
    </message>
    <message>
        <source>did not read its replies</source>
        <translation>hat seine Antworten nicht gelesen</translation>
    </message>
    <message>
        <source>request arrived too slowly</source>
        <translation>Anfrage kam zu langsam an</translation>
    </message>
    <message>
        <source>request too long</source>
        <translation>Anfrage zu lang</translation>
    </message>
    <message>
        <source>server stopped</source>
        <translation>Server gestoppt</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>von Ihnen</translation>
    </message>
    <message>
        <source>reset by you</source>
        <translation>von Ihnen zurückgesetzt</translation>
    </message>
    <message>
        <source>not known yet</source>
        <comment>framing</comment>
        <translation>noch offen</translation>
    </message>
    <message>
        <source>lines</source>
        <comment>framing</comment>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>raw</source>
        <comment>framing</comment>
        <translation>roh</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>TLS handshake failed</source>
        <translation>TLS-Handshake fehlgeschlagen</translation>
    </message>
    <message>
        <source>TLS handshake took too long</source>
        <translation>TLS-Handshake dauerte zu lange</translation>
    </message>
</context>
<context>
    <name>DigitSum::ConsoleWindow</name>
    <message>
        <source>Stop the server?</source>
        <translation>Den Server stoppen?</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) are connected.</source>
        <translation>
            <numerusform>%n Client ist verbunden.</numerusform>
            <numerusform>%n Clients sind verbunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pending requests are answered, then the server says goodbye and closes the connections.</source>
        <translation>Ausstehende Anfragen werden noch beantwortet; danach verabschiedet sich der Server und schließt die Verbindungen.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stoppen und schließen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Save events</source>
        <translation>Ereignisse speichern</translation>
    </message>
    <message>
        <source>Could not save the events</source>
        <translation>Die Ereignisse konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The server is stopped. Press Start to accept clients.</source>
        <translation>Der Server ist gestoppt. Klicken Sie auf „Starten“, um Clients anzunehmen.</translation>
    </message>
    <message>
        <source>No clients yet: connect to %1.</source>
        <translation>Noch keine Clients: Verbinden Sie sich mit %1.</translation>
    </message>
    <message>
        <source>DigitSum Server</source>
        <translation>DigitSum-Server</translation>
    </message>
    <message>
        <source>Disconnect all clients?</source>
        <translation>Alle Clients trennen?</translation>
    </message>
    <message>
        <source>Pending requests are answered, then the server says goodbye and closes the connections. It keeps running: clients can connect again.</source>
        <translation>Ausstehende Anfragen werden noch beantwortet; danach verabschiedet sich der Server und schließt die Verbindungen. Er läuft weiter: Clients können sich erneut verbinden.</translation>
    </message>
    <message>
        <source>Disconnect all</source>
        <translation>Alle trennen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Events are no longer written to the log file</source>
        <translation>Ereignisse werden nicht mehr in die Protokolldatei geschrieben</translation>
    </message>
    <message>
        <source>Cannot write events to %1</source>
        <translation>Ereignisse können nicht nach %1 geschrieben werden</translation>
    </message>
    <message>
        <source>Clients cannot connect now.</source>
        <translation>Clients können sich zurzeit nicht verbinden.</translation>
    </message>
    <message>
        <source>No clients now: connect to %1.</source>
        <translation>Zurzeit keine Clients: Verbinden Sie sich mit %1.</translation>
    </message>
    <message>
        <source>Settings cannot be saved.</source>
        <translation>Einstellungen können nicht gespeichert werden.</translation>
    </message>
</context>
<context>
    <name>DigitSum::EventLogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::BulkPanel</name>
    <message>
        <source>%1 cannot be sent.</source>
        <translation>%1 lässt sich nicht senden.</translation>
    </message>
    <message>
        <source>Connect, then try again.</source>
        <translation>Verbinden Sie sich, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>It is a folder; choose the files in it one by one.</source>
        <translation>Es ist ein Ordner; wählen Sie die Dateien darin einzeln aus.</translation>
    </message>
    <message>
        <source>It is a pipe or a device, not a file.</source>
        <translation>Es ist eine Pipe oder ein Gerät, keine Datei.</translation>
    </message>
    <message>
        <source>Not sent: a file is being sent.</source>
        <translation>Nicht gesendet: Eine Datei wird gerade gesendet.</translation>
    </message>
    <message>
        <source>Not sent: there is no connection.</source>
        <translation>Nicht gesendet: Es besteht keine Verbindung.</translation>
    </message>
    <message>
        <source>Wait until it has been sent, or cancel it; then try again.</source>
        <translation>Warten Sie, bis sie gesendet ist, oder brechen Sie ab; versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Connect to a server first</source>
        <translation>Verbinden Sie sich zuerst mit einem Server</translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation>Ergebnisse speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Could not read %1.</source>
        <translation>%1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Could not write %1.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Not everything was sent.</source>
        <translation>Nicht alles wurde gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln answered</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln beantwortet</numerusform>
            <numerusform>%Ln beantwortet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln abgelehnt</numerusform>
            <numerusform>%Ln abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%Ln verloren</numerusform>
            <numerusform>%Ln verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bytes of bytes</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>the pasted text</source>
        <translation>der eingefügte Text</translation>
    </message>
    <message>
        <source>Send %1 (%2) to the server:</source>
        <translation>%1 (%2) an den Server senden:</translation>
    </message>
    <message>
        <source>Each &amp;line is a request</source>
        <translation>Jede Zeile ist eine An&amp;frage</translation>
    </message>
    <message>
        <source>The whole file is one &amp;number</source>
        <translation>Die &amp;gesamte Datei ist eine Zahl</translation>
    </message>
    <message>
        <source>Save results to a &amp;file…</source>
        <translation>Ergebnisse in Datei spei&amp;chern …</translation>
    </message>
    <message>
        <source>Send fil&amp;e</source>
        <translation>Datei ü&amp;bertragen</translation>
    </message>
    <message>
        <source>Don&apos;t send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Sending progress</source>
        <translation>Sendefortschritt</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>Pa&amp;use</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>Sendet %1</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Sent %1</source>
        <translation>Gesendet: %1</translation>
    </message>
    <message>
        <source>Cancelled: %1</source>
        <translation>Abgebrochen: %1</translation>
    </message>
    <message>
        <source>Stopped early: %1</source>
        <translation>Vorzeitig beendet: %1</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::BulkSender</name>
    <message>
        <source>Line %L1 is &quot;quit&quot;, which ends the conversation. What follows was not sent.</source>
        <translation>Zeile %L1 lautet „quit“ und beendet das Gespräch. Was danach kommt, wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The file became shorter while it was being sent.</source>
        <translation>Die Datei wurde kürzer, während sie gesendet wurde.</translation>
    </message>
    <message>
        <source>The file could not be read: %1</source>
        <translation>Die Datei ließ sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>The file is encoded as UTF-16. Save it as UTF-8.</source>
        <translation>Die Datei ist als UTF-16 kodiert. Speichern Sie sie als UTF-8.</translation>
    </message>
    <message>
        <source>The results could not be written: %1</source>
        <translation>Die Ergebnisse ließen sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>The connection was closed.</source>
        <translation>Die Verbindung wurde geschlossen.</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::CommandLine</name>
    <message>
        <source>Sends strings of digits to a digit-sum server and shows their digit sums.</source>
        <translation>Sendet Ziffernfolgen an einen Quersummen-Server und zeigt ihre Quersummen.</translation>
    </message>
    <message>
        <source>Server name or address, with or without a port. Default: 127.0.0.1.</source>
        <translation>Name oder Adresse des Servers, mit oder ohne Port. Voreinstellung: 127.0.0.1.</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Server port, 1 to 65535. Default: 9990.</source>
        <translation>Port des Servers, 1 bis 65535. Voreinstellung: 9990.</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Connect at startup.</source>
        <translation>Beim Start verbinden.</translation>
    </message>
    <message>
        <source>Unexpected argument &apos;%1&apos;; see --help.</source>
        <translation>Unerwartetes Argument „%1“; siehe --help.</translation>
    </message>
    <message>
        <source>Encrypt the connection and verify the server&apos;s certificate.</source>
        <translation>Die Verbindung verschlüsseln und das Zertifikat des Servers prüfen.</translation>
    </message>
    <message>
        <source>Trust the certificate authorities in &lt;file&gt; (PEM) instead of the system&apos;s. Implies --tls.</source>
        <translation>Den Zertifizierungsstellen in &lt;Datei&gt; (PEM) vertrauen statt denen des Systems. Schließt --tls ein.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::ConnectionAdvice</name>
    <message>
        <source>The server that was started on this computer does not listen. See its window for the reason.</source>
        <translation>Der Server, der auf diesem Computer gestartet wurde, nimmt keine Verbindungen an. Den Grund zeigt sein Fenster.</translation>
    </message>
    <message>
        <source>The server did not start.</source>
        <translation>Der Server konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Could not run %1. Reinstall it, or start a server yourself.</source>
        <translation>%1 konnte nicht gestartet werden. Installieren Sie es neu oder starten Sie selbst einen Server.</translation>
    </message>
    <message>
        <source>Starting a server on this computer…</source>
        <translation>Ein Server wird auf diesem Computer gestartet …</translation>
    </message>
    <message>
        <source>The server has its own window. This client connects as soon as the server is listening.</source>
        <translation>Der Server hat ein eigenes Fenster. Dieser Client verbindet sich, sobald der Server bereit ist.</translation>
    </message>
    <message>
        <source>Choose &amp;authority file…</source>
        <translation>Datei der Zertifizierungsstelle &amp;auswählen …</translation>
    </message>
    <message>
        <source>Use TLS</source>
        <translation>TLS verwenden</translation>
    </message>
    <message>
        <source>Retr&amp;y</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>Connect &amp;unverified</source>
        <translation>&amp;Ungeprüft verbinden</translation>
    </message>
    <message>
        <source>Choose a certificate authority</source>
        <translation>Zertifizierungsstelle wählen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht mehr warten</translation>
    </message>
    <message>
        <source>Start a server here</source>
        <translation>Server hier starten</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::ConnectionBar</name>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>address, duration</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Ser&amp;ver</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>Server: name or address</source>
        <translation>Server: Name oder Adresse</translation>
    </message>
    <message>
        <source>Name or address</source>
        <translation>Name oder Adresse</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>%1, TLS</source>
        <comment>address</comment>
        <translation>%1, TLS</translation>
    </message>
    <message>
        <source>%1 Next try in %2.</source>
        <comment>what happened, time</comment>
        <translation>%1 Nächster Versuch in %2.</translation>
    </message>
    <message>
        <source>%1, verified as %2, %3</source>
        <comment>address, name, duration</comment>
        <translation>%1, geprüft als %2, %3</translation>
    </message>
    <message>
        <source>%1, encrypted, identity not verified, %2</source>
        <comment>address, duration</comment>
        <translation>%1, verschlüsselt, Identität nicht geprüft, %2</translation>
    </message>
    <message>
        <source>Not encrypted: anyone on the network path can read the data</source>
        <translation>Nicht verschlüsselt: Jeder auf dem Netzwerkweg kann die Daten mitlesen</translation>
    </message>
    <message>
        <source>Encrypted; the server&apos;s identity is verified</source>
        <translation>Verschlüsselt; die Identität des Servers wird geprüft</translation>
    </message>
    <message>
        <source>Encrypted; the server&apos;s identity is verified with %1</source>
        <translation>Verschlüsselt; die Identität des Servers wird mit %1 geprüft</translation>
    </message>
    <message>
        <source>Encrypted, but the server&apos;s identity is not verified</source>
        <translation>Verschlüsselt, aber die Identität des Servers wird nicht geprüft</translation>
    </message>
    <message>
        <source>&amp;TLS</source>
        <translation>&amp;TLS</translation>
    </message>
    <message>
        <source>TLS: encrypt the connection</source>
        <translation>TLS: die Verbindung verschlüsseln</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::ExternalInput</name>
    <message>
        <source>Drop a single file.</source>
        <translation>Legen Sie eine einzelne Datei ab.</translation>
    </message>
    <message>
        <source>Only one file can be sent at a time.</source>
        <translation>Es lässt sich immer nur eine Datei senden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln request(s)</source>
        <translation>
            <numerusform>%Ln Anfrage senden</numerusform>
            <numerusform>%Ln Anfragen senden</numerusform>
        </translation>
    </message>
    <message>
        <source>The text has %L1 characters.</source>
        <translation>Der Text hat %L1 Zeichen.</translation>
    </message>
    <message>
        <source>That is too long for the input field, but you can send it directly.</source>
        <translation>Das ist zu lang für das Eingabefeld, aber Sie können es direkt senden.</translation>
    </message>
    <message>
        <source>Join into one line</source>
        <translation>Zu einer Zeile verbinden</translation>
    </message>
    <message numerus="yes">
        <source>The text has %Ln lines.</source>
        <translation>
            <numerusform>Der Text hat %Ln Zeile.</numerusform>
            <numerusform>Der Text hat %Ln Zeilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send each line as a separate request?</source>
        <translation>Jede Zeile als eigene Anfrage senden?</translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>Datei senden</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::HistoryActions</name>
    <message>
        <source>Export visible rows</source>
        <translation>Sichtbare Zeilen exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) not sent again.</source>
        <translation>
            <numerusform>%Ln Anfrage nicht erneut gesendet.</numerusform>
            <numerusform>%Ln Anfragen nicht erneut gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not text in UTF-8.</source>
        <translation>Sie ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>Of long requests, the history keeps only the first %1.</source>
        <translation>Von langen Anfragen bewahrt der Verlauf nur die ersten %1.</translation>
    </message>
    <message>
        <source>This request cannot be edited.</source>
        <translation>Diese Anfrage lässt sich nicht bearbeiten.</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::HistoryDatabase</name>
    <message>
        <source>another program is using it</source>
        <translation>ein anderes Programm verwendet die Datei</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>die Datei ist schreibgeschützt</translation>
    </message>
    <message>
        <source>it cannot be read or written</source>
        <translation>die Datei ist weder lesbar noch beschreibbar</translation>
    </message>
    <message>
        <source>it is damaged, or no history</source>
        <translation>die Datei ist beschädigt oder enthält keinen Verlauf</translation>
    </message>
    <message>
        <source>Qt&apos;s SQLite driver is missing; in Debian, libqt6sql6-sqlite provides it</source>
        <translation>der SQLite-Treiber von Qt fehlt; in Debian enthält ihn das Paket libqt6sql6-sqlite</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>a newer version of DigitSum saved it</source>
        <translation>eine neuere Version von DigitSum hat die Datei gespeichert</translation>
    </message>
    <message>
        <source>Part of it is damaged. The file was kept: %1</source>
        <translation>Ein Teil davon ist beschädigt. Die Datei wurde aufbewahrt: %1</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::HistoryModel</name>
    <message>
        <source>%1: %2</source>
        <comment>column: value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, sent again</source>
        <translation>%1, erneut gesendet</translation>
    </message>
    <message>
        <source>#</source>
        <comment>column: number of a request</comment>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>RTT</source>
        <comment>column: round-trip time</comment>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>…</source>
        <comment>no reply yet</comment>
        <translation>…</translation>
    </message>
    <message>
        <source>not a digit string</source>
        <translation>keine Ziffernfolge</translation>
    </message>
    <message>
        <source>no reply</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>(empty)</source>
        <comment>a request</comment>
        <translation>(leer)</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::HistoryPanel</name>
    <message>
        <source>No results yet: type digits and press Enter.</source>
        <translation>Noch keine Ergebnisse: Geben Sie Ziffern ein und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>No matching rows. Change the search text or the filter.</source>
        <translation>Keine passenden Zeilen. Ändern Sie den Suchtext oder den Filter.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Find in the history</source>
        <translation>Im Verlauf suchen</translation>
    </message>
    <message>
        <source>Filter requests</source>
        <translation>Anfragen filtern</translation>
    </message>
    <message>
        <source>History of requests</source>
        <translation>Verlauf der Anfragen</translation>
    </message>
    <message>
        <source>All</source>
        <comment>requests</comment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>requests</comment>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>Answered</source>
        <comment>requests</comment>
        <translation>Beantwortete</translation>
    </message>
    <message>
        <source>Refused</source>
        <comment>requests</comment>
        <translation>Abgelehnte</translation>
    </message>
    <message>
        <source>Sent again</source>
        <comment>requests</comment>
        <translation>Erneut gesendete</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>requests</comment>
        <translation>Verlorene</translation>
    </message>
    <message>
        <source>… (%1 in total)</source>
        <translation>… (insgesamt %1)</translation>
    </message>
    <message>
        <source>The selected request in full</source>
        <translation>Die gewählte Anfrage in voller Länge</translation>
    </message>
    <message>
        <source>No results yet: connect to a server.</source>
        <translation>Noch keine Ergebnisse: Verbinden Sie sich mit einem Server.</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::MainWindow</name>
    <message>
        <source>Cannot connect.</source>
        <translation>Verbinden ist nicht möglich.</translation>
    </message>
    <message>
        <source>Could not save the history.</source>
        <translation>Der Verlauf konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Could not read the saved history.</source>
        <translation>Der gespeicherte Verlauf ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The saved history was deleted.</source>
        <translation>Der gespeicherte Verlauf wurde gelöscht.</translation>
    </message>
    <message>
        <source>Open windows show their rows until they are closed.</source>
        <translation>Offene Fenster zeigen ihre Zeilen, bis sie geschlossen werden.</translation>
    </message>
    <message>
        <source>Not sent: a file is being sent.</source>
        <translation>Nicht gesendet: Eine Datei wird gerade gesendet.</translation>
    </message>
    <message>
        <source>Your text is kept. Wait until the file has been sent, or cancel it.</source>
        <translation>Ihr Text bleibt erhalten. Warten Sie, bis die Datei gesendet ist, oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>Not sent: there is no connection.</source>
        <translation>Nicht gesendet: Es besteht keine Verbindung.</translation>
    </message>
    <message>
        <source>Your text is kept. Connect, then press Enter again.</source>
        <translation>Ihr Text bleibt erhalten. Verbinden Sie sich und drücken Sie noch einmal Enter.</translation>
    </message>
    <message>
        <source>Connect now</source>
        <translation>Jetzt verbinden</translation>
    </message>
    <message>
        <source>%1 – DigitSum Client</source>
        <translation>%1 – DigitSum-Client</translation>
    </message>
    <message>
        <source>DigitSum Client</source>
        <translation>DigitSum-Client</translation>
    </message>
    <message>
        <source>p50 and p99: the round-trip times that 50% and 99% of the recent requests did not exceed</source>
        <translation>p50 und p99: Umlaufzeiten, die 50 % und 99 % der letzten Anfragen nicht überschritten haben</translation>
    </message>
    <message>
        <source>The server said: %1</source>
        <translation>Der Server sagte: %1</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Could not export to %1.</source>
        <translation>Der Export nach %1 ist fehlgeschlagen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) deleted.</source>
        <translation>
            <numerusform>%Ln Zeile gelöscht.</numerusform>
            <numerusform>%Ln Zeilen gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Settings cannot be saved.</source>
        <translation>Einstellungen können nicht gespeichert werden.</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::Menus</name>
    <message>
        <source>Se&amp;rver</source>
        <translation>Se&amp;rver</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>&amp;Neues Fenster</translation>
    </message>
    <message>
        <source>Choose &amp;server</source>
        <translation>&amp;Server wählen</translation>
    </message>
    <message>
        <source>&amp;Remembered servers…</source>
        <translation>&amp;Gemerkte Server …</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Reconnect &amp;automatically</source>
        <translation>&amp;Automatisch erneut verbinden</translation>
    </message>
    <message>
        <source>C&amp;lose window</source>
        <translation>Fenster s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Re&amp;quests</source>
        <translation>A&amp;nfragen</translation>
    </message>
    <message>
        <source>Send &amp;file…</source>
        <translation>&amp;Datei senden …</translation>
    </message>
    <message>
        <source>Send &amp;again</source>
        <translation>&amp;Erneut senden</translation>
    </message>
    <message>
        <source>&amp;Edit and send again</source>
        <translation>&amp;Bearbeiten und erneut senden</translation>
    </message>
    <message>
        <source>H&amp;istory</source>
        <translation>Ver&amp;lauf</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete rows</source>
        <translation>Zeilen &amp;löschen</translation>
    </message>
    <message>
        <source>C&amp;lear history</source>
        <translation>&amp;Verlauf leeren</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Keep between runs</source>
        <translation>Auf &amp;Dauer speichern</translation>
    </message>
    <message>
        <source>Vie&amp;w</source>
        <translation>Ans&amp;icht</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>Request &amp;details</source>
        <translation>De&amp;tails der Anfrage</translation>
    </message>
    <message>
        <source>&amp;Round-trip times</source>
        <translation>&amp;Umlaufzeiten</translation>
    </message>
    <message>
        <source>&amp;Presentation mode</source>
        <translation>&amp;Präsentationsmodus</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;How to use DigitSum</source>
        <translation>So verwenden Sie Di&amp;gitSum</translation>
    </message>
    <message>
        <source>&amp;About DigitSum</source>
        <translation>&amp;Über DigitSum</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::OutcomeStatus</name>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>a request</comment>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::RequestBar</name>
    <message>
        <source>&amp;Send</source>
        <translation>Sen&amp;den</translation>
    </message>
    <message>
        <source>&amp;Send anyway</source>
        <translation>Trotz&amp;dem senden</translation>
    </message>
    <message>
        <source>Nothing typed yet</source>
        <translation>Noch nichts eingegeben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln digit(s)</source>
        <translation>
            <numerusform>%Ln Ziffer</numerusform>
            <numerusform>%Ln Ziffern</numerusform>
        </translation>
    </message>
    <message>
        <source>Type digits, such as 12345, and press Enter</source>
        <translation>Ziffern eingeben, zum Beispiel 12345, dann die Eingabetaste drücken</translation>
    </message>
    <message>
        <source>Di&amp;gits</source>
        <translation>&amp;Ziffern</translation>
    </message>
    <message>
        <source>Character %L1, %2, is not a digit</source>
        <comment>number, character</comment>
        <translation>Zeichen %L1, %2, ist keine Ziffer</translation>
    </message>
    <message>
        <source>a byte order mark</source>
        <translation>eine Byte-Reihenfolge-Markierung</translation>
    </message>
    <message>
        <source>a no-break space</source>
        <translation>ein geschütztes Leerzeichen</translation>
    </message>
    <message>
        <source>a space</source>
        <translation>ein Leerzeichen</translation>
    </message>
    <message>
        <source>a tab</source>
        <translation>ein Tabulator</translation>
    </message>
    <message>
        <source>a zero-width space</source>
        <translation>ein breitenloses Leerzeichen</translation>
    </message>
    <message>
        <source>the invisible U+%1</source>
        <translation>das unsichtbare U+%1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a character</comment>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::ResultPanel</name>
    <message>
        <source>Waiting for the digit sum of %1</source>
        <translation>Warten auf die Quersumme von %1</translation>
    </message>
    <message>
        <source>The digit sum of %1 is %2</source>
        <translation>Die Quersumme von %1 ist %2</translation>
    </message>
    <message>
        <source>%1 is not a string of digits</source>
        <translation>%1 ist keine Ziffernfolge</translation>
    </message>
    <message>
        <source>No reply to %1: the connection ended</source>
        <translation>Keine Antwort auf %1: Die Verbindung ist beendet</translation>
    </message>
    <message>
        <source>No result yet</source>
        <translation>Noch kein Ergebnis</translation>
    </message>
    <message>
        <source>Newest result: %1</source>
        <translation>Neuestes Ergebnis: %1</translation>
    </message>
    <message>
        <source>Round-trip time: from sending the request to reading its reply</source>
        <translation>Umlaufzeit: vom Senden der Anfrage bis zum Lesen der Antwort</translation>
    </message>
    <message>
        <source>Round-trip time %1</source>
        <translation>Umlaufzeit %1</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::ServersDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Remembered servers</source>
        <translation>Gemerkte Server</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>New server</source>
        <translation>Neuer Server</translation>
    </message>
    <message>
        <source>A name or an address, such as 192.168.1.20</source>
        <translation>Ein Name oder eine Adresse wie 192.168.1.20</translation>
    </message>
    <message>
        <source>A number from 1 to 65535</source>
        <translation>Eine Zahl von 1 bis 65535</translation>
    </message>
    <message>
        <source>Authority &amp;file…</source>
        <translation>&amp;Datei der Zertifizierungsstelle …</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Authority file</source>
        <translation>Datei der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Certificate authorities to trust (PEM); leave empty to trust the system&apos;s</source>
        <translation>Zertifizierungsstellen, denen vertraut wird (PEM); leer lassen, um denen des Systems zu vertrauen</translation>
    </message>
    <message>
        <source>Choose a certificate authority</source>
        <translation>Zertifizierungsstelle wählen</translation>
    </message>
    <message>
        <source>File not found or not readable</source>
        <translation>Datei nicht gefunden oder nicht lesbar</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>The server&apos;s identity is not verified</source>
        <translation>Die Identität des Servers wird nicht geprüft</translation>
    </message>
    <message>
        <source>Row %L1, %2: %3</source>
        <comment>number, column, what is expected</comment>
        <translation>Zeile %L1, %2: %3</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::SessionStatus</name>
    <message>
        <source>Looking up</source>
        <translation>Sucht</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Trennt</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>a connection</comment>
        <translation>Abgerissen</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Getrennt</translation>
    </message>
    <message>
        <source>Connected, encrypted</source>
        <translation>Verbunden, verschlüsselt</translation>
    </message>
    <message>
        <source>Connected, not verified</source>
        <translation>Verbunden, nicht geprüft</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet erneut</translation>
    </message>
</context>
<context>
    <name>DigitSum::Gui::TimesStrip</name>
    <message>
        <source>request %L1, %2</source>
        <comment>number, reply</comment>
        <translation>Anfrage %L1, %2</translation>
    </message>
    <message>
        <source>p50 %1, p99 %2</source>
        <comment>percentiles of the round-trip time</comment>
        <translation>p50 %1, p99 %2</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Round-trip times of the last requests</source>
        <translation>Umlaufzeiten der letzten Anfragen</translation>
    </message>
</context>
<context>
    <name>DigitSum::HelpDialogs</name>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Enter the server&apos;s name or address and its port, then click Connect (Ctrl+Return). To end the connection, click Disconnect (Ctrl+Shift+D).</source>
        <translation>Geben Sie Name oder Adresse des Servers und den Port ein und klicken Sie auf „Verbinden“ (Strg+Eingabe). Um die Verbindung zu beenden, klicken Sie auf „Trennen“ (Strg+Umschalt+D).</translation>
    </message>
    <message>
        <source>Send requests</source>
        <translation>Anfragen senden</translation>
    </message>
    <message>
        <source>Type digits of any script and press Enter. A character that is not a digit is pointed out; you can send it anyway. Up and Down recall earlier requests. You can also paste several lines, drop a text file on the window, or send a file with Ctrl+O.</source>
        <translation>Geben Sie Ziffern einer beliebigen Schrift ein und drücken Sie die Eingabetaste. Ein Zeichen, das keine Ziffer ist, wird gemeldet; Sie können es trotzdem senden. Mit den Pfeiltasten holen Sie frühere Anfragen zurück. Sie können auch mehrere Zeilen einfügen, eine Textdatei auf das Fenster ziehen oder eine Datei mit Strg+O senden.</translation>
    </message>
    <message>
        <source>Use the history</source>
        <translation>Verlauf nutzen</translation>
    </message>
    <message>
        <source>Ctrl+F searches the history; a click on a column header sorts it. Ctrl+C copies the selected rows, Ctrl+R sends them again, Del deletes them and Ctrl+Z restores them. Ctrl+Shift+E exports the visible rows.</source>
        <translation>Strg+F durchsucht den Verlauf; ein Klick auf einen Spaltenkopf sortiert ihn. Strg+C kopiert die ausgewählten Zeilen, Strg+R sendet sie erneut, Entf löscht sie und Strg+Z stellt sie wieder her. Strg+Umschalt+E exportiert die sichtbaren Zeilen.</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Präsentieren</translation>
    </message>
    <message>
        <source>F11 enlarges the text and hides the controls; Esc leaves this mode. Ctrl+Plus and Ctrl+Minus zoom; Ctrl+0 resets the zoom.</source>
        <translation>F11 vergrößert die Schrift und blendet die Bedienelemente aus; Esc beendet diesen Modus. Strg+Plus und Strg+Minus ändern die Größe; Strg+0 setzt sie zurück.</translation>
    </message>
    <message>
        <source>How to use DigitSum</source>
        <translation>So verwenden Sie DigitSum</translation>
    </message>
    <message>
        <source>About DigitSum</source>
        <translation>Über DigitSum</translation>
    </message>
    <message>
        <source>DigitSum Client %1</source>
        <translation>DigitSum-Client %1</translation>
    </message>
    <message>
        <source>Sends strings of digits to a server, which answers with their sums.

DigitSum is free software under the MIT licence.
It uses Qt %1 (built with %2), under the GNU LGPL version 3.</source>
        <translation>Sendet Ziffernfolgen an einen Server, der mit ihren Quersummen antwortet.

DigitSum ist freie Software unter der MIT-Lizenz.
Es verwendet Qt %1 (gebaut mit %2) unter der GNU LGPL Version 3.</translation>
    </message>
</context>
<context>
    <name>DigitSum::HumanText</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days, hours</comment>
        <translation>%1 T. %2 Std.</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation>%1 Std. %2 Min.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 Min.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln Byte</numerusform>
            <numerusform>%Ln Byte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::LatestFollower</name>
    <message numerus="yes">
        <source>Jump to latest (%Ln new)</source>
        <translation>
            <numerusform>Zum Neuesten (%Ln neu)</numerusform>
            <numerusform>Zum Neuesten (%Ln neu)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::ListenChoice</name>
    <message>
        <source>This computer only</source>
        <translation>Nur dieser Computer</translation>
    </message>
    <message>
        <source>All interfaces</source>
        <translation>Alle Schnittstellen</translation>
    </message>
</context>
<context>
    <name>DigitSum::ListenPanel</name>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>&amp;Stop trying</source>
        <translation>Ver&amp;suche beenden</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>&amp;Stop now</source>
        <translation>&amp;Sofort stoppen</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Stoppt</translation>
    </message>
    <message>
        <source>Listen &amp;on</source>
        <translation>&amp;Annehmen von</translation>
    </message>
    <message>
        <source>Which computers can connect: only this one, or others too</source>
        <translation>Welche Computer sich verbinden können: nur dieser oder auch andere</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>any free</source>
        <comment>port</comment>
        <translation>ein freier</translation>
    </message>
    <message>
        <source>The port that clients connect to, from 1 to 65535</source>
        <translation>Der Port, mit dem sich Clients verbinden, von 1 bis 65535</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>limit of %1 clients reached, %2 rejected; listening for %3</source>
        <comment>how long</comment>
        <translation>Grenze von %1 Clients erreicht, %2 abgewiesen; bereit seit %3</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>how long</comment>
        <translation>seit %1</translation>
    </message>
</context>
<context>
    <name>DigitSum::LogPanel</name>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Find in events</source>
        <translation>In Ereignissen suchen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Which events to show</source>
        <translation>Welche Ereignisse angezeigt werden</translation>
    </message>
    <message>
        <source>P&amp;ause</source>
        <translation>Pa&amp;use</translation>
    </message>
    <message>
        <source>Pause the list while you read. New events are kept.</source>
        <translation>Hält die Liste an, während Sie lesen. Neue Ereignisse bleiben erhalten.</translation>
    </message>
    <message>
        <source>Save all events to a text file</source>
        <translation>Alle Ereignisse in einer Textdatei speichern</translation>
    </message>
    <message>
        <source>No events to show.</source>
        <translation>Keine Ereignisse.</translation>
    </message>
    <message>
        <source>Save lo&amp;g…</source>
        <translation>Spei&amp;chern …</translation>
    </message>
</context>
<context>
    <name>DigitSum::MessageBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>&amp;Copy message</source>
        <translation>Meldung &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>DigitSum::OptionsDialog</name>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Detect for each client</source>
        <translation>Bei jedem Client erkennen</translation>
    </message>
    <message>
        <source>One message per line</source>
        <translation>Eine Nachricht pro Zeile</translation>
    </message>
    <message>
        <source>Raw: one message per write</source>
        <translation>Roh: eine Nachricht pro Sendevorgang</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>M&amp;essage framing</source>
        <translation>&amp;Nachrichten-Framing</translation>
    </message>
    <message>
        <source>Write events to &amp;file</source>
        <translation>Ereignisse in &amp;Datei schreiben</translation>
    </message>
    <message>
        <source>Choose a log file</source>
        <translation>Protokolldatei auswählen</translation>
    </message>
    <message>
        <source>Changes take effect the next time the server starts.</source>
        <translation>Änderungen gelten ab dem nächsten Start des Servers.</translation>
    </message>
    <message>
        <source>C&amp;lassroom</source>
        <translation>&amp;Klassenraum</translation>
    </message>
    <message>
        <source>Few limits: idle and slow clients stay connected</source>
        <translation>Wenige Grenzen: Untätige und langsame Clients bleiben verbunden</translation>
    </message>
    <message>
        <source>&amp;Public server</source>
        <translation>Öff&amp;entlicher Server</translation>
    </message>
    <message>
        <source>Strict limits on idle time, speed and request length</source>
        <translation>Strenge Grenzen für Untätigkeit, Geschwindigkeit und Länge der Anfragen</translation>
    </message>
    <message>
        <source>Limit presets</source>
        <translation>Vorgaben für die Grenzen</translation>
    </message>
    <message>
        <source>Maximum number of clien&amp;ts</source>
        <translation>Höchstzahl der C&amp;lients</translation>
    </message>
    <message>
        <source>Maximum number per &amp;address</source>
        <translation>Höchstzahl pro &amp;Adresse</translation>
    </message>
    <message>
        <source>no limit</source>
        <comment>of clients</comment>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Disconnect &amp;idle clients after</source>
        <translation>&amp;Untätige Clients trennen nach</translation>
    </message>
    <message>
        <source>never</source>
        <comment>disconnect idle clients</comment>
        <translation>nie</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>Disconnect clients that read no &amp;replies after</source>
        <translation>Clients, die keine Ant&amp;worten lesen, trennen nach</translation>
    </message>
    <message>
        <source>&amp;Minimum speed of a request</source>
        <translation>&amp;Mindestgeschwindigkeit einer Anfrage</translation>
    </message>
    <message>
        <source>no limit</source>
        <comment>of speed</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source> bytes/s</source>
        <translation> Bytes/s</translation>
    </message>
    <message>
        <source>Maximum &amp;digits of a request</source>
        <translation>Höchstzahl der &amp;Ziffern einer Anfrage</translation>
    </message>
    <message>
        <source>no limit</source>
        <comment>of digits</comment>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Auswä&amp;hlen …</translation>
    </message>
</context>
<context>
    <name>DigitSum::Prompt</name>
    <message>
        <source>Your Strings All Digit Sum is : %1</source>
        <translation>Die Quersumme Ihrer Ziffernfolge ist: %1</translation>
    </message>
    <message>
        <source>Enter Your Strings of Digits : </source>
        <translation>Ihre Ziffernfolge: </translation>
    </message>
    <message>
        <source>Connected to %1. Type &apos;quit&apos; to leave.</source>
        <translation>Verbunden mit %1. Mit „quit“ verlassen Sie den Server.</translation>
    </message>
    <message>
        <source>Not sent: a terminal cuts off lines of more than %L1 characters. Put the digits into a file and run: digitsum &lt; FILE</source>
        <translation>Nicht gesendet: Ein Terminal schneidet Zeilen mit mehr als %L1 Zeichen ab. Schreiben Sie die Ziffern in eine Datei und starten Sie: digitsum &lt; DATEI</translation>
    </message>
</context>
<context>
    <name>DigitSum::RequestsModel</name>
    <message>
        <source>No.</source>
        <comment>number of a request</comment>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>DigitSum::ServiceMonitor</name>
    <message>
        <source>Listening on %1</source>
        <translation>Bereit an %1</translation>
    </message>
    <message>
        <source>Stopping: answering pending requests</source>
        <translation>Stoppt: Ausstehende Anfragen werden noch beantwortet</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left.</source>
        <translation>
            <numerusform>Noch %n Versuch.</numerusform>
            <numerusform>Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Client %1 (%2)</source>
        <translation>Client %1 (%2)</translation>
    </message>
    <message>
        <source>%1 connected</source>
        <comment>client</comment>
        <translation>%1 ist verbunden</translation>
    </message>
    <message>
        <source>%1 disconnected (%2)</source>
        <comment>client, reason</comment>
        <translation>%1 getrennt (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n more client(s) connected and disconnected too quickly to be listed</source>
        <translation>
            <numerusform>%n weiterer Client war zu kurz verbunden, um aufgeführt zu werden</numerusform>
            <numerusform>%n weitere Clients waren zu kurz verbunden, um aufgeführt zu werden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitSum::ServiceNotices</name>
    <message>
        <source>The server could not start</source>
        <translation>Der Server konnte nicht starten</translation>
    </message>
    <message numerus="yes">
        <source>Not listening yet; %n attempt(s) left</source>
        <translation>
            <numerusform>Noch nicht bereit; noch %n Versuch</numerusform>
            <numerusform>Noch nicht bereit; noch %n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>Versuche beenden</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Stoppt</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) still connected; answering pending requests.</source>
        <translation>
            <numerusform>%n Client ist noch verbunden; ausstehende Anfragen werden beantwortet.</numerusform>
            <numerusform>%n Clients sind noch verbunden; ausstehende Anfragen werden beantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Sofort stoppen</translation>
    </message>
    <message>
        <source>New clients are rejected</source>
        <translation>Neue Clients werden abgewiesen</translation>
    </message>
    <message>
        <source>New clients get the notice &quot;%1&quot; and are disconnected. Connected clients stay.</source>
        <translation>Neue Clients erhalten die Meldung „%1“ und werden getrennt. Verbundene Clients bleiben.</translation>
    </message>
    <message>
        <source>Accept new clients</source>
        <translation>Neue Clients annehmen</translation>
    </message>
</context>
<context>
    <name>DigitSum::ServerAddress</name>
    <message>
        <source>The server&apos;s name or address is missing.</source>
        <translation>Es fehlt der Name oder die Adresse des Servers.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; contains a blank; names and addresses do not.</source>
        <translation>„%1“ enthält ein Leerzeichen; in Namen und Adressen gibt es keine.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; lacks the closing bracket; an example is [::1]:9990.</source>
        <translation>In „%1“ fehlt die schließende Klammer; ein Beispiel ist [::1]:9990.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has more than a port after the bracket; an example is [::1]:9990.</source>
        <translation>In „%1“ steht hinter der Klammer mehr als ein Port; ein Beispiel ist [::1]:9990.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; lacks a name or an address before the port.</source>
        <translation>In „%1“ fehlt vor dem Port ein Name oder eine Adresse.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no port: ports are whole numbers from 1 to 65535.</source>
        <translation>„%1“ ist kein Port: Ports sind ganze Zahlen von 1 bis 65535.</translation>
    </message>
    <message>
        <source>Option --port: &apos;%1&apos; is not a whole number from 1 to 65535.</source>
        <translation>Option --port: „%1“ ist keine ganze Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>Option --host: %1</source>
        <translation>Option --host: %1</translation>
    </message>
    <message>
        <source>Options --host and --port name different ports.</source>
        <translation>Die Optionen --host und --port nennen verschiedene Ports.</translation>
    </message>
</context>
<context>
    <name>DigitSum::Service</name>
    <message>
        <source>Cannot start with --threads %1: %2. Use fewer threads, or raise the limits of processes (ulimit -u) and open files (ulimit -n).</source>
        <translation>Der Start mit --threads %1 ist nicht möglich: %2. Verwenden Sie weniger Threads, oder heben Sie die Grenzen für Prozesse (ulimit -u) und offene Dateien (ulimit -n) an.</translation>
    </message>
    <message>
        <source>no open file is left for clients</source>
        <translation>für Clients bleibt keine offene Datei übrig</translation>
    </message>
</context>
<context>
    <name>DigitSum::ServiceOptions</name>
    <message>
        <source>Option --%1: &apos;%2&apos; is not %3.</source>
        <translation>Option --%1: „%2“ passt nicht; erwartet wird %3.</translation>
    </message>
    <message>
        <source>Option --%1: %2 and %3 overlap. Leave one of them out.</source>
        <translation>Option --%1: %2 und %3 überschneiden sich. Lassen Sie eine der Adressen weg.</translation>
    </message>
    <message>
        <source>a link-local address with its interface, such as fe80::1%eth0</source>
        <translation>eine verbindungslokale Adresse mit ihrer Schnittstelle, etwa fe80::1%eth0</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>one of auto, line, raw</source>
        <translation>auto, line oder raw</translation>
    </message>
    <message>
        <source>an IP address, &apos;localhost&apos; or &apos;any&apos;</source>
        <translation>eine IP-Adresse, „localhost“ oder „any“</translation>
    </message>
    <message>
        <source>Listen on &lt;address&gt;: an IP address of this computer; &apos;localhost&apos;, that is 127.0.0.1 and ::1; or &apos;any&apos;, all interfaces, that is 0.0.0.0 for IPv4 and :: for IPv6. May be repeated. Default: localhost, this computer only.</source>
        <translation>Verbindungen an &lt;Adresse&gt; annehmen: eine IP-Adresse dieses Computers; „localhost“, also 127.0.0.1 und ::1; oder „any“, alle Schnittstellen, also 0.0.0.0 für IPv4 und :: für IPv6. Darf mehrmals vorkommen. Vorgabe: localhost, nur dieser Computer.</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>How messages end: &apos;line&apos;, &apos;raw&apos; (one message per write), or &apos;auto&apos;, which lets each client&apos;s first bytes decide. Default: auto.</source>
        <translation>Wie Nachrichten enden: „line“ (mit der Zeile), „raw“ (jeder Schreibvorgang ist eine Nachricht) oder „auto“: Die ersten Bytes jedes Clients entscheiden. Vorgabe: auto.</translation>
    </message>
    <message>
        <source>framing</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Serve clients from &lt;count&gt; event-loop threads. Default here: %1.</source>
        <translation>Clients aus &lt;Anzahl&gt; Threads mit Ereignisschleife bedienen. Vorgabe hier: %1.</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Serve at most &lt;count&gt; clients at a time; reject others with the notice that the server is full. Default here: %1, what the limit of open files allows.</source>
        <translation>Höchstens &lt;Anzahl&gt; Clients gleichzeitig bedienen; weitere mit der Meldung ablehnen, dass der Server voll ist. Vorgabe hier: %1, was die Grenze für offene Dateien zulässt.</translation>
    </message>
    <message>
        <source>When listening fails, try &lt;count&gt; more times, half a second apart. Default: %1.</source>
        <translation>Wenn die Adresse nicht verfügbar ist, noch &lt;Anzahl&gt; Mal versuchen, im Abstand von einer halben Sekunde. Vorgabe: %1.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>TLS takes both a certificate and its key: --tls-cert FILE and --tls-key FILE.</source>
        <translation>TLS braucht ein Zertifikat und seinen Schlüssel: --tls-cert DATEI und --tls-key DATEI.</translation>
    </message>
    <message>
        <source>Option --%1 is for --%2, which is missing.</source>
        <translation>Option --%1 gehört zu --%2, und das fehlt.</translation>
    </message>
    <message>
        <source>an IP address, a network such as 10.0.0.0/8, or &apos;localhost&apos;</source>
        <translation>eine IP-Adresse, ein Netz wie 10.0.0.0/8 oder &apos;localhost&apos;</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>The private key of the certificate: PEM, without a password.</source>
        <translation>Der private Schlüssel des Zertifikats: PEM, ohne Passwort.</translation>
    </message>
    <message>
        <source>With --proxy-protocol, let only &lt;networks&gt; connect: addresses, or networks such as 10.0.0.0/8, separated by commas. May be repeated. Default: localhost.</source>
        <translation>Mit --proxy-protocol dürfen sich nur &lt;Netze&gt; verbinden: Adressen oder Netze wie 10.0.0.0/8, durch Kommas getrennt. Darf wiederholt werden. Voreinstellung: localhost.</translation>
    </message>
    <message>
        <source>networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Listen on &lt;port&gt;; 0 picks a free one. Default: 9990.</source>
        <translation>Auf &lt;Port&gt; auf Verbindungen warten; 0 wählt einen freien. Voreinstellung: 9990.</translation>
    </message>
    <message>
        <source>Serve at most &lt;count&gt; clients from one address at a time; an IPv6 /64 network counts as one address, unless it is link-local. Default: %1, no limit.</source>
        <translation>Höchstens &lt;Anzahl&gt; Clients je Adresse gleichzeitig bedienen; ein IPv6-Netz (/64) zählt als eine Adresse, wenn es nicht verbindungslokal ist. Voreinstellung: %1, unbegrenzt.</translation>
    </message>
    <message>
        <source>Encrypt with the certificate in &lt;file&gt;: PEM, the server&apos;s own first, then the intermediate ones. TLS 1.2 or 1.3; plain connections are closed.</source>
        <translation>Mit dem Zertifikat in &lt;Datei&gt; verschlüsseln: PEM, zuerst das des Servers, dann die Zwischenzertifikate. TLS 1.2 oder 1.3; unverschlüsselte Verbindungen werden geschlossen.</translation>
    </message>
    <message>
        <source>Close a connection whose PROXY header or TLS handshake takes longer than &lt;seconds&gt;. Default: %1.</source>
        <translation>Eine Verbindung schließen, deren PROXY-Kopf oder TLS-Handshake länger als &lt;Sekunden&gt; dauert. Voreinstellung: %1.</translation>
    </message>
    <message>
        <source>Close a connection that sends nothing for &lt;seconds&gt;. Default: %1, no limit.</source>
        <translation>Eine Verbindung schließen, die &lt;Sekunden&gt; lang nichts sendet. Voreinstellung: %1, unbegrenzt.</translation>
    </message>
    <message>
        <source>Close a connection whose request arrives at less than &lt;rate&gt; bytes per second for 10 seconds. Default: %1, no limit.</source>
        <translation>Eine Verbindung schließen, deren Anfrage 10 Sekunden lang mit weniger als &lt;Rate&gt; Byte pro Sekunde ankommt. Voreinstellung: %1, unbegrenzt.</translation>
    </message>
    <message>
        <source>Keep at most &lt;bytes&gt; of replies that a client does not receive; stop reading from it until it does. Default: %1.</source>
        <translation>Höchstens &lt;Bytes&gt; an Antworten aufbewahren, die ein Client nicht abnimmt; bis dahin nichts mehr von ihm lesen. Voreinstellung: %1.</translation>
    </message>
    <message>
        <source>Close a connection that receives none of its pending replies for &lt;seconds&gt;. Default: %1.</source>
        <translation>Eine Verbindung schließen, die &lt;Sekunden&gt; lang keine der wartenden Antworten abnimmt. Voreinstellung: %1.</translation>
    </message>
    <message>
        <source>Close a connection whose request has more than &lt;count&gt; digits. Default: %1, no limit.</source>
        <translation>Eine Verbindung schließen, deren Anfrage mehr als &lt;Anzahl&gt; Ziffern hat. Voreinstellung: %1, unbegrenzt.</translation>
    </message>
    <message>
        <source>Expect a PROXY header, version 1 or 2, at the start of each connection, as load balancers send it.</source>
        <translation>Am Anfang jeder Verbindung einen PROXY-Kopf erwarten, Version 1 oder 2, wie ihn Lastverteiler senden.</translation>
    </message>
    <message>
        <source>Strict limits for servers open to strangers: same as %1. Each can be overridden.</source>
        <translation>Strenge Grenzen für Server, die Fremden offenstehen: wie %1. Jede lässt sich einzeln ändern.</translation>
    </message>
</context>
<context>
    <name>DigitSum::SessionError</name>
    <message>
        <source>It is switched off, or a firewall drops the connection.</source>
        <translation>Er ist ausgeschaltet, oder eine Firewall verwirft die Verbindung.</translation>
    </message>
    <message>
        <source>The name %1 was not found.</source>
        <translation>Der Name %1 wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>No computer is known by this name.</source>
        <translation>Kein Computer ist unter diesem Namen bekannt.</translation>
    </message>
    <message>
        <source>Check the spelling, or use an address such as 192.168.1.20.</source>
        <translation>Prüfen Sie die Schreibweise oder verwenden Sie eine Adresse wie 192.168.1.20.</translation>
    </message>
    <message>
        <source>Connection to %1 refused.</source>
        <translation>Die Verbindung mit %1 wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The computer answered, but no program listens on port %1.</source>
        <translation>Der Computer hat geantwortet, aber kein Programm nimmt an Port %1 Verbindungen an.</translation>
    </message>
    <message>
        <source>Start the server, or check the port.</source>
        <translation>Starten Sie den Server oder prüfen Sie den Port.</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>There is no route to this computer.</source>
        <translation>Es gibt keine Route zu diesem Computer.</translation>
    </message>
    <message>
        <source>Check the address and your network connection.</source>
        <translation>Prüfen Sie die Adresse und Ihre Netzwerkverbindung.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>Check the address, and whether the computer is on.</source>
        <translation>Prüfen Sie die Adresse und ob der Computer eingeschaltet ist.</translation>
    </message>
    <message>
        <source>The server at %1 stopped answering.</source>
        <translation>Der Server %1 antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>It hangs or is overloaded, or the network failed.</source>
        <translation>Er hängt oder ist überlastet, oder das Netzwerk ist ausgefallen.</translation>
    </message>
    <message>
        <source>%1 accepted the connection, but sent no greeting.</source>
        <translation>%1 hat die Verbindung angenommen, aber keine Begrüßung gesendet.</translation>
    </message>
    <message>
        <source>It is overloaded, or another kind of program listens there.</source>
        <translation>Der Server ist überlastet, oder dort läuft ein Programm anderer Art.</translation>
    </message>
    <message>
        <source>Another program answered at %1.</source>
        <translation>Unter %1 hat ein anderes Programm geantwortet.</translation>
    </message>
    <message>
        <source>It said: &quot;%1&quot;.</source>
        <translation>Es sagte: „%1“.</translation>
    </message>
    <message>
        <source>Check the port: digit-sum servers usually use 9990.</source>
        <translation>Prüfen Sie den Port: Quersummen-Server verwenden meist 9990.</translation>
    </message>
    <message>
        <source>The connection to %1 was closed.</source>
        <translation>Die Verbindung mit %1 wurde geschlossen.</translation>
    </message>
    <message>
        <source>The server said: &quot;%1&quot;.</source>
        <translation>Der Server sagte: „%1“.</translation>
    </message>
    <message>
        <source>The server sent a reply without a request.</source>
        <translation>Der Server hat eine Antwort ohne Anfrage gesendet.</translation>
    </message>
    <message>
        <source>The server at %1 is full.</source>
        <translation>Der Server %1 ist voll.</translation>
    </message>
    <message>
        <source>It has reached its client limit.</source>
        <translation>Die maximale Anzahl von Clients ist erreicht.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The server at %1 is shutting down.</source>
        <translation>Der Server %1 wird beendet.</translation>
    </message>
    <message>
        <source>Its operator stopped it.</source>
        <translation>Der Betreiber hat ihn gestoppt.</translation>
    </message>
    <message>
        <source>Connect again when it is back.</source>
        <translation>Verbinden Sie sich wieder, wenn er zurück ist.</translation>
    </message>
    <message>
        <source>The server at %1 closed the connection.</source>
        <translation>Der Server %1 hat die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>The connection was idle for too long.</source>
        <translation>Die Verbindung war zu lange untätig.</translation>
    </message>
    <message>
        <source>Connect again.</source>
        <translation>Verbinden Sie sich erneut.</translation>
    </message>
    <message>
        <source>The server at %1 ended the conversation.</source>
        <translation>Der Server %1 hat das Gespräch beendet.</translation>
    </message>
    <message>
        <source>Its operator disconnected this client.</source>
        <translation>Sein Betreiber hat diesen Client getrennt.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>Die Verbindung mit %1 ist verloren gegangen.</translation>
    </message>
    <message>
        <source>The server stopped, or the network failed.</source>
        <translation>Der Server wurde beendet, oder das Netzwerk ist ausgefallen.</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2.</source>
        <translation>Die Verbindung mit %1 ist fehlgeschlagen: %2.</translation>
    </message>
    <message>
        <source>Check the address and the port.</source>
        <translation>Prüfen Sie die Adresse und den Port.</translation>
    </message>
    <message>
        <source>The connection to %1 cannot be encrypted.</source>
        <translation>Die Verbindung zu %1 kann nicht verschlüsselt werden.</translation>
    </message>
    <message>
        <source>This computer has no TLS library that Qt can use.</source>
        <translation>Dieser Computer hat keine TLS-Bibliothek, die Qt verwenden kann.</translation>
    </message>
    <message>
        <source>Install OpenSSL, or connect without TLS.</source>
        <translation>Installieren Sie OpenSSL oder verbinden Sie sich ohne TLS.</translation>
    </message>
    <message>
        <source>The file of trusted authorities for %1 cannot be read.</source>
        <translation>Die Datei der vertrauenswürdigen Zertifizierungsstellen für %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The system said: &quot;%1&quot;.</source>
        <translation>Das System sagte: „%1“.</translation>
    </message>
    <message>
        <source>Check the file name and its permissions.</source>
        <translation>Prüfen Sie den Dateinamen und die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The file of trusted authorities for %1 contains no certificate.</source>
        <translation>Die Datei der vertrauenswürdigen Zertifizierungsstellen für %1 enthält kein Zertifikat.</translation>
    </message>
    <message>
        <source>%1 is empty or not in PEM format.</source>
        <translation>%1 ist leer oder nicht im PEM-Format.</translation>
    </message>
    <message>
        <source>Choose a file that contains -----BEGIN CERTIFICATE-----.</source>
        <translation>Wählen Sie eine Datei, die -----BEGIN CERTIFICATE----- enthält.</translation>
    </message>
    <message>
        <source>%1 does not speak TLS.</source>
        <translation>%1 spricht kein TLS.</translation>
    </message>
    <message>
        <source>The server answered in plain text.</source>
        <translation>Der Server antwortete im Klartext.</translation>
    </message>
    <message>
        <source>Connect without TLS, or check the port.</source>
        <translation>Verbinden Sie sich ohne TLS oder prüfen Sie den Port.</translation>
    </message>
    <message>
        <source>%1 expects TLS.</source>
        <translation>%1 erwartet TLS.</translation>
    </message>
    <message>
        <source>The server accepts only encrypted connections.</source>
        <translation>Der Server nimmt nur verschlüsselte Verbindungen an.</translation>
    </message>
    <message>
        <source>Connect with TLS.</source>
        <translation>Verbinden Sie sich mit TLS.</translation>
    </message>
    <message>
        <source>Could not establish an encrypted connection to %1.</source>
        <translation>Die verschlüsselte Verbindung zu %1 konnte nicht hergestellt werden.</translation>
    </message>
    <message>
        <source>The TLS library said: &quot;%1&quot;.</source>
        <translation>Die TLS-Bibliothek sagte: „%1“.</translation>
    </message>
    <message>
        <source>Check the port and the server&apos;s TLS versions.</source>
        <translation>Prüfen Sie den Port und die TLS-Versionen des Servers.</translation>
    </message>
    <message>
        <source>The identity of %1 cannot be verified.</source>
        <translation>Die Identität von %1 lässt sich nicht überprüfen.</translation>
    </message>
    <message>
        <source>Its certificate was signed by &quot;%1&quot;, which is not trusted here.</source>
        <translation>Sein Zertifikat wurde von „%1“ unterschrieben; dem wird hier nicht vertraut.</translation>
    </message>
    <message>
        <source>If you trust this server, select the certificate file of its authority (in the terminal: --ca FILE).</source>
        <translation>Wenn Sie diesem Server vertrauen, wählen Sie die Zertifikatsdatei seiner Zertifizierungsstelle (im Terminal: --ca DATEI).</translation>
    </message>
    <message>
        <source>The certificate of %1 is for another server.</source>
        <translation>Das Zertifikat von %1 ist für einen anderen Server.</translation>
    </message>
    <message>
        <source>It is valid for %1, not for %2.</source>
        <translation>Es gilt für %1, nicht für %2.</translation>
    </message>
    <message>
        <source>Connect by a name that is in the certificate, or issue one for %1.</source>
        <translation>Verbinden Sie sich mit einem Namen, der im Zertifikat steht, oder stellen Sie eines für %1 aus.</translation>
    </message>
    <message>
        <source>The certificate of %1 expired on %2.</source>
        <translation>Das Zertifikat von %1 ist am %2 abgelaufen.</translation>
    </message>
    <message>
        <source>It was not renewed, or this computer&apos;s clock is fast.</source>
        <translation>Es wurde nicht erneuert, oder die Uhr dieses Computers geht vor.</translation>
    </message>
    <message>
        <source>Check the clock; if it is right, the server needs a new certificate.</source>
        <translation>Prüfen Sie die Uhr; wenn sie stimmt, braucht der Server ein neues Zertifikat.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid before %2.</source>
        <translation>Das Zertifikat von %1 gilt erst ab %2.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is slow, or the certificate is not in use yet.</source>
        <translation>Die Uhr dieses Computers geht nach, oder das Zertifikat ist noch nicht in Gebrauch.</translation>
    </message>
    <message>
        <source>Check the clock.</source>
        <translation>Prüfen Sie die Uhr.</translation>
    </message>
    <message>
        <source>The certificate of %1 was rejected.</source>
        <translation>Das Zertifikat von %1 wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Ask the server&apos;s operator for a valid certificate.</source>
        <translation>Bitten Sie den Betreiber des Servers um ein gültiges Zertifikat.</translation>
    </message>
    <message>
        <source>Check the port, and whether the server expects TLS.</source>
        <translation>Prüfen Sie den Port und ob der Server TLS erwartet.</translation>
    </message>
    <message>
        <source>A request was longer than it allows.</source>
        <translation>Eine Anfrage war länger, als er erlaubt.</translation>
    </message>
    <message>
        <source>Send shorter requests.</source>
        <translation>Senden Sie kürzere Anfragen.</translation>
    </message>
</context>
<context>
    <name>DigitSum::Sparkline</name>
    <message>
        <source>Nothing measured yet</source>
        <translation>Noch nichts gemessen</translation>
    </message>
    <message>
        <source>Newest %1, highest %2</source>
        <translation>Zuletzt %1, höchstens %2</translation>
    </message>
    <message>
        <source>%1 - %2</source>
        <comment>value - note</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>DigitSum::TlsIdentity</name>
    <message>
        <source>Cannot read %1: %2.</source>
        <translation>%1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>%1 is too large for a certificate or a key.</source>
        <translation>%1 ist zu groß für ein Zertifikat oder einen Schlüssel.</translation>
    </message>
    <message>
        <source>There is no certificate in %1: it has to be a PEM file.</source>
        <translation>In %1 ist kein Zertifikat: Es muss eine PEM-Datei sein.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate, the first in %1, has a key that is neither RSA nor ECDSA. Other kinds, such as Ed25519 and RSA-PSS, are not supported. Make a new key and a new certificate.</source>
        <translation>Das Zertifikat des Servers, das erste in %1, hat einen Schlüssel, der weder RSA noch ECDSA ist. Andere Arten wie Ed25519 und RSA-PSS werden nicht unterstützt. Erstellen Sie einen neuen Schlüssel und ein neues Zertifikat.</translation>
    </message>
    <message>
        <source>The certificate in %1 expired at %2: no client would trust it. Make a new one.</source>
        <translation>Das Zertifikat in %1 ist seit %2 abgelaufen: Kein Client würde ihm trauen. Erstellen Sie ein neues.</translation>
    </message>
    <message>
        <source>The certificate in %1 is valid only from %2 on: no client would trust it. Check the clock.</source>
        <translation>Das Zertifikat in %1 gilt erst ab %2: Kein Client würde ihm trauen. Prüfen Sie die Uhr.</translation>
    </message>
    <message>
        <source>There is no private key in %1: it has to be a PEM file.</source>
        <translation>In %1 ist kein privater Schlüssel: Es muss eine PEM-Datei sein.</translation>
    </message>
    <message>
        <source>The private key in %1 is protected by a password. Remove the password, for example with openssl pkey.</source>
        <translation>Der private Schlüssel in %1 ist mit einem Passwort geschützt. Entfernen Sie das Passwort, zum Beispiel mit openssl pkey.</translation>
    </message>
    <message>
        <source>The private key in %1 is damaged, or neither an RSA nor an ECDSA key. Other kinds, such as Ed25519, are not supported.</source>
        <translation>Der private Schlüssel in %1 ist beschädigt oder weder ein RSA- noch ein ECDSA-Schlüssel. Andere Arten wie Ed25519 werden nicht unterstützt.</translation>
    </message>
    <message>
        <source>The certificate for the key in %1 is not the first in %2. Put it first, and the one that signed it next.</source>
        <translation>Das Zertifikat zum Schlüssel in %1 ist nicht das erste in %2. Stellen Sie es an den Anfang und das, womit es signiert ist, dahinter.</translation>
    </message>
    <message>
        <source>The key in %1 is not that of the certificate in %2.</source>
        <translation>Der Schlüssel in %1 gehört nicht zum Zertifikat in %2.</translation>
    </message>
    <message>
        <source>OpenSSL rejects the certificate in %1 with the key in %2: %3. Use ECDSA with P-256 or RSA with at least 2048 bits, signed with SHA-256.</source>
        <translation>OpenSSL lehnt das Zertifikat in %1 mit dem Schlüssel in %2 ab: %3. Verwenden Sie ECDSA mit P-256 oder RSA mit mindestens 2048 Bit, signiert mit SHA-256.</translation>
    </message>
    <message>
        <source>TLS is not available: Qt found no OpenSSL on this computer. Install it.</source>
        <translation>TLS ist nicht verfügbar: Qt hat auf diesem Computer kein OpenSSL gefunden. Installieren Sie es.</translation>
    </message>
</context>
<context>
    <name>DigitSum::TotalsPanel</name>
    <message>
        <source>%1/s</source>
        <comment>how many per second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 in total</source>
        <comment>clients</comment>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>%1 in total</source>
        <comment>requests</comment>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>%1 in total</source>
        <comment>refused requests</comment>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>%1 in total</source>
        <comment>bytes in</comment>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>%1 in total</source>
        <comment>bytes out</comment>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>%1, peak %2</source>
        <comment>sum, peak</comment>
        <translation>%1, Spitze %2</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>%1, last minute</source>
        <translation>%1, letzte Minute</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Starts and stops the digit-sum server and shows who is connected.</source>
        <translation>Startet und stoppt den Quersummen-Server und zeigt, wer verbunden ist.</translation>
    </message>
    <message>
        <source>Listen at once.</source>
        <translation>Sofort Verbindungen annehmen.</translation>
    </message>
    <message>
        <source>Unexpected argument &apos;%1&apos;; see --help.</source>
        <translation>Unerwartetes Argument „%1“; siehe --help.</translation>
    </message>
    <message>
        <source>Also append events to &lt;file&gt;, which is rotated at 10 MiB.</source>
        <translation>Ereignisse auch an &lt;Datei&gt; anhängen, die bei 10 MiB rotiert wird.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
</context>
</TS>
