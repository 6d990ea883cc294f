# SPDX-License-Identifier: GPL-3.0-or-later
# What takes long begins first, so that no processor waits for one test at the end: about how many
# seconds, in a machine that has run none of them yet. CTest goes by its own figures afterwards.

if(NOT MADANG_TESTS)
    return()
endif()

set(costs
    integration.differential 60 integration.seeds 40 integration.hostile 40 integration.conformance 30
    integration.interop 30 integration.durability 30 integration.send 20 integration.hostileweb 20
    integration.reload 20 integration.client_stomppy 20 integration.lan 20
    gui.browser_talking 60 gui.browser_crowds 60 gui.browser_reading 60 gui.browser_losses 50
    gui.browser_hosts 60 gui.browser_rooms 60 gui.browser_messages 60
    unit.upkeep 50 unit.fileroutes 40 unit.company 30 contract.searchstore 30 unit.messageparser 30
    unit.roomsettings 25 unit.sockjslink 25)
while(costs)
    list(POP_FRONT costs test seconds)
    if(TEST ${test})
        set_tests_properties(${test} PROPERTIES COST ${seconds})
    endif()
endwhile()
