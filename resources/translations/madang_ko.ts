<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>Hosting</name>
    <message>
        <source>%1&apos;s Madang</source>
        <translation>%1의 마당</translation>
    </message>
    <message>
        <source>No port could be opened. Another program may be using it; close that one, or try again.</source>
        <translation>포트를 열지 못했습니다. 다른 프로그램이 쓰고 있을 수 있으니, 그 프로그램을 닫거나 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The rooms kept on this computer were written by a newer version of Madang. Please install that version.</source>
        <translation>이 컴퓨터에 남은 대화방은 더 새로운 판의 마당이 쓴 것입니다. 그 판을 설치하세요.</translation>
    </message>
    <message>
        <source>The disk is full. Make some room, then try again. Nothing is lost.</source>
        <translation>디스크가 가득 찼습니다. 자리를 비운 뒤 다시 시도하세요. 잃어버린 것은 없습니다.</translation>
    </message>
    <message>
        <source>The rooms kept on this computer could not be opened: %1</source>
        <translation>이 컴퓨터에 남은 대화방을 열지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Your host has another identity now.</source>
        <translation>연 마당의 신원이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The one it was known by is damaged; what is left of it is kept in %1. Who was here before is told that the host has changed: tell them that it is you, and compare the words. A backup has the old one.</source>
        <translation>알려져 있던 신원이 손상되었습니다. 남은 것은 %1에 있습니다. 전에 들어왔던 사람에게는 마당이 바뀌었다고 나옵니다. 내가 연 마당이 맞다고 알리고 낱말을 견주어 보세요. 백업에는 전의 신원이 있습니다.</translation>
    </message>
    <message>
        <source>This could not be changed.</source>
        <translation>바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The Madang goes on as it was: %1</source>
        <translation>마당은 그대로 열려 있습니다: %1</translation>
    </message>
</context>
<context>
    <name>Ui::CallQuestion</name>
    <message>
        <source>Call everybody?</source>
        <translation>모두를 부를까요?</translation>
    </message>
    <message>
        <source>@here and @여기 call everybody in the room.</source>
        <translation>@here와 @여기는 이 방의 모든 사람을 부릅니다.</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Write on</source>
        <translation>계속 쓰기</translation>
    </message>
</context>
<context>
    <name>Ui::ChatClient</name>
    <message>
        <source>A room you were in is not there for you any more.</source>
        <translation>들어가 있던 방을 더는 볼 수 없습니다.</translation>
    </message>
    <message>
        <source>The message could not be kept on this computer&apos;s disk. It is lost if the program ends before it is sent.</source>
        <translation>글을 이 컴퓨터의 디스크에 보관하지 못했습니다. 보내기 전에 프로그램이 끝나면 사라집니다.</translation>
    </message>
    <message>
        <source>The host does not let you into this room: %1</source>
        <translation>이 방에 들어갈 수 없습니다: %1</translation>
    </message>
    <message>
        <source>A room&apos;s name has 1 to %1 characters.</source>
        <translation>방 이름은 1자에서 %1자까지입니다.</translation>
    </message>
    <message>
        <source>The room &quot;%1&quot; was not made: %2</source>
        <translation>“%1” 방을 만들지 못했습니다: %2</translation>
    </message>
    <message>
        <source>The topic was not changed: %1</source>
        <translation>주제를 바꾸지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The message was not changed: %1</source>
        <translation>메시지를 고치지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The message was not deleted: %1</source>
        <translation>메시지를 삭제하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The reaction was not taken: %1</source>
        <translation>반응을 남기지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The message was not pinned: %1</source>
        <translation>메시지를 고정하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The message is still pinned: %1</source>
        <translation>메시지 고정을 풀지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The status was not taken: %1</source>
        <translation>상태를 바꾸지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The host refused something: %1</source>
        <translation>마당이 받아들이지 않았습니다: %1</translation>
    </message>
    <message>
        <source>The message is on its way already. Delete it once it has been sent.</source>
        <translation>메시지를 이미 보내는 중입니다. 전송된 뒤에 삭제하세요.</translation>
    </message>
    <message>
        <source>Some messages are on their way already. Delete them once they are sent.</source>
        <translation>이미 보내는 중인 메시지가 있습니다. 전송된 뒤에 삭제하세요.</translation>
    </message>
</context>
<context>
    <name>Ui::Completer</name>
    <message>
        <source>Proposals</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>%1, proposal %2 of %3</source>
        <translation>%1, 제안 %3개 중 %2번째</translation>
    </message>
</context>
<context>
    <name>Ui::Completion</name>
    <message>
        <source>everybody in the room</source>
        <translation>이 방의 모든 사람</translation>
    </message>
</context>
<context>
    <name>Ui::ConversationDialog</name>
    <message>
        <source>Add people</source>
        <translation>사람 더하기</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>This makes a new group of all of you. The conversation of two stays one of two, and nobody else can read it.</source>
        <translation>모두 함께하는 단체 대화방을 새로 만듭니다. 둘만의 대화는 그대로 둘만의 것으로 남고, 다른 사람은 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>With one person you talk alone; several become a group, which nobody else sees.</source>
        <translation>한 사람을 고르면 둘만의 대화가 되고, 여럿을 고르면 다른 사람에게는 보이지 않는 단체 대화방이 됩니다.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>단체 대화방 이름</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>그만두기</translation>
    </message>
    <message>
        <source>Open the group</source>
        <translation>대화방 열기</translation>
    </message>
    <message>
        <source>Invite again</source>
        <translation>다시 초대하기</translation>
    </message>
    <message>
        <source>Make group</source>
        <translation>단체 대화방 만들기</translation>
    </message>
    <message>
        <source>Start conversation</source>
        <translation>대화 시작하기</translation>
    </message>
    <message>
        <source>The group is being made…</source>
        <translation>단체 대화방을 만드는 중…</translation>
    </message>
    <message>
        <source>The connection broke. The group is made as soon as it is back.</source>
        <translation>연결이 끊겼습니다. 다시 연결되면 단체 대화방을 만듭니다.</translation>
    </message>
    <message>
        <source>The group is there. Still to be invited: %1</source>
        <translation>단체 대화방을 만들었습니다. 아직 초대할 사람: %1</translation>
    </message>
    <message>
        <source>The connection broke. The group is there; to be invited once the connection is back: %1</source>
        <translation>연결이 끊겼습니다. 단체 대화방은 만들었습니다. 다시 연결되면 초대할 사람: %1</translation>
    </message>
    <message>
        <source>The connection broke. Invited: %1. To be invited once it is back: %2</source>
        <translation>연결이 끊겼습니다. 초대한 사람: %1. 다시 연결되면 초대할 사람: %2</translation>
    </message>
    <message>
        <source>The group was made.</source>
        <translation>단체 대화방을 만들었습니다.</translation>
    </message>
    <message>
        <source>Could not invite %1: %2</source>
        <translation>초대하지 못한 사람 %1: %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>그 밖에 %1명</translation>
    </message>
    <message>
        <source>There is no connection to the host. You can choose people, and go on once it is back.</source>
        <translation>마당에 연결되어 있지 않습니다. 사람은 미리 고를 수 있고, 다시 연결되면 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>More than %1 people cannot be invited at once.</source>
        <translation>한 번에 %1명까지 초대할 수 있습니다.</translation>
    </message>
    <message>
        <source>Nobody was invited. If the group was made before, it is in the list of rooms.</source>
        <translation>아무도 초대하지 않았습니다. 단체 대화방이 그 전에 만들어졌다면 방 목록에 있습니다.</translation>
    </message>
    <message>
        <source>Stopped before these were invited for sure: %1. They can be invited in the settings of the room.</source>
        <translation>초대를 마치지 못하고 그만두었습니다. 초대되지 않았을 수 있는 사람: %1. 방 설정에서 초대할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::Conversations</name>
    <message>
        <source>Add people…</source>
        <translation>사람 더하기…</translation>
    </message>
</context>
<context>
    <name>Ui::GroupMaking</name>
    <message>
        <source>Group</source>
        <translation>단체 대화방</translation>
    </message>
    <message>
        <source>The group was not made: %1</source>
        <translation>단체 대화방을 만들지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The host made no private room of it. Nobody was invited.</source>
        <translation>마당이 비공개 방으로 만들지 않았습니다. 아무도 초대하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::PeoplePicker</name>
    <message>
        <source>Find people by their names</source>
        <translation>이름으로 사람 찾기</translation>
    </message>
    <message>
        <source>The arrow keys go to somebody, Enter adds them, Backspace takes the last one away.</source>
        <translation>화살표 키로 사람을 고르고, Enter로 더하고, Backspace로 마지막 사람을 뺍니다.</translation>
    </message>
    <message>
        <source>People to choose from</source>
        <translation>고를 수 있는 사람</translation>
    </message>
    <message>
        <source>Nobody who shares a room with you is called so.</source>
        <translation>같은 방에 있는 사람 가운데 그런 이름은 없습니다.</translation>
    </message>
    <message>
        <source>Nobody else is here yet. Whoever shares a room with you can be chosen here.</source>
        <translation>아직 다른 사람이 없습니다. 같은 방에 있는 사람을 여기서 고를 수 있습니다.</translation>
    </message>
    <message>
        <source>You have chosen everybody there is.</source>
        <translation>고를 수 있는 사람을 모두 골랐습니다.</translation>
    </message>
    <message>
        <source>Take away: %1</source>
        <translation>빼기: %1</translation>
    </message>
</context>
<context>
    <name>Ui::DeliveryActions</name>
    <message>
        <source>About this message…</source>
        <translation>글 정보…</translation>
    </message>
</context>
<context>
    <name>Ui::DeliverySign</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>보내기를 기다리는 중</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>기다리는 중: %1</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>보내지 못했습니다</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>보내지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Kept on this computer and sent as soon as the host takes it</source>
        <translation>이 컴퓨터에 보관하고 있으며, 마당이 받을 수 있게 되는 대로 보냅니다</translation>
    </message>
    <message>
        <source>The host has it</source>
        <translation>마당에 전해졌습니다</translation>
    </message>
</context>
<context>
    <name>Ui::ExportDialog</name>
    <message>
        <source>Stopped. Nothing was kept.</source>
        <translation>멈췄습니다. 남겨 둔 것은 없습니다.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was kept; choose another folder.</source>
        <translation>디스크가 가득 찼습니다. 남겨 둔 것은 없으니 다른 폴더를 골라 주세요.</translation>
    </message>
    <message>
        <source>There is something at %1 already.</source>
        <translation>%1에 이미 다른 것이 있습니다.</translation>
    </message>
    <message>
        <source>It did not work, and nothing was kept: %1</source>
        <translation>내보내지 못했고, 남겨 둔 것은 없습니다: %1</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>다 되었습니다: %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>%1 of %2 messages</source>
        <translation>글 %2개 중 %1개</translation>
    </message>
    <message>
        <source>Choose a folder that there is.</source>
        <translation>있는 폴더를 골라 주세요.</translation>
    </message>
    <message>
        <source>A new folder is made there: %1</source>
        <translation>거기에 새 폴더를 만듭니다: %1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>What was said, in a folder on this computer: as much of it as the host shows you. Whoever has the folder can read it.</source>
        <translation>오간 말을 이 컴퓨터의 폴더에 담습니다. 마당이 나에게 보여 주는 만큼만 담기고, 폴더를 가진 사람은 누구나 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇을</translation>
    </message>
    <message>
        <source>As</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>어디에</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>무엇을 내보낼지</translation>
    </message>
    <message>
        <source>What it is to be</source>
        <translation>어떤 형식으로 내보낼지</translation>
    </message>
    <message>
        <source>Folder to export into</source>
        <translation>내보낼 폴더</translation>
    </message>
    <message>
        <source>Only #%1</source>
        <translation>#%1 방만</translation>
    </message>
    <message>
        <source>All rooms that I am in</source>
        <translation>내가 들어가 있는 방 모두</translation>
    </message>
    <message>
        <source>Pages for a browser, with pictures (HTML)</source>
        <translation>그림까지, 브라우저로 보기 (HTML)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>글만</translation>
    </message>
    <message>
        <source>Data, for another Madang or a program (JSON)</source>
        <translation>다른 마당이나 프로그램에서 쓸 자료 (JSON)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be had; their names are there.</source>
        <translation>
            <numerusform>파일 %Ln개는 받지 못해 이름만 적었습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ForwardDialog</name>
    <message>
        <source>Forward</source>
        <translation>다른 방에 전하기</translation>
    </message>
    <message>
        <source>Find a room</source>
        <translation>방 찾기</translation>
    </message>
    <message>
        <source>Rooms to forward it to</source>
        <translation>전할 방</translation>
    </message>
    <message>
        <source>There is no other room of yours where you may write.</source>
        <translation>글을 쓸 수 있는 다른 방이 없습니다.</translation>
    </message>
    <message>
        <source>Your own words to it (may stay empty)</source>
        <translation>덧붙일 말(비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Your own words to it</source>
        <translation>덧붙일 말</translation>
    </message>
    <message>
        <source>This message is too long to be forwarded.</source>
        <translation>이 글은 너무 길어서 전할 수 없습니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who, what was said</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Its files go with it: %1</source>
        <translation>파일도 함께 전합니다: %1</translation>
    </message>
</context>
<context>
    <name>Ui::InvitationText</name>
    <message>
        <source>%1 invites you to the room %2.</source>
        <translation>%1님의 초대를 받았습니다. 방: %2</translation>
    </message>
    <message>
        <source>You were let into the room %1.</source>
        <translation>방에 들어왔습니다: %1</translation>
    </message>
    <message>
        <source>You were not let into the room %1.</source>
        <translation>방에 들어오지 못했습니다: %1</translation>
    </message>
    <message>
        <source>%1 wants to be let into the room %2: see its settings.</source>
        <translation>%1님이 들어오려고 기다립니다. 방 %2의 설정에서 들일 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::InvitePane</name>
    <message>
        <source>Invite</source>
        <translation>초대하기</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>초대 거두기</translation>
    </message>
    <message>
        <source>Who is to be invited</source>
        <translation>초대할 사람</translation>
    </message>
    <message>
        <source>Invite this person</source>
        <translation>이 사람 초대하기</translation>
    </message>
    <message>
        <source>Take the invitation back</source>
        <translation>보낸 초대 거두기</translation>
    </message>
    <message>
        <source>Whoever shares another room with you can be invited; at the moment that is nobody else.</source>
        <translation>다른 방에 함께 있는 사람을 초대할 수 있습니다. 지금은 그런 사람이 없습니다.</translation>
    </message>
    <message>
        <source>Invited: %1</source>
        <translation>초대했습니다: %1</translation>
    </message>
    <message>
        <source>No longer invited: %1</source>
        <translation>초대를 거두었습니다: %1</translation>
    </message>
    <message>
        <source>Choose somebody</source>
        <translation>사람을 고르세요</translation>
    </message>
</context>
<context>
    <name>Ui::MemberActions</name>
    <message>
        <source>Talk alone</source>
        <translation>둘이서 이야기하기</translation>
    </message>
    <message>
        <source>No longer keeps order here</source>
        <translation>관리자에서 내리기</translation>
    </message>
    <message>
        <source>Let them keep order</source>
        <translation>관리자로 세우기</translation>
    </message>
    <message>
        <source>Mute…</source>
        <translation>말하지 못하게 하기…</translation>
    </message>
    <message>
        <source>Send out…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Ban…</source>
        <translation>차단하기…</translation>
    </message>
    <message>
        <source>No longer owns this room</source>
        <translation>방장에서 내리기</translation>
    </message>
    <message>
        <source>Make owner of this room…</source>
        <translation>이 방의 방장으로 세우기…</translation>
    </message>
    <message>
        <source>Make %1 an owner of this room?</source>
        <translation>%1 님을 이 방의 방장으로 세울까요?</translation>
    </message>
    <message>
        <source>Owners change everything about it and may delete it.</source>
        <translation>방장은 방의 모든 것을 바꾸고 방을 삭제할 수 있습니다.</translation>
    </message>
    <message>
        <source>Make owner</source>
        <translation>방장으로 세우기</translation>
    </message>
</context>
<context>
    <name>Ui::MemberListModel</name>
    <message>
        <source>you</source>
        <translation>나</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>방장</translation>
    </message>
    <message>
        <source>keeps order</source>
        <translation>관리자</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>손님</translation>
    </message>
    <message>
        <source>not in this room now</source>
        <translation>지금 이 방에 없음</translation>
    </message>
</context>
<context>
    <name>Ui::MoveDialog</name>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>멈췄습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was changed.</source>
        <translation>디스크가 가득 찼습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>A newer version of Madang wrote this file. Please install that version here.</source>
        <translation>더 새로운 마당에서 만든 파일입니다. 여기에도 그 버전을 설치해 주세요.</translation>
    </message>
    <message>
        <source>This is not the password of this file, or the file is damaged.</source>
        <translation>이 파일의 비밀번호가 아니거나, 파일이 망가졌습니다.</translation>
    </message>
    <message>
        <source>This file is damaged, or no profile of Madang.</source>
        <translation>파일이 망가졌거나, 마당의 프로필 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It did not work: %1</source>
        <translation>하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Done. On the other computer choose &quot;Bring from another computer&quot; in the settings of Madang, with this file and the password.</source>
        <translation>다 되었습니다. 다른 컴퓨터의 마당 설정에서 &quot;다른 컴퓨터에서 가져오기&quot;를 고르고, 이 파일과 비밀번호를 쓰면 됩니다.</translation>
    </message>
    <message>
        <source>Done. Madang has to be started again; then you are who you were. What was here is kept in a folder of its own.</source>
        <translation>다 되었습니다. 마당을 다시 시작하면 그때의 내가 됩니다. 여기 있던 것은 따로 한 폴더에 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Choose the file from the other computer.</source>
        <translation>다른 컴퓨터에서 가져온 파일을 골라 주세요.</translation>
    </message>
    <message>
        <source>Choose where the file is to be.</source>
        <translation>파일을 어디에 둘지 골라 주세요.</translation>
    </message>
    <message numerus="yes">
        <source>The password needs at least %Ln character(s).</source>
        <translation>
            <numerusform>비밀번호는 %Ln자 이상이어야 합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Both passwords have to be the same.</source>
        <translation>두 비밀번호가 같아야 합니다.</translation>
    </message>
    <message>
        <source>The file that is there is replaced.</source>
        <translation>거기 있는 파일을 바꿔 씁니다.</translation>
    </message>
    <message>
        <source>End Madang</source>
        <translation>마당 끝내기</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>파일 만들기</translation>
    </message>
    <message>
        <source>Bring it here</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Move to another computer</source>
        <translation>다른 컴퓨터로 옮기기</translation>
    </message>
    <message>
        <source>Bring from another computer</source>
        <translation>다른 컴퓨터에서 가져오기</translation>
    </message>
    <message>
        <source>Everything that makes you who you are here goes into one file: your name, settings, where you were, what is still to be sent, and what hosts know you by. Whoever has the file and its password is you. The rooms of a host that you open on this computer stay here, and so do files attached to what you have not sent yet.</source>
        <translation>여기서 나를 나이게 하는 모든 것이 파일 하나에 담깁니다. 이름과 설정, 다닌 곳, 아직 보내지 않은 글, 그리고 마당들이 나를 알아보는 데 쓰는 것까지요. 이 파일과 비밀번호를 가진 사람은 곧 나입니다. 이 컴퓨터에서 연 마당의 방들과, 아직 보내지 않은 글에 붙인 파일은 여기 남습니다.</translation>
    </message>
    <message>
        <source>With the file that Madang wrote on the other computer, and its password, you are here who you were there.</source>
        <translation>다른 컴퓨터의 마당이 만든 파일과 그 비밀번호가 있으면, 거기서의 내가 여기서도 나입니다.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>한 번 더</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>만들 파일</translation>
    </message>
    <message>
        <source>File from the other computer</source>
        <translation>다른 컴퓨터에서 가져온 파일</translation>
    </message>
    <message>
        <source>Profiles of Madang (*.%1)</source>
        <translation>마당 프로필 (*.%1)</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>파일의 비밀번호</translation>
    </message>
    <message>
        <source>Password of the file, once more</source>
        <translation>파일의 비밀번호 한 번 더</translation>
    </message>
</context>
<context>
    <name>Ui::PathField</name>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
</context>
<context>
    <name>Ui::Question</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Ui::Refusal</name>
    <message>
        <source>You can try again in %1 s.</source>
        <translation>%1초 뒤에 다시 할 수 있습니다.</translation>
    </message>
    <message>
        <source>You can try again at %1.</source>
        <translation>%1부터 다시 할 수 있습니다.</translation>
    </message>
    <message>
        <source>not allowed in this room</source>
        <translation>이 방에서 그럴 권한이 없습니다</translation>
    </message>
    <message>
        <source>not allowed to set the topic</source>
        <translation>주제를 바꿀 권한이 없습니다</translation>
    </message>
    <message>
        <source>no such room</source>
        <translation>그런 방이 없습니다</translation>
    </message>
    <message>
        <source>no such person</source>
        <translation>그런 사람이 없습니다</translation>
    </message>
    <message>
        <source>not in the lobby</source>
        <translation>로비에서는 할 수 없습니다</translation>
    </message>
    <message>
        <source>not in a conversation of two</source>
        <translation>둘만의 대화에서는 할 수 없습니다</translation>
    </message>
    <message>
        <source>malformed settings</source>
        <translation>쓸 수 없는 값이 있습니다</translation>
    </message>
    <message>
        <source>bad emoji</source>
        <translation>이모지 하나가 아닙니다</translation>
    </message>
    <message>
        <source>the room&apos;s maker stays its owner</source>
        <translation>방을 만든 사람은 계속 방장입니다</translation>
    </message>
    <message>
        <source>nothing to restore</source>
        <translation>삭제될 방이 아닙니다</translation>
    </message>
    <message>
        <source>rooms are closed</source>
        <translation>이 마당에서는 주인만 방을 만듭니다</translation>
    </message>
    <message>
        <source>room is full</source>
        <translation>방이 가득 찼습니다</translation>
    </message>
    <message>
        <source>room is locked</source>
        <translation>지금은 새로 들어올 수 없는 방입니다</translation>
    </message>
    <message>
        <source>room is archived</source>
        <translation>보관된 방입니다</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>비밀번호가 맞지 않습니다</translation>
    </message>
    <message>
        <source>too many passwords at once</source>
        <translation>마당이 다른 비밀번호를 확인하느라 바쁩니다. 잠시 뒤 다시 시도하세요</translation>
    </message>
    <message>
        <source>too many are waiting</source>
        <translation>초대되었거나 기다리는 사람이 너무 많습니다</translation>
    </message>
    <message>
        <source>too many questions</source>
        <translation>앞서 물은 것의 답을 먼저 기다려야 합니다</translation>
    </message>
    <message>
        <source>no such hook</source>
        <translation>그런 웹훅이 없습니다</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>이름이 없습니다</translation>
    </message>
    <message>
        <source>bad avatar</source>
        <translation>아바타는 이모지 하나여야 합니다</translation>
    </message>
    <message>
        <source>bad url</source>
        <translation>주소는 http:// 또는 https://로 시작해야 하고, 비밀번호가 들어 있으면 안 됩니다</translation>
    </message>
    <message>
        <source>too many hooks</source>
        <translation>웹훅이 너무 많습니다. 쓰지 않는 것을 없애세요</translation>
    </message>
    <message>
        <source>not stored: the host&apos;s disk is full</source>
        <translation>마당의 디스크가 가득 찼습니다</translation>
    </message>
    <message>
        <source>not stored: the host could not write its log</source>
        <translation>마당이 기록하지 못했습니다</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>연결되어 있지 않습니다</translation>
    </message>
    <message>
        <source>not allowed to make outgoing hooks</source>
        <translation>나가는 웹훅은 마당의 주인만 만들 수 있습니다</translation>
    </message>
    <message>
        <source>not allowed to call everybody</source>
        <translation>사람이 많은 방에서는 방을 관리하는 사람만 모두를 부를 수 있습니다</translation>
    </message>
    <message>
        <source>not allowed to pin</source>
        <translation>이 방에 들어온 사람만 메시지를 고정할 수 있습니다</translation>
    </message>
    <message>
        <source>members only</source>
        <translation>이 방에 들어온 사람만 할 수 있습니다</translation>
    </message>
    <message>
        <source>room is about to be deleted</source>
        <translation>곧 삭제될 방입니다</translation>
    </message>
    <message>
        <source>room is read-only</source>
        <translation>읽기 전용 방입니다</translation>
    </message>
    <message>
        <source>too many rooms</source>
        <translation>이 마당에는 방이 더 들어설 자리가 없습니다</translation>
    </message>
    <message>
        <source>too many rooms of yours</source>
        <translation>방을 너무 많이 만들었습니다</translation>
    </message>
    <message>
        <source>waiting to be let in</source>
        <translation>방을 관리하는 사람이 들여보내 주기를 기다립니다</translation>
    </message>
    <message>
        <source>a conversation of two has no way out</source>
        <translation>둘만의 대화는 나갈 수 없습니다. 대신 보관할 수 있습니다</translation>
    </message>
    <message>
        <source>not with yourself</source>
        <translation>자기 자신과는 할 수 없습니다</translation>
    </message>
    <message>
        <source>too many wrong passwords</source>
        <translation>비밀번호가 너무 많이 틀렸습니다. 잠시 뒤 다시 시도하세요</translation>
    </message>
    <message>
        <source>The connection broke before the host answered. Whether it was done can be seen once it is back.</source>
        <translation>마당이 답하기 전에 연결이 끊겼습니다. 이루어졌는지는 다시 연결되면 알 수 있습니다.</translation>
    </message>
    <message>
        <source>muted in this room</source>
        <translation>이 방에서 말할 수 없게 되어 있습니다</translation>
    </message>
    <message>
        <source>banned from this room</source>
        <translation>이 방에서 차단되어 있습니다</translation>
    </message>
    <message>
        <source>not over them</source>
        <translation>역할이 같거나 더 높은 사람에게는 할 수 없습니다</translation>
    </message>
    <message>
        <source>not allowed on the whole host</source>
        <translation>이 마당의 주인만 할 수 있습니다</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>주소로는 차단할 수 없습니다. 연결되어 있지 않거나 마당을 연 컴퓨터에서 온 사람입니다</translation>
    </message>
    <message>
        <source>slow mode</source>
        <translation>이 방은 글 사이에 간격을 둡니다</translation>
    </message>
    <message>
        <source>earlier texts are not kept</source>
        <translation>이 방은 고치기 전의 글을 남기지 않습니다</translation>
    </message>
    <message>
        <source>earlier texts are not for you</source>
        <translation>쓴 사람과 방장·관리자만 볼 수 있습니다</translation>
    </message>
</context>
<context>
    <name>Ui::RoomEndPane</name>
    <message>
        <source>This room is archived: it can be read, and nothing is said in it any more.</source>
        <translation>보관된 방입니다. 읽을 수만 있고 글은 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>An archived room can be read, and nothing is said in it any more. It can be opened again at any time.</source>
        <translation>보관한 방은 읽을 수만 있고 글은 쓸 수 없습니다. 언제든 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>다시 열기</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관하기</translation>
    </message>
    <message>
        <source>Open this room again</source>
        <translation>이 방 다시 열기</translation>
    </message>
    <message>
        <source>Archive this room</source>
        <translation>이 방 보관하기</translation>
    </message>
    <message>
        <source>Delete this room?</source>
        <translation>이 방을 삭제할까요?</translation>
    </message>
    <message>
        <source>Nobody writes in it from now on. After a time, which is one day unless this host was set up otherwise, the room is gone for good, with all that was said in it. Until then it can be restored here.</source>
        <translation>지금부터 아무도 글을 쓸 수 없습니다. 얼마 뒤(마당이 달리 정하지 않았으면 하루 뒤) 방과 나눈 글이 모두 영영 사라집니다. 그 전에는 여기서 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제하기</translation>
    </message>
    <message>
        <source>This room will be gone for good: %1. Until then it can be restored.</source>
        <translation>이 방은 삭제됩니다: %1. 그 전에는 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>A deleted room can be restored for a time, which is one day unless this host was set up otherwise. Then it is gone for good, with all that was said in it.</source>
        <translation>삭제한 방은 얼마 동안(마당이 달리 정하지 않았으면 하루 동안) 되살릴 수 있습니다. 그 뒤에는 나눈 글과 함께 영영 사라집니다.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제하기…</translation>
    </message>
    <message>
        <source>Restore this room</source>
        <translation>이 방 되살리기</translation>
    </message>
    <message>
        <source>Delete this room</source>
        <translation>이 방 삭제하기</translation>
    </message>
</context>
<context>
    <name>Ui::RoomEntryPane</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Public: everybody on this host sees it</source>
        <translation>공개: 이 마당의 누구에게나 보입니다</translation>
    </message>
    <message>
        <source>Private: only members and who is invited</source>
        <translation>비공개: 구성원과 초대받은 사람만</translation>
    </message>
    <message>
        <source>Freely</source>
        <translation>자유롭게</translation>
    </message>
    <message>
        <source>When somebody who keeps order lets them</source>
        <translation>방장이나 관리자가 들이면</translation>
    </message>
    <message>
        <source>Nobody new, except who is invited</source>
        <translation>초대받은 사람만</translation>
    </message>
    <message>
        <source>New password of the room</source>
        <translation>방의 새 비밀번호</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>비밀번호 보기</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>People come in</source>
        <translation>들어오기</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>다른 것으로 바꾸기</translation>
    </message>
    <message>
        <source>None any more</source>
        <translation>없애기</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>A password</source>
        <translation>비밀번호 정하기</translation>
    </message>
    <message>
        <source>There is one</source>
        <translation>있음</translation>
    </message>
    <message>
        <source>Write the new password.</source>
        <translation>새 비밀번호를 쓰세요.</translation>
    </message>
    <message>
        <source>When this is saved, everybody on this host can read all that was said here.</source>
        <translation>저장하면 여기서 나눈 글을 이 마당의 누구나 읽을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::RoomFactsPane</name>
    <message>
        <source>No pause</source>
        <translation>바로 이어 쓸 수 있음</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln시간</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln분</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln초</numerusform>
        </translation>
    </message>
    <message>
        <source>One emoji (may stay empty)</source>
        <translation>이모지 하나 (비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>주제</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>아이콘</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>글쓰기</translation>
    </message>
    <message>
        <source>Pause between messages</source>
        <translation>글 사이 간격</translation>
    </message>
    <message>
        <source>What is said is kept</source>
        <translation>기록 보존</translation>
    </message>
    <message>
        <source>Everybody in the room</source>
        <translation>방에 있는 누구나</translation>
    </message>
    <message>
        <source>Only who keeps order (read-only)</source>
        <translation>방장과 관리자만 (읽기 전용)</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>For some days</source>
        <translation>며칠 동안</translation>
    </message>
    <message>
        <source>Only the newest messages</source>
        <translation>가장 새로운 글만</translation>
    </message>
    <message>
        <source>Not at all: only who is there sees it</source>
        <translation>남기지 않음: 그 자리에 있는 사람만 봅니다</translation>
    </message>
    <message>
        <source>days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>개</translation>
    </message>
    <message>
        <source>How many days</source>
        <translation>며칠</translation>
    </message>
    <message>
        <source>How many messages</source>
        <translation>글 수</translation>
    </message>
    <message>
        <source>When this is saved, what is older is gone for good.</source>
        <translation>저장하면 그보다 오래된 글은 영영 사라집니다.</translation>
    </message>
    <message>
        <source>The room needs a name.</source>
        <translation>방 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>How long is it kept? Write a number from 1.</source>
        <translation>얼마나 남길지 1 이상의 수로 쓰세요.</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>고치기 전의 글</translation>
    </message>
    <message>
        <source>Are not kept</source>
        <translation>남기지 않습니다</translation>
    </message>
    <message>
        <source>Are kept, for who wrote them and who keeps order</source>
        <translation>쓴 사람과 방장·관리자가 볼 수 있게 남깁니다</translation>
    </message>
    <message>
        <source>When this is saved, the earlier versions that were kept are gone for good.</source>
        <translation>저장하면 남겨 둔, 고치거나 지우기 전의 글이 영영 사라집니다.</translation>
    </message>
</context>
<context>
    <name>Ui::RoomOrders</name>
    <message>
        <source>The room was not made: %1</source>
        <translation>방을 만들지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The room was not changed: %1</source>
        <translation>방 설정을 바꾸지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The role was not given: %1</source>
        <translation>역할을 바꾸지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The invitation was not sent: %1</source>
        <translation>초대하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The invitation still stands: %1</source>
        <translation>초대를 거두지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The answer was not taken: %1</source>
        <translation>응답하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The room stays: %1</source>
        <translation>방을 삭제하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The room was not restored: %1</source>
        <translation>방을 되살리지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The conversation was not opened: %1</source>
        <translation>대화를 열지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Who waits to be let in cannot be shown: %1</source>
        <translation>들어오려고 기다리는 사람을 볼 수 없습니다: %1</translation>
    </message>
</context>
<context>
    <name>Ui::ChatPage</name>
    <message>
        <source>The rooms of this host appear here as soon as it answers.</source>
        <translation>마당이 응답하면 방이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>There is no room to write to yet</source>
        <translation>아직 글을 쓸 방이 없습니다</translation>
    </message>
    <message>
        <source>Join this room to write in it</source>
        <translation>글을 쓰려면 이 방에 들어가세요</translation>
    </message>
    <message>
        <source>Loading older messages…</source>
        <translation>지난 글을 불러오는 중…</translation>
    </message>
    <message>
        <source>This room is not there any more</source>
        <translation>이제 없는 방입니다</translation>
    </message>
</context>
<context>
    <name>Ui::Composer</name>
    <message>
        <source>This text is too long to send (%1 of at most %2). Send it in parts.</source>
        <translation>글이 너무 길어 보낼 수 없습니다(%1, 최대 %2). 나누어 보내세요.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>%1에 글 쓰기</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>글</translation>
    </message>
    <message>
        <source>Editing your message</source>
        <translation>내 글을 고치는 중</translation>
    </message>
    <message>
        <source>Answering %1</source>
        <translation>답장: %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>보내기 취소</translation>
    </message>
    <message>
        <source>Takes back what you just sent (Ctrl+Z)</source>
        <translation>방금 보낸 글을 거둡니다(Ctrl+Z)</translation>
    </message>
    <message>
        <source>Take back what you just sent</source>
        <translation>방금 보낸 글 거두기</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>보내지 않기</translation>
    </message>
    <message>
        <source>Attach files; they can also be dropped or pasted here</source>
        <translation>파일 붙이기. 여기에 끌어다 놓거나 붙여 넣어도 됩니다.</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>파일 붙이기</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Enter로 보내고, Shift+Enter로 줄을 바꿉니다</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Enter begins a new line</source>
        <translation>Ctrl+Enter로 보내고, Enter로 줄을 바꿉니다</translation>
    </message>
</context>
<context>
    <name>Ui::ComposerContext</name>
    <message>
        <source>Neither answer nor edit (Escape)</source>
        <translation>답장이나 고치기 그만두기(Esc)</translation>
    </message>
</context>
<context>
    <name>Ui::ConnectionStrip</name>
    <message>
        <source>The host lets you in later.</source>
        <translation>마당이 조금 뒤에 들여보냅니다.</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>%1 전부터</translation>
    </message>
    <message>
        <source>next try in %1</source>
        <translation>%1 뒤 다시 시도</translation>
    </message>
    <message>
        <source>trying now</source>
        <translation>지금 시도하는 중</translation>
    </message>
    <message>
        <source>what you write is kept and sent then</source>
        <translation>쓴 글은 보관했다가 보냅니다</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결하는 중…</translation>
    </message>
    <message>
        <source>The host cannot be reached.</source>
        <translation>마당과 연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>The host does not let you in.</source>
        <translation>마당에 들어갈 수 없습니다.</translation>
    </message>
    <message>
        <source>Password of this host</source>
        <translation>이 마당의 비밀번호</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>들어가기</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>지금 시도</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n초</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n시간</numerusform>
        </translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation>그만 기다리기</translation>
    </message>
    <message>
        <source>Link that you were given</source>
        <translation>받은 초대 링크</translation>
    </message>
</context>
<context>
    <name>Ui::HostCard</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>About this host</source>
        <translation>이 마당에 대하여</translation>
    </message>
    <message>
        <source>Open on this computer</source>
        <translation>이 컴퓨터가 열어 둔 마당</translation>
    </message>
    <message>
        <source>Open on another computer</source>
        <translation>다른 컴퓨터가 열어 둔 마당</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people here</source>
        <translation>
            <numerusform>%Ln명</numerusform>
        </translation>
    </message>
    <message>
        <source>Addresses to come in by</source>
        <translation>들어오는 주소</translation>
    </message>
    <message>
        <source>Address to come in by</source>
        <translation>들어오는 주소</translation>
    </message>
    <message>
        <source>Close this host</source>
        <translation>마당 닫기</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>나가기</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Status of this host</source>
        <translation>이 마당의 상태</translation>
    </message>
    <message>
        <source>My account…</source>
        <translation>내 계정…</translation>
    </message>
    <message>
        <source>My account on this host</source>
        <translation>이 마당의 내 계정</translation>
    </message>
    <message>
        <source>Join another host…</source>
        <translation>다른 마당에도 들어가기…</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>암호화됨</translation>
    </message>
    <message>
        <source>Not encrypted: others on the network can read along</source>
        <translation>암호화되지 않음: 네트워크의 다른 사람이 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>Compare identity…</source>
        <translation>신원 견주기…</translation>
    </message>
    <message>
        <source>This Madang…</source>
        <translation>이 마당…</translation>
    </message>
    <message>
        <source>About the Madang on this computer: invite, name, who may come in</source>
        <translation>이 컴퓨터의 마당: 초대, 이름, 들어올 수 있는 사람</translation>
    </message>
</context>
<context>
    <name>Ui::InviteHint</name>
    <message>
        <source>Nobody else is here yet</source>
        <translation>아직 다른 사람이 없습니다</translation>
    </message>
    <message>
        <source>Nothing was said here yet</source>
        <translation>아직 아무 글도 없습니다</translation>
    </message>
    <message>
        <source>Hand on this address. Whoever enters it in Madang under “Join by address or invitation” comes in.</source>
        <translation>이 주소를 건네주세요. 마당 프로그램의 “주소나 초대로 들어가기”에 넣으면 들어올 수 있습니다.</translation>
    </message>
    <message>
        <source>Write the first message.</source>
        <translation>첫 글을 써 보세요.</translation>
    </message>
    <message>
        <source>QR code and link…</source>
        <translation>QR 코드와 링크…</translation>
    </message>
    <message>
        <source>Invite by a QR code or a link</source>
        <translation>QR 코드나 링크로 초대하기</translation>
    </message>
</context>
<context>
    <name>Ui::GonePane</name>
    <message>
        <source>The room %1 is not there any more</source>
        <translation>이제 없는 방입니다: %1</translation>
    </message>
    <message>
        <source>It was deleted, or you do not belong to it any more.</source>
        <translation>방이 지워졌거나, 이제 이 방에 속해 있지 않습니다.</translation>
    </message>
    <message>
        <source>This was not sent. Copy it if you still need it:</source>
        <translation>아래 글은 보내지 않았습니다. 필요하면 복사하세요.</translation>
    </message>
    <message>
        <source>What was not sent</source>
        <translation>보내지 않은 글</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>글 복사하기</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>%1 방으로 가기</translation>
    </message>
</context>
<context>
    <name>Ui::JoinPane</name>
    <message>
        <source>You can try again in %1.</source>
        <translation>%1 뒤에 다시 할 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people here now</source>
        <translation>
            <numerusform>지금 %Ln명</numerusform>
        </translation>
    </message>
    <message>
        <source>Join this room</source>
        <translation>이 방에 들어가기</translation>
    </message>
    <message>
        <source>Password of the room</source>
        <translation>방 비밀번호</translation>
    </message>
</context>
<context>
    <name>Ui::Jump</name>
    <message>
        <source>The host did not answer. Try again.</source>
        <translation>마당이 응답하지 않았습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>That message is not there any more.</source>
        <translation>그 글은 이제 없습니다.</translation>
    </message>
    <message>
        <source>That message is not kept on this computer, and the host cannot be reached.</source>
        <translation>그 글은 이 컴퓨터에 없고, 마당과는 연결되지 않습니다.</translation>
    </message>
    <message>
        <source>That message is too far back to be shown here.</source>
        <translation>너무 오래된 글이라 여기에 보여 드릴 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::MainWindow</name>
    <message>
        <source>Madang</source>
        <translation>마당</translation>
    </message>
    <message>
        <source>%1 – Madang</source>
        <translation>%1 – 마당</translation>
    </message>
    <message>
        <source>Delete everything of yours here?</source>
        <translation>여기 있는 내 것을 모두 지울까요?</translation>
    </message>
    <message>
        <source>Your name, settings, what was not sent yet and what hosts know you by are deleted on this computer, and Madang ends. Without another computer or a file you are a stranger to every host then. What you have said stays on the hosts, and the rooms of a host that you open here stay on this computer.</source>
        <translation>이 컴퓨터에서 이름과 설정, 아직 보내지 않은 글, 그리고 마당들이 나를 알아보는 데 쓰는 것을 지우고 프로그램을 끝냅니다. 다른 컴퓨터나 옮기기 파일이 없으면 어느 마당에서든 처음 온 사람이 됩니다. 이미 한 말은 그 마당에 남고, 여기서 연 마당의 방들도 이 컴퓨터에 남습니다.</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
</context>
<context>
    <name>Ui::MembersPane</name>
    <message>
        <source>you</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>손님</translation>
    </message>
    <message>
        <source>Here now · %1</source>
        <translation>여기 있는 사람 · %1</translation>
    </message>
    <message>
        <source>People in this room</source>
        <translation>이 방의 사람들</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>방장</translation>
    </message>
    <message>
        <source>keeps order</source>
        <translation>관리자</translation>
    </message>
    <message>
        <source>not in this room now</source>
        <translation>지금 이 방에 없음</translation>
    </message>
</context>
<context>
    <name>Ui::MessageActions</name>
    <message>
        <source>%1: %2</source>
        <comment>who, what was said</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답장</translation>
    </message>
    <message>
        <source>React</source>
        <translation>반응 남기기</translation>
    </message>
    <message>
        <source>Another emoji…</source>
        <translation>다른 이모지…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>고정 풀기</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>지우기…</translation>
    </message>
    <message>
        <source>Delete this message?</source>
        <translation>이 글을 지울까요?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Forward…</source>
        <translation>다른 방에 전하기…</translation>
    </message>
    <message>
        <source>There is no connection to the host. Save this once it is back.</source>
        <translation>마당과 연결이 끊겼습니다. 다시 연결되면 저장하세요.</translation>
    </message>
    <message>
        <source>Show what it answers</source>
        <translation>답장한 원래 글 보기</translation>
    </message>
</context>
<context>
    <name>Ui::MessageDetails</name>
    <message>
        <source>About this message</source>
        <translation>글 정보</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>쓴 때: %1</translation>
    </message>
    <message>
        <source>Came to the host: %1</source>
        <translation>마당에 도착한 때: %1</translation>
    </message>
    <message>
        <source>Said: %1</source>
        <translation>보낸 때: %1</translation>
    </message>
</context>
<context>
    <name>Ui::NamePage</name>
    <message>
        <source>Welcome to Madang</source>
        <translation>마당에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Talk with the people on this network. No server, no account.</source>
        <translation>이 네트워크의 사람들과 이야기하세요. 서버도, 가입도 필요 없습니다.</translation>
    </message>
    <message>
        <source>What shall the others call you?</source>
        <translation>뭐라고 불러 드릴까요?</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Bring from another computer…</source>
        <translation>다른 컴퓨터에서 가져오기…</translation>
    </message>
</context>
<context>
    <name>Ui::NoticeLines</name>
    <message>
        <source>%1 came in</source>
        <translation>%1 님이 들어왔습니다</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 님이 나갔습니다</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>접기</translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier one(s)</source>
        <translation>
            <numerusform>그 전에 %Ln번 더</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::OutboxSender</name>
    <message>
        <source>The message is too long.</source>
        <translation>글이 너무 깁니다.</translation>
    </message>
</context>
<context>
    <name>Ui::ReactionChips</name>
    <message>
        <source>%1: %2</source>
        <comment>an emoji, who put it there</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 and %Ln more</source>
        <comment>an emoji, who put it there</comment>
        <translation>
            <numerusform>%1: %2 외 %Ln명</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Reason</name>
    <message>
        <source>there were too many wrong tries</source>
        <translation>틀린 시도가 너무 많았습니다</translation>
    </message>
    <message>
        <source>it is busy with others who come in</source>
        <translation>들어오는 다른 사람이 많아 바쁩니다</translation>
    </message>
    <message>
        <source>no host is open at this address</source>
        <translation>이 주소에 열린 마당이 없음</translation>
    </message>
    <message>
        <source>there is no computer of this name</source>
        <translation>그런 이름의 컴퓨터가 없음</translation>
    </message>
    <message>
        <source>this computer is not on that network</source>
        <translation>이 컴퓨터가 그 네트워크에 없음</translation>
    </message>
    <message>
        <source>that computer cannot be reached</source>
        <translation>그 컴퓨터에 닿지 않음</translation>
    </message>
    <message>
        <source>nothing was answered</source>
        <translation>대답이 없음</translation>
    </message>
    <message>
        <source>the host ended the connection</source>
        <translation>마당이 연결을 끝냄</translation>
    </message>
    <message>
        <source>the password is not the right one</source>
        <translation>비밀번호가 맞지 않음</translation>
    </message>
    <message>
        <source>you are banned from this host</source>
        <translation>이 마당에서 차단되어 있습니다</translation>
    </message>
    <message>
        <source>the host was closed</source>
        <translation>마당이 닫혔습니다</translation>
    </message>
    <message>
        <source>who answers there is not this host</source>
        <translation>그곳에서 응답한 것은 이 마당이 아닙니다</translation>
    </message>
    <message>
        <source>nothing encrypted is spoken there</source>
        <translation>그곳에서는 암호화된 연결을 할 수 없습니다</translation>
    </message>
    <message>
        <source>it and this program have no version of the protocol in common: install the newest on both sides</source>
        <translation>이 프로그램과 그곳이 함께 쓰는 통신 규약이 없습니다. 양쪽 모두 최신 버전을 설치하세요</translation>
    </message>
</context>
<context>
    <name>Ui::ReceiptBook</name>
    <message>
        <source>Read</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>전달됨</translation>
    </message>
    <message>
        <source>Not delivered yet</source>
        <translation>아직 전달되지 않음</translation>
    </message>
    <message>
        <source>Read by %1 of %2</source>
        <translation>%2명 중 %1명 읽음</translation>
    </message>
    <message>
        <source>Delivered to %1 of %2</source>
        <translation>%2명 중 %1명에게 전달됨</translation>
    </message>
    <message>
        <source>The host has it; there was nobody else to read it.</source>
        <translation>마당에 전해졌습니다. 읽을 다른 사람이 없었습니다.</translation>
    </message>
    <message>
        <source>The host has it. Delivered to %1 of %3, read by %2.</source>
        <translation>마당에 전해졌습니다. %3명 중 %1명에게 전달되었고, %2명이 읽었습니다.</translation>
    </message>
    <message>
        <source>%1 cannot confirm: their programs never tell.</source>
        <translation>%1명은 확인할 수 없습니다. 쓰는 프로그램이 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what was said, how far it got</comment>
        <translation>%1(%2)</translation>
    </message>
</context>
<context>
    <name>Ui::ReplyQuote</name>
    <message>
        <source>%1: %2</source>
        <comment>who, what was said</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>An answer to an earlier message</source>
        <translation>앞의 글에 대한 답장</translation>
    </message>
    <message>
        <source>%1: a message that is gone</source>
        <translation>%1: 지워진 글</translation>
    </message>
</context>
<context>
    <name>Ui::RoomDialog</name>
    <message>
        <source>New room</source>
        <translation>새 방</translation>
    </message>
    <message>
        <source>Make room</source>
        <translation>방 만들기</translation>
    </message>
    <message>
        <source>Topic of %1</source>
        <translation>%1의 주제</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Name of the room</source>
        <translation>방 이름</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>주제</translation>
    </message>
    <message>
        <source>What it is about (may stay empty)</source>
        <translation>무엇을 이야기하는 방인가요? (비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Ui::RoomHeader</name>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln명</numerusform>
        </translation>
    </message>
    <message>
        <source>Menu of this room</source>
        <translation>이 방의 메뉴</translation>
    </message>
    <message>
        <source>Change topic…</source>
        <translation>주제 바꾸기…</translation>
    </message>
    <message>
        <source>Leave this room</source>
        <translation>이 방에서 나가기</translation>
    </message>
    <message>
        <source>Find messages (Ctrl+F)</source>
        <translation>글 찾기(Ctrl+F)</translation>
    </message>
    <message>
        <source>Find messages</source>
        <translation>글 찾기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Room settings…</source>
        <translation>방 설정…</translation>
    </message>
    <message>
        <source>Webhooks…</source>
        <translation>웹훅…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln wait(s) to be let in</source>
        <translation>
            <numerusform>%Ln명이 들어오려고 기다림</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Do not delete this room</source>
        <translation>이 방을 삭제하지 않기</translation>
    </message>
    <message>
        <source>Pinned messages</source>
        <translation>고정한 글</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pinned message(s)</source>
        <translation>
            <numerusform>고정한 글 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>People, pinned messages and search (Ctrl+Shift+D)</source>
        <translation>사람, 고정한 글, 찾기(Ctrl+Shift+D)</translation>
    </message>
    <message>
        <source>Details of this room</source>
        <translation>이 방의 자세한 내용</translation>
    </message>
</context>
<context>
    <name>Ui::RoomList</name>
    <message>
        <source>Rooms</source>
        <translation>대화방</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread</source>
        <translation>
            <numerusform>안 읽은 글 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them call(s) you</source>
        <translation>
            <numerusform>그중 나를 부른 글 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::RoomSettingsDialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
    <message>
        <source>Room settings</source>
        <translation>방 설정</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>방</translation>
    </message>
    <message>
        <source>Who comes in</source>
        <translation>들어오는 사람</translation>
    </message>
    <message>
        <source>Archive and delete</source>
        <translation>보관과 삭제</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>질서</translation>
    </message>
    <message>
        <source>Save the settings of this room</source>
        <translation>이 방의 설정 저장</translation>
    </message>
    <message>
        <source>This room is about to be deleted.</source>
        <translation>곧 삭제될 방입니다.</translation>
    </message>
    <message>
        <source>This room is archived.</source>
        <translation>보관된 방입니다.</translation>
    </message>
    <message>
        <source>Who owns the room or keeps order in it can change this.</source>
        <translation>방장이나 관리자가 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Delete older messages?</source>
        <translation>오래된 글을 지울까요?</translation>
    </message>
    <message>
        <source>With the new choice of what is kept, messages of this room are gone for good. This cannot be taken back.</source>
        <translation>기록 보존을 이렇게 바꾸면 이 방의 글 일부가 영영 사라집니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Save and delete</source>
        <translation>저장하고 지우기</translation>
    </message>
    <message>
        <source>Everybody on this host will be able to read all that was said here.</source>
        <translation>지금까지 나눈 글을 이 마당의 누구나 읽을 수 있게 됩니다.</translation>
    </message>
    <message>
        <source>Open this room to everybody?</source>
        <translation>이 방을 모두에게 열까요?</translation>
    </message>
    <message>
        <source>Delete older messages and open this room to everybody?</source>
        <translation>오래된 글을 지우고 이 방을 모두에게 열까요?</translation>
    </message>
    <message>
        <source>Save and open</source>
        <translation>저장하고 열기</translation>
    </message>
    <message>
        <source>What messages said before they were edited or deleted is gone for good. This cannot be taken back.</source>
        <translation>남겨 둔, 고치거나 지우기 전의 글이 영영 사라집니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete earlier versions of messages?</source>
        <translation>고치기 전의 글을 지울까요?</translation>
    </message>
</context>
<context>
    <name>Ui::RoomTitle</name>
    <message>
        <source>Lobby</source>
        <translation>로비</translation>
    </message>
</context>
<context>
    <name>Ui::SearchModel</name>
    <message>
        <source>The host&apos;s answer could not be read.</source>
        <translation>마당의 응답을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who, what was said</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Ui::SecretCard</name>
    <message>
        <source>I have kept it</source>
        <translation>간직했습니다</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>복사하기</translation>
    </message>
</context>
<context>
    <name>Ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Yourself</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>설정 찾기</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>설정 목록</translation>
    </message>
    <message>
        <source>No setting is called so. Try another word.</source>
        <translation>그런 설정이 없습니다. 다른 말로 찾아보십시오.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>글쓰기</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>보호의 한계</translation>
    </message>
</context>
<context>
    <name>Ui::Sidebar</name>
    <message>
        <source>Open on this computer</source>
        <translation>이 컴퓨터가 열어 둔 마당</translation>
    </message>
    <message>
        <source>About this host</source>
        <translation>이 마당에 대하여</translation>
    </message>
    <message>
        <source>Addresses to hand on, and the way out</source>
        <translation>건네줄 주소와 나가기</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>New conversation (Ctrl+Shift+N)</source>
        <translation>새 대화 (Ctrl+Shift+N)</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>새 방</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Find a room</source>
        <translation>방 찾기</translation>
    </message>
    <message>
        <source>My account: %1</source>
        <translation>내 계정: %1</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>내 계정</translation>
    </message>
    <message>
        <source>Go to a room or a person</source>
        <translation>방이나 사람에게 바로 가기</translation>
    </message>
    <message>
        <source>Demo: all made up</source>
        <translation>데모: 모두 꾸며 낸 것입니다</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>암호화되지 않음</translation>
    </message>
</context>
<context>
    <name>Ui::SlowModeClock</name>
    <message>
        <source>You can write again in %1. What you send waits until then.</source>
        <translation>%1 뒤에 다시 쓸 수 있습니다. 지금 보내면 그때까지 기다립니다.</translation>
    </message>
</context>
<context>
    <name>Ui::StartPage</name>
    <message>
        <source>Opening…</source>
        <translation>마당을 여는 중…</translation>
    </message>
    <message>
        <source>Going to %1…</source>
        <translation>%1 주소로 들어가는 중…</translation>
    </message>
    <message>
        <source>Where would you like to go?</source>
        <translation>어디로 갈까요?</translation>
    </message>
    <message>
        <source>The others call you</source>
        <translation>부르는 이름</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Open a host here</source>
        <translation>여기에 마당 열기</translation>
    </message>
    <message>
        <source>The others on this network come to you. What is said is kept on this computer.</source>
        <translation>이 네트워크의 사람들이 이리로 들어옵니다. 나눈 글은 이 컴퓨터에 남습니다.</translation>
    </message>
    <message>
        <source>Host here</source>
        <translation>마당 열기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>대화로 돌아가기</translation>
    </message>
    <message>
        <source>Back to the chat (Escape)</source>
        <translation>대화로 돌아가기(Esc)</translation>
    </message>
</context>
<context>
    <name>Ui::StatusDialog</name>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln일</numerusform>
        </translation>
    </message>
    <message>
        <source>Open for %1</source>
        <translation>열린 지 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sessions</source>
        <translation>
            <numerusform>세션 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 unread</source>
        <translation>읽지 않음 %1</translation>
    </message>
    <message>
        <source>Received: %1</source>
        <translation>받음: %1</translation>
    </message>
    <message>
        <source>Delivered: %1</source>
        <translation>전달함: %1</translation>
    </message>
    <message>
        <source>Left out for slow ones: %1</source>
        <translation>느린 쪽에 생략함: %1</translation>
    </message>
    <message>
        <source>Slow ones closed: %1</source>
        <translation>느려서 끊음: %1</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>거절함: %1</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>세션</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>큐</translation>
    </message>
    <message>
        <source>Status of this host</source>
        <translation>이 마당의 상태</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>전송</translation>
    </message>
    <message>
        <source>STOMP</source>
        <translation>STOMP</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>구독</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>읽지 않음</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>확인 대기</translation>
    </message>
    <message>
        <source>Connected for</source>
        <translation>연결 시간</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>소비자</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>백업…</translation>
    </message>
    <message>
        <source>Back up this host</source>
        <translation>이 마당 백업</translation>
    </message>
</context>
<context>
    <name>Ui::TimelineLines</name>
    <message numerus="yes">
        <source>… this message is longer (%Ln characters). Copy it to read all of it.</source>
        <translation>
            <numerusform>… 글이 더 있습니다(모두 %Ln자). 복사하면 다 읽을 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>다시 보내기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>dddd, MMMM d</source>
        <comment>a day, as QLocale formats it</comment>
        <translation>M월 d일 dddd</translation>
    </message>
    <message>
        <source>dddd, MMMM d, yyyy</source>
        <comment>a day of another year</comment>
        <translation>yyyy년 M월 d일 dddd</translation>
    </message>
    <message>
        <source>New from here</source>
        <translation>여기부터 새 글</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>봇</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>손님</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>고침</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>보내지 않기</translation>
    </message>
</context>
<context>
    <name>Ui::TimelineModel</name>
    <message>
        <source>This message was deleted.</source>
        <translation>삭제된 메시지입니다.</translation>
    </message>
    <message>
        <source>%1 came in</source>
        <translation>%1 님이 들어왔습니다</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 님이 나갔습니다</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who, what was said</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (waiting to be sent)</source>
        <translation>%1 (보내기를 기다리는 중)</translation>
    </message>
    <message>
        <source>%1 (not sent)</source>
        <translation>%1 (보내지 못함)</translation>
    </message>
    <message>
        <source>%1 (edited)</source>
        <translation>%1(고침)</translation>
    </message>
    <message>
        <source>%1 (waiting: %2)</source>
        <translation>%1 (기다리는 중: %2)</translation>
    </message>
    <message>
        <source>%1 (not sent: %2)</source>
        <translation>%1 (보내지 못함: %2)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what was said, more of it</comment>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>Written %1, arrived later</source>
        <translation>%1에 썼고 나중에 도착했습니다</translation>
    </message>
    <message>
        <source>answers %1: %2</source>
        <comment>whom, and what they said</comment>
        <translation>%1 님에게 답장: %2</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>고정됨</translation>
    </message>
    <message>
        <source>is an answer</source>
        <translation>답장</translation>
    </message>
</context>
<context>
    <name>Ui::TimelineNotices</name>
    <message>
        <source>People came and went</source>
        <translation>사람들이 드나들었습니다</translation>
    </message>
    <message>
        <source>%1 came in</source>
        <translation>%1 님이 들어왔습니다</translation>
    </message>
    <message>
        <source>%1 and %2 came in</source>
        <translation>%1, %2 님이 들어왔습니다</translation>
    </message>
    <message>
        <source>%1, %2 and %3 came in</source>
        <translation>%1, %2, %3 님이 들어왔습니다</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 and %n others came in</source>
        <translation>
            <numerusform>%1, %2 님 외 %n명이 들어왔습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 님이 나갔습니다</translation>
    </message>
    <message>
        <source>%1 and %2 left</source>
        <translation>%1, %2 님이 나갔습니다</translation>
    </message>
    <message>
        <source>%1, %2 and %3 left</source>
        <translation>%1, %2, %3 님이 나갔습니다</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 and %n others left</source>
        <translation>
            <numerusform>%1, %2 님 외 %n명이 나갔습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2</source>
        <comment>who came in, who left</comment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>Ui::TimelineView</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>다시 보내기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>지우기</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>새 글 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>To the newest</source>
        <translation>맨 아래로</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>나눈 글</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>보내지 않기</translation>
    </message>
    <message>
        <source>Show who came and left</source>
        <translation>드나든 사람 보기</translation>
    </message>
    <message>
        <source>Hide who came and left</source>
        <translation>드나든 사람 접기</translation>
    </message>
</context>
<context>
    <name>Ui::UnsentStrip</name>
    <message numerus="yes">
        <source>%Ln message(s) were not sent</source>
        <translation>
            <numerusform>보내지 못한 글 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) wait to be sent</source>
        <translation>
            <numerusform>보내기를 기다리는 글 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them in other rooms</source>
        <translation>
            <numerusform>그중 %Ln개는 다른 방의 글</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a sentence</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Send all again</source>
        <translation>모두 다시 보내기</translation>
    </message>
    <message>
        <source>Discard all…</source>
        <translation>모두 지우기…</translation>
    </message>
    <message>
        <source>Discard all</source>
        <translation>모두 지우기</translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln message(s)?</source>
        <translation>
            <numerusform>글 %Ln개를 지울까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are never sent, in no room. What is on its way already cannot be held back.</source>
        <translation>어느 방의 글이든 보내지 않게 됩니다. 이미 보내는 중인 글은 되돌릴 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>in other room(s)</source>
        <translation>
            <numerusform>다른 방의 글</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::WebhookDelegate</name>
    <message>
        <source>Incoming, since %1</source>
        <translation>들어오는 웹훅, 만든 날 %1</translation>
    </message>
    <message>
        <source>Outgoing, everything to %1</source>
        <translation>나가는 웹훅, 모든 글 → %1</translation>
    </message>
    <message>
        <source>Outgoing, what begins with “%1” to %2</source>
        <translation>나가는 웹훅, 시작하는 말 “%1” → %2</translation>
    </message>
    <message>
        <source>posted: %1</source>
        <translation>보냄 %1</translation>
    </message>
    <message>
        <source>waiting: %1</source>
        <translation>기다림 %1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>실패 %1</translation>
    </message>
    <message>
        <source>dropped: %1</source>
        <translation>버림 %1</translation>
    </message>
</context>
<context>
    <name>Ui::WebhookForm</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Make no webhook</source>
        <translation>웹훅을 만들지 않기</translation>
    </message>
    <message>
        <source>Make webhook</source>
        <translation>웹훅 만들기</translation>
    </message>
    <message>
        <source>Incoming: a program speaks here</source>
        <translation>들어오는 웹훅: 프로그램이 여기에 글을 씁니다</translation>
    </message>
    <message>
        <source>Outgoing: what is said here is posted elsewhere</source>
        <translation>나가는 웹훅: 여기의 글을 다른 곳에 보냅니다</translation>
    </message>
    <message>
        <source>One emoji (may stay empty)</source>
        <translation>이모지 하나 (비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Empty: everything</source>
        <translation>비우면 모든 글</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Name it speaks under</source>
        <translation>글쓴이로 보일 이름</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>아바타</translation>
    </message>
    <message>
        <source>Address it posts to</source>
        <translation>보낼 주소</translation>
    </message>
    <message>
        <source>Only what begins with</source>
        <translation>이 말로 시작하는 글만</translation>
    </message>
</context>
<context>
    <name>Ui::WebhooksDialog</name>
    <message>
        <source>New webhook</source>
        <translation>새 웹훅</translation>
    </message>
    <message>
        <source>Renew…</source>
        <translation>새로 받기…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>없애기…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>웹훅</translation>
    </message>
    <message>
        <source>Webhooks of %1</source>
        <translation>%1의 웹훅</translation>
    </message>
    <message>
        <source>With a webhook a program of yours speaks in this room, or hears what is said in it.</source>
        <translation>웹훅으로 여러분의 프로그램이 이 방에 글을 쓰거나, 이 방의 글을 받아 봅니다.</translation>
    </message>
    <message>
        <source>There are no webhooks in this room yet.</source>
        <translation>이 방에는 아직 웹훅이 없습니다.</translation>
    </message>
    <message>
        <source>Webhooks of this room</source>
        <translation>이 방의 웹훅</translation>
    </message>
    <message>
        <source>Renew the secret of the chosen webhook</source>
        <translation>고른 웹훅의 비밀 주소나 열쇠를 새로 받기</translation>
    </message>
    <message>
        <source>Remove the chosen webhook</source>
        <translation>고른 웹훅 없애기</translation>
    </message>
    <message>
        <source>Address of %1</source>
        <translation>%1의 주소</translation>
    </message>
    <message>
        <source>Secret of %1</source>
        <translation>%1의 비밀 열쇠</translation>
    </message>
    <message>
        <source>It is shown only this once: copy it now. Whoever has it can speak in this room under that name.</source>
        <translation>지금 한 번만 보입니다. 바로 복사하세요. 이것을 가진 사람은 누구나 이 방에 그 이름으로 글을 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>It is shown only this once: copy it now. What is posted is signed with it, so that the other side knows where it comes from.</source>
        <translation>지금 한 번만 보입니다. 바로 복사하세요. 보내는 글마다 이것으로 서명하므로 받는 쪽이 어디서 온 글인지 압니다.</translation>
    </message>
    <message>
        <source>Renew the secret?</source>
        <translation>새로 받을까요?</translation>
    </message>
    <message>
        <source>What the webhook was reached by or signed with until now works no more; programs need the new one.</source>
        <translation>지금까지 쓰던 주소나 열쇠는 더 이상 통하지 않습니다. 프로그램에 새것을 넣어야 합니다.</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>새로 받기</translation>
    </message>
    <message>
        <source>Remove this webhook?</source>
        <translation>이 웹훅을 없앨까요?</translation>
    </message>
    <message>
        <source>Programs that use it do not get through any more. What was said stays.</source>
        <translation>이 웹훅을 쓰는 프로그램은 더 이상 통하지 않습니다. 이미 쓴 글은 남습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>없애기</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>그 밖에 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>What is shown above was not copied</source>
        <translation>위에 보이는 것을 복사하지 않았습니다</translation>
    </message>
    <message>
        <source>It is shown only once, and the new one takes its place.</source>
        <translation>한 번만 보이며, 새것이 그 자리에 들어옵니다.</translation>
    </message>
    <message>
        <source>Make the webhook</source>
        <translation>웹훅 만들기</translation>
    </message>
    <message>
        <source>It is shown only this once. Without it the webhook is of no use until its secret is renewed.</source>
        <translation>지금 한 번만 보입니다. 복사해 두지 않으면 비밀 값을 새로 만들 때까지 이 웹훅을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>그래도 닫기</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Chat with the people on this network.</source>
        <translation>이 네트워크의 사람들과 이야기합니다.</translation>
    </message>
    <message>
        <source>Keep everything in &lt;folder&gt;.</source>
        <translation>모든 것을 &lt;folder&gt;에 둡니다.</translation>
    </message>
    <message>
        <source>Open a host at once.</source>
        <translation>바로 마당을 엽니다.</translation>
    </message>
    <message>
        <source>Host on port &lt;n&gt;.</source>
        <translation>&lt;n&gt;번 포트에 마당을 엽니다.</translation>
    </message>
    <message>
        <source>Join the host at &lt;address&gt;.</source>
        <translation>&lt;address&gt;의 마당에 들어갑니다.</translation>
    </message>
    <message>
        <source>Go by &lt;name&gt;.</source>
        <translation>&lt;name&gt;(이)라는 이름을 씁니다.</translation>
    </message>
    <message>
        <source>Madang is running already with the data in %1, but does not answer. End that program, or restart the computer, and start Madang again.</source>
        <translation>%1의 자료로 마당이 이미 실행 중이지만 응답하지 않습니다. 그 프로그램을 끝내거나 컴퓨터를 다시 시작한 다음 마당을 다시 여세요.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written to. Allow yourself to write there, or start Madang with another folder: madang --profile &lt;folder&gt;</source>
        <translation>%1 폴더에 쓸 수 없습니다. 그 폴더에 쓸 권한을 주거나, 다른 폴더로 마당을 시작하세요: madang --profile &lt;folder&gt;</translation>
    </message>
    <message>
        <source>The data in %1 was written by a newer version of Madang. Please install that version.</source>
        <translation>%1의 자료는 더 새로운 판의 마당이 쓴 것입니다. 그 판을 설치하세요.</translation>
    </message>
    <message>
        <source>The data in %1 could not be opened. Look whether the disk is full or broken, and start Madang again.</source>
        <translation>%1의 자료를 열지 못했습니다. 디스크가 가득 찼거나 고장 났는지 확인한 다음 마당을 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The data in %1 is damaged. A copy of it that you kept can be put there.</source>
        <translation>%1의 자료가 손상되었습니다. 보관해 둔 사본이 있으면 그 자리에 되돌려 놓을 수 있습니다.</translation>
    </message>
    <message>
        <source>You can also begin anew: nothing is deleted, but your name, the hosts you joined, drafts and what was not sent yet are set aside. Your accounts and settings stay.</source>
        <translation>새로 시작할 수도 있습니다. 아무것도 지우지 않지만 이름, 들어갔던 마당, 쓰다 만 글과 아직 보내지 않은 글은 따로 치워 둡니다. 계정과 설정은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Set it aside and begin anew</source>
        <translation>치워 두고 새로 시작</translation>
    </message>
    <message>
        <source>What came from the other computer could not be put in place: %1</source>
        <translation>다른 컴퓨터에서 가져온 것을 제자리에 두지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Not everything could be deleted: %1</source>
        <translation>다 지우지는 못했습니다: %1</translation>
    </message>
    <message>
        <source>A madang:// link to open; asks before it goes there.</source>
        <translation>열 madang:// 링크. 들어가기 전에 묻습니다.</translation>
    </message>
    <message>
        <source>Look around in a made-up Madang; nothing of yours is touched. With --demo=still nobody there says anything.</source>
        <translation>꾸며 낸 마당을 둘러봅니다. 내 자료는 건드리지 않습니다. --demo=still로 시작하면 거기서 아무도 말하지 않습니다.</translation>
    </message>
    <message>
        <source>Waiting for the keychain of this computer…</source>
        <translation>이 컴퓨터의 키체인을 기다리고 있습니다…</translation>
    </message>
    <message>
        <source>It keeps the keys by which the hosts know you, and may ask for its password in a window of its own.</source>
        <translation>마당이 나를 알아보는 열쇠가 그 안에 있습니다. 다른 창에서 키체인의 비밀번호를 물을 수 있습니다.</translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation>기다리지 않기</translation>
    </message>
    <message>
        <source>The keychain of this computer does not have the key of your Madang.</source>
        <translation>이 컴퓨터의 키체인에 마당의 열쇠가 없습니다.</translation>
    </message>
    <message>
        <source>The keychain of this computer did not open.</source>
        <translation>이 컴퓨터의 키체인이 열리지 않았습니다.</translation>
    </message>
    <message>
        <source>It was perhaps kept by another desktop or another keychain; open that one and try again. You can go on as a stranger for this time: nothing is lost. If you begin anew, the hosts do not know you any more.</source>
        <translation>다른 데스크톱 환경이나 다른 키체인에 두었을 수 있습니다. 그 키체인을 열고 다시 시도하십시오. 이번만 처음 온 사람으로 계속할 수도 있으며, 잃는 것은 없습니다. 새로 시작하면 마당들이 더는 나를 알아보지 못합니다.</translation>
    </message>
    <message>
        <source>Unlock it and try again. You can go on as a stranger for this time: nothing is lost.</source>
        <translation>키체인의 잠금을 풀고 다시 시도하십시오. 이번만 처음 온 사람으로 계속할 수도 있으며, 잃는 것은 없습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Go on as a stranger</source>
        <translation>처음 온 사람으로 계속</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>Show no window until the program is started once more.</source>
        <translation>프로그램을 한 번 더 실행할 때까지 창을 보이지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::Webhooks</name>
    <message>
        <source>The hooks of this room cannot be shown: %1</source>
        <translation>이 방의 웹훅을 보여 줄 수 없습니다: %1</translation>
    </message>
    <message>
        <source>The webhook was not made: %1</source>
        <translation>웹훅을 만들지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The webhook has no new address: %1</source>
        <translation>웹훅의 주소를 바꾸지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The webhook was not removed: %1</source>
        <translation>웹훅을 없애지 못했습니다: %1</translation>
    </message>
</context>
<context>
    <name>Ui::Upload</name>
    <message>
        <source>This is a folder. Attach the files in it.</source>
        <translation>폴더는 붙일 수 없습니다. 폴더 안의 파일을 붙이세요.</translation>
    </message>
    <message>
        <source>The file is not there any more. Attach it again.</source>
        <translation>파일이 그 자리에 없습니다. 다시 붙이세요.</translation>
    </message>
    <message>
        <source>The file was changed meanwhile. Try again to send it as it is now.</source>
        <translation>그사이에 파일이 바뀌었습니다. 지금 내용으로 보내려면 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The file cannot be read. Check that you may open it.</source>
        <translation>파일을 읽을 수 없습니다. 열 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The host did not say where to send it. Is it a Madang?</source>
        <translation>마당이 보낼 곳을 알려 주지 않았습니다. 이 주소가 마당이 맞는지 확인하세요.</translation>
    </message>
    <message>
        <source>The host has lost it, and it is sent again.</source>
        <translation>마당에 남아 있지 않아 처음부터 다시 보냅니다.</translation>
    </message>
    <message>
        <source>The host&apos;s answer makes no sense. It is asked again.</source>
        <translation>마당의 응답을 알아볼 수 없어 다시 물어봅니다.</translation>
    </message>
    <message>
        <source>The host is not done with it yet.</source>
        <translation>마당이 아직 마무리하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connection was cut. It goes on by itself as soon as the host can be reached.</source>
        <translation>연결이 끊겼습니다. 마당에 다시 연결되면 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>The host is busy. It goes on by itself in a moment.</source>
        <translation>마당이 바쁩니다. 잠시 뒤에 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>Your files on this host take all the room that one person has. Delete messages with files, then try again.</source>
        <translation>이 마당에서 한 사람이 쓸 수 있는 자리를 다 썼습니다. 파일이 있는 글을 지운 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The file (%1) is larger than this host takes. Make it smaller, or split it.</source>
        <translation>이 마당이 받는 크기보다 파일이 큽니다(%1). 크기를 줄이거나 나누어 보내세요.</translation>
    </message>
    <message>
        <source>This host does not take files of this type (%1). Put it into another kind of file.</source>
        <translation>이 마당은 이 종류의 파일을 받지 않습니다(%1). 다른 종류의 파일로 바꾸어 보내세요.</translation>
    </message>
    <message>
        <source>The host has no room for files. Whoever runs it has to make some; then try again.</source>
        <translation>마당에 파일을 둘 자리가 없습니다. 마당을 연 사람이 자리를 마련한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>This host does not take files from you. Ask whoever runs it.</source>
        <translation>이 마당은 보내신 파일을 받지 않습니다. 마당을 연 사람에게 물어보세요.</translation>
    </message>
    <message>
        <source>The host did not take the file (%1). Try again.</source>
        <translation>마당이 파일을 받지 않았습니다(%1). 다시 시도하세요.</translation>
    </message>
</context>
<context>
    <name>Ui::Download</name>
    <message>
        <source>Nothing can be saved in %1. Choose another folder.</source>
        <translation>%1 폴더에는 저장할 수 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The file is another one by now, and comes from the beginning.</source>
        <translation>그사이에 파일이 바뀌어 처음부터 다시 받습니다.</translation>
    </message>
    <message>
        <source>The host sends more than the file has. Ask whoever sent it to send it again.</source>
        <translation>마당이 파일 크기보다 많은 내용을 보냅니다. 올린 사람에게 다시 보내 달라고 하세요.</translation>
    </message>
    <message>
        <source>The file could not be written. The disk may be full: make some room, then try again.</source>
        <translation>파일을 쓰지 못했습니다. 디스크가 가득 찼을 수 있으니, 자리를 비운 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The host sent less than the file has. Try again.</source>
        <translation>마당이 파일을 다 보내지 않았습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The connection was cut. It goes on by itself as soon as the host can be reached.</source>
        <translation>연결이 끊겼습니다. 마당에 다시 연결되면 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>The host is busy. It goes on by itself in a moment.</source>
        <translation>마당이 바쁩니다. 잠시 뒤에 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>The host does not have this file any more.</source>
        <translation>마당에 이 파일이 더는 없습니다.</translation>
    </message>
    <message>
        <source>The host did not give the file (%1). Try again.</source>
        <translation>마당이 파일을 주지 않았습니다(%1). 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The file could not be put into %1. Check that you may write there.</source>
        <translation>%1 폴더에 파일을 두지 못했습니다. 쓸 권한이 있는지 확인하세요.</translation>
    </message>
</context>
<context>
    <name>Ui::FileStock</name>
    <message>
        <source>&quot;%1&quot; was not saved. %2</source>
        <translation>“%1” 파일을 저장하지 못했습니다. %2</translation>
    </message>
</context>
<context>
    <name>Ui::FileCards</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>how much of a file came</comment>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>저장됨: %1</translation>
    </message>
    <message>
        <source>The picture is coming…</source>
        <translation>사진을 불러오는 중입니다…</translation>
    </message>
    <message>
        <source>This picture cannot be shown. Save it to open it elsewhere.</source>
        <translation>이 사진은 보여 드릴 수 없습니다. 저장한 뒤 다른 프로그램에서 여세요.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a file, how far it is</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Ui::AttachmentStrip</name>
    <message>
        <source>The host takes no more just now. It goes on by itself in %1.</source>
        <translation>마당이 지금은 더 받지 않습니다. %1 뒤에 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>Preparing the picture…</source>
        <translation>사진을 준비하고 있습니다…</translation>
    </message>
    <message>
        <source>%1, its turn comes</source>
        <comment>size of a file</comment>
        <translation>%1, 차례를 기다립니다</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>how much of a file is sent</comment>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>%1, ready</source>
        <comment>size of a file</comment>
        <translation>%1, 준비됨</translation>
    </message>
    <message>
        <source>How much of %1 is sent</source>
        <translation>%1 보낸 정도</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Try again to send %1</source>
        <translation>%1 다시 보내기</translation>
    </message>
    <message>
        <source>Remove this file</source>
        <translation>이 파일 빼기</translation>
    </message>
    <message>
        <source>Cancel this file</source>
        <translation>이 파일 취소</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 빼기</translation>
    </message>
    <message>
        <source>Your message goes out as soon as its files are with the host.</source>
        <translation>파일이 마당에 모두 올라가면 글이 나갑니다.</translation>
    </message>
    <message>
        <source>Your message waits, for a file was not sent: try that again, or remove it.</source>
        <translation>보내지 못한 파일이 있어 글이 기다립니다. 그 파일을 다시 보내거나 빼세요.</translation>
    </message>
    <message>
        <source>Rename, or make a picture smaller</source>
        <translation>이름을 바꾸거나 사진 줄이기</translation>
    </message>
    <message>
        <source>Rename or make smaller: %1</source>
        <translation>이름을 바꾸거나 줄이기: %1</translation>
    </message>
</context>
<context>
    <name>Ui::PictureViewer</name>
    <message>
        <source>Preparing the picture…</source>
        <translation>사진을 준비하고 있습니다…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>This picture (%1) is too large to be shown here. Save it to open it elsewhere.</source>
        <translation>이 사진은 너무 커서 여기에 보여 드릴 수 없습니다(%1). 저장한 뒤 다른 프로그램에서 여세요.</translation>
    </message>
    <message>
        <source>The picture is coming: %1 of %2</source>
        <translation>사진을 불러오는 중입니다: %2 중 %1</translation>
    </message>
    <message>
        <source>This picture cannot be shown here: it is damaged, or too large. Save it to open it elsewhere.</source>
        <translation>사진이 손상되었거나 너무 커서 여기에 보여 드릴 수 없습니다. 저장한 뒤 다른 프로그램에서 여세요.</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>창에 맞추기</translation>
    </message>
    <message>
        <source>Between fitted and actual size (F)</source>
        <translation>창에 맞춘 크기와 실제 크기 바꾸기 (F)</translation>
    </message>
</context>
<context>
    <name>Ui::FileActions</name>
    <message>
        <source>Nothing can be sent to this room, so the files were not attached.</source>
        <translation>이 방에는 보낼 수 없어 파일을 붙이지 않았습니다. 먼저 방에 들어가세요.</translation>
    </message>
    <message>
        <source>The message before is still on its way. Attach the files once it has gone out.</source>
        <translation>앞의 글이 아직 나가는 중입니다. 글이 나간 뒤에 파일을 붙이세요.</translation>
    </message>
    <message>
        <source>A message has %1 files at most. The others were left out: send them with the next one.</source>
        <translation>한 글에는 파일을 %1개까지 붙일 수 있습니다. 나머지는 빠졌으니 다음 글에 붙이세요.</translation>
    </message>
    <message>
        <source>The picture could not be taken from the clipboard. Save it as a file, then attach that.</source>
        <translation>클립보드에서 사진을 가져오지 못했습니다. 파일로 저장한 뒤 붙이세요.</translation>
    </message>
    <message>
        <source>Picture %1.png</source>
        <comment>the name of a pasted one; %1 is its time</comment>
        <translation>사진 %1.png</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>파일 붙이기</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what is done, with which file</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>What you are writing could not be kept on this computer&apos;s disk. It is lost if the program ends before it is sent.</source>
        <translation>쓰고 있는 글을 이 컴퓨터의 디스크에 보관하지 못했습니다. 보내기 전에 프로그램이 끝나면 사라집니다.</translation>
    </message>
    <message>
        <source>What you wrote in %1 is not sent, for a file is gone or was changed: %2. Go there to attach it again or to remove it.</source>
        <translation>%1에 쓴 글을 보내지 못했습니다. 없어지거나 바뀐 파일이 있습니다: %2. 그 방에서 파일을 다시 붙이거나 빼세요.</translation>
    </message>
</context>
<context>
    <name>Ui::KnocksPane</name>
    <message>
        <source>Nobody waits to be let in</source>
        <translation>들어오려고 기다리는 사람이 없습니다</translation>
    </message>
    <message>
        <source>These wait to be let in</source>
        <translation>들어오려고 기다리는 사람</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>들이기</translation>
    </message>
    <message>
        <source>Let %1 in</source>
        <translation>들이기: %1</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>Do not let %1 in</source>
        <translation>거절: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>그 밖에 %Ln명</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::PresenceWords</name>
    <message>
        <source>Online</source>
        <translation>접속 중</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>자리 비움</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>방해 금지</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>접속 안 함</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>마지막 접속: %1</translation>
    </message>
    <message>
        <source>last seen yesterday %1</source>
        <translation>마지막 접속: 어제 %1</translation>
    </message>
</context>
<context>
    <name>Ui::PresenceButton</name>
    <message>
        <source>Set a status…</source>
        <translation>상태 글 쓰기…</translation>
    </message>
    <message>
        <source>Clear the status</source>
        <translation>상태 글 지우기</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>연결 끊김</translation>
    </message>
    <message>
        <source>The status is shown until %1.</source>
        <translation>상태 글은 %1까지 보입니다.</translation>
    </message>
    <message>
        <source>How others see you. Press to change it.</source>
        <translation>다른 사람에게 이렇게 보입니다. 누르면 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Others see you as offline. What you choose now is told as soon as there is a connection.</source>
        <translation>다른 사람에게는 접속하지 않은 것으로 보입니다. 지금 고른 것은 연결되는 대로 알립니다.</translation>
    </message>
    <message>
        <source>How others see you: %1</source>
        <translation>다른 사람에게 보이는 모습: %1</translation>
    </message>
</context>
<context>
    <name>Ui::StatusLineDialog</name>
    <message>
        <source>Your status</source>
        <translation>내 상태 글</translation>
    </message>
    <message>
        <source>What you are doing (may stay empty)</source>
        <translation>지금 하는 일 (비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Clear it after</source>
        <translation>자동으로 지우기</translation>
    </message>
    <message>
        <source>As it is: until %1</source>
        <translation>그대로: %1까지</translation>
    </message>
    <message>
        <source>That time is over. Choose how long it holds from now, then save.</source>
        <translation>그 시각이 지났습니다. 지금부터 언제까지 둘지 고른 뒤 저장하세요.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>지우지 않음</translation>
    </message>
    <message>
        <source>30 minutes</source>
        <translation>30분 뒤</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1시간 뒤</translation>
    </message>
    <message>
        <source>4 hours</source>
        <translation>4시간 뒤</translation>
    </message>
    <message>
        <source>At the end of today</source>
        <translation>오늘이 끝날 때</translation>
    </message>
    <message>
        <source>Everybody who is in a room with you sees it beside your name.</source>
        <translation>같은 방에 있는 모든 사람에게 이름 곁에 보입니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%2자 가운데 %1자</translation>
    </message>
</context>
<context>
    <name>Ui::TypingLine</name>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 님이 쓰고 있습니다…</translation>
    </message>
    <message>
        <source>%1 and %2 are typing…</source>
        <translation>%1, %2 님이 쓰고 있습니다…</translation>
    </message>
    <message>
        <source>Several people are typing…</source>
        <translation>여러 사람이 쓰고 있습니다…</translation>
    </message>
</context>
<context>
    <name>Ui::RoomWords</name>
    <message>
        <source>will be deleted on %1</source>
        <translation>%1에 삭제됩니다</translation>
    </message>
    <message>
        <source>conversation of two</source>
        <translation>둘만의 대화</translation>
    </message>
    <message>
        <source>private room</source>
        <translation>비공개 방</translation>
    </message>
    <message>
        <source>with a password</source>
        <translation>비밀번호가 있는 방</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>보관된 방</translation>
    </message>
    <message>
        <source>Only members can write in this room. Ask who keeps order there to let you in.</source>
        <translation>이 방에는 구성원만 글을 쓸 수 있습니다. 방장이나 관리자에게 들여 달라고 하세요.</translation>
    </message>
    <message>
        <source>This room is for reading: only who keeps order writes here. You can react to messages.</source>
        <translation>읽기 전용 방이라 방장과 관리자만 글을 쓸 수 있습니다. 글에 반응은 남길 수 있습니다.</translation>
    </message>
    <message>
        <source>This room is archived: it can be read, and nothing is said in it any more.</source>
        <translation>보관된 방입니다. 읽을 수만 있고 글은 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>This room will be deleted, so nothing is said in it any more.</source>
        <translation>곧 지워질 방이라 더는 글을 쓸 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::ArchivedButton</name>
    <message>
        <source>Archived rooms · %1</source>
        <translation>보관된 방 · %1</translation>
    </message>
    <message>
        <source>Hide the archived rooms</source>
        <translation>보관된 방 숨기기</translation>
    </message>
    <message>
        <source>Show the archived rooms</source>
        <translation>보관된 방 보기</translation>
    </message>
</context>
<context>
    <name>Ui::RoomListMenu</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Bring it back from the archive</source>
        <translation>보관을 풀고 다시 열기</translation>
    </message>
    <message>
        <source>Do not delete it</source>
        <translation>삭제하지 않기</translation>
    </message>
    <message>
        <source>Notify me</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Of all messages</source>
        <translation>모든 메시지</translation>
    </message>
    <message>
        <source>Only when I am mentioned</source>
        <translation>나를 부를 때만</translation>
    </message>
    <message>
        <source>Of nothing</source>
        <translation>알리지 않음</translation>
    </message>
</context>
<context>
    <name>Ui::PinnedModel</name>
    <message>
        <source>%1: %2</source>
        <comment>who, what was said</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The host&apos;s answer could not be read.</source>
        <translation>마당의 응답을 읽지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::PersonName</name>
    <message>
        <source>%1 (guest)</source>
        <translation>%1(손님)</translation>
    </message>
</context>
<context>
    <name>Ui::OrderDialog</name>
    <message>
        <source>In all of this Madang</source>
        <translation>이 마당 전체에서</translation>
    </message>
    <message>
        <source>In this room</source>
        <translation>이 방에서</translation>
    </message>
    <message>
        <source>Where it holds</source>
        <translation>적용되는 곳</translation>
    </message>
    <message>
        <source>Whom it binds</source>
        <translation>적용되는 사람</translation>
    </message>
    <message>
        <source>This person and their devices</source>
        <translation>이 사람과 이 사람의 기기</translation>
    </message>
    <message>
        <source>Also whoever comes from the same address</source>
        <translation>같은 주소에서 오는 사람도 모두</translation>
    </message>
    <message>
        <source>Mute: %1</source>
        <translation>말하지 못하게 하기: %1</translation>
    </message>
    <message>
        <source>Send out: %1</source>
        <translation>내보내기: %1</translation>
    </message>
    <message>
        <source>Ban: %1</source>
        <translation>차단하기: %1</translation>
    </message>
    <message>
        <source>They can read on in this room, and say nothing there.</source>
        <translation>이 방의 글을 계속 읽을 수 있지만 말할 수는 없습니다.</translation>
    </message>
    <message>
        <source>They leave this room, and may come back.</source>
        <translation>이 방에서 나가지만 다시 들어올 수 있습니다.</translation>
    </message>
    <message>
        <source>They leave this room, and cannot come back.</source>
        <translation>이 방에서 나가고 다시 들어올 수 없습니다.</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>말하지 못하게 하기</translation>
    </message>
    <message>
        <source>Send out</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>차단하기</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>기간</translation>
    </message>
    <message>
        <source>10 minutes</source>
        <translation>10분</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1시간</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>하루</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>일주일</translation>
    </message>
    <message>
        <source>Until it is lifted</source>
        <translation>풀 때까지</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>They are told this (may stay empty)</source>
        <translation>이 사람에게 알립니다 (비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Ui::PeopleOrder</name>
    <message>
        <source>%3: %2 sent %1 out.</source>
        <translation>%3: %2 님이 %1 님을 내보냈습니다.</translation>
    </message>
    <message>
        <source>%3: %2 banned %1.</source>
        <translation>%3: %2 님이 %1 님을 차단했습니다.</translation>
    </message>
    <message>
        <source>You cannot speak in this room now: %1 (by %2).</source>
        <translation>지금 이 방에서 말할 수 없습니다: %1 (결정한 사람: %2).</translation>
    </message>
    <message>
        <source>You can speak in this room again: %1.</source>
        <translation>이 방에서 다시 말할 수 있습니다: %1.</translation>
    </message>
    <message>
        <source>You were sent out of this room: %1 (by %2).</source>
        <translation>이 방에서 내보내졌습니다: %1 (결정한 사람: %2).</translation>
    </message>
    <message>
        <source>You were banned from this room: %1 (by %2).</source>
        <translation>이 방에서 차단되었습니다: %1 (결정한 사람: %2).</translation>
    </message>
    <message>
        <source>You may enter this room again: %1.</source>
        <translation>이 방에 다시 들어갈 수 있습니다: %1.</translation>
    </message>
    <message>
        <source>Until: %1.</source>
        <translation>기한: %1.</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>이유: %1</translation>
    </message>
    <message>
        <source>This was not done: %1</source>
        <translation>하지 못했습니다: %1</translation>
    </message>
</context>
<context>
    <name>Ui::AccountDevicesPane</name>
    <message>
        <source>A device without a name</source>
        <translation>이름 없는 기기</translation>
    </message>
    <message>
        <source>added %1, last seen %2</source>
        <translation>%1에 추가, %2에 마지막으로 봄</translation>
    </message>
    <message>
        <source>%1 (this device)</source>
        <translation>%1 (이 기기)</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>빼기…</translation>
    </message>
    <message>
        <source>Add another device…</source>
        <translation>다른 기기 추가…</translation>
    </message>
    <message>
        <source>The code is over. Make another one if you still need it.</source>
        <translation>코드의 시간이 끝났습니다. 아직 필요하면 새로 만드세요.</translation>
    </message>
    <message>
        <source>On the other device, come to this host with your name and choose “I have a code”. Then type:</source>
        <translation>다른 기기에서 같은 이름으로 이 마당에 들어와 “코드가 있습니다”를 고르고, 이것을 입력하세요.</translation>
    </message>
    <message>
        <source>One of your devices now: %1</source>
        <translation>이제 내 기기입니다: %1</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>뺐습니다.</translation>
    </message>
    <message>
        <source>Who comes from one of these devices comes as you. Remove one that you do not know, or that is lost.</source>
        <translation>이 기기들로 들어오는 사람은 나로 들어옵니다. 모르는 기기나 잃어버린 기기는 빼세요.</translation>
    </message>
    <message>
        <source>Your devices</source>
        <translation>내 기기</translation>
    </message>
    <message>
        <source>Remove the chosen device</source>
        <translation>고른 기기 빼기</translation>
    </message>
    <message>
        <source>This one goes by logging out, under “Leaving”</source>
        <translation>이 기기는 “떠나기”에서 로그아웃하면 빠집니다</translation>
    </message>
    <message>
        <source>Remove this device?</source>
        <translation>이 기기를 뺄까요?</translation>
    </message>
    <message>
        <source>It leaves this host at once and does not come in as you any more. To bring it back you need a new code or your password.</source>
        <translation>이 기기는 바로 마당에서 나가고, 더는 나로 들어오지 못합니다. 다시 넣으려면 새 코드나 비밀번호가 있어야 합니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
</context>
<context>
    <name>Ui::AccountDialog</name>
    <message>
        <source>My account</source>
        <translation>내 계정</translation>
    </message>
    <message>
        <source>My account on %1</source>
        <translation>%1의 내 계정</translation>
    </message>
    <message>
        <source>Ways in…</source>
        <translation>들어가는 방법…</translation>
    </message>
    <message>
        <source>Ways into an account</source>
        <translation>계정으로 들어가는 방법</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Name and avatar</source>
        <translation>이름과 아바타</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>기기</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>무시</translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>떠나기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>You are here as a guest: somebody has an account with the name “%1”, or with one that looks like it.</source>
        <translation>손님으로 들어와 있습니다. “%1” 또는 그와 비슷해 보이는 이름의 계정이 따로 있습니다.</translation>
    </message>
    <message>
        <source>You are here as a guest: this host makes no more accounts just now. Come back later for one of your own.</source>
        <translation>손님으로 들어와 있습니다. 이 마당은 지금 계정을 더 만들지 않습니다. 나중에 다시 들어오면 계정을 만들 수 있습니다.</translation>
    </message>
    <message>
        <source>There is no connection to the host just now.</source>
        <translation>지금은 마당에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>You are here as a guest: your name is not yours alone. With a code or a password you come in as yourself.</source>
        <translation>손님으로 들어와 있어서 이름이 나만의 것이 아닙니다. 코드나 비밀번호가 있으면 내 계정으로 들어갈 수 있습니다.</translation>
    </message>
    <message>
        <source>You are here as a guest.</source>
        <translation>손님으로 들어와 있습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::AccountEndPane</name>
    <message>
        <source>Log out…</source>
        <translation>로그아웃…</translation>
    </message>
    <message>
        <source>Erase everything of mine here…</source>
        <translation>여기 있는 내 것 모두 지우기…</translation>
    </message>
    <message>
        <source>Log out on this computer</source>
        <translation>이 컴퓨터에서 로그아웃</translation>
    </message>
    <message>
        <source>Logged out, this computer comes to this host as a stranger. Your account and what you said stay.</source>
        <translation>로그아웃하면 이 컴퓨터는 이 마당에 모르는 사람으로 들어옵니다. 계정과 한 말은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Everything that you said and brought here can go for good, with your account. This cannot be undone.</source>
        <translation>여기서 한 말과 올린 것을 계정과 함께 영영 지울 수 있습니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Log out on this computer?</source>
        <translation>이 컴퓨터에서 로그아웃할까요?</translation>
    </message>
    <message>
        <source>You come back with your password, or with a code from another device of yours.</source>
        <translation>비밀번호나 다른 내 기기에서 만든 코드로 다시 들어올 수 있습니다.</translation>
    </message>
    <message>
        <source>You have no password and no other device. Without one of them only the owner of this host can let you back in as yourself: better set a password or add a device first.</source>
        <translation>비밀번호도 다른 기기도 없습니다. 둘 다 없으면 마당의 주인만 다시 들여보낼 수 있습니다. 먼저 비밀번호를 정하거나 기기를 추가하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>로그아웃</translation>
    </message>
</context>
<context>
    <name>Ui::AccountMePane</name>
    <message>
        <source>Teal</source>
        <translation>청록</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>보라</translation>
    </message>
    <message>
        <source>Rust</source>
        <translation>주황</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Wine</source>
        <translation>자주</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>올리브</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>남보라</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>갈색</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>청회색</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>빨강</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>One emoji (may stay empty)</source>
        <translation>이모지 하나(비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Save name and avatar</source>
        <translation>이름과 아바타 저장</translation>
    </message>
    <message>
        <source>Name on this host</source>
        <translation>이 마당에서 쓰는 이름</translation>
    </message>
    <message>
        <source>Emoji of the avatar</source>
        <translation>아바타 이모지</translation>
    </message>
    <message>
        <source>Colour of the avatar</source>
        <translation>아바타 바탕색</translation>
    </message>
    <message>
        <source>The one that belongs to you</source>
        <translation>나에게 정해진 색</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>지금 색 그대로</translation>
    </message>
    <message>
        <source>You have an account here: nobody else can have this name.</source>
        <translation>이 마당에 계정이 있습니다. 이 이름은 나만 씁니다.</translation>
    </message>
    <message>
        <source>Whoever runs this host keeps your account: name and password are changed there.</source>
        <translation>이 마당을 운영하는 사람이 관리하는 계정입니다. 이름과 비밀번호는 그 사람이 바꿉니다.</translation>
    </message>
    <message>
        <source>You are the owner of this host.</source>
        <translation>이 마당의 주인입니다.</translation>
    </message>
    <message>
        <source>Your avatar is a picture; an emoji or a colour chosen here takes its place.</source>
        <translation>지금 아바타는 그림입니다. 여기서 이모지나 색을 고르면 그것으로 바뀝니다.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>You need a name.</source>
        <translation>이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>Your avatar</source>
        <translation>내 아바타</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::AccountPasswordPane</name>
    <message>
        <source>Remove password…</source>
        <translation>비밀번호 없애기…</translation>
    </message>
    <message>
        <source>Password now</source>
        <translation>지금 비밀번호</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>한 번 더</translation>
    </message>
    <message>
        <source>A password needs 8 characters or more.</source>
        <translation>비밀번호는 8자 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>두 비밀번호가 다릅니다.</translation>
    </message>
    <message>
        <source>You come in with your name and this password from a device that is not yours yet, and from the page in a browser.</source>
        <translation>아직 내 기기가 아닌 곳이나 브라우저에서 이름과 이 비밀번호로 들어옵니다.</translation>
    </message>
    <message>
        <source>With a password you come in from a device that is not yours yet, and from the page in a browser. You need none here.</source>
        <translation>비밀번호가 있으면 아직 내 기기가 아닌 곳이나 브라우저에서도 들어올 수 있습니다. 여기서는 없어도 됩니다.</translation>
    </message>
    <message>
        <source>Needs the password you have now</source>
        <translation>지금 비밀번호를 입력해야 합니다</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>비밀번호 바꾸기</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>비밀번호 정하기</translation>
    </message>
    <message>
        <source>Remove your password?</source>
        <translation>비밀번호를 없앨까요?</translation>
    </message>
    <message>
        <source>From then on you come in only from your devices, or with a code from one of them.</source>
        <translation>이제부터 내 기기에서나, 내 기기에서 만든 코드로만 들어올 수 있습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>끝났습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::AccountStrip</name>
    <message>
        <source>Remove this device?</source>
        <translation>이 기기를 뺄까요?</translation>
    </message>
    <message>
        <source>It leaves this host at once and does not come in as you any more. If somebody knew your password, change that, too, under “My account”.</source>
        <translation>이 기기는 바로 마당에서 나가고, 더는 나로 들어오지 못합니다. 누가 비밀번호를 알고 있다면 “내 계정”에서 비밀번호도 바꾸세요.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Ways in…</source>
        <translation>들어가는 방법…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>A new device comes in as you: %1. Was that you?</source>
        <translation>새 기기가 나로 들어왔습니다: %1. 본인이 한 일입니까?</translation>
    </message>
    <message>
        <source>a device without a name</source>
        <translation>이름 없는 기기</translation>
    </message>
    <message>
        <source>Remove it…</source>
        <translation>기기 빼기…</translation>
    </message>
    <message>
        <source>It was me</source>
        <translation>내가 했습니다</translation>
    </message>
    <message>
        <source>The owner of this host has reset your account: your devices and your password count no more. Ask them for the code to come back with.</source>
        <translation>마당의 주인이 계정을 초기화해서 기기와 비밀번호를 더는 쓸 수 없습니다. 다시 들어올 코드를 주인에게 받으세요.</translation>
    </message>
    <message>
        <source>Another device of your account has removed this one. You are a guest now.</source>
        <translation>내 계정의 다른 기기가 이 기기를 뺐습니다. 이제 손님입니다.</translation>
    </message>
    <message>
        <source>The password of your account was changed. Come in with the new one.</source>
        <translation>계정의 비밀번호가 바뀌었습니다. 새 비밀번호로 들어오세요.</translation>
    </message>
    <message>
        <source>You are a guest here: your name belongs to somebody else&apos;s account.</source>
        <translation>손님으로 들어와 있습니다. 이 이름은 다른 사람의 계정이 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>Stay a guest</source>
        <translation>손님으로 있기</translation>
    </message>
    <message>
        <source>You are a guest here: this host makes no more accounts just now. Come back later for one of your own.</source>
        <translation>손님으로 들어와 있습니다. 이 마당은 지금 계정을 더 만들지 않습니다. 나중에 다시 들어오면 계정을 만들 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::AccountWindows</name>
    <message>
        <source>Everything of yours on this host is being erased. It may take some moments until all of it is gone.</source>
        <translation>이 마당에 있는 내 것을 모두 지우고 있습니다. 다 사라질 때까지 조금 걸릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Let back in…</source>
        <translation>다시 들여보내기…</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>지웠습니다</translation>
    </message>
</context>
<context>
    <name>Ui::AccountWords</name>
    <message>
        <source>Somebody has this name, or one that looks like it, or had it until lately. Please choose another one.</source>
        <translation>누가 쓰고 있거나 얼마 전까지 쓰던 이름이거나, 그와 비슷해 보이는 이름입니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>A name has 1 to 64 letters that people can see.</source>
        <translation>이름은 눈에 보이는 글자 1~64자여야 합니다.</translation>
    </message>
    <message>
        <source>You have changed your name very often. Take one of your earlier names again, or wait some days.</source>
        <translation>이름을 너무 자주 바꿨습니다. 전에 쓰던 이름을 다시 쓰거나 며칠 기다리세요.</translation>
    </message>
    <message>
        <source>This is not the password you have now.</source>
        <translation>지금 비밀번호가 아닙니다.</translation>
    </message>
    <message>
        <source>A password needs 8 characters or more.</source>
        <translation>비밀번호는 8자 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>Nothing would be left to come back with. Set a password or add another device first.</source>
        <translation>다시 들어올 방법이 남지 않습니다. 먼저 비밀번호를 정하거나 다른 기기를 추가하세요.</translation>
    </message>
    <message>
        <source>The host is busy. Please try again in a moment.</source>
        <translation>마당이 바쁩니다. 잠시 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The host could not look it up. Please try again in a moment.</source>
        <translation>마당이 확인하지 못했습니다. 잠시 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Nobody here has an account of that name.</source>
        <translation>여기에 그런 이름의 계정이 없습니다.</translation>
    </message>
    <message>
        <source>This device is none of yours any more.</source>
        <translation>이 기기는 이제 내 기기가 아닙니다.</translation>
    </message>
    <message>
        <source>An avatar is one emoji, and a colour behind it.</source>
        <translation>아바타는 이모지 하나와 바탕색입니다.</translation>
    </message>
    <message>
        <source>A guest has no account here.</source>
        <translation>손님에게는 계정이 없습니다.</translation>
    </message>
    <message>
        <source>Whoever runs this host keeps your account and changes it.</source>
        <translation>이 마당을 운영하는 사람이 관리하는 계정이라 그 사람이 바꿉니다.</translation>
    </message>
    <message>
        <source>Only the owner of this host does that.</source>
        <translation>마당의 주인만 할 수 있습니다.</translation>
    </message>
    <message>
        <source>That is not your name here.</source>
        <translation>여기서 쓰는 내 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>The code is wrong, or too old, or was used already. Make a new one.</source>
        <translation>코드가 틀렸거나, 오래되었거나, 이미 쓰였습니다. 새로 만드세요.</translation>
    </message>
    <message>
        <source>You have too many devices. Remove one of them on another one first.</source>
        <translation>기기가 너무 많습니다. 먼저 다른 기기에서 하나를 빼세요.</translation>
    </message>
    <message>
        <source>Name and password do not go together.</source>
        <translation>이름과 비밀번호가 맞지 않습니다.</translation>
    </message>
    <message>
        <source>There were too many wrong tries. Please wait a while.</source>
        <translation>너무 많이 틀렸습니다. 잠시 기다리세요.</translation>
    </message>
    <message>
        <source>There is no connection to the host just now. Nothing was changed.</source>
        <translation>지금은 마당에 연결되어 있지 않습니다. 바뀐 것은 없습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::CodeCard</name>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>코드: %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>코드 복사</translation>
    </message>
    <message>
        <source>Good once, until %1</source>
        <translation>한 번만 쓸 수 있습니다 · %1까지</translation>
    </message>
    <message>
        <source>Good once, for another %1:%2</source>
        <comment>minutes and seconds</comment>
        <translation>한 번만 쓸 수 있습니다 · 남은 시간 %1:%2</translation>
    </message>
</context>
<context>
    <name>Ui::EraseDialog</name>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Erase everything</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Erase everything of yours here?</source>
        <translation>여기 있는 내 것을 모두 지울까요?</translation>
    </message>
    <message>
        <source>What goes, for everybody on this host: the texts of all your messages, your files and reactions, your account with its name, avatar, password and devices, and your place in every room.</source>
        <translation>이 마당의 모두에게서 사라지는 것: 내가 쓴 글의 내용, 올린 파일과 반응, 계정(이름, 아바타, 비밀번호, 기기), 모든 방에서의 자리.</translation>
    </message>
    <message>
        <source>What stays: empty places where your messages were, files that others have passed on, and what people have copied. Nobody can take your name for 30 days.</source>
        <translation>남는 것: 글이 있던 빈자리, 다른 사람이 전달한 파일, 사람들이 복사해 둔 것. 이름은 30일 동안 아무도 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>This cannot be undone by anybody.</source>
        <translation>아무도 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>To be sure, type your name: %1</source>
        <translation>확인을 위해 이름을 입력하세요: %1</translation>
    </message>
    <message>
        <source>Your name, to be sure</source>
        <translation>확인을 위한 내 이름</translation>
    </message>
</context>
<context>
    <name>Ui::FoldedLines</name>
    <message numerus="yes">
        <source>%Ln message(s) of people you ignore</source>
        <translation>
            <numerusform>무시하는 사람의 글 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
</context>
<context>
    <name>Ui::IgnoredPane</name>
    <message>
        <source>Stop ignoring</source>
        <translation>무시하지 않기</translation>
    </message>
    <message>
        <source>People you ignore</source>
        <translation>무시하는 사람</translation>
    </message>
    <message>
        <source>Stop ignoring the chosen person</source>
        <translation>고른 사람을 무시하지 않기</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>누군가</translation>
    </message>
    <message>
        <source>You ignore nobody here. In the menu of a person or of a message you can: what they say is folded away then, and calls you no more.</source>
        <translation>무시하는 사람이 없습니다. 사람이나 글의 메뉴에서 무시할 수 있습니다. 그러면 그 사람의 글이 접히고, 더는 나를 부르지 않습니다.</translation>
    </message>
    <message>
        <source>What these people say is folded away on this computer, and calls you no more. They are told nothing of it.</source>
        <translation>이 사람들의 글은 이 컴퓨터에서 접혀 있고, 나를 부르지 않습니다. 그 사람들에게는 알리지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::Ignoring</name>
    <message>
        <source>Show what was said</source>
        <translation>접힌 글 보기</translation>
    </message>
    <message>
        <source>Stop ignoring %1</source>
        <translation>%1 님 무시하지 않기</translation>
    </message>
    <message>
        <source>Ignore %1</source>
        <translation>%1 님 무시하기</translation>
    </message>
</context>
<context>
    <name>Ui::RecoverDialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>코드 만들기</translation>
    </message>
    <message>
        <source>Let somebody back in</source>
        <translation>다시 들여보내기</translation>
    </message>
    <message>
        <source>The code is over. Make another one if it is still needed.</source>
        <translation>코드의 시간이 끝났습니다. 아직 필요하면 새로 만드세요.</translation>
    </message>
    <message>
        <source>Give it to %1 and to nobody else: who types it at “I have a code” comes in as them.</source>
        <translation>%1 님에게만 알려 주세요. “코드가 있습니다”에서 이 코드를 입력하는 사람이 그 사람으로 들어옵니다.</translation>
    </message>
    <message>
        <source>Let %1 back in</source>
        <translation>%1 님 다시 들여보내기</translation>
    </message>
    <message>
        <source>For somebody who lost all their devices and has no password: with a code of yours a new device of theirs comes in as them. Be sure that it is really they who ask.</source>
        <translation>기기를 모두 잃고 비밀번호도 없는 사람을 위한 것입니다. 주인이 만든 코드로 새 기기가 그 사람으로 들어옵니다. 정말 본인이 부탁하는지 확인하세요.</translation>
    </message>
    <message>
        <source>Make a code to come back with</source>
        <translation>다시 들어올 코드 만들기</translation>
    </message>
    <message>
        <source>Put all their devices out?</source>
        <translation>쓰던 기기를 모두 내보낼까요?</translation>
    </message>
    <message>
        <source>All devices and the password of this account count no more, and cannot be brought back. What was said stays.</source>
        <translation>이 계정의 기기와 비밀번호를 모두 못 쓰게 되고, 되살릴 수 없습니다. 한 말은 남습니다.</translation>
    </message>
    <message>
        <source>Put them out</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>When a device was stolen, or somebody else knows the password, they should count no more: whoever is in by them is put out at once.</source>
        <translation>기기를 도둑맞았거나 다른 사람이 비밀번호를 알면 못 쓰게 하세요. 그것으로 들어와 있는 사람은 바로 내보냅니다.</translation>
    </message>
    <message>
        <source>What becomes of their devices and password</source>
        <translation>쓰던 기기와 비밀번호를 어떻게 할지</translation>
    </message>
    <message>
        <source>Their devices and password stay as they are</source>
        <translation>쓰던 기기와 비밀번호를 그대로 두기</translation>
    </message>
    <message>
        <source>Their devices and password count no more</source>
        <translation>쓰던 기기와 비밀번호를 못 쓰게 하기</translation>
    </message>
</context>
<context>
    <name>Ui::WayInDialog</name>
    <message>
        <source>This host makes no more accounts just now. You are a guest under this name.</source>
        <translation>이 마당은 지금 계정을 더 만들지 않습니다. 이 이름의 손님으로 들어와 있습니다.</translation>
    </message>
    <message>
        <source>This name is somebody&apos;s</source>
        <translation>이미 쓰고 있는 이름입니다</translation>
    </message>
    <message>
        <source>Ways in</source>
        <translation>들어가는 방법</translation>
    </message>
    <message>
        <source>“%1” is somebody&apos;s name here</source>
        <translation>여기에는 “%1” 이름을 쓰는 사람이 있습니다</translation>
    </message>
    <message>
        <source>Come in as yourself</source>
        <translation>내 계정으로 들어가기</translation>
    </message>
    <message>
        <source>Somebody on this host has an account with this name, or with one that looks like it, and this computer is none of their devices. You are a guest for now.</source>
        <translation>이 이름이나 비슷해 보이는 이름의 계정이 있는데, 이 컴퓨터는 그 계정의 기기가 아닙니다. 지금은 손님으로 들어와 있습니다.</translation>
    </message>
    <message>
        <source>You are a guest on this host for now.</source>
        <translation>지금은 손님으로 들어와 있습니다.</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>다른 이름</translation>
    </message>
    <message>
        <source>Code, like K7QMP-2XWPD</source>
        <translation>코드(예: K7QMP-2XWPD)</translation>
    </message>
    <message>
        <source>Name of the account</source>
        <translation>계정의 이름</translation>
    </message>
    <message>
        <source>Password of the account</source>
        <translation>계정의 비밀번호</translation>
    </message>
    <message>
        <source>Be called otherwise. If the name is free it is yours from then on.</source>
        <translation>다른 이름을 씁니다. 아무도 쓰지 않는 이름이면 그때부터 내 이름입니다.</translation>
    </message>
    <message>
        <source>It is me: on my other device, under “My account” and “Devices”, I have made a code for this one.</source>
        <translation>제 계정입니다. 다른 기기의 “내 계정” → “기기”에서 이 기기를 위한 코드를 만들었습니다.</translation>
    </message>
    <message>
        <source>I have a code</source>
        <translation>코드가 있습니다</translation>
    </message>
    <message>
        <source>It is me, and I have set a password on my other device.</source>
        <translation>제 계정입니다. 다른 기기에서 비밀번호를 정해 두었습니다.</translation>
    </message>
    <message>
        <source>I have a password</source>
        <translation>비밀번호가 있습니다</translation>
    </message>
    <message>
        <source>Nothing of that? The owner of this host can make a code for you, in the list of people.</source>
        <translation>아무것도 없습니까? 마당의 주인이 사람 목록에서 코드를 만들어 줄 수 있습니다.</translation>
    </message>
    <message>
        <source>Stay a guest</source>
        <translation>손님으로 있기</translation>
    </message>
    <message>
        <source>Asking the host…</source>
        <translation>마당에 묻는 중…</translation>
    </message>
    <message>
        <source>The next try is in %1.</source>
        <translation>%1 뒤에 다시 시도할 수 있습니다.</translation>
    </message>
    <message>
        <source>Take this name</source>
        <translation>이 이름 쓰기</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>들어가기</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>The host could not be reached: %1</source>
        <translation>마당에 연결하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Somebody has this name, too, or one that looks like it. Please choose another one.</source>
        <translation>이 이름이나 비슷해 보이는 이름도 쓰는 사람이 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>This host makes no more accounts just now. You are a guest under this name; try again later.</source>
        <translation>이 마당은 지금 계정을 더 만들지 않습니다. 이 이름으로 손님이 되었습니다. 나중에 다시 시도하세요.</translation>
    </message>
</context>
<context>
    <name>Ui::OrderWords</name>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>주제</translation>
    </message>
    <message>
        <source>icon</source>
        <translation>아이콘</translation>
    </message>
    <message>
        <source>who sees it</source>
        <translation>공개 범위</translation>
    </message>
    <message>
        <source>password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>how people come in</source>
        <translation>들어오는 방법</translation>
    </message>
    <message>
        <source>whether anybody new comes in</source>
        <translation>새 사람을 받을지</translation>
    </message>
    <message>
        <source>who speaks</source>
        <translation>말할 수 있는 사람</translation>
    </message>
    <message>
        <source>how often one speaks</source>
        <translation>말하는 간격</translation>
    </message>
    <message>
        <source>what is kept</source>
        <translation>보관 기간</translation>
    </message>
    <message>
        <source>archive</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>when it is deleted</source>
        <translation>삭제 시각</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>이유: %1</translation>
    </message>
    <message>
        <source>Until %1.</source>
        <translation>%1까지.</translation>
    </message>
    <message>
        <source>Until it is lifted.</source>
        <translation>풀 때까지.</translation>
    </message>
    <message>
        <source>By %1.</source>
        <translation>결정한 사람: %1.</translation>
    </message>
    <message>
        <source>Also from the same address.</source>
        <translation>같은 주소에서 오는 사람도 포함합니다.</translation>
    </message>
    <message>
        <source>%1 muted %2</source>
        <translation>%1 님이 %2 님을 말하지 못하게 했습니다</translation>
    </message>
    <message>
        <source>%1 let %2 speak again</source>
        <translation>%1 님이 %2 님을 다시 말할 수 있게 했습니다</translation>
    </message>
    <message>
        <source>%1 sent %2 out</source>
        <translation>%1 님이 %2 님을 내보냈습니다</translation>
    </message>
    <message>
        <source>%1 banned %2</source>
        <translation>%1 님이 %2 님을 차단했습니다</translation>
    </message>
    <message>
        <source>%1 lifted the ban on %2</source>
        <translation>%1 님이 %2 님의 차단을 풀었습니다</translation>
    </message>
    <message>
        <source>%1 let %2 keep order</source>
        <translation>%1 님이 %2 님에게 질서 관리를 맡겼습니다</translation>
    </message>
    <message>
        <source>%1 no longer lets %2 keep order</source>
        <translation>%1 님이 %2 님의 질서 관리를 끝냈습니다</translation>
    </message>
    <message>
        <source>%1 gave %2 another role: %3</source>
        <translation>%1 님이 %2 님의 역할을 바꾸었습니다: %3</translation>
    </message>
    <message>
        <source>%1 changed this room: %2</source>
        <translation>%1 님이 이 방을 바꾸었습니다: %2</translation>
    </message>
    <message>
        <source>%1 deleted a message of %2</source>
        <translation>%1 님이 %2 님의 메시지를 지웠습니다</translation>
    </message>
    <message>
        <source>%1 gave %2 a new way in</source>
        <translation>%1 님이 %2 님에게 다시 들어올 방법을 주었습니다</translation>
    </message>
    <message>
        <source>%1: muted in this room</source>
        <translation>%1: 이 방에서 말할 수 없음</translation>
    </message>
    <message>
        <source>%1: banned from this room</source>
        <translation>%1: 이 방에서 차단됨</translation>
    </message>
    <message>
        <source>%1: banned from the whole Madang</source>
        <translation>%1: 마당 전체에서 차단됨</translation>
    </message>
    <message>
        <source>%1 · %2.</source>
        <translation>%1 · %2.</translation>
    </message>
    <message>
        <source>You cannot write in this room now.</source>
        <translation>지금 이 방에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>You cannot write in this room now (by %1).</source>
        <translation>지금 이 방에 쓸 수 없습니다(결정한 사람: %1).</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>%1 남았습니다.</translation>
    </message>
    <message>
        <source>earlier versions</source>
        <translation>고치기 전의 글 남기기</translation>
    </message>
</context>
<context>
    <name>Ui::OrderPane</name>
    <message>
        <source>Muted and banned</source>
        <translation>말할 수 없거나 차단된 사람</translation>
    </message>
    <message>
        <source>Nobody is muted or banned.</source>
        <translation>말할 수 없거나 차단된 사람이 없습니다.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>한 일</translation>
    </message>
    <message>
        <source>Nothing was done to keep order yet.</source>
        <translation>질서를 지키려고 한 일이 아직 없습니다.</translation>
    </message>
    <message>
        <source>What was done to keep order, the newest first</source>
        <translation>질서를 지키려고 한 일, 최근 것부터</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Show earlier entries</source>
        <translation>이전 기록 보기</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>말할 수 있게 하기</translation>
    </message>
    <message>
        <source>Lift…</source>
        <translation>차단 풀기…</translation>
    </message>
    <message>
        <source>Let %1 speak again</source>
        <translation>다시 말할 수 있게 하기: %1</translation>
    </message>
    <message>
        <source>Lift the ban on %1</source>
        <translation>차단 풀기: %1</translation>
    </message>
    <message>
        <source>Lift the ban?</source>
        <translation>차단을 풀까요?</translation>
    </message>
    <message>
        <source>This person may come to this Madang again: %1</source>
        <translation>이 사람이 마당에 다시 올 수 있게 됩니다: %1</translation>
    </message>
    <message>
        <source>This person may come to this room again: %1</source>
        <translation>이 사람이 이 방에 다시 들어올 수 있게 됩니다: %1</translation>
    </message>
    <message>
        <source>Lift the ban</source>
        <translation>차단 풀기</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>그 밖에 %Ln명</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::OrderRecord</name>
    <message>
        <source>What was done to keep order cannot be shown: %1</source>
        <translation>질서를 지키려고 한 일을 보여 줄 수 없습니다: %1</translation>
    </message>
</context>
<context>
    <name>Ui::EarlierDialog</name>
    <message>
        <source>Earlier versions</source>
        <translation>고치기 전의 글</translation>
    </message>
    <message>
        <source>Asking the host…</source>
        <translation>마당에 묻고 있습니다…</translation>
    </message>
    <message>
        <source>What this message said before it was edited or deleted. Who wrote it and who keeps order here can see this.</source>
        <translation>고치거나 지우기 전의 글입니다. 쓴 사람과 이 방의 방장·관리자가 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Until %1:</source>
        <translation>%1까지:</translation>
    </message>
    <message>
        <source>Nothing was kept of what this message said before.</source>
        <translation>이 글의 이전 내용은 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>There were older versions, which are not shown.</source>
        <translation>더 오래된 내용도 있었으나 여기에는 나오지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::EarlierVersions</name>
    <message>
        <source>Earlier versions…</source>
        <translation>이전 글…</translation>
    </message>
</context>
<context>
    <name>Ui::EarlierTexts</name>
    <message>
        <source>The earlier versions were not shown: %1</source>
        <translation>고치기 전의 글을 볼 수 없습니다: %1</translation>
    </message>
    <message>
        <source>the host&apos;s answer cannot be read</source>
        <translation>마당의 응답을 읽지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Ui::PaceClock</name>
    <message numerus="yes">
        <source>You are sending quickly. The host goes on in %Ln s.</source>
        <translation>
            <numerusform>너무 빠르게 보내고 있습니다. %Ln초 뒤에 마당이 이어서 받습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are sending quickly. The host goes on in %Ln min.</source>
        <translation>
            <numerusform>너무 빠르게 보내고 있습니다. %Ln분 뒤에 마당이 이어서 받습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::HostStrip</name>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Status of this host</source>
        <translation>이 마당의 상태</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Hide this line</source>
        <translation>이 줄 숨기기</translation>
    </message>
    <message>
        <source>Little room is left on the disk that your host writes to: %1. Make some, or it can soon keep nothing more.</source>
        <translation>내 마당이 쓰는 디스크에 남은 공간이 얼마 없습니다: %1. 공간을 비우지 않으면 곧 아무것도 저장하지 못합니다.</translation>
    </message>
    <message>
        <source>The disk that your host writes to is full. What people write waits with them; it goes on when you have made some room.</source>
        <translation>내 마당이 쓰는 디스크가 가득 찼습니다. 사람들이 쓴 글은 각자의 컴퓨터에서 기다리며, 공간을 비우면 이어집니다.</translation>
    </message>
    <message>
        <source>Your host could not store the last message. People are told, and what they wrote waits with them.</source>
        <translation>내 마당이 마지막 메시지를 저장하지 못했습니다. 사람들에게 알렸고, 쓴 글은 각자의 컴퓨터에서 기다립니다.</translation>
    </message>
    <message>
        <source>Something in what your host keeps is damaged; the disk may be failing. Back up, close the host, and mend it with &quot;madang-host repair&quot;.</source>
        <translation>내 마당이 저장한 것 가운데 일부가 손상되었습니다. 디스크가 고장 나고 있을 수 있습니다. 백업하고 마당을 닫은 뒤 “madang-host repair”로 고치세요.</translation>
    </message>
</context>
<context>
    <name>Ui::BackupDialog</name>
    <message>
        <source>Back up this host</source>
        <translation>이 마당 백업</translation>
    </message>
    <message>
        <source>Folder to back up into</source>
        <translation>백업할 폴더</translation>
    </message>
    <message>
        <source>These were not there any more: %1</source>
        <translation>이미 없던 것: %1</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>어디에</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>복사하는 중…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was kept; choose another folder.</source>
        <translation>디스크가 가득 찼습니다. 남긴 것은 없으니 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Done: %1 messages and %2 files in %3</source>
        <translation>마쳤습니다: 메시지 %1개와 파일 %2개, %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>It did not work, and nothing was kept: %1</source>
        <translation>백업하지 못했고 남긴 것은 없습니다: %1</translation>
    </message>
    <message>
        <source>A copy of all rooms, people and files of this host, as they are at one moment; everybody can go on meanwhile. Best on another disk. Whoever has the copy can read it. &quot;madang-host restore&quot; puts it back.</source>
        <translation>이 마당의 모든 대화방, 사람, 파일을 한 시점 그대로 복사합니다. 그동안에도 모두 계속 쓸 수 있습니다. 다른 디스크에 두는 것이 가장 좋습니다. 복사본을 가진 사람은 내용을 읽을 수 있습니다. 되돌릴 때는 “madang-host restore”를 씁니다.</translation>
    </message>
    <message>
        <source>Choose a folder that there is.</source>
        <translation>있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was kept.</source>
        <translation>멈췄습니다. 남긴 것은 없습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::SenderOrder</name>
    <message>
        <source>Mute %1…</source>
        <translation>%1 님을 말하지 못하게 하기…</translation>
    </message>
    <message>
        <source>Ban %1…</source>
        <translation>%1 님 차단하기…</translation>
    </message>
</context>
<context>
    <name>Ui::Attention</name>
    <message>
        <source>%1 in %2</source>
        <comment>who said something, in which room</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>There is a message for you.</source>
        <translation>나에게 온 메시지가 있습니다.</translation>
    </message>
    <message>
        <source>There is a new message.</source>
        <translation>새 메시지가 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n more new message(s)</source>
        <translation>
            <numerusform>새 메시지 %n개 더</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n room(s)</source>
        <translation>
            <numerusform>대화방 %n곳</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::DBusNotifier</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>Ui::NoticeSettingsPane</name>
    <message>
        <source>Shown. If you do not see it, this system may be set to show nothing now.</source>
        <translation>보냈습니다. 보이지 않는다면 이 컴퓨터가 지금 알림을 표시하지 않도록 설정되어 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>This system could not show it: %1</source>
        <translation>이 컴퓨터가 알림을 표시하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Tell me of messages while I am elsewhere</source>
        <translation>다른 일을 하는 동안 온 메시지 알리기</translation>
    </message>
    <message>
        <source>Show what was said</source>
        <translation>메시지 내용 보이기</translation>
    </message>
    <message>
        <source>Also what guests said</source>
        <translation>손님의 메시지 내용도 보이기</translation>
    </message>
    <message>
        <source>A guest goes by a name that nobody has proved.</source>
        <translation>손님의 이름은 확인되지 않은 것입니다.</translation>
    </message>
    <message>
        <source>Make a sound</source>
        <translation>소리 내기</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>시험해 보기</translation>
    </message>
    <message>
        <source>Played. If you do not hear it, look at the volume of this computer.</source>
        <translation>소리를 냈습니다. 들리지 않는다면 이 컴퓨터의 음량을 확인하십시오.</translation>
    </message>
    <message>
        <source>The sound could not be played: %1</source>
        <translation>소리를 내지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Stay in the tray when the window is closed</source>
        <translation>창을 닫아도 트레이에 남아 있기</translation>
    </message>
    <message>
        <source>This desktop has no tray. Closing the window ends Madang.</source>
        <translation>이 데스크톱 환경에는 트레이가 없습니다. 창을 닫으면 마당을 끝냅니다.</translation>
    </message>
</context>
<context>
    <name>Ui::Notices</name>
    <message>
        <source>Madang</source>
        <translation>마당</translation>
    </message>
    <message>
        <source>This is what a notice looks like.</source>
        <translation>알림은 이렇게 보입니다.</translation>
    </message>
    <message>
        <source>nothing here shows notices</source>
        <translation>알림을 표시할 수단이 없습니다</translation>
    </message>
    <message>
        <source>nothing here plays sounds</source>
        <translation>소리를 낼 수단이 없습니다</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>who said something, on which host</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>Ui::TrayNotifier</name>
    <message>
        <source>There is no tray that shows notices.</source>
        <translation>알림을 표시하는 트레이가 없습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::Tray</name>
    <message>
        <source>Open the window</source>
        <translation>창 열기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
</context>
<context>
    <name>Ui::ShellSigns</name>
    <message>
        <source>Madang</source>
        <translation>마당</translation>
    </message>
    <message>
        <source>No connection to %1 since %2</source>
        <translation>%2부터 %1에 연결되지 않음</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>%1에 연결하는 중…</translation>
    </message>
    <message>
        <source>Connected to %1</source>
        <translation>%1에 연결됨</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) for you</source>
        <translation>
            <numerusform>나에게 온 메시지 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>There are unread messages</source>
        <translation>읽지 않은 메시지 있음</translation>
    </message>
    <message numerus="yes">
        <source>Connected to %Ln host(s)</source>
        <translation>
            <numerusform>마당 %Ln곳에 연결됨</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::GeneralPane</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>컴퓨터 설정대로</translation>
    </message>
    <message>
        <source>Start with this computer</source>
        <translation>컴퓨터를 켤 때 함께 시작</translation>
    </message>
    <message>
        <source>The system did not let it. See whether its list of programs that start along can be written to.</source>
        <translation>시스템이 허락하지 않았습니다. 함께 시작하는 프로그램 목록에 쓸 수 있는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Stay awake while hosting</source>
        <translation>마당이 열려 있으면 잠들지 않기</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>물어보기</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>창 없이 계속하기</translation>
    </message>
    <message>
        <source>Close the Madang and quit</source>
        <translation>마당을 닫고 끝내기</translation>
    </message>
    <message>
        <source>… and open my Madang</source>
        <translation>… 그리고 내 마당 열기</translation>
    </message>
    <message>
        <source>Closing the window while hosting</source>
        <translation>마당이 열려 있을 때 창을 닫으면</translation>
    </message>
</context>
<context>
    <name>Ui::AppearancePane</name>
    <message>
        <source>As on this computer</source>
        <translation>컴퓨터 설정대로</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>넉넉하게</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>촘촘하게</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>움직임</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>움직이지 않게</translation>
    </message>
    <message>
        <source>Reset the layout of the window</source>
        <translation>창 배치 처음으로 되돌리기</translation>
    </message>
</context>
<context>
    <name>Ui::SelfPane</name>
    <message>
        <source>Move to another computer…</source>
        <translation>다른 컴퓨터로 옮기기…</translation>
    </message>
    <message>
        <source>Bring from another computer…</source>
        <translation>다른 컴퓨터에서 가져오기…</translation>
    </message>
    <message>
        <source>Delete everything of mine here…</source>
        <translation>여기 있는 내 것을 모두 지우기…</translation>
    </message>
</context>
<context>
    <name>Ui::Shortcuts</name>
    <message>
        <source>Find a room</source>
        <translation>대화방 찾기</translation>
    </message>
    <message>
        <source>Find messages</source>
        <translation>글 찾기</translation>
    </message>
    <message>
        <source>The room above</source>
        <translation>위 대화방</translation>
    </message>
    <message>
        <source>The room below</source>
        <translation>아래 대화방</translation>
    </message>
    <message>
        <source>The next part of the window</source>
        <translation>창의 다음 부분</translation>
    </message>
    <message>
        <source>The part of the window before</source>
        <translation>창의 이전 부분</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>새 대화방</translation>
    </message>
    <message>
        <source>Export what was said</source>
        <translation>대화 내보내기</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>내 계정</translation>
    </message>
    <message>
        <source>How the host on this computer is doing</source>
        <translation>이 컴퓨터에 연 마당의 상태</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>This list of keys</source>
        <translation>이 단축키 목록</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Answer a message</source>
        <translation>글에 답하기</translation>
    </message>
    <message>
        <source>React to a message</source>
        <translation>글에 반응하기</translation>
    </message>
    <message>
        <source>Edit a message of mine</source>
        <translation>내 글 고치기</translation>
    </message>
    <message>
        <source>Pin a message, or let it go</source>
        <translation>글을 고정하거나 풀기</translation>
    </message>
    <message>
        <source>Forward a message</source>
        <translation>글 전달하기</translation>
    </message>
    <message>
        <source>About a message</source>
        <translation>글 정보</translation>
    </message>
    <message>
        <source>What stands beside the conversation</source>
        <translation>대화 옆에 보이는 것</translation>
    </message>
    <message>
        <source>Back, in a narrow window</source>
        <translation>뒤로(좁은 창에서)</translation>
    </message>
    <message>
        <source>Join another host</source>
        <translation>다른 마당에도 들어가기</translation>
    </message>
    <message>
        <source>To the first host</source>
        <translation>첫 번째 마당으로</translation>
    </message>
    <message>
        <source>To the second host</source>
        <translation>두 번째 마당으로</translation>
    </message>
    <message>
        <source>To the third host</source>
        <translation>세 번째 마당으로</translation>
    </message>
    <message>
        <source>To the fourth host</source>
        <translation>네 번째 마당으로</translation>
    </message>
    <message>
        <source>To the fifth host</source>
        <translation>다섯 번째 마당으로</translation>
    </message>
    <message>
        <source>To the sixth host</source>
        <translation>여섯 번째 마당으로</translation>
    </message>
    <message>
        <source>To the seventh host</source>
        <translation>일곱 번째 마당으로</translation>
    </message>
    <message>
        <source>To the eighth host</source>
        <translation>여덟 번째 마당으로</translation>
    </message>
    <message>
        <source>To the ninth host</source>
        <translation>아홉 번째 마당으로</translation>
    </message>
    <message>
        <source>Compare the identity of this host</source>
        <translation>이 마당의 신원 견주기</translation>
    </message>
    <message>
        <source>The Madang on this computer</source>
        <translation>이 컴퓨터의 마당</translation>
    </message>
</context>
<context>
    <name>Ui::ShortcutsPane</name>
    <message>
        <source>%1 (in the list of messages)</source>
        <translation>%1 (글 목록에서)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Keys for: %1</source>
        <translation>단축키: %1</translation>
    </message>
    <message>
        <source>These keys are taken: %1. Press others, or change those first.</source>
        <translation>이미 쓰는 단축키입니다: %1. 다른 단축키를 누르거나 그것을 먼저 바꾸십시오.</translation>
    </message>
    <message>
        <source>Fields and lists need these keys for themselves. Press others.</source>
        <translation>입력 칸과 목록이 쓰는 키입니다. 다른 키를 누르십시오.</translation>
    </message>
    <message>
        <source>One writes with this key. Press it together with Ctrl or Alt.</source>
        <translation>글을 쓸 때 쓰는 키입니다. Ctrl이나 Alt와 함께 누르십시오.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>하는 일</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>새 단축키</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>없애기</translation>
    </message>
    <message>
        <source>The usual ones</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>All as usual</source>
        <translation>모두 원래대로</translation>
    </message>
</context>
<context>
    <name>Ui::DiagnosticsPane</name>
    <message>
        <source>Save the report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>텍스트 (*.txt)</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
    <message>
        <source>It could not be saved there: %1. Choose another folder.</source>
        <translation>그곳에 저장하지 못했습니다: %1. 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>When something goes wrong, this helps whoever looks into it. There are no names, addresses, messages or passwords in it, and nothing is sent: copy or save it, and hand it on yourself.</source>
        <translation>문제가 생겼을 때 원인을 찾는 데 도움이 되는 내용입니다. 이름, 주소, 글, 비밀번호는 들어 있지 않으며 어디에도 보내지 않습니다. 복사하거나 저장해서 직접 건네십시오.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 보기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
</context>
<context>
    <name>Ui::LogPane</name>
    <message>
        <source>From everywhere</source>
        <translation>모든 곳</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>경고와 오류</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>How serious</source>
        <translation>심각한 정도</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>어디에서</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Nothing was logged.</source>
        <translation>남은 기록이 없습니다.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>What happened since the start. Addresses of computers stand in it: look before you hand it on.</source>
        <translation>시작한 뒤에 일어난 일입니다. 컴퓨터 주소가 들어 있으니 건네기 전에 살펴보십시오.</translation>
    </message>
</context>
<context>
    <name>Ui::AboutPane</name>
    <message>
        <source>Madang %1, with Qt %2. Free software under the GNU General Public License, version 3 or later; without any warranty.</source>
        <translation>마당 %1, Qt %2. GNU 일반 공중 사용 허가서 3판 이상을 따르는 자유 소프트웨어이며, 어떤 보증도 없습니다.</translation>
    </message>
    <message>
        <source>Made with: %1</source>
        <translation>함께 쓴 것: %1</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>사용 허가</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>사용 허가 전문</translation>
    </message>
    <message>
        <source>What the browser page brings</source>
        <translation>브라우저 화면에 들어 있는 것</translation>
    </message>
    <message>
        <source>What the demo pages bring</source>
        <translation>데모 화면에 들어 있는 것</translation>
    </message>
</context>
<context>
    <name>Ui::SearchPane</name>
    <message>
        <source>Find what was said</source>
        <translation>오간 글에서 찾기</translation>
    </message>
    <message>
        <source>All rooms</source>
        <translation>모든 방</translation>
    </message>
    <message>
        <source>Only #%1</source>
        <translation>#%1에서만</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>누구나</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>언제든</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>In the last 7 days</source>
        <translation>지난 7일</translation>
    </message>
    <message>
        <source>In the last 30 days</source>
        <translation>지난 30일</translation>
    </message>
    <message>
        <source>In the last year</source>
        <translation>지난 1년</translation>
    </message>
    <message>
        <source>With a link</source>
        <translation>링크가 있는 글</translation>
    </message>
    <message>
        <source>Where it was said</source>
        <translation>어느 방에서</translation>
    </message>
    <message>
        <source>Who said it</source>
        <translation>누가</translation>
    </message>
    <message>
        <source>When it was said</source>
        <translation>언제</translation>
    </message>
    <message>
        <source>Messages found</source>
        <translation>찾은 글</translation>
    </message>
    <message>
        <source>Write what you look for. A part of a word will do, and &quot;words in quotes&quot; stay together.</source>
        <translation>찾을 말을 쓰세요. 낱말의 일부만 써도 되고, “따옴표로 묶은 말”은 붙은 그대로 찾습니다.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Nothing was searched: %1</source>
        <translation>찾지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Nothing was found. Fewer or shorter words find more.</source>
        <translation>찾은 글이 없습니다. 낱말을 줄이거나 짧게 쓰면 더 많이 찾습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new message(s) could not be searched yet.</source>
        <translation>
            <numerusform>새 글 %Ln개는 아직 찾아보지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>With a file</source>
        <translation>파일이 있는 글</translation>
    </message>
</context>
<context>
    <name>Ui::PinsPane</name>
    <message>
        <source>What is pinned here could not be had: %1</source>
        <translation>고정한 글을 가져오지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The host cannot be reached. What is pinned here may have changed.</source>
        <translation>마당에 연결되어 있지 않습니다. 고정한 글이 그사이 바뀌었을 수 있습니다.</translation>
    </message>
    <message>
        <source>Asking the host…</source>
        <translation>마당에 묻고 있습니다…</translation>
    </message>
    <message>
        <source>Nothing is pinned in this room. Pin a message in its menu, or with P.</source>
        <translation>이 방에는 고정한 글이 없습니다. 글의 메뉴나 P 키로 고정하세요.</translation>
    </message>
    <message>
        <source>Pinned messages</source>
        <translation>고정한 글</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>고정 풀기</translation>
    </message>
    <message>
        <source>Unpin the chosen message</source>
        <translation>고른 글의 고정 풀기</translation>
    </message>
</context>
<context>
    <name>Ui::BackButton</name>
    <message>
        <source>Back to the rooms (Alt+Left)</source>
        <translation>방 목록으로 돌아가기(Alt+왼쪽 화살표)</translation>
    </message>
    <message>
        <source>Back to the rooms</source>
        <translation>방 목록으로 돌아가기</translation>
    </message>
    <message numerus="yes">
        <source>Back to the rooms, %Ln unread in other rooms</source>
        <translation>
            <numerusform>방 목록으로 돌아가기, 다른 방에 안 읽은 글 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::DetailsPane</name>
    <message>
        <source>Back to the conversation (Alt+Left)</source>
        <translation>대화로 돌아가기(Alt+왼쪽 화살표)</translation>
    </message>
    <message>
        <source>Back to the conversation</source>
        <translation>대화로 돌아가기</translation>
    </message>
    <message>
        <source>What is shown beside the conversation</source>
        <translation>대화 옆에 보이는 것</translation>
    </message>
    <message>
        <source>People in this room</source>
        <translation>이 방의 사람들</translation>
    </message>
    <message>
        <source>Pinned messages</source>
        <translation>고정한 글</translation>
    </message>
    <message>
        <source>Find messages</source>
        <translation>글 찾기</translation>
    </message>
    <message>
        <source>Files of this room</source>
        <translation>이 방의 파일</translation>
    </message>
</context>
<context>
    <name>Ui::RoomSections</name>
    <message>
        <source>Unread</source>
        <translation>안 읽음</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>대화방</translation>
    </message>
    <message>
        <source>People</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>Other rooms</source>
        <translation>다른 방</translation>
    </message>
    <message>
        <source>Archived rooms</source>
        <translation>보관된 방</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a heading, how many are below it</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Ui::RoomSorting</name>
    <message>
        <source>Sort by name</source>
        <translation>이름순으로 정렬</translation>
    </message>
    <message>
        <source>Sort by the last message</source>
        <translation>최근 글 순으로 정렬</translation>
    </message>
</context>
<context>
    <name>Ui::QuickSwitcher</name>
    <message>
        <source>Go to a room or a person</source>
        <translation>갈 방이나 사람</translation>
    </message>
    <message>
        <source>Rooms and people found</source>
        <translation>찾은 방과 사람</translation>
    </message>
</context>
<context>
    <name>Ui::SwitchModel</name>
    <message>
        <source>conversation of two</source>
        <translation>둘만의 대화</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread</source>
        <translation>
            <numerusform>안 읽은 글 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::FilesPane</name>
    <message>
        <source>Go to the message</source>
        <translation>글로 가기</translation>
    </message>
    <message>
        <source>Asking the host…</source>
        <translation>마당에 묻고 있습니다…</translation>
    </message>
    <message>
        <source>The files of this room could not be had: %1</source>
        <translation>이 방의 파일을 가져오지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Nobody has sent a file in this room.</source>
        <translation>이 방에는 아직 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Files of this room</source>
        <translation>이 방의 파일</translation>
    </message>
</context>
<context>
    <name>Ui::SlashCommand</name>
    <message>
        <source>what it is about</source>
        <translation>무엇에 관한 방인지</translation>
    </message>
    <message>
        <source>gives this room a topic</source>
        <translation>이 방의 주제를 정합니다</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>invites somebody into this room</source>
        <translation>이 방에 초대합니다</translation>
    </message>
    <message>
        <source>room</source>
        <translation>대화방</translation>
    </message>
    <message>
        <source>goes into a room</source>
        <translation>대화방에 들어갑니다</translation>
    </message>
    <message>
        <source>leaves this room</source>
        <translation>이 방에서 나갑니다</translation>
    </message>
    <message>
        <source>what you say of yourself</source>
        <translation>상태 메시지</translation>
    </message>
    <message>
        <source>sets your status; without words it is taken away</source>
        <translation>상태 메시지를 정합니다. 비워 두면 지웁니다</translation>
    </message>
    <message>
        <source>you can be reached</source>
        <translation>온라인으로 표시합니다</translation>
    </message>
    <message>
        <source>you are away</source>
        <translation>자리 비움으로 표시합니다</translation>
    </message>
    <message>
        <source>you do not want to be disturbed</source>
        <translation>방해 금지로 표시합니다</translation>
    </message>
    <message>
        <source>text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>shrugs behind what you say</source>
        <translation>글 뒤에 어깨를 으쓱하는 그림말을 붙입니다</translation>
    </message>
    <message>
        <source>shows these commands</source>
        <translation>이 명령들을 보여 줍니다</translation>
    </message>
    <message>
        <source>A command is one line only.</source>
        <translation>명령은 한 줄로만 씁니다.</translation>
    </message>
    <message>
        <source>Something is missing: %1</source>
        <translation>빠진 것이 있습니다: %1</translation>
    </message>
    <message>
        <source>%1 stands alone, with nothing behind it.</source>
        <translation>%1 뒤에는 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>There is no command /%1. A / alone shows all of them; to say this as it is, begin with //.</source>
        <translation>/%1 명령은 없습니다. /만 쓰면 모든 명령이 보입니다. 글로 보내려면 //로 시작하세요.</translation>
    </message>
</context>
<context>
    <name>Ui::CommandActions</name>
    <message>
        <source>There is no connection to the host. Wait until it is back.</source>
        <translation>마당과 연결이 끊겼습니다. 다시 연결될 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>Only who keeps order here can change the topic.</source>
        <translation>주제는 이 방의 방장이나 관리자만 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>There is no room called %1 in the list.</source>
        <translation>목록에 이름이 %1인 방이 없습니다.</translation>
    </message>
    <message>
        <source>A status has %1 characters at most.</source>
        <translation>상태 메시지는 %1자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Only who keeps order in a room can invite people into it.</source>
        <translation>초대는 그 방의 방장이나 관리자만 할 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 is in this room already.</source>
        <translation>이미 이 방에 있습니다: %1</translation>
    </message>
    <message>
        <source>Several people are called %1. Choose one in the settings of this room.</source>
        <translation>이름이 %1인 사람이 여럿입니다. 이 방의 설정에서 골라 초대하세요.</translation>
    </message>
    <message>
        <source>Nobody in your rooms is called %1.</source>
        <translation>내가 있는 방에는 이름이 %1인 사람이 없습니다.</translation>
    </message>
    <message>
        <source>Invited: %1</source>
        <translation>초대했습니다: %1</translation>
    </message>
    <message>
        <source>A topic has %1 characters at most.</source>
        <translation>주제는 %1자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>A conversation of two has no way out. You can archive it in the settings of this room instead.</source>
        <translation>둘만의 대화는 나갈 수 없습니다. 대신 방 설정에서 보관할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::CodeOffer</name>
    <message>
        <source>Several lines were pasted. Send them as code?</source>
        <translation>여러 줄을 붙여 넣었습니다. 코드로 보낼까요?</translation>
    </message>
    <message>
        <source>As code</source>
        <translation>코드로</translation>
    </message>
    <message>
        <source>Puts the pasted lines between ``` so that they stay as they are (Ctrl+Shift+C)</source>
        <translation>붙여 넣은 줄을 ```로 감싸 그대로 보이게 합니다(Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Send the pasted lines as code</source>
        <translation>붙여 넣은 줄을 코드로 보내기</translation>
    </message>
    <message>
        <source>Leave them as they are (Escape)</source>
        <translation>그대로 두기(Esc)</translation>
    </message>
</context>
<context>
    <name>Ui::WritingPane</name>
    <message>
        <source>Messages are sent by</source>
        <translation>글 보내기</translation>
    </message>
    <message>
        <source>Enter (Shift+Enter for a new line)</source>
        <translation>Enter (Shift+Enter는 줄바꿈)</translation>
    </message>
    <message>
        <source>Ctrl+Enter (Enter for a new line)</source>
        <translation>Ctrl+Enter (Enter는 줄바꿈)</translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation>맞춤법</translation>
    </message>
    <message>
        <source>Is not checked</source>
        <translation>검사하지 않음</translation>
    </message>
    <message>
        <source>Is checked: %1</source>
        <translation>검사: %1</translation>
    </message>
    <message>
        <source>Is checked: only %1</source>
        <translation>검사: %1만</translation>
    </message>
</context>
<context>
    <name>Ui::AttachmentDialog</name>
    <message>
        <source>File to be sent</source>
        <translation>보낼 파일</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 빼기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>As it is (%1 × %2)</source>
        <translation>그대로(%1 × %2)</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>The picture is being made smaller…</source>
        <translation>사진을 줄이고 있습니다…</translation>
    </message>
    <message>
        <source>This picture cannot be made smaller. Send it as it is.</source>
        <translation>이 사진은 줄일 수 없습니다. 그대로 보내세요.</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <comment>size of a file</comment>
        <translation>%1 (원래 %2)</translation>
    </message>
</context>
<context>
    <name>Ui::AttachmentEditing</name>
    <message>
        <source>The smaller picture could not be kept on this computer&apos;s disk. Make room there, then attach it again.</source>
        <translation>줄인 사진을 이 컴퓨터의 디스크에 보관하지 못했습니다. 자리를 비운 뒤 다시 첨부하세요.</translation>
    </message>
</context>
<context>
    <name>Ui::SpellMenu</name>
    <message>
        <source>Looking for suggestions…</source>
        <translation>고칠 말을 찾고 있습니다…</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>고칠 말을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Add to dictionary</source>
        <translation>사전에 넣기</translation>
    </message>
</context>
<context>
    <name>Ui::EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>이모지</translation>
    </message>
    <message>
        <source>Find an emoji</source>
        <translation>이모지 찾기</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>최근에 쓴 것</translation>
    </message>
    <message>
        <source>There is no such emoji.</source>
        <translation>그런 이모지가 없습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::EmojiButton</name>
    <message>
        <source>Emoji</source>
        <translation>이모지</translation>
    </message>
</context>
<context>
    <name>Ui::MessageBar</name>
    <message>
        <source>React</source>
        <translation>반응 남기기</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답장</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Forward…</source>
        <translation>다른 방에 전하기…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>Ui::Reading</name>
    <message numerus="yes">
        <source>%Ln new message(s) further up</source>
        <translation>
            <numerusform>위에 새 글 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Announcements</name>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>새 메시지 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ChoiceBox</name>
    <message>
        <source>%1: %2</source>
        <comment>what is to be chosen, what is chosen</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Ui::ClearButton</name>
    <message>
        <source>Empty this field</source>
        <translation>입력란 비우기</translation>
    </message>
</context>
<context>
    <name>Ui::PulseSound</name>
    <message>
        <source>the sound server does not answer</source>
        <translation>소리 서버가 응답하지 않습니다</translation>
    </message>
</context>
<context>
    <name>Ui::HostButton</name>
    <message>
        <source>connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>연결하는 중</translation>
    </message>
    <message>
        <source>cannot be reached, tried again by itself</source>
        <translation>연결이 끊겨 다시 시도하는 중</translation>
    </message>
    <message>
        <source>does not let you in</source>
        <translation>들어갈 수 없음</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>연결되지 않음</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) for you</source>
        <translation>
            <numerusform>나에게 온 메시지 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>unread messages</source>
        <translation>읽지 않은 메시지 있음</translation>
    </message>
</context>
<context>
    <name>Ui::HostRail</name>
    <message>
        <source>Copy address</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>Close this host</source>
        <translation>마당 닫기</translation>
    </message>
    <message>
        <source>Leave this host</source>
        <translation>이 마당에서 나가기</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>들어간 마당</translation>
    </message>
    <message>
        <source>Join another host</source>
        <translation>다른 마당에도 들어가기</translation>
    </message>
</context>
<context>
    <name>Ui::StopDialog</name>
    <message>
        <source>Close this host?</source>
        <translation>마당을 닫을까요?</translation>
    </message>
    <message>
        <source>Nobody can talk here until you open it again. What was said is kept on this computer.</source>
        <translation>다시 열 때까지 아무도 여기서 이야기할 수 없습니다. 나눈 이야기는 이 컴퓨터에 남습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other people are here.</source>
        <translation>
            <numerusform>다른 사람 %Ln명이 여기 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>When</source>
        <translation>언제</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>When it closes</source>
        <translation>닫는 때</translation>
    </message>
    <message>
        <source>Why it closes, for the others</source>
        <translation>다른 사람들에게 알릴 닫는 이유</translation>
    </message>
    <message>
        <source>For the others; may stay empty</source>
        <translation>다른 사람들에게 보입니다. 비워 두어도 됩니다</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>지금</translation>
    </message>
    <message numerus="yes">
        <source>In %Ln minutes</source>
        <translation>
            <numerusform>%Ln분 뒤</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close this host</source>
        <translation>마당 닫기</translation>
    </message>
    <message>
        <source>Quit and close your Madang?</source>
        <translation>내 마당을 닫고 끝낼까요?</translation>
    </message>
    <message>
        <source>Close and quit</source>
        <translation>닫고 끝내기</translation>
    </message>
    <message>
        <source>To go on hosting, close only the window.</source>
        <translation>마당을 계속 열어 두려면 창만 닫으십시오.</translation>
    </message>
</context>
<context>
    <name>Ui::StopStrip</name>
    <message>
        <source>This Madang was closed at %1.</source>
        <translation>이 마당은 %1에 닫혔습니다.</translation>
    </message>
    <message>
        <source>Your Madang closes now.</source>
        <translation>내 마당이 지금 닫힙니다.</translation>
    </message>
    <message>
        <source>This Madang closes now.</source>
        <translation>이 마당이 지금 닫힙니다.</translation>
    </message>
    <message>
        <source>Your Madang closes in %1.</source>
        <translation>%1 뒤에 내 마당이 닫힙니다.</translation>
    </message>
    <message>
        <source>This Madang closes in %1.</source>
        <translation>%1 뒤에 이 마당이 닫힙니다.</translation>
    </message>
    <message>
        <source>Host the rooms here…</source>
        <translation>마당을 이어서 열기…</translation>
    </message>
    <message>
        <source>Close now</source>
        <translation>지금 닫기</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>계속 열어 두기</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Close this Madang now</source>
        <translation>이 마당을 지금 닫기</translation>
    </message>
    <message>
        <source>Keep this Madang open</source>
        <translation>이 마당을 계속 열어 두기</translation>
    </message>
    <message>
        <source>Hide this line</source>
        <translation>이 줄 숨기기</translation>
    </message>
</context>
<context>
    <name>Ui::TakeOverDialog</name>
    <message>
        <source>Host the rooms here</source>
        <translation>마당을 이어서 열기</translation>
    </message>
    <message>
        <source>Host the rooms of %1 here?</source>
        <translation>“%1”의 방들을 이 컴퓨터에서 이어서 열까요?</translation>
    </message>
    <message>
        <source>This computer opens a Madang with these rooms and what was said in them. The others come to you then.</source>
        <translation>이 컴퓨터가 이 방들과 그동안 나눈 이야기로 마당을 엽니다. 다른 사람들은 이 컴퓨터로 들어옵니다.</translation>
    </message>
    <message>
        <source>This program has nothing of these rooms any more.</source>
        <translation>이 프로그램에 이 방들의 이야기가 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>Rooms that come along</source>
        <translation>함께 옮길 방</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>글 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, %2부터</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (private)</source>
        <translation>%1(비공개)</translation>
    </message>
    <message>
        <source>Bring the files, too</source>
        <translation>파일도 가져오기</translation>
    </message>
    <message>
        <source>The host is gone: only what this program has of it comes along, without files.</source>
        <translation>마당이 이미 닫혔습니다. 이 프로그램에 남아 있는 이야기만 가져오며 파일은 빠집니다.</translation>
    </message>
    <message>
        <source>Private rooms stay private: invite their people anew.</source>
        <translation>비공개 방은 그대로 비공개입니다. 사람들을 새로 초대하십시오.</translation>
    </message>
    <message>
        <source>Conversations of two stay where they are.</source>
        <translation>둘만의 대화는 옮기지 않습니다.</translation>
    </message>
    <message>
        <source>Bringing the rooms here…</source>
        <translation>방을 가져오는 중입니다…</translation>
    </message>
    <message>
        <source>The rooms are open on this computer</source>
        <translation>이 컴퓨터에서 방들을 열었습니다</translation>
    </message>
    <message>
        <source>Hand this on, so that the others find the way:</source>
        <translation>다른 사람들이 찾아올 수 있도록 이 링크를 전하십시오:</translation>
    </message>
    <message>
        <source>I go on with our rooms on my computer: %1</source>
        <translation>우리 방들을 제 컴퓨터에서 이어서 엽니다: %1</translation>
    </message>
    <message>
        <source>Say it in %1</source>
        <translation>“%1” 방에 알리기</translation>
    </message>
    <message>
        <source>Host them here</source>
        <translation>여기서 열기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Whoever comes into your Madang can read the rooms that are not private.</source>
        <translation>내 마당에 들어오는 사람은 비공개가 아닌 방을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Who may come in is as you have it for your own Madang.</source>
        <translation>들어올 수 있는 사람은 내 마당에서 정해 둔 그대로입니다.</translation>
    </message>
    <message>
        <source>As there, anyone on the network may come in.</source>
        <translation>그곳처럼 이 네트워크의 누구나 들어올 수 있습니다.</translation>
    </message>
    <message>
        <source>It asks for the same password as there.</source>
        <translation>그곳과 같은 비밀번호를 묻습니다.</translation>
    </message>
    <message>
        <source>As not everybody may come in there, whoever comes waits until you let them in.</source>
        <translation>그곳에 아무나 들어올 수 없으므로, 오는 사람은 들일 때까지 기다립니다.</translation>
    </message>
    <message>
        <source>As nobody told who may come in there, whoever comes waits until you let them in.</source>
        <translation>그곳에 누가 들어올 수 있는지 알 수 없으므로, 오는 사람은 들일 때까지 기다립니다.</translation>
    </message>
</context>
<context>
    <name>Ui::HostingQuestions</name>
    <message>
        <source>Your Madang is open, and others can talk in it as long as this program runs.</source>
        <translation>내 마당이 열려 있으며, 이 프로그램이 켜져 있는 동안 다른 사람들이 이야기할 수 있습니다.</translation>
    </message>
    <message>
        <source>The window comes back when you start Madang again.</source>
        <translation>창은 마당을 다시 실행하면 돌아옵니다.</translation>
    </message>
    <message>
        <source>Go on hosting without a window?</source>
        <translation>창 없이 마당을 계속 열어 둘까요?</translation>
    </message>
    <message>
        <source>Do not ask again</source>
        <translation>다시 묻지 않기</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>창 없이 계속하기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close the Madang…</source>
        <translation>마당 닫기…</translation>
    </message>
</context>
<context>
    <name>TakeOver</name>
    <message>
        <source>Your own Madang is open.</source>
        <translation>내 마당이 이미 열려 있습니다.</translation>
    </message>
    <message>
        <source>Close it first. Then these rooms come into it, beside those it has.</source>
        <translation>먼저 내 마당을 닫으십시오. 그러면 이 방들이 내 마당에 있던 방들과 나란히 들어옵니다.</translation>
    </message>
    <message>
        <source>The disk is full. Make some room, then try again.</source>
        <translation>디스크가 가득 찼습니다. 공간을 마련한 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>The rooms could not be brought here: %1</source>
        <translation>방을 가져오지 못했습니다: %1</translation>
    </message>
</context>
<context>
    <name>HostingWake</name>
    <message>
        <source>A Madang is open for others</source>
        <translation>다른 사람들이 쓰는 마당이 열려 있습니다</translation>
    </message>
</context>
<context>
    <name>Ui::LimitsPane</name>
    <message>
        <source>Whoever hosts can read everything</source>
        <translation>마당을 연 사람은 모든 글을 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>Messages are not encrypted from person to person. Private rooms and conversations of two are kept from the other people, not from the owner of the host. Talk on hosts of people you trust.</source>
        <translation>글은 사람과 사람 사이에서 암호화되지 않습니다. 비공개 방과 둘만의 대화는 다른 사람에게 보이지 않지만 마당 주인에게는 감춰지지 않습니다. 믿을 수 있는 사람의 마당에서 이야기하십시오.</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>오가는 길</translation>
    </message>
    <message>
        <source>This program goes in encrypted and knows a host again by its key; the first time, compare the words with whoever hosts, or come by their link. A browser that comes by plain http is not protected: whoever listens on the network can read and change what is sent.</source>
        <translation>이 프로그램은 암호화된 연결로 들어가며 마당을 그 키로 알아봅니다. 처음에는 마당을 연 사람과 확인 낱말을 맞추어 보거나 그 사람이 준 링크로 들어가십시오. 브라우저에서 http 주소로 들어오면 보호되지 않습니다. 네트워크를 엿듣는 사람이 글을 읽고 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Strangers on the network</source>
        <translation>네트워크에 있는 낯선 사람</translation>
    </message>
    <message>
        <source>Whoever is on the network can find a host and knock. A password, invitations or your word keep strangers out; who has an invitation comes in, whoever they are. What the network says of hosts anybody may have made up: a name in a list proves nothing.</source>
        <translation>같은 네트워크에 있는 사람은 누구나 마당을 찾아 들어오려 할 수 있습니다. 비밀번호나 초대, 주인의 허락으로 낯선 사람을 막을 수 있습니다. 초대를 가진 사람은 누구든 들어옵니다. 네트워크에서 들은 마당 정보는 누구든 꾸며 낼 수 있으니 목록에 보이는 이름만으로는 아무것도 믿을 수 없습니다.</translation>
    </message>
    <message>
        <source>Who somebody is</source>
        <translation>누가 누구인지</translation>
    </message>
    <message>
        <source>The name of a guest is what they say. An account is known again by a key on its devices; whoever has the device unlocked is that person. Who said what in rooms that came from another host is what was brought from there.</source>
        <translation>손님의 이름은 스스로 밝힌 이름일 뿐입니다. 계정은 기기에 있는 키로 알아보므로, 잠금이 풀린 기기를 가진 사람이 곧 그 사람입니다. 다른 마당에서 가져온 방에서 누가 무엇을 말했는지는 가져온 기록을 그대로 믿은 것입니다.</translation>
    </message>
    <message>
        <source>What lies where</source>
        <translation>무엇이 어디에 있는지</translation>
    </message>
    <message>
        <source>What is said lies unencrypted on the computer that hosts, and in its backups and exports. This computer keeps your name, your settings and your drafts as they are; the key you are known by is sealed where the system has a keychain. An encrypted disk protects all of it when a computer is stolen.</source>
        <translation>나눈 이야기는 마당을 연 컴퓨터와 그 백업, 내보낸 파일에 암호화되지 않은 채로 있습니다. 이 컴퓨터에는 내 이름과 설정, 쓰다 만 글이 그대로 있고, 나를 알아보는 키는 시스템에 키체인이 있으면 잠가 둡니다. 컴퓨터를 도난당할 때를 대비하려면 디스크를 암호화하십시오.</translation>
    </message>
    <message>
        <source>What is deleted</source>
        <translation>지운 글</translation>
    </message>
    <message>
        <source>A message that is deleted goes from the host. It stays in backups and exports made before, and with whoever has copied it.</source>
        <translation>지운 글은 마당에서 사라집니다. 그 전에 만든 백업과 내보낸 파일, 복사해 둔 사람에게는 남습니다.</translation>
    </message>
    <message>
        <source>Being overrun</source>
        <translation>몰려드는 요청</translation>
    </message>
    <message>
        <source>A host bounds what each visitor may cost it, so that one cannot stop the others. Nothing helps when the network itself is flooded.</source>
        <translation>마당은 방문자마다 쓸 수 있는 양을 제한하므로 한 사람이 다른 사람들을 막지 못합니다. 네트워크 자체가 마비되면 막을 방법이 없습니다.</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>보호하지 못하는 것</translation>
    </message>
    <message>
        <source>Madang does not protect you from a computer that others control, from a host&apos;s owner who means you harm, or from people who pass on what you said.</source>
        <translation>다른 사람이 조종하는 컴퓨터, 해치려는 마음을 품은 마당 주인, 내 말을 퍼뜨리는 사람으로부터는 보호하지 못합니다.</translation>
    </message>
</context>
<context>
    <name>Ui::AwakeStrip</name>
    <message>
        <source>Keep this computer awake while it hosts? When it falls asleep, nobody reaches your Madang. The screen may go dark all the same.</source>
        <translation>마당이 열려 있는 동안 이 컴퓨터가 잠들지 않게 할까요? 잠들면 아무도 내 마당에 들어올 수 없습니다. 화면은 꺼질 수 있습니다.</translation>
    </message>
    <message>
        <source>Keep it awake</source>
        <translation>잠들지 않게 하기</translation>
    </message>
    <message>
        <source>Let it sleep</source>
        <translation>잠들게 두기</translation>
    </message>
</context>
<context>
    <name>Joining</name>
    <message>
        <source>&quot;%1&quot; is no address of a Madang. It looks like 192.168.0.5:7610.</source>
        <translation>“%1”에는 마당이 있을 수 없습니다. 주소는 192.168.0.5:7610처럼 씁니다.</translation>
    </message>
    <message>
        <source>This Madang asks for a password.</source>
        <translation>이 마당에 들어가려면 비밀번호가 필요합니다.</translation>
    </message>
    <message>
        <source>This Madang did not let you in: %1</source>
        <translation>이 마당에 들어갈 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Nobody answered at %1 (%2). Check the address, and that both computers are on the same network.</source>
        <translation>%1에서 응답이 없습니다(%2). 주소가 맞는지, 두 컴퓨터가 같은 네트워크에 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>This is not the password of this Madang.</source>
        <translation>이 마당의 비밀번호가 아닙니다.</translation>
    </message>
    <message>
        <source>This link does not lead into a Madang.</source>
        <translation>이 링크는 마당으로 이어지지 않습니다.</translation>
    </message>
    <message>
        <source>Links begin with madang:// and the address of the computer that hosts, like madang://192.168.0.12:7610.</source>
        <translation>링크는 madang:// 뒤에 마당을 연 컴퓨터의 주소가 옵니다. 예: madang://192.168.0.12:7610</translation>
    </message>
    <message>
        <source>You have not been there. Whoever hosts there, and the people in it, see your name and your address. Go there only if you trust whom the link is from.</source>
        <translation>아직 가 본 적이 없는 곳입니다. 그곳을 연 사람과 거기 있는 사람들이 내 이름과 주소를 보게 됩니다. 링크를 준 사람을 믿을 수 있을 때만 들어가십시오.</translation>
    </message>
    <message>
        <source>Go to the Madang at %1?</source>
        <translation>%1에 있는 마당으로 들어갈까요?</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>들어가기</translation>
    </message>
    <message>
        <source>The room of this link is not there.</source>
        <translation>이 링크의 방을 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>It was deleted, or only its members see it. Ask whom the link is from.</source>
        <translation>방이 삭제되었거나 멤버에게만 보이는 방입니다. 링크를 보낸 사람에게 물어보세요.</translation>
    </message>
    <message>
        <source>Go to the Madang at %1 without encryption?</source>
        <translation>%1에 있는 마당에 암호화하지 않고 들어갈까요?</translation>
    </message>
    <message>
        <source>Go in without encryption</source>
        <translation>암호화 없이 들어가기</translation>
    </message>
    <message>
        <source>Who answers at %1 is not the computer that the link names. Nothing of yours was sent. Ask whom the link is from for a new one.</source>
        <translation>%1에서 응답한 것은 링크가 가리키는 컴퓨터가 아닙니다. 아무것도 보내지 않았습니다. 링크를 준 사람에게 새 링크를 받으세요.</translation>
    </message>
    <message>
        <source>The Madang at %1 was encrypted when you were there. You do not go in without that any more: somebody else may answer in its place. Type the address without ws://.</source>
        <translation>%1에 있는 마당은 전에 들어갔을 때 암호화되어 있었습니다. 다른 사람이 대신 응답할 수 있으므로 이제 암호화 없이는 들어가지 않습니다. ws://를 빼고 주소를 입력하세요.</translation>
    </message>
    <message>
        <source>You have not been there. Whoever hosts there, and the people in it, see your name and your address. The link says which computer it has to be, and no other gets anything. Go there only if you trust whom the link is from.</source>
        <translation>아직 가 본 적이 없는 곳입니다. 그곳을 연 사람과 거기 있는 사람들이 내 이름과 주소를 보게 됩니다. 링크에 어느 컴퓨터여야 하는지 적혀 있어, 다른 컴퓨터에는 아무것도 보내지 않습니다. 링크를 준 사람을 믿을 수 있을 때만 들어가십시오.</translation>
    </message>
    <message>
        <source>It answers, but not encrypted. Whoever is on the same network can read what you write there, your password too, and change it. Whoever hosts can turn encryption on, or has a Madang that is too old for it.</source>
        <translation>응답은 하지만 암호화하지 않습니다. 같은 네트워크에 있는 누구나 그곳에 쓰는 글과 비밀번호를 읽고 바꿀 수 있습니다. 연 사람이 암호화를 켤 수 있으며, 마당의 판이 오래되어 할 수 없을 수도 있습니다.</translation>
    </message>
    <message>
        <source>The Madang at %1 does not encrypt what is said there.</source>
        <translation>%1에 있는 마당은 나누는 글을 암호화하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::IdentityDialog</name>
    <message>
        <source>Identity of %1</source>
        <translation>%1의 신원</translation>
    </message>
    <message>
        <source>Read these words to each other, face to face or by telephone. Who sees the same words as you is connected to this computer, and nobody reads along.</source>
        <translation>만나거나 전화로 이 낱말들을 서로 읽어 주세요. 같은 낱말이 보이는 사람은 이 컴퓨터에 연결되어 있으며, 중간에서 읽는 사람이 없습니다.</translation>
    </message>
    <message>
        <source>Read these words to each other, face to face or by telephone: you and who hosts. If they are the same, you are connected to that computer, and nobody reads along.</source>
        <translation>마당을 연 사람과 만나거나 전화로 이 낱말들을 서로 읽어 주세요. 같으면 그 컴퓨터에 연결되어 있으며, 중간에서 읽는 사람이 없습니다.</translation>
    </message>
    <message>
        <source>If a word differs, somebody stands between you. Leave this host, and write nothing that others must not read.</source>
        <translation>한 낱말이라도 다르면 누군가 중간에 있는 것입니다. 이 마당에서 나가고, 남이 읽으면 안 되는 글은 쓰지 마십시오.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy words and fingerprint</source>
        <translation>낱말과 지문 복사</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>If a word differs, somebody stands between you. Have the other one leave, and write nothing that others must not read.</source>
        <translation>한 낱말이라도 다르면 누군가 중간에 있는 것입니다. 상대에게 나가라고 알리고, 남이 읽으면 안 되는 글은 쓰지 마십시오.</translation>
    </message>
</context>
<context>
    <name>Ui::IdentityCard</name>
    <message>
        <source>Fingerprint: %1</source>
        <translation>지문: %1</translation>
    </message>
    <message>
        <source>The words are being made…</source>
        <translation>낱말을 만들고 있습니다…</translation>
    </message>
</context>
<context>
    <name>Ui::IdentityPicture</name>
    <message>
        <source>Picture of the identity</source>
        <translation>신원 그림</translation>
    </message>
</context>
<context>
    <name>Ui::ChangedHostDialog</name>
    <message>
        <source>This is not the %1 you know</source>
        <translation>알고 있던 마당이 아닙니다: %1</translation>
    </message>
    <message>
        <source>Who answers there shows another identity. It may be another computer that has the address now, or somebody who wants to read along. Or the host lost its key. Nothing of yours was sent.</source>
        <translation>그곳에서 응답한 쪽의 신원이 전과 다릅니다. 지금 그 주소를 쓰는 다른 컴퓨터이거나, 글을 엿보려는 사람일 수 있습니다. 마당이 열쇠를 잃었을 수도 있습니다. 아무것도 보내지 않았습니다.</translation>
    </message>
    <message>
        <source>Ask whoever hosts it, by telephone or face to face, which words they see.</source>
        <translation>마당을 연 사람에게 전화하거나 만나서, 어떤 낱말이 보이는지 물어보세요.</translation>
    </message>
    <message>
        <source>Expected, known since %1</source>
        <translation>알고 있던 신원(%1부터)</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>알고 있던 신원</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>지금 보인 신원</translation>
    </message>
    <message>
        <source>I compared the words with whoever hosts it</source>
        <translation>마당을 연 사람과 낱말을 견주어 보았습니다</translation>
    </message>
    <message>
        <source>It is the same host, trust it from now on</source>
        <translation>같은 마당이므로 이제부터 믿기</translation>
    </message>
    <message>
        <source>Do not go in</source>
        <translation>들어가지 않기</translation>
    </message>
</context>
<context>
    <name>Ui::Entrance</name>
    <message>
        <source>%1 of %2 left</source>
        <translation>%2명 중 %1명 더 들어올 수 있음</translation>
    </message>
    <message numerus="yes">
        <source>%n came by it</source>
        <translation>
            <numerusform>%n명이 들어왔음</numerusform>
        </translation>
    </message>
    <message>
        <source>An invitation is needed here.</source>
        <translation>이곳은 초대가 있어야 들어갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Ask whoever hosts for a link, and come in by that.</source>
        <translation>마당을 연 사람에게 링크를 받아 그 링크로 들어오세요.</translation>
    </message>
    <message>
        <source>Easy to guess: take more letters, or a few words.</source>
        <translation>알아맞히기 쉽습니다. 글자를 늘리거나 낱말을 몇 개 이어 쓰세요.</translation>
    </message>
    <message>
        <source>Hard to guess for people, not for a program.</source>
        <translation>사람은 알아맞히기 어렵지만 프로그램은 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>Hard to guess.</source>
        <translation>알아맞히기 어렵습니다.</translation>
    </message>
    <message>
        <source>It was used already, or its time has passed. Ask whoever hosts for a new link.</source>
        <translation>이미 쓰였거나 기한이 지났습니다. 마당을 연 사람에게 새 링크를 받으세요.</translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation>이름을 밝히지 않은 사람</translation>
    </message>
    <message>
        <source>The host did not do that: %1</source>
        <translation>마당이 그렇게 하지 않았습니다: %1</translation>
    </message>
    <message>
        <source>The invitation could not be made: %1</source>
        <translation>초대를 만들지 못했습니다: %1</translation>
    </message>
    <message>
        <source>This invitation is over.</source>
        <translation>이 초대는 끝났습니다.</translation>
    </message>
    <message>
        <source>Waiting to be let in.</source>
        <translation>들여보내 주기를 기다리고 있습니다.</translation>
    </message>
    <message>
        <source>Whoever hosts here is asked. You come in by itself as soon as they say yes.</source>
        <translation>마당을 연 사람에게 물어보았습니다. 허락하면 저절로 들어갑니다.</translation>
    </message>
    <message>
        <source>Whoever hosts said no. Talk to them if that was a mistake.</source>
        <translation>마당을 연 사람이 거절했습니다. 잘못된 것 같으면 그 사람에게 이야기하세요.</translation>
    </message>
    <message>
        <source>You were not let in.</source>
        <translation>들어가지 못했습니다.</translation>
    </message>
    <message>
        <source>by a browser</source>
        <translation>브라우저로</translation>
    </message>
    <message>
        <source>by the program</source>
        <translation>마당 프로그램으로</translation>
    </message>
    <message>
        <source>for one person</source>
        <translation>한 사람이 들어올 수 있음</translation>
    </message>
    <message>
        <source>its time is over</source>
        <translation>기한이 지났음</translation>
    </message>
    <message>
        <source>not the one of that name whom this host knows</source>
        <translation>이 마당이 아는 그 이름의 사람이 아님</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>거두었음</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>%1까지</translation>
    </message>
    <message>
        <source>used up</source>
        <translation>다 쓰였음</translation>
    </message>
    <message>
        <source>Ask whoever hosts there to install a newer version.</source>
        <translation>그 마당을 연 사람에게 새 버전을 설치해 달라고 하세요.</translation>
    </message>
    <message>
        <source>Install a newer version on this computer, and come in again. Ask whoever hosts there where to get it.</source>
        <translation>이 컴퓨터에 새 버전을 설치하고 다시 들어오세요. 어디에서 받는지는 그 마당을 연 사람에게 물어보세요.</translation>
    </message>
    <message>
        <source>That Madang is too old for this program.</source>
        <translation>그 마당은 이 프로그램으로 들어가기에 너무 오래된 버전입니다.</translation>
    </message>
    <message>
        <source>This program is too old for that Madang.</source>
        <translation>이 프로그램은 그 마당에 들어가기에 너무 오래된 버전입니다.</translation>
    </message>
</context>
<context>
    <name>Ui::EntrancePane</name>
    <message>
        <source>Anyone on this network</source>
        <translation>이 네트워크의 누구나</translation>
    </message>
    <message>
        <source>Make a link below for those who are to come. Who has been here before comes in without one.</source>
        <translation>올 사람에게 줄 링크를 아래에서 만드세요. 전에 왔던 사람은 링크 없이 들어옵니다.</translation>
    </message>
    <message>
        <source>New password of this host</source>
        <translation>이 마당의 새 비밀번호</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>비밀번호 정하기</translation>
    </message>
    <message>
        <source>There is a password. A new one takes its place.</source>
        <translation>비밀번호가 있습니다. 새로 정하면 그것으로 바뀝니다.</translation>
    </message>
    <message>
        <source>Who may come in</source>
        <translation>들어올 수 있는 사람</translation>
    </message>
    <message>
        <source>Who was invited or let in before comes in without it.</source>
        <translation>초대받았거나 전에 들인 사람은 비밀번호 없이 들어옵니다.</translation>
    </message>
    <message>
        <source>Whoever comes for the first time waits until you let them in. Who has been here before comes in at once.</source>
        <translation>처음 온 사람은 들일 때까지 기다립니다. 전에 왔던 사람은 바로 들어옵니다.</translation>
    </message>
    <message>
        <source>Whoever has an invitation</source>
        <translation>초대받은 사람</translation>
    </message>
    <message>
        <source>Whoever knows a password</source>
        <translation>비밀번호를 아는 사람</translation>
    </message>
    <message>
        <source>Whoever reaches this computer over the network comes in.</source>
        <translation>네트워크로 이 컴퓨터에 닿는 사람은 모두 들어옵니다.</translation>
    </message>
    <message>
        <source>Whom I let in</source>
        <translation>내가 들이는 사람</translation>
    </message>
</context>
<context>
    <name>Ui::InvitationsPane</name>
    <message>
        <source>For whom (only you see it)</source>
        <translation>누구에게 (나에게만 보임)</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>기한</translation>
    </message>
    <message>
        <source>How many people</source>
        <translation>몇 사람</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>초대</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>초대</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>들어갈 방</translation>
    </message>
    <message>
        <source>Let %1 count again</source>
        <translation>다시 쓸 수 있게 하기: %1</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>링크 만들기</translation>
    </message>
    <message>
        <source>Pass this link on</source>
        <translation>이 링크를 건네주세요</translation>
    </message>
    <message>
        <source>Take %1 back</source>
        <translation>거두기: %1</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>거두기</translation>
    </message>
    <message>
        <source>There are none. Make a link and pass it on: whoever has it comes in, without a password and without waiting.</source>
        <translation>아직 없습니다. 링크를 만들어 건네주세요. 링크가 있으면 비밀번호도 기다림도 없이 들어옵니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Whoever has it comes in: %1. It is not shown again.</source>
        <translation>이 링크가 있으면 들어올 수 있습니다(%1). 다시 보이지 않습니다.</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>하루</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>일주일</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>한 시간</translation>
    </message>
    <message>
        <source>as many as come</source>
        <translation>몇 명이든</translation>
    </message>
    <message>
        <source>no room in particular</source>
        <translation>정하지 않음</translation>
    </message>
    <message>
        <source>one person</source>
        <translation>한 사람</translation>
    </message>
    <message>
        <source>until it is used</source>
        <translation>다 쓸 때까지</translation>
    </message>
    <message>
        <source>up to 20 people</source>
        <translation>20명까지</translation>
    </message>
    <message>
        <source>up to 5 people</source>
        <translation>5명까지</translation>
    </message>
</context>
<context>
    <name>Ui::NewcomerStrip</name>
    <message>
        <source>%1 wants to come in.</source>
        <translation>%1님이 들어오려고 합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>%n명 더…</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>거절: %1</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>Everybody who wants to come in</source>
        <translation>들어오려는 사람 모두 보기</translation>
    </message>
    <message>
        <source>Let %1 in</source>
        <translation>들이기: %1</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>들이기</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>더 보기…</translation>
    </message>
    <message>
        <source>Who wants to come in</source>
        <translation>들어오려는 사람</translation>
    </message>
</context>
<context>
    <name>Ui::NewcomersPane</name>
    <message numerus="yes">
        <source>%n wait(s) to be let in</source>
        <translation>
            <numerusform>%n명이 들여보내 주기를 기다립니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>거절: %1</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>Let %1 in</source>
        <translation>들이기: %1</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>들이기</translation>
    </message>
    <message>
        <source>Nobody waits to be let in</source>
        <translation>들어오려고 기다리는 사람이 없습니다</translation>
    </message>
    <message>
        <source>Whoever comes for the first time appears here, and waits until you let them in.</source>
        <translation>처음 온 사람이 여기에 나타나고, 들일 때까지 기다립니다.</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>거절했음</translation>
    </message>
</context>
<context>
    <name>Ui::ClipboardStrip</name>
    <message>
        <source>An invitation is in the clipboard: %1</source>
        <translation>클립보드에 초대가 있습니다: %1</translation>
    </message>
    <message>
        <source>An invitation is in the clipboard: %1, room %2</source>
        <translation>클립보드에 초대가 있습니다: %1, 대화방 %2</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>들어가기</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>%1 주소로 들어가기</translation>
    </message>
    <message>
        <source>No, thanks</source>
        <translation>괜찮습니다</translation>
    </message>
    <message>
        <source>Do not go to %1</source>
        <translation>%1 주소로 들어가지 않기</translation>
    </message>
</context>
<context>
    <name>Ui::DoctorDialog</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>never</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>그래도 쓰기</translation>
    </message>
    <message>
        <source>Use %1 anyway</source>
        <translation>그래도 %1 쓰기</translation>
    </message>
    <message>
        <source>All is well: others are near, or answer.</source>
        <translation>문제가 없습니다. 가까이에 마당이 있거나 응답합니다.</translation>
    </message>
    <message>
        <source>What it may be</source>
        <translation>짐작되는 까닭</translation>
    </message>
    <message>
        <source>What it may be, most likely first</source>
        <translation>짐작되는 까닭(그럴듯한 것부터)</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 살펴보기</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>Why do I see nobody?</source>
        <translation>왜 아무도 안 보이나요?</translation>
    </message>
    <message>
        <source>This looks at the network of this computer. Whoever hosts can tell you an address, which is tested, too:</source>
        <translation>이 컴퓨터의 네트워크를 살펴봅니다. 마당을 연 사람에게 주소를 물어서 적으면 그 주소도 시험합니다.</translation>
    </message>
    <message>
        <source>Address to be tested, may be empty</source>
        <translation>시험할 주소(비워 두어도 됨)</translation>
    </message>
    <message>
        <source>Networks of this computer</source>
        <translation>이 컴퓨터의 네트워크</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>쓰임</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>들음</translation>
    </message>
    <message>
        <source>Madangs</source>
        <translation>마당</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>마지막으로 들음</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Without names of people and without invitations</source>
        <translation>사람 이름과 초대는 들어가지 않습니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Leave this network out</source>
        <translation>이 네트워크 쓰지 않기</translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation>이 네트워크 쓰기</translation>
    </message>
    <message>
        <source>Leave out %1</source>
        <translation>%1 쓰지 않기</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 쓰기</translation>
    </message>
    <message>
        <source>%1 is used from now on.</source>
        <translation>이제 %1 네트워크를 씁니다.</translation>
    </message>
    <message>
        <source>%1 is left out from now on.</source>
        <translation>이제 %1 네트워크를 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>On a network that is left out Madang looks for nobody, and does not make itself known.</source>
        <translation>쓰지 않는 네트워크에서는 다른 마당을 찾지 않고, 내 마당도 알리지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::JoinCard</name>
    <message>
        <source>An invitation; its secret is kept and not shown.</source>
        <translation>초대입니다. 비밀 부분은 간직하고 보여 주지 않습니다.</translation>
    </message>
    <message>
        <source>An invitation to the room %1; its secret is kept and not shown.</source>
        <translation>“%1” 대화방 초대입니다. 비밀 부분은 간직하고 보여 주지 않습니다.</translation>
    </message>
    <message>
        <source>Join by address or invitation</source>
        <translation>주소나 초대로 들어가기</translation>
    </message>
    <message>
        <source>Address or invitation</source>
        <translation>주소나 초대</translation>
    </message>
    <message>
        <source>Password of this host</source>
        <translation>이 마당의 비밀번호</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>들어가기</translation>
    </message>
</context>
<context>
    <name>Ui::PlaceCard</name>
    <message>
        <source>not near any more</source>
        <translation>이제 가까이에 없음</translation>
    </message>
    <message>
        <source>open on this computer</source>
        <translation>이 컴퓨터에 열려 있음</translation>
    </message>
    <message>
        <source>near now</source>
        <translation>지금 가까이에 있음</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln명</numerusform>
        </translation>
    </message>
    <message>
        <source>with a password</source>
        <translation>비밀번호 필요</translation>
    </message>
    <message>
        <source>by invitation</source>
        <translation>초대 필요</translation>
    </message>
    <message>
        <source>somebody lets you in</source>
        <translation>허락을 받아야 함</translation>
    </message>
    <message>
        <source>first time here</source>
        <translation>처음 만나는 곳</translation>
    </message>
    <message>
        <source>been there before</source>
        <translation>가 본 곳</translation>
    </message>
    <message>
        <source>Says that it is %1, which you know. It cannot prove that yet.</source>
        <translation>“%1”(전에 간 마당)이라고 하지만 아직 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>Not the %1 that you know: it says so, but its certificate is another one. Ask whoever hosts it before you go there.</source>
        <translation>“%1”(전에 간 마당)이라고 하지만, 인증서가 다르니 그곳이 아닙니다. 들어가기 전에 마당을 연 사람에게 물어보세요.</translation>
    </message>
    <message>
        <source>Take off this list</source>
        <translation>목록에서 지우기</translation>
    </message>
    <message>
        <source>Take %1 off this list</source>
        <translation>목록에서 %1 지우기</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Join anyway</source>
        <translation>그래도 들어가기</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>들어가기</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 보기</translation>
    </message>
    <message>
        <source>Join %1 anyway</source>
        <translation>그래도 %1 들어가기</translation>
    </message>
    <message>
        <source>Join %1</source>
        <translation>%1 들어가기</translation>
    </message>
</context>
<context>
    <name>Ui::PlaceList</name>
    <message>
        <source>Looking…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Nobody near has a Madang open, as far as this computer can tell. Be on the same network as the others, by Wi-Fi or cable. Ask whoever hosts for the invitation or the address. Or open one yourself: the others see it here.</source>
        <translation>이 컴퓨터가 알기로는 가까이에 열린 마당이 없습니다. 다른 사람들과 같은 네트워크(와이파이나 유선)에 있는지 확인하세요. 마당을 연 사람에게 초대나 주소를 물어보세요. 직접 마당을 열면 다른 사람들에게 여기에 보입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln Madangs near, among them %1</source>
        <translation>
            <numerusform>가까운 마당 %Ln곳, 그 가운데 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Near: %1</source>
        <translation>가까운 마당: %1</translation>
    </message>
    <message>
        <source>Near you</source>
        <translation>가까운 마당</translation>
    </message>
    <message>
        <source>Joined before</source>
        <translation>전에 간 마당</translation>
    </message>
    <message>
        <source>Why do I see nobody?</source>
        <translation>왜 아무도 안 보이나요?</translation>
    </message>
</context>
<context>
    <name>Ui::AddressWords</name>
    <message>
        <source>Whoever has a host open sees its address in the window and can copy it.</source>
        <translation>마당을 연 사람의 창에 주소가 보이고, 복사할 수 있습니다.</translation>
    </message>
    <message>
        <source>An address begins with a computer&apos;s name or number, or with ws://, http:// or madang://.</source>
        <translation>주소는 컴퓨터 이름이나 번호, 또는 ws://, http://, madang://로 시작합니다.</translation>
    </message>
    <message>
        <source>This is no address yet. It looks like 192.168.0.12:7610.</source>
        <translation>아직 주소가 아닙니다. 192.168.0.12:7610처럼 씁니다.</translation>
    </message>
    <message>
        <source>The number behind the colon goes from 1 to 65535; mostly it is 7610.</source>
        <translation>쌍점 뒤의 숫자는 1에서 65535까지이고, 대개 7610입니다.</translation>
    </message>
    <message>
        <source>open to anyone</source>
        <translation>누구나 들어갈 수 있음</translation>
    </message>
    <message>
        <source>with a password</source>
        <translation>비밀번호 필요</translation>
    </message>
    <message>
        <source>by invitation</source>
        <translation>초대 필요</translation>
    </message>
    <message>
        <source>somebody lets you in</source>
        <translation>허락을 받아야 함</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln명</numerusform>
        </translation>
    </message>
    <message>
        <source>A Madang is open there: %1 (%2).</source>
        <translation>그곳에 마당이 열려 있습니다: %1(%2).</translation>
    </message>
    <message>
        <source>It is a newer version, %1; where something does not work, install that one here, too.</source>
        <translation>더 새로운 판(%1)입니다. 되지 않는 것이 있으면 이 컴퓨터에도 그 판을 설치하세요.</translation>
    </message>
    <message>
        <source>It is an older version, %1; it may not have all that you have here.</source>
        <translation>더 오래된 판(%1)이라 여기에 있는 것이 그곳에는 없을 수 있습니다.</translation>
    </message>
    <message>
        <source>No computer goes by the name %1 here. Try its number, like 192.168.0.12.</source>
        <translation>이름이 %1인 컴퓨터가 이 네트워크에 없습니다. 192.168.0.12 같은 번호로 해 보세요.</translation>
    </message>
    <message>
        <source>This computer has no way there. Is it on the same network?</source>
        <translation>이 컴퓨터에서 그곳으로 가는 길이 없습니다. 같은 네트워크에 있나요?</translation>
    </message>
    <message>
        <source>This computer has no way there (%1). Is it on the same network?</source>
        <translation>이 컴퓨터에서 그곳으로 가는 길이 없습니다(%1). 같은 네트워크에 있나요?</translation>
    </message>
    <message>
        <source>The computer is there, and no Madang is open at its port %1. Ask whoever hosts whether it is another port.</source>
        <translation>컴퓨터는 있지만 포트 %1에 열린 마당이 없습니다. 다른 포트인지 마당을 연 사람에게 물어보세요.</translation>
    </message>
    <message>
        <source>Somebody takes the connection there and says nothing. It may be another program; check the port.</source>
        <translation>연결은 되지만 아무 대답이 없습니다. 다른 프로그램일 수 있으니 포트를 확인하세요.</translation>
    </message>
    <message>
        <source>Nobody answers there. Check the address, and that both computers are on the same network.</source>
        <translation>그곳에서 응답이 없습니다. 주소가 맞는지, 두 컴퓨터가 같은 네트워크에 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Somebody answers there, and it is no Madang. Check the port.</source>
        <translation>응답은 있지만 마당이 아닙니다. 포트를 확인하세요.</translation>
    </message>
    <message>
        <source>What answers there does not have the certificate of the Madang that you know at this address. Ask whoever hosts it before you go there.</source>
        <translation>응답한 쪽의 인증서가 이 주소에서 알던 마당의 것이 아닙니다. 들어가기 전에 마당을 연 사람에게 물어보세요.</translation>
    </message>
    <message>
        <source>Leads to %1.</source>
        <translation>%1 주소로 이어집니다.</translation>
    </message>
    <message>
        <source>Leads to %1, room %2.</source>
        <translation>%1 주소의 “%2” 대화방으로 이어집니다.</translation>
    </message>
    <message>
        <source>Looking who is there…</source>
        <translation>누가 있는지 보는 중…</translation>
    </message>
</context>
<context>
    <name>Ui::DoctorWords</name>
    <message numerus="yes">
        <source>%Ln in use</source>
        <translation>
            <numerusform>%Ln개 쓰는 중</numerusform>
        </translation>
    </message>
    <message>
        <source>none in use</source>
        <translation>쓰는 것이 없음</translation>
    </message>
    <message numerus="yes">
        <source>%Ln Madangs answered</source>
        <translation>
            <numerusform>마당 %Ln곳이 응답함</numerusform>
        </translation>
    </message>
    <message>
        <source>no Madang answered</source>
        <translation>응답한 마당이 없음</translation>
    </message>
    <message>
        <source>reached: %1</source>
        <translation>닿음: %1</translation>
    </message>
    <message>
        <source>none of them could be reached</source>
        <translation>아무 데도 닿지 않음</translation>
    </message>
    <message>
        <source>nobody knows this name</source>
        <translation>아무도 이 이름을 모름</translation>
    </message>
    <message>
        <source>taken by %1</source>
        <translation>%1 쪽이 받음</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>거절됨</translation>
    </message>
    <message>
        <source>nothing came back</source>
        <translation>아무것도 돌아오지 않음</translation>
    </message>
    <message>
        <source>a Madang, version %1</source>
        <translation>마당, %1판</translation>
    </message>
    <message>
        <source>a Madang</source>
        <translation>마당</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>대답이 없음</translation>
    </message>
    <message>
        <source>not a Madang</source>
        <translation>마당이 아님</translation>
    </message>
    <message>
        <source>works</source>
        <translation>됨</translation>
    </message>
    <message>
        <source>is not spoken there, or by another one</source>
        <translation>그곳에서 쓰지 않거나 다른 곳의 것임</translation>
    </message>
    <message>
        <source>not the certificate that is known</source>
        <translation>알던 인증서가 아님</translation>
    </message>
    <message>
        <source>This computer is on no network.</source>
        <translation>이 컴퓨터가 어떤 네트워크에도 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Connect it by Wi-Fi or cable, then look again.</source>
        <translation>와이파이나 유선으로 연결한 뒤 다시 살펴보세요.</translation>
    </message>
    <message>
        <source>The settings leave out %1.</source>
        <translation>설정에서 %1 네트워크를 쓰지 않게 해 두었습니다.</translation>
    </message>
    <message>
        <source>Let Madang use it, if the others are on that network.</source>
        <translation>다른 사람들이 그 네트워크에 있다면 마당이 쓰게 하세요.</translation>
    </message>
    <message>
        <source>There is only %1, which looks like a VPN or a network of programs, and is left out.</source>
        <translation>%1 하나뿐인데, VPN이나 프로그램용 네트워크로 보여서 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Connect to the network of the others, or use this one anyway if they are in it.</source>
        <translation>다른 사람들의 네트워크에 연결하거나, 그들이 이 네트워크에 있다면 그래도 쓰세요.</translation>
    </message>
    <message>
        <source>A VPN is on (%1). Some keep a computer away from its own network.</source>
        <translation>VPN이 켜져 있습니다(%1). 어떤 VPN은 컴퓨터를 자기 네트워크에서 떼어 놓습니다.</translation>
    </message>
    <message>
        <source>Turn it off for a moment and look again, or let it reach the local network in its settings. If the others are in the VPN, use it anyway.</source>
        <translation>잠시 끄고 다시 살펴보거나, VPN 설정에서 로컬 네트워크 접근을 허용하세요. 다른 사람들이 VPN 안에 있다면 그래도 쓰세요.</translation>
    </message>
    <message>
        <source>Nobody can be asked by %1: it sends only to one computer at a time.</source>
        <translation>%1 네트워크로는 누가 있는지 물을 수 없습니다. 한 번에 한 컴퓨터에만 보낼 수 있습니다.</translation>
    </message>
    <message>
        <source>Join by the address, which works there as well, or use another network.</source>
        <translation>주소로는 들어갈 수 있으니 주소로 들어가거나, 다른 네트워크를 쓰세요.</translation>
    </message>
    <message>
        <source>The system does not let Madang listen to the network: %1</source>
        <translation>시스템이 마당의 네트워크 듣기를 허용하지 않습니다: %1</translation>
    </message>
    <message>
        <source>Close other programs that look for devices, or start the computer anew. Joining by the address works all the same.</source>
        <translation>장치를 찾는 다른 프로그램을 닫거나 컴퓨터를 다시 시작하세요. 주소로는 그래도 들어갈 수 있습니다.</translation>
    </message>
    <message>
        <source>macOS may keep Madang away from the local network.</source>
        <translation>macOS가 마당의 로컬 네트워크 접근을 막고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Open System Settings, Privacy &amp; Security, Local Network, and switch Madang on; then start Madang anew.</source>
        <translation>시스템 설정 → 개인정보 보호 및 보안 → 로컬 네트워크에서 마당을 켠 뒤, 마당을 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Windows may take this network for a public one, and lets nobody in there.</source>
        <translation>Windows가 이 네트워크를 공용으로 여겨 아무도 들이지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>Open Settings, Network &amp; Internet, the properties of this network, and choose Private network, if you trust it. Let Madang through the firewall when Windows asks.</source>
        <translation>믿을 수 있는 네트워크라면 설정 → 네트워크 및 인터넷 → 이 네트워크의 속성에서 개인 네트워크를 고르세요. Windows가 물으면 방화벽에서 마당을 허용하세요.</translation>
    </message>
    <message>
        <source>The firewall of this computer (%1) may keep the others away.</source>
        <translation>이 컴퓨터의 방화벽(%1)이 다른 사람들을 막고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Whoever may change it lets Madang through with this command:</source>
        <translation>바꿀 권한이 있는 사람이 다음 명령으로 마당을 허용하세요.</translation>
    </message>
    <message>
        <source>The Wi-Fi keeps its computers apart: the network answers, and nothing of other computers comes through.</source>
        <translation>와이파이가 컴퓨터들을 서로 떼어 놓고 있습니다. 네트워크는 응답하지만 다른 컴퓨터의 것은 아무것도 오지 않습니다.</translation>
    </message>
    <message>
        <source>The Wi-Fi may keep its computers apart, as those for guests do.</source>
        <translation>손님용 와이파이처럼, 와이파이가 컴퓨터들을 서로 떼어 놓고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Use another Wi-Fi or a cable, or have whoever runs it switch off the isolation of clients (AP isolation). Joining by the address does not help here.</source>
        <translation>다른 와이파이나 유선을 쓰거나, 관리하는 사람에게 단말 격리(AP isolation)를 꺼 달라고 하세요. 이때는 주소로 들어가도 소용이 없습니다.</translation>
    </message>
    <message>
        <source>All seems well here; perhaps nobody near has a Madang open.</source>
        <translation>여기는 문제가 없어 보입니다. 가까이에 마당을 연 사람이 없을 수 있습니다.</translation>
    </message>
    <message>
        <source>Ask whoever hosts whether it is open, and for its address or invitation. Or open one yourself.</source>
        <translation>마당을 연 사람에게 열려 있는지, 주소나 초대가 무엇인지 물어보세요. 직접 열 수도 있습니다.</translation>
    </message>
    <message>
        <source>Networks of this computer</source>
        <translation>이 컴퓨터의 네트워크</translation>
    </message>
    <message>
        <source>Asking who is near</source>
        <translation>가까이에 누가 있는지 묻기</translation>
    </message>
    <message>
        <source>Reaching other computers</source>
        <translation>다른 컴퓨터에 닿기</translation>
    </message>
    <message>
        <source>Name of the address</source>
        <translation>주소의 이름</translation>
    </message>
    <message>
        <source>Connection to it</source>
        <translation>그곳과의 연결</translation>
    </message>
    <message>
        <source>Who answers there</source>
        <translation>그곳에서 대답하는 쪽</translation>
    </message>
    <message>
        <source>Encryption (TLS)</source>
        <translation>암호화(TLS)</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>살펴보는 중…</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>살펴보지 않음</translation>
    </message>
    <message>
        <source>%1 is on another network than this computer.</source>
        <translation>%1 주소는 이 컴퓨터와 다른 네트워크에 있습니다.</translation>
    </message>
    <message>
        <source>Connect both to the same network, the same Wi-Fi for example; or ask whoever runs the networks for a way between them.</source>
        <translation>두 컴퓨터를 같은 와이파이처럼 같은 네트워크에 연결하거나, 네트워크를 관리하는 사람에게 둘을 이어 달라고 하세요.</translation>
    </message>
    <message>
        <source>No computer goes by the name %1 here.</source>
        <translation>이름이 %1인 컴퓨터가 이 네트워크에 없습니다.</translation>
    </message>
    <message>
        <source>Try its number, like 192.168.0.12, which its window shows.</source>
        <translation>그쪽 창에 보이는 192.168.0.12 같은 번호로 해 보세요.</translation>
    </message>
    <message>
        <source>The Madang there has another port.</source>
        <translation>그곳의 마당은 다른 포트를 씁니다.</translation>
    </message>
    <message>
        <source>Join by %1.</source>
        <translation>%1 주소로 들어가세요.</translation>
    </message>
    <message>
        <source>The computer is there, and no Madang is open at its port %1.</source>
        <translation>컴퓨터는 있지만 포트 %1에 열린 마당이 없습니다.</translation>
    </message>
    <message>
        <source>Ask whoever hosts whether it is open, and at which port: where 7610 was taken it is the next free one, 7611 for example.</source>
        <translation>마당이 열려 있는지, 어느 포트인지 마당을 연 사람에게 물어보세요. 7610을 다른 프로그램이 쓰고 있으면 7611처럼 비어 있는 다음 포트를 씁니다.</translation>
    </message>
    <message>
        <source>Another program has the port %1 there.</source>
        <translation>그곳의 포트 %1번은 다른 프로그램이 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>Ask whoever hosts for the port that their window shows.</source>
        <translation>마당을 연 사람에게 창에 보이는 포트를 물어보세요.</translation>
    </message>
    <message>
        <source>Nothing came back from there: the computer is off, or its firewall, or the Wi-Fi, keeps others away.</source>
        <translation>그곳에서 아무것도 돌아오지 않았습니다. 컴퓨터가 꺼져 있거나, 방화벽이나 와이파이가 막고 있습니다.</translation>
    </message>
    <message>
        <source>Check the address. Whoever hosts lets Madang through their firewall; their window tells whether anybody reached them.</source>
        <translation>주소를 확인하세요. 마당을 연 쪽의 방화벽에서 마당을 허용해야 합니다. 누가 닿았는지는 그쪽 창에 보입니다.</translation>
    </message>
    <message>
        <source>What answers there is not the Madang that you know: its certificate is another one.</source>
        <translation>응답한 쪽은 알던 마당이 아닙니다. 인증서가 다릅니다.</translation>
    </message>
    <message>
        <source>Ask whoever hosts it whether they set it up anew. Until then, do not go there.</source>
        <translation>마당을 새로 만들었는지 마당을 연 사람에게 물어보세요. 그때까지는 들어가지 마세요.</translation>
    </message>
    <message>
        <source>cable</source>
        <translation>유선</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>와이파이</translation>
    </message>
    <message>
        <source>VPN</source>
        <translation>VPN</translation>
    </message>
    <message>
        <source>of programs</source>
        <translation>프로그램용</translation>
    </message>
    <message>
        <source>other</source>
        <translation>그 밖</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>쓰는 중</translation>
    </message>
    <message>
        <source>left out by the settings</source>
        <translation>설정에서 뺌</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>쓰지 않음</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>연결 안 됨</translation>
    </message>
    <message>
        <source>reaches only one at a time</source>
        <translation>한 번에 한 곳만 닿음</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>되지 않음</translation>
    </message>
</context>
<context>
    <name>Ui::TimeSpan</name>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln초</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln분</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln시간</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln일</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 전</translation>
    </message>
</context>
<context>
    <name>Ui::Firewall</name>
    <message>
        <source>The firewall of this computer (ufw) is on. If it keeps others out, open the port in a terminal:</source>
        <translation>이 컴퓨터의 방화벽(ufw)이 켜져 있습니다. 방화벽에 막혀 있다면 터미널에서 포트를 여세요.</translation>
    </message>
    <message>
        <source>The firewall of this computer (firewalld) is on. If it keeps others out, open the port in a terminal:</source>
        <translation>이 컴퓨터의 방화벽(firewalld)이 켜져 있습니다. 방화벽에 막혀 있다면 터미널에서 포트를 여세요.</translation>
    </message>
    <message>
        <source>If Windows keeps others out: in Windows Security, under Firewall &amp; network protection, choose Allow an app through firewall and tick Madang; and in the settings of this network choose Private.</source>
        <translation>Windows에서 막고 있다면: Windows 보안의 방화벽 및 네트워크 보호에서 ‘방화벽에서 앱 허용’을 눌러 Madang에 표시하고, 이 네트워크의 설정에서 ‘개인’을 고르세요.</translation>
    </message>
    <message>
        <source>If macOS keeps others out: in System Settings, under Network and Firewall, allow incoming connections for Madang; and under Privacy &amp; Security, Local Network, switch Madang on.</source>
        <translation>macOS에서 막고 있다면: 시스템 설정의 네트워크 &gt; 방화벽에서 Madang으로 들어오는 연결을 허용하고, 개인정보 보호 및 보안 &gt; 로컬 네트워크에서 Madang을 켜세요.</translation>
    </message>
    <message>
        <source>If there is a firewall on this computer, open port %1 (TCP) in it. Both computers have to be in the same network; guest networks often keep their devices apart.</source>
        <translation>이 컴퓨터에 방화벽이 있다면 포트 %1번(TCP)을 여세요. 두 컴퓨터는 같은 네트워크에 있어야 하고, 손님용 네트워크에서는 기기끼리 연결되지 않을 때가 많습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::HostAddressList</name>
    <message>
        <source>This computer is in no network. Nobody else can come in.</source>
        <translation>이 컴퓨터가 네트워크에 연결되어 있지 않아 다른 사람이 들어올 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>Ui::HostLinkPane</name>
    <message>
        <source>Invite somebody</source>
        <translation>초대하기</translation>
    </message>
    <message>
        <source>Link into this Madang</source>
        <translation>이 마당으로 들어오는 링크</translation>
    </message>
    <message>
        <source>Copy the invitation</source>
        <translation>초대 복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>Copy for browsers</source>
        <translation>브라우저용 주소 복사</translation>
    </message>
    <message>
        <source>Copy the address for browsers</source>
        <translation>브라우저로 들어오는 주소 복사</translation>
    </message>
    <message>
        <source>For somebody without the program. By plain http: anyone on this network who listens can read what goes to and from that browser.</source>
        <translation>프로그램이 없는 사람에게 보내세요. 암호화하지 않는 http이므로, 이 네트워크에서 엿듣는 사람은 그 브라우저가 주고받는 내용을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>For somebody without the program. By https: the browser warns once, as it knows no certificate of this computer. Compare the words before going on.</source>
        <translation>프로그램이 없는 사람에게 보내세요. https이며, 브라우저가 이 컴퓨터의 인증서를 모르기 때문에 한 번 경고합니다. 계속하기 전에 확인 낱말을 견주어 보세요.</translation>
    </message>
    <message>
        <source>Address in the invitation</source>
        <translation>초대에 넣을 주소</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <source>Cable</source>
        <translation>유선</translation>
    </message>
    <message>
        <source>VPN</source>
        <translation>VPN</translation>
    </message>
    <message>
        <source>Virtual machines and containers</source>
        <translation>가상 머신·컨테이너</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>이 컴퓨터만</translation>
    </message>
    <message>
        <source>Another network</source>
        <translation>다른 네트워크</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Try to make the link again</source>
        <translation>링크 만들기 다시 시도</translation>
    </message>
</context>
<context>
    <name>Ui::QrView</name>
    <message>
        <source>The same as a QR code, for the camera of a phone</source>
        <translation>같은 링크를 담은 QR 코드, 휴대 전화 카메라용</translation>
    </message>
    <message>
        <source>For the camera of a phone</source>
        <translation>휴대 전화 카메라로 읽으세요</translation>
    </message>
</context>
<context>
    <name>Ui::ReachProof</name>
    <message>
        <source>A computer reached this one %1 (from %2)</source>
        <translation>다른 컴퓨터가 %1에 닿았습니다(%2)</translation>
    </message>
    <message>
        <source>Nobody from another computer has reached this one yet.</source>
        <translation>아직 다른 컴퓨터에서 닿은 적이 없습니다.</translation>
    </message>
    <message>
        <source>It is for this computer only.</source>
        <translation>이 컴퓨터에서만 쓰는 마당입니다.</translation>
    </message>
</context>
<context>
    <name>Ui::HostPortDialog</name>
    <message>
        <source>A port is a number from %1 to %2.</source>
        <translation>포트는 %1부터 %2까지의 숫자입니다.</translation>
    </message>
    <message>
        <source>Another port</source>
        <translation>다른 포트</translation>
    </message>
    <message>
        <source>The Madang closes for a moment and opens again, and everybody is cut off meanwhile. Whoever is in the same network with this program finds it again by itself; from a browser or another network one needs the new address. Links and addresses that were handed out may lead nowhere. What was said stays. Left empty, it is %1 or the next one that is free.</source>
        <translation>마당을 잠시 닫았다가 다시 열며, 그동안 모두 연결이 끊깁니다. 같은 네트워크에서 이 프로그램으로 들어온 사람은 저절로 다시 들어오지만, 브라우저나 다른 네트워크에서 오는 사람에게는 새 주소가 필요합니다. 이미 건넨 링크와 주소는 쓸 수 없게 될 수 있습니다. 나눈 이야기는 그대로 남습니다. 비워 두면 %1번이나 그다음 빈 포트를 씁니다.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Change it now</source>
        <translation>지금 바꾸기</translation>
    </message>
</context>
<context>
    <name>Ui::HostDialog</name>
    <message>
        <source>Port %1</source>
        <translation>포트 %1번</translation>
    </message>
    <message>
        <source>Another program has %1, so it is the next free one. Whoever types the address has to type this number, too.</source>
        <translation>다른 프로그램이 %1번을 쓰고 있어 다음 빈 포트로 열었습니다. 주소를 직접 넣는 사람은 이 번호까지 넣어야 합니다.</translation>
    </message>
    <message>
        <source>It is not the usual %1: whoever types the address has to type it, too.</source>
        <translation>보통 쓰는 %1번이 아니므로, 주소를 직접 넣는 사람은 이 번호까지 넣어야 합니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열려 있음</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln명</numerusform>
        </translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>%1째</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 남음</translation>
    </message>
    <message>
        <source>last backup %1</source>
        <translation>마지막 백업 %1</translation>
    </message>
    <message>
        <source>no backup yet</source>
        <translation>아직 백업하지 않았습니다</translation>
    </message>
    <message>
        <source>The Madang on this computer</source>
        <translation>이 컴퓨터의 마당</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Who may come in</source>
        <translation>들어올 수 있는 사람</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Seen from outside</source>
        <translation>밖에서 확인</translation>
    </message>
    <message>
        <source>Words to check</source>
        <translation>확인 낱말</translation>
    </message>
    <message>
        <source>Browsers</source>
        <translation>브라우저</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <translation>남은 공간</translation>
    </message>
    <message>
        <source>Name of this Madang</source>
        <translation>이 마당의 이름</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>바꾸기…</translation>
    </message>
    <message>
        <source>Change the port</source>
        <translation>포트 바꾸기</translation>
    </message>
    <message>
        <source>Only by https</source>
        <translation>https로만 들어오기</translation>
    </message>
    <message>
        <source>Then nobody on the network can read along. It is for those who come from now on; whoever is here stays until they leave.</source>
        <translation>그러면 네트워크에서 아무도 엿볼 수 없습니다. 지금부터 들어오는 사람에게 적용되고, 이미 들어온 사람은 나갈 때까지 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>백업…</translation>
    </message>
    <message>
        <source>Status…</source>
        <translation>상태…</translation>
    </message>
    <message>
        <source>Close this Madang</source>
        <translation>마당 닫기</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Only this computer: it is made up, to look around in.</source>
        <translation>이 컴퓨터만: 둘러보도록 꾸며 낸 마당입니다.</translation>
    </message>
    <message>
        <source>Whoever has an invitation, or knows the password</source>
        <translation>초대를 받았거나 비밀번호를 아는 사람</translation>
    </message>
    <message>
        <source>Whoever has an invitation</source>
        <translation>초대를 받은 사람</translation>
    </message>
    <message>
        <source>Whoever you let in, one by one</source>
        <translation>내가 한 명씩 들여보낸 사람</translation>
    </message>
    <message>
        <source>Whoever knows the password</source>
        <translation>비밀번호를 아는 사람</translation>
    </message>
    <message>
        <source>Anyone on this network</source>
        <translation>이 네트워크의 누구나</translation>
    </message>
    <message>
        <source>What this protects from…</source>
        <translation>무엇을 막아 주나요…</translation>
    </message>
</context>
<context>
    <name>OwnEntrance</name>
    <message>
        <source>Link of the window</source>
        <translation>창에 보이는 링크</translation>
    </message>
    <message>
        <source>This could not be written to %1, and who may come in is as before. Make some room on the disk and see that the folder may be written, then choose it again.</source>
        <translation>이것을 %1에 쓰지 못해, 들어올 수 있는 사람은 그대로입니다. 디스크에 자리를 만들고 그 폴더에 쓸 수 있는지 확인한 뒤 다시 고르십시오.</translation>
    </message>
    <message>
        <source>This cannot be a password, and who may come in is as before. Type one without spaces at its ends, of at most %1 characters.</source>
        <translation>이것은 비밀번호로 쓸 수 없어, 들어올 수 있는 사람은 그대로입니다. 앞뒤에 빈칸이 없는 %1자 이하의 비밀번호를 쓰십시오.</translation>
    </message>
</context>
<context>
    <name>Ui::NewerStrip</name>
    <message>
        <source>A newer Madang is in use here: version %1. Yours is %2.</source>
        <translation>이곳에서는 더 새로운 마당(버전 %1)을 씁니다. 이 컴퓨터의 마당은 버전 %2입니다.</translation>
    </message>
    <message>
        <source>A newer Madang is in use at “%3”: version %1. Yours is %2.</source>
        <translation>“%3”에서는 더 새로운 마당(버전 %1)을 씁니다. 이 컴퓨터의 마당은 버전 %2입니다.</translation>
    </message>
    <message>
        <source>Ask whoever hosts there where to get it.</source>
        <translation>어디에서 받는지는 그 마당을 연 사람에게 물어보세요.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Hide the line about the newer version</source>
        <translation>새 버전을 알리는 줄 숨기기</translation>
    </message>
    <message>
        <source>Open the download page</source>
        <translation>받는 곳 열기</translation>
    </message>
</context>
</TS>
