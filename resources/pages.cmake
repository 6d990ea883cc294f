# SPDX-License-Identifier: GPL-3.0-or-later
# The pages that the host serves from its own resources, bundled at build time.

if(NOT MADANG_BROWSER_PAGE)
    return()
endif()
find_program(MADANG_NODE node)
if(NOT MADANG_NODE)
    message(FATAL_ERROR "The browser page is bundled by a program for node, which is not installed. "
        "Install node 18 or newer, or configure with -DMADANG_BROWSER_PAGE=OFF.")
endif()

# SHARED names files of other folders of resources, which are copied beside them.
#
# madang_web_page(demo BELOW /demo PAGES index.html demo.js SOURCES src/room.js) has the host serve PAGES,
# files of resources/demo, as /demo/index.html, which is /demo/ too, and so on. Scripts and style sheets
# among PAGES are bundled with what they import; name that in SOURCES.
function(madang_web_page folder)
    cmake_parse_arguments(arg "" "BELOW" "PAGES;SOURCES;SHARED" ${ARGN})
    set(from ${CMAKE_SOURCE_DIR}/resources/${folder})
    set(to ${CMAKE_BINARY_DIR}/web${arg_BELOW})
    set(tools ${CMAKE_SOURCE_DIR}/resources/page)
    foreach(page ${arg_PAGES} icon.svg licenses.txt)
        list(APPEND made ${to}/${page} ${to}/${page}.gz)
    endforeach()
    list(TRANSFORM arg_SHARED PREPEND ${CMAKE_SOURCE_DIR}/resources/)
    foreach(shared ${arg_SHARED})
        get_filename_component(name ${shared} NAME)
        list(APPEND made ${to}/${name} ${to}/${name}.gz)
    endforeach()
    list(TRANSFORM arg_PAGES PREPEND ${from}/ OUTPUT_VARIABLE pages)
    list(TRANSFORM arg_SOURCES PREPEND ${from}/)
    add_custom_command(OUTPUT ${made}
        COMMAND ${CMAKE_COMMAND} -DTOOLS=${tools} -P ${CMAKE_SOURCE_DIR}/resources/checkpackages.cmake
        COMMAND ${MADANG_NODE} ${tools}/bundle.mjs ${from} ${to} ${arg_PAGES} ${arg_SHARED}
        DEPENDS ${pages} ${arg_SOURCES} ${arg_SHARED} ${tools}/bundle.mjs ${tools}/tokens.mjs
            ${tools}/package-lock.json ${CMAKE_SOURCE_DIR}/resources/icons/madang.svg
            ${CMAKE_SOURCE_DIR}/resources/theme/tokens.json
            ${CMAKE_SOURCE_DIR}/resources/checkpackages.cmake
        COMMENT "Bundling the page ${arg_BELOW}/" VERBATIM)
    qt_add_resources(madang_server_web web_${folder} PREFIX /web BASE ${CMAKE_BINARY_DIR}/web
        FILES ${made})
endfunction()

madang_web_page(page
    PAGES index.html page.css page.js
    SHARED emoji/emoji.json
    SOURCES src/app.js src/avatar.js src/chat.js src/codeparts.js src/connection.js
        src/credentials.js src/delivery.js src/deliverywords.js src/dom.js src/doors.js src/emoji.js src/foldedlines.js src/groupnews.js src/hostend.js
        src/icons.js src/identity.js src/idlewatch.js src/ignored.js src/invitation.js src/inviting.js src/knownpeople.js src/lines.js src/links.js
        src/longtext.js src/mentions.js src/messagetree.js src/names.js src/ordernews.js src/orderwords.js src/outbox.js src/pace.js
        src/passing.js src/pauses.js src/peoplewords.js src/presence.js
        src/questions.js src/randomid.js src/reactions.js src/receipts.js src/removals.js src/reopening.js src/requests.js src/room.js
        src/roomactions.js src/roomexport.js src/roomid.js src/roomlog.js src/roommaking.js src/roomoftwo.js src/roomrecords.js
        src/roomorders.js src/rooms.js src/roomsettings.js src/roomwords.js src/searchasked.js src/sendundo.js src/sha256.js
        src/shield.js src/storage.js src/texts.js src/typing.js src/unread.js src/uploads.js src/waits.js
        src/wirechecks.js src/words.js src/views/aboutroom.js src/views/address.js
        src/views/attachments.js src/views/avatar.js src/views/chatview.js src/views/composer.js
        src/views/door.js src/views/earlierdialog.js src/views/emojidialog.js src/views/endstrip.js src/views/erasedialog.js src/views/exportbutton.js src/views/forwarddialog.js src/views/joinview.js src/views/leaving.js src/views/medialog.js
        src/views/menu.js src/views/messageextras.js src/views/messageline.js
        src/views/messagemenu.js src/views/messagewords.js src/views/orderdialog.js src/views/orderlist.js src/views/orderlog.js src/views/people.js src/views/peoplechooser.js
        src/views/personmenu.js src/views/pinsdialog.js src/views/presenceform.js src/views/receiptmark.js src/views/roomdialog.js
        src/views/roomend.js src/views/roomform.js src/views/roomlist.js src/views/roomrows.js
        src/views/searchdialog.js src/views/selection.js src/views/strip.js src/views/timeline.js src/views/unsent.js style/basics.css
        style/frame.css style/rooms.css style/timeline.css)
madang_web_page(demo BELOW /demo
    PAGES index.html index.js room.html room.js chat.html chat.js greeting.html greeting.js
        signalling.html signalling.js sockjs.js stomp.js demo.css
    SOURCES src/page.js)
