<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>Application</name>
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
        <translation>호스트가 거절했습니다: %1</translation>
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
        <source>Everything that makes you who you are here goes into one file: your name, settings, where you were, what is still to be sent, and what hosts know you by. Whoever has the file and its password is you. The rooms of a host that you open on this computer stay here.</source>
        <translation>여기서 나를 나이게 하는 모든 것이 파일 하나에 담깁니다. 이름과 설정, 다닌 곳, 아직 보내지 않은 글, 그리고 마당들이 나를 알아보는 데 쓰는 것까지요. 이 파일과 비밀번호를 가진 사람은 곧 나입니다. 이 컴퓨터에서 연 마당의 방들은 여기 남습니다.</translation>
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
        <source>Close this host?</source>
        <translation>마당을 닫을까요?</translation>
    </message>
    <message>
        <source>Nobody can talk here until you open it again. What was said is kept on this computer.</source>
        <translation>다시 열 때까지 아무도 여기서 이야기할 수 없습니다. 나눈 글은 이 컴퓨터에 남습니다.</translation>
    </message>
    <message>
        <source>Close this host</source>
        <translation>마당 닫기</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>열어 두기</translation>
    </message>
    <message>
        <source>Loading older messages…</source>
        <translation>지난 글을 불러오는 중…</translation>
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
        <translation>이 호스트의 상태</translation>
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
        <source>Hand on this address. Whoever enters it in Madang under “Join by address” comes in.</source>
        <translation>이 주소를 건네주세요. 마당 프로그램의 “주소나 초대로 들어가기”에 넣으면 들어올 수 있습니다.</translation>
    </message>
    <message>
        <source>Write the first message.</source>
        <translation>첫 글을 써 보세요.</translation>
    </message>
</context>
<context>
    <name>Ui::JoinPane</name>
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
        <source>away</source>
        <translation>자리 비움</translation>
    </message>
    <message>
        <source>Here now · %1</source>
        <translation>여기 있는 사람 · %1</translation>
    </message>
    <message>
        <source>People in this room</source>
        <translation>이 방의 사람들</translation>
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
        <source>One emoji:</source>
        <translation>이모지 하나:</translation>
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
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Forward…</source>
        <translation>다른 방에 전하기…</translation>
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
</context>
<context>
    <name>Ui::RecentCard</name>
    <message>
        <source>Take off this list</source>
        <translation>목록에서 지우기</translation>
    </message>
    <message>
        <source>Take %1 off this list</source>
        <translation>%1 목록에서 지우기</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>들어가기</translation>
    </message>
    <message>
        <source>Join %1</source>
        <translation>%1 들어가기</translation>
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
        <source>Show who is in this room</source>
        <translation>이 방의 사람들 보기</translation>
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
</context>
<context>
    <name>Ui::RoomList</name>
    <message numerus="yes">
        <source>%1, %Ln unread</source>
        <translation>
            <numerusform>%1, 안 읽은 글 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>대화방</translation>
    </message>
    <message>
        <source>Other rooms</source>
        <translation>다른 방</translation>
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
    <name>Ui::SearchDialog</name>
    <message>
        <source>Find messages</source>
        <translation>글 찾기</translation>
    </message>
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
    <name>Ui::SearchModel</name>
    <message>
        <source>The host&apos;s answer could not be read.</source>
        <translation>호스트의 답을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who, what was said</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>컴퓨터 설정대로</translation>
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
        <source>Yourself</source>
        <translation>나</translation>
    </message>
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
        <source>New room</source>
        <translation>새 방</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Find   Ctrl+K</source>
        <translation>찾기   Ctrl+K</translation>
    </message>
    <message>
        <source>Find a room</source>
        <translation>방 찾기</translation>
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
    <message>
        <source>Joined before</source>
        <translation>전에 간 마당</translation>
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
        <translation>이 호스트의 상태</translation>
    </message>
    <message>
        <source>The last message could not be stored. The disk may be full; people are told, and what they wrote waits with them.</source>
        <translation>마지막 메시지를 저장하지 못했습니다. 디스크가 가득 찼을 수 있습니다. 쓴 사람에게 알렸고, 글은 그 사람 쪽에서 기다립니다.</translation>
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
        <source>Waiting to be sent</source>
        <translation>보내기를 기다리는 중</translation>
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
        <source>%1 came in</source>
        <translation>%1 님이 들어왔습니다</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 님이 나갔습니다</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>고침</translation>
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
        <source>%1 (read by %2 of %3)</source>
        <translation>%1(%3명 중 %2명 읽음)</translation>
    </message>
    <message>
        <source>%1 (delivered to %2 of %3)</source>
        <translation>%1(%3명 중 %2명에게 전달됨)</translation>
    </message>
</context>
<context>
    <name>Ui::TimelineNotices</name>
    <message numerus="yes">
        <source>%n people came in</source>
        <translation>
            <numerusform>%n명 들어옴</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people left</source>
        <translation>
            <numerusform>%n명 나감</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many came in, how many left</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>People came and went</source>
        <translation>사람들이 드나들었습니다</translation>
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
    <message>
        <source>Kept on this computer and sent as soon as the host can be reached</source>
        <translation>이 컴퓨터에 보관하고 있으며, 마당과 연결되는 대로 보냅니다</translation>
    </message>
    <message>
        <source>The host has it</source>
        <translation>마당에 전해졌습니다</translation>
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
        <source>Madang is running already with the data in %1.</source>
        <translation>%1의 자료로 마당이 이미 실행 중입니다.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written to.</source>
        <translation>%1 폴더에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The data in %1 was written by a newer version of Madang. Please install that version.</source>
        <translation>%1의 자료는 더 새로운 판의 마당이 쓴 것입니다. 그 판을 설치하세요.</translation>
    </message>
    <message>
        <source>The data in %1 could not be opened.</source>
        <translation>%1의 자료를 열지 못했습니다.</translation>
    </message>
    <message>
        <source>What came from the other computer could not be put in place: %1</source>
        <translation>다른 컴퓨터에서 가져온 것을 제자리에 두지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Not everything could be deleted: %1</source>
        <translation>다 지우지는 못했습니다: %1</translation>
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
</TS>
