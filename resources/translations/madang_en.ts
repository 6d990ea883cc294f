<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>Ui::ConnectionStrip</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::PaceClock</name>
    <message numerus="yes">
        <source>You are sending quickly. The host goes on in %Ln s.</source>
        <translation>
            <numerusform>You are sending quickly. The host goes on in %Ln s.</numerusform>
            <numerusform>You are sending quickly. The host goes on in %Ln s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are sending quickly. The host goes on in %Ln min.</source>
        <translation>
            <numerusform>You are sending quickly. The host goes on in %Ln min.</numerusform>
            <numerusform>You are sending quickly. The host goes on in %Ln min.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ExportDialog</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be had; their names are there.</source>
        <translation>
            <numerusform>%Ln file could not be had; its name is there.</numerusform>
            <numerusform>%Ln files could not be had; their names are there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::HostCard</name>
    <message numerus="yes">
        <source>%Ln people here</source>
        <translation>
            <numerusform>%Ln person here</numerusform>
            <numerusform>%Ln people here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::JoinPane</name>
    <message numerus="yes">
        <source>%Ln people here now</source>
        <translation>
            <numerusform>%Ln person here now</numerusform>
            <numerusform>%Ln people here now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::MoveDialog</name>
    <message numerus="yes">
        <source>The password needs at least %Ln character(s).</source>
        <translation>
            <numerusform>The password needs at least %Ln character.</numerusform>
            <numerusform>The password needs at least %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ReactionChips</name>
    <message numerus="yes">
        <source>%1: %2 and %Ln more</source>
        <comment>an emoji, who put it there</comment>
        <translation>
            <numerusform>%1: %2 and %Ln more</numerusform>
            <numerusform>%1: %2 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::RoomFactsPane</name>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::RoomHeader</name>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wait(s) to be let in</source>
        <translation>
            <numerusform>%Ln waits to be let in</numerusform>
            <numerusform>%Ln wait to be let in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pinned message(s)</source>
        <translation>
            <numerusform>%Ln pinned message</numerusform>
            <numerusform>%Ln pinned messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::RoomList</name>
    <message numerus="yes">
        <source>%Ln unread</source>
        <translation>
            <numerusform>%Ln unread</numerusform>
            <numerusform>%Ln unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them call(s) you</source>
        <translation>
            <numerusform>%Ln of them calls you</numerusform>
            <numerusform>%Ln of them call you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::StatusDialog</name>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sessions</source>
        <translation>
            <numerusform>%Ln session</numerusform>
            <numerusform>%Ln sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::TimelineLines</name>
    <message numerus="yes">
        <source>… this message is longer (%Ln characters). Copy it to read all of it.</source>
        <translation>
            <numerusform>… this message is longer (%Ln character). Copy it to read all of it.</numerusform>
            <numerusform>… this message is longer (%Ln characters). Copy it to read all of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::TimelineView</name>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>%Ln new message</numerusform>
            <numerusform>%Ln new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::KnocksPane</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::WebhooksDialog</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::FoldedLines</name>
    <message numerus="yes">
        <source>%Ln message(s) of people you ignore</source>
        <translation>
            <numerusform>%Ln message of people you ignore</numerusform>
            <numerusform>%Ln messages of people you ignore</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::OrderPane</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::UnsentStrip</name>
    <message numerus="yes">
        <source>%Ln message(s) were not sent</source>
        <translation>
            <numerusform>%Ln message was not sent</numerusform>
            <numerusform>%Ln messages were not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) wait to be sent</source>
        <translation>
            <numerusform>%Ln message waits to be sent</numerusform>
            <numerusform>%Ln messages wait to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them in other rooms</source>
        <translation>
            <numerusform>%Ln of them in another room</numerusform>
            <numerusform>%Ln of them in other rooms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln message(s)?</source>
        <translation>
            <numerusform>Discard %Ln message?</numerusform>
            <numerusform>Discard %Ln messages?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in other room(s)</source>
        <translation>
            <numerusform>in another room</numerusform>
            <numerusform>in other rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::NoticeLines</name>
    <message numerus="yes">
        <source>%Ln earlier one(s)</source>
        <translation>
            <numerusform>%Ln earlier one</numerusform>
            <numerusform>%Ln earlier ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::TimelineNotices</name>
    <message numerus="yes">
        <source>%1, %2 and %n others came in</source>
        <translation>
            <numerusform>%1, %2 and %n other came in</numerusform>
            <numerusform>%1, %2 and %n others came in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 and %n others left</source>
        <translation>
            <numerusform>%1, %2 and %n other left</numerusform>
            <numerusform>%1, %2 and %n others left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Attention</name>
    <message numerus="yes">
        <source>%n more new message(s)</source>
        <translation>
            <numerusform>%n more new message</numerusform>
            <numerusform>%n more new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n room(s)</source>
        <translation>
            <numerusform>In %n room</numerusform>
            <numerusform>In %n rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ShellSigns</name>
    <message numerus="yes">
        <source>%Ln message(s) for you</source>
        <translation>
            <numerusform>%Ln message for you</numerusform>
            <numerusform>%Ln messages for you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected to %Ln host(s)</source>
        <translation>
            <numerusform>Connected to %Ln host</numerusform>
            <numerusform>Connected to %Ln hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::SearchPane</name>
    <message numerus="yes">
        <source>%Ln new message(s) could not be searched yet.</source>
        <translation>
            <numerusform>%Ln new message could not be searched yet.</numerusform>
            <numerusform>%Ln new messages could not be searched yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::BackButton</name>
    <message numerus="yes">
        <source>Back to the rooms, %Ln unread in other rooms</source>
        <translation>
            <numerusform>Back to the rooms, %Ln unread in other rooms</numerusform>
            <numerusform>Back to the rooms, %Ln unread in other rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::SwitchModel</name>
    <message numerus="yes">
        <source>%Ln unread</source>
        <translation>
            <numerusform>%Ln unread</numerusform>
            <numerusform>%Ln unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Reading</name>
    <message numerus="yes">
        <source>%Ln new message(s) further up</source>
        <translation>
            <numerusform>%Ln new message further up</numerusform>
            <numerusform>%Ln new messages further up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Announcements</name>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>%Ln new message</numerusform>
            <numerusform>%Ln new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::HostButton</name>
    <message numerus="yes">
        <source>%Ln message(s) for you</source>
        <translation>
            <numerusform>%Ln message for you</numerusform>
            <numerusform>%Ln messages for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::StopDialog</name>
    <message numerus="yes">
        <source>%Ln other people are here.</source>
        <translation>
            <numerusform>%Ln other person is here.</numerusform>
            <numerusform>%Ln other people are here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln minutes</source>
        <translation>
            <numerusform>In %Ln minute</numerusform>
            <numerusform>In %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::TakeOverDialog</name>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Entrance</name>
    <message numerus="yes">
        <source>%n came by it</source>
        <translation>
            <numerusform>%n came by it</numerusform>
            <numerusform>%n came by it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::NewcomerStrip</name>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>%n more…</numerusform>
            <numerusform>%n more…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::NewcomersPane</name>
    <message numerus="yes">
        <source>%n wait(s) to be let in</source>
        <translation>
            <numerusform>%n waits to be let in</numerusform>
            <numerusform>%n wait to be let in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::PlaceCard</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::AddressWords</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::PlaceList</name>
    <message numerus="yes">
        <source>%Ln Madangs near, among them %1</source>
        <translation>
            <numerusform>%Ln Madang near: %1</numerusform>
            <numerusform>%Ln Madangs near, among them %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::DoctorWords</name>
    <message numerus="yes">
        <source>%Ln in use</source>
        <translation>
            <numerusform>%Ln in use</numerusform>
            <numerusform>%Ln in use</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln Madangs answered</source>
        <translation>
            <numerusform>%Ln Madang answered</numerusform>
            <numerusform>%Ln Madangs answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::TimeSpan</name>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::HostDialog</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
</TS>
