# SPDX-License-Identifier: GPL-3.0-or-later
# Every test of the project, by kind. A kind is a CTest label: unit, contract, integration, gui…

if(NOT MADANG_TESTS)
    return()
endif()
enable_testing()
find_package(Qt6 6.4 REQUIRED COMPONENTS Test)

# `ninja tests_unit` builds the tests of one label and nothing else.
foreach(label unit contract integration gui fuzz bench)
    add_custom_target(tests_${label})
endforeach()

# A test is compiled for one run: to optimise it would take longer than that saves.
set(MADANG_TEST_FLAGS -O0)

# madang_test(unit frameparser madang_stomp) builds tests/unit/tst_frameparser.cpp.
function(madang_test kind unit)
    add_executable(tst_${unit} tests/${kind}/tst_${unit}.cpp)
    target_link_libraries(tst_${unit} PRIVATE madang_flags Qt6::Test ${ARGN})
    target_compile_options(tst_${unit} PRIVATE ${MADANG_TEST_FLAGS})
    # One file each: nothing to unite, and the types of a united file warn as a header's would.
    set_target_properties(tst_${unit} PROPERTIES UNITY_BUILD OFF AUTOMOC OFF AUTORCC OFF
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    # By hand: to find out what one file needs, AUTOMOC takes longer than moc.
    set(moc ${CMAKE_BINARY_DIR}/moc/tst_${unit}.moc)
    qt6_generate_moc(tests/${kind}/tst_${unit}.cpp ${moc} TARGET tst_${unit})
    set_source_files_properties(tests/${kind}/tst_${unit}.cpp PROPERTIES OBJECT_DEPENDS ${moc})
    target_include_directories(tst_${unit} PRIVATE ${CMAKE_BINARY_DIR}/moc)
    add_dependencies(tests_${kind} tst_${unit})
    add_test(NAME ${kind}.${unit} COMMAND tst_${unit})
    set_tests_properties(${kind}.${unit} PROPERTIES LABELS ${kind} TIMEOUT 60 SKIP_RETURN_CODE 77
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()

# madang_script_test(checks layering python3 tests/check_layering.py …) runs a script from the root.
function(madang_script_test kind name)
    add_test(NAME ${kind}.${name} COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${kind}.${name} PROPERTIES LABELS ${kind} TIMEOUT 60 SKIP_RETURN_CODE 77)
endfunction()

# madang_long_test(integration durability 3600) runs the same test again with MADANG_LONG=1 and that
# many seconds, under the label "long": only `./dev test --long` asks for it.
function(madang_long_test kind unit seconds)
    add_test(NAME long.${unit} COMMAND tst_${unit})
    set_tests_properties(long.${unit} PROPERTIES LABELS long TIMEOUT ${seconds} SKIP_RETURN_CODE 77
        RUN_SERIAL ON ENVIRONMENT "QT_QPA_PLATFORM=offscreen;MADANG_LONG=1")
endfunction()

# madang_fuzz(frameparser madang_stomp) builds tests/fuzz/fuzz_frameparser.cpp, replays its corpus
# (tests/fuzz/corpus/frameparser/) and goes on from it for MADANG_FUZZ_SECONDS, 10 unless told.
# Without MADANG_FUZZ any compiler builds the same target to replay the corpus as a unit test.
# A dictionary tests/fuzz/frameparser.dict is used where there is one, else stomp.dict.
function(madang_fuzz unit)
    if(NOT MADANG_FUZZ)
        add_executable(replay_${unit} tests/fuzz/fuzz_${unit}.cpp tests/fuzz/replay.cpp)
        target_link_libraries(replay_${unit} PRIVATE madang_flags ${ARGN})
        set_target_properties(replay_${unit} PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
        add_dependencies(tests_unit replay_${unit})
        add_test(NAME unit.replay_${unit}
            COMMAND replay_${unit} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${unit})
        set_tests_properties(unit.replay_${unit} PROPERTIES LABELS unit TIMEOUT 60)
        return()
    endif()
    add_executable(fuzz_${unit} tests/fuzz/fuzz_${unit}.cpp)
    target_link_libraries(fuzz_${unit} PRIVATE madang_flags ${ARGN})
    target_link_options(fuzz_${unit} PRIVATE -fsanitize=fuzzer)
    set_target_properties(fuzz_${unit} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    add_dependencies(tests_fuzz fuzz_${unit})
    add_test(NAME fuzz.${unit} COMMAND sh ${CMAKE_SOURCE_DIR}/tests/fuzz/run.sh
        $<TARGET_FILE:fuzz_${unit}> ${unit} WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
    set_tests_properties(fuzz.${unit} PROPERTIES LABELS fuzz TIMEOUT 3600)
endfunction()

# As madang_fuzz(), for what takes long to build for it: `./dev test` replays the corpus among the unit
# tests, `./dev test --long` fuzzes, too.
function(madang_long_fuzz unit)
    if(NOT MADANG_FUZZ OR MADANG_LONG_FUZZ)
        madang_fuzz(${unit} ${ARGN})
    endif()
endfunction()

# --- the house itself ----------------------------------------------------------------------
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
    madang_script_test(checks layering ${Python3_EXECUTABLE} tests/check_layering.py)
    madang_script_test(checks layering_selftest ${Python3_EXECUTABLE} tests/check_layering_selftest.py)
    madang_script_test(checks texts ${Python3_EXECUTABLE} tests/check_texts.py)
    madang_script_test(checks rows ${Python3_EXECUTABLE} tests/check_rows.py)
    madang_script_test(checks screens ${Python3_EXECUTABLE} tests/check_screens.py)
    madang_script_test(checks macos ${Python3_EXECUTABLE} tests/check_macos.py)
    madang_script_test(checks format ${Python3_EXECUTABLE} tests/check_format.py)
endif()

# --- load generator ------------------------------------------------------------------------
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # Speaks to the host as a stranger would: libc and epoll, no Qt and nothing of the program.
    add_executable(stompload
        tests/bench/stompload/basics.cpp tests/bench/stompload/connection.cpp
        tests/bench/stompload/conversation.cpp tests/bench/stompload/handshake.cpp
        tests/bench/stompload/histogram.cpp tests/bench/stompload/limitserver.cpp
        tests/bench/stompload/load.cpp tests/bench/stompload/loadbody.cpp
        tests/bench/stompload/main.cpp tests/bench/stompload/options.cpp
        tests/bench/stompload/phases.cpp tests/bench/stompload/processstat.cpp
        tests/bench/stompload/report.cpp tests/bench/stompload/stompframing.cpp
        tests/bench/stompload/worker.cpp tests/bench/stompload/wsframing.cpp)
    target_compile_features(stompload PRIVATE cxx_std_20)
    target_include_directories(stompload PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_options(stompload PRIVATE $<TARGET_PROPERTY:madang_flags,INTERFACE_COMPILE_OPTIONS>)
    target_link_options(stompload PRIVATE $<TARGET_PROPERTY:madang_flags,INTERFACE_LINK_OPTIONS>)
    find_package(Threads REQUIRED)
    target_link_libraries(stompload PRIVATE Threads::Threads)
    set_target_properties(stompload PROPERTIES AUTOMOC OFF AUTORCC OFF)
endif()

# The services of the public SockJS protocol suite, for whoever wants to try that suite on us.
add_executable(sockjs-echo tests/sockjs/echo.cpp)
target_link_libraries(sockjs-echo PRIVATE madang_server_doors)

# --- stomp ---------------------------------------------------------------------------------
foreach(unit stompvalues frameparser framewriter heartbeat ackledger transactions serverconnect
        serversession serveracks clientsession conversation)
    madang_test(unit ${unit} madang_stomp)
endforeach()
madang_fuzz(frameparser madang_stomp)
madang_fuzz(serversession madang_stomp)
find_package(benchmark QUIET)
if(benchmark_FOUND)
    add_executable(bench_stomp EXCLUDE_FROM_ALL tests/bench/bench_stomp.cpp)
    target_link_libraries(bench_stomp PRIVATE madang_stomp benchmark::benchmark)
    set_target_properties(bench_stomp PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    add_dependencies(tests_bench bench_stomp)
endif()

# --- what the chat says --------------------------------------------------------------------
madang_test(unit about madang_stomp_wire)
madang_test(unit composed madang_stomp_wire)
madang_test(unit mentions madang_stomp_wire)
target_compile_definitions(tst_mentions PRIVATE MADANG_CASES="${CMAKE_SOURCE_DIR}/tests/markdown")
madang_test(unit messageparser madang_ui_model)
target_compile_definitions(tst_messageparser PRIVATE MADANG_CASES="${CMAKE_SOURCE_DIR}/tests/markdown")
madang_long_fuzz(filenames madang_server_files)
madang_long_fuzz(markdown madang_ui_model)
madang_fuzz(about madang_stomp_wire)
madang_fuzz(mentions madang_stomp_wire)
madang_long_fuzz(names madang_server_auth madang_ui_model)

# --- discovery -----------------------------------------------------------------------------
foreach(unit browser dnsmessage mdnsnetwork responder responderanswers systeminterface)
    madang_test(unit ${unit} madang_discovery)
endforeach()
madang_test(integration lan madang_discovery)
set_tests_properties(integration.lan PROPERTIES TIMEOUT 240)
madang_fuzz(dnsmessage madang_discovery)

# --- server --------------------------------------------------------------------------------
madang_test(unit forwarded madang_server_doors)
madang_test(unit sockjsdoor madang_server_doors)
madang_test(unit sockjsframing madang_server_sockjs)
madang_test(unit sockjslink madang_server_doors)
madang_test(unit sockjssession madang_server_sockjs)
madang_test(unit programs madang_server_chat)
madang_test(unit draining madang_server)
madang_test(unit webdoors madang_server)
madang_test(unit hostcluster madang_server)
madang_test(unit hostnews madang_stomp_wire)
madang_test(unit wire madang_stomp_wire)
add_library(madang_privatepostgres STATIC EXCLUDE_FROM_ALL tests/support/privatepostgres.cpp
    tests/support/privatepostgres.h)
target_link_libraries(madang_privatepostgres PUBLIC madang_flags Qt6::Network)
foreach(unit accountstore changestore erasingstore filestore following hookstore lognews messagebatch orderstore queuestore readstore roomstore searchstore sharedlog store waitwatch)
    madang_test(contract ${unit} madang_server_store)
    target_link_libraries(tst_${unit} PRIVATE madang_privatepostgres)
endforeach()
madang_test(contract logmigration madang_server_upkeep madang_privatepostgres)
set_tests_properties(contract.logmigration contract.searchstore PROPERTIES TIMEOUT 240)
add_executable(bench_store EXCLUDE_FROM_ALL tests/bench/bench_store.cpp)
target_link_libraries(bench_store PRIVATE madang_server_store)
set_target_properties(bench_store PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
add_dependencies(tests_bench bench_store)
madang_test(unit logfixtures madang_server_store)
madang_test(unit postgresservers madang_server_store)
target_compile_definitions(tst_logfixtures PRIVATE MADANG_FIXTURES="${CMAKE_SOURCE_DIR}/tests/fixtures")
madang_test(unit searchtext madang_server_store)
madang_test(unit sqlitesearch madang_server_store)
madang_test(unit sqlitestore madang_server_store)
madang_test(unit removals madang_server_store)
madang_test(unit dataexport madang_server_upkeep)
madang_test(unit foreignimport madang_server_upkeep)
madang_test(unit takeout madang_takeout)
madang_test(unit identitycopy madang_server_upkeep)
madang_test(unit upkeep madang_server_upkeep)
madang_long_fuzz(exportline madang_takeout)
madang_long_fuzz(pagerecord madang_server_upkeep)
set_tests_properties(unit.upkeep PROPERTIES TIMEOUT 240)
add_executable(bench_search EXCLUDE_FROM_ALL tests/bench/bench_search.cpp)
target_link_libraries(bench_search PRIVATE madang_server_store)
set_target_properties(bench_search PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
add_dependencies(tests_bench bench_search)
foreach(unit names users authenticator)
    madang_test(unit ${unit} madang_server_auth)
endforeach()
madang_test(unit addresses madang_server_auth)
madang_test(unit entrance madang_server_auth madang_server_store madang_stomp_net)
madang_test(unit admissions madang_server_auth madang_server_store madang_stomp_net)
madang_test(unit newcomers madang_server_auth)
madang_test(unit accounts madang_server_auth madang_server_store madang_stomp_net)
madang_test(unit accountraces madang_server_auth madang_server_store madang_stomp_net)
madang_test(unit peerquota madang_server_auth madang_server_store madang_stomp_net)
madang_test(unit deviceproof madang_server_auth madang_stomp_net)
madang_test(unit destinationpattern madang_server_auth)
foreach(unit chatchanges chatpresence chatreads chatsearch chatservice chatrooms chathistory chatstaying chattransactions receiptledger roomdelivery)
    madang_test(unit ${unit} madang_server_chat madang_server_store)
endforeach()

foreach(unit absentspeaker earliertexts hostorder privaterooms roomorder roomretention roomsettings)
    madang_test(unit ${unit} madang_server_broker madang_server_chat madang_server_store)
endforeach()

# --- links and broker ----------------------------------------------------------------------
madang_test(contract link madang_server_doors)
add_library(madang_privateredis STATIC EXCLUDE_FROM_ALL tests/support/privateredis.cpp
    tests/support/privateredis.h)
target_link_libraries(madang_privateredis PUBLIC madang_flags Qt6::Network)
madang_test(contract cluster madang_server_cluster madang_privateredis)
set_tests_properties(contract.cluster PROPERTIES TIMEOUT 240)
foreach(unit clustermessage localcluster otherhosts redislocation)
    madang_test(unit ${unit} madang_server_cluster)
endforeach()
if(HIREDIS_FOUND)
    madang_test(integration rediscluster madang_server_cluster madang_server_doors madang_privateredis)
    set_tests_properties(integration.rediscluster PROPERTIES TIMEOUT 300)
    madang_test(integration redishostile madang_server_cluster madang_privateredis)
    madang_test(unit redisreader madang_server_cluster)
    madang_fuzz(redisreader madang_server_cluster)
endif()
madang_test(unit broker madang_server_broker)
foreach(unit brokerdestinations brokerhostile brokerprofile brokerqueues)
    madang_test(unit ${unit} madang_server_broker)
endforeach()
madang_test(unit clientconnection madang_server_broker)
madang_test(unit ratelimit madang_server_broker)
madang_test(unit relay madang_server_relay)
add_library(madang_privatebroker STATIC EXCLUDE_FROM_ALL tests/support/privatebroker.cpp
    tests/support/privatebroker.h)
target_link_libraries(madang_privatebroker PUBLIC madang_flags Qt6::Network Qt6::Test)
madang_test(contract brokers madang_server_relay madang_privatebroker)
set_tests_properties(contract.brokers PROPERTIES TIMEOUT 600)

# --- net, doors, host ----------------------------------------------------------------------
madang_test(unit identityhash madang_stomp_net madang_stomp_wire)
foreach(unit certifiedkey connectionprobe stompclient websocketframing peercheck)
    madang_test(unit ${unit} madang_stomp_net)
endforeach()
target_link_libraries(tst_certifiedkey PRIVATE OpenSSL::Crypto)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    madang_test(unit epolldispatcher madang_server_doors)
    madang_test(unit epollloop madang_server_doors)
    madang_test(unit timerschedule madang_server_doors)
endif()
foreach(unit certificate doorlinks doors turnend upgrade visits websocketparser writequeue ownidentity)
    madang_test(unit ${unit} madang_server_doors)
endforeach()
madang_test(unit httpdoor madang_server_doors)
madang_test(unit httpgrowing madang_server_doors)
madang_test(unit httporigin madang_server_doors)
madang_test(unit httpreceiving madang_server_doors)
madang_test(unit filenames madang_server_files)
madang_test(unit fileservice madang_server_files)
madang_test(unit sharedfiles madang_server_files)
madang_test(unit fileroutes madang_server_store madang_server_web)
if(TARGET madang-thumbnail)
    madang_test(unit smallpicture madang_pictures)
    madang_test(unit thumbnailfolder madang_server_files Qt6::Gui)
    madang_test(unit thumbnailroutes madang_server_store madang_server_web Qt6::Gui)
    foreach(unit thumbnailfolder thumbnailroutes)
        add_dependencies(tst_${unit} madang-thumbnail)
        target_compile_definitions(tst_${unit} PRIVATE
            MADANG_THUMBNAIL="$<TARGET_FILE:madang-thumbnail>")
    endforeach()
endif()
set_tests_properties(unit.fileroutes PROPERTIES TIMEOUT 240) # each row syncs files
madang_test(unit httpwords madang_server_doors madang_server_web)
madang_test(unit chatroutes madang_server_chat madang_server_store madang_server_web)
madang_test(unit erasingraces madang_server_broker madang_server_chat madang_server_store madang_stomp_net)
madang_test(unit comingback madang_server_broker madang_server_chat madang_server_store madang_server_web madang_stomp_net)
madang_test(unit hookposter madang_server_web)
madang_test(unit hookroutes madang_server_chat madang_server_store madang_server_web)
madang_test(unit roomhooks madang_server_chat madang_server_store)
madang_test(unit messageframes madang_server_broker)
madang_test(unit operatoraccess madang_server_web)
madang_test(unit pagefiles madang_server_web)
madang_test(unit statuspages madang_server_web)
target_compile_definitions(tst_statuspages PRIVATE MADANG_DOCS="${CMAKE_SOURCE_DIR}/docs")
madang_test(unit queuelimits madang_server_broker)
madang_test(unit queues madang_server_broker)
madang_test(unit queuesurvival madang_server_broker)
if(benchmark_FOUND)
    add_executable(bench_queues EXCLUDE_FROM_ALL tests/bench/bench_queues.cpp)
    target_link_libraries(bench_queues PRIVATE madang_server_broker benchmark::benchmark)
    set_target_properties(bench_queues PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    add_dependencies(tests_bench bench_queues)
endif()
foreach(unit hostconfig hostfiles datafolder inprocesshost queuestorage)
    madang_test(unit ${unit} madang_server)
endforeach()
madang_test(unit hostpeople madang_server)
madang_test(unit hostbans madang_server)
madang_test(unit hostnearby madang_server)
madang_test(unit hostinvite madang_server)
madang_test(unit hostusage madang_server)
madang_test(unit hostreload madang_server)
madang_test(unit sendoptions madang_stomp_wire)
target_sources(tst_sendoptions PRIVATE app/sendoptions.cpp app/sendoptions.h)
madang_test(unit jsonlog)
target_sources(tst_jsonlog PRIVATE app/jsonlog.cpp app/jsonlog.h)
madang_test(unit terminationsignal)
target_sources(tst_terminationsignal PRIVATE app/terminationsignal.cpp app/terminationsignal.h)
set_target_properties(tst_terminationsignal PROPERTIES AUTOMOC ON) # a header with signals
madang_long_fuzz(httphead madang_server_doors)
madang_long_fuzz(websocket madang_server_doors)

# --- ui/model ------------------------------------------------------------------------------
madang_test(unit chatclient madang_ui_model)
madang_test(unit completion madang_ui_model)
madang_test(unit hostsettings madang_ui_model)
madang_test(unit slashcommand madang_ui_model)
madang_test(unit spellwords madang_ui_model)
madang_test(unit emojicatalog madang_ui_model)
madang_test(unit memberlistmodel madang_ui_model)
madang_test(unit messagecopy madang_ui_model)
madang_test(unit messagechanges madang_ui_model madang_server)
madang_test(unit company madang_ui_model madang_server)
madang_test(unit ownpresence madang_ui_model)
madang_test(unit pinnedmodel madang_ui_model)
madang_test(unit typists madang_ui_model)
madang_test(unit pace madang_ui_model)
madang_test(unit attention madang_ui_model)
madang_test(unit newerversion madang_ui_model)
madang_test(unit hostinquiry madang_server_doors madang_ui_model)
madang_test(unit nearbyhosts madang_ui_model)
madang_test(unit hostlink madang_stomp_wire)
madang_test(unit addresscheck madang_ui_model)
madang_test(unit addressprobe madang_server_doors madang_ui_model)
madang_test(unit likelycauses madang_ui_model)
madang_test(unit networkdoctor madang_ui_model)
madang_test(unit offeredlink madang_ui_model)
madang_fuzz(hostlink madang_stomp_wire)
madang_test(unit hosttrust madang_ui_model)
madang_test(unit places madang_ui_model)
madang_test(unit autostart madang_ui_model)
madang_test(unit recentlog madang_ui_model)
madang_test(unit chatexport madang_ui_model)
foreach(unit attachments files)
    madang_test(unit ${unit} madang_ui_model madang_server)
    set_tests_properties(unit.${unit} PROPERTIES TIMEOUT 240)
endforeach()
madang_test(unit models madang_ui_model)
madang_test(unit people madang_ui_model madang_server)
madang_test(unit erasing madang_ui_model madang_server)
set_tests_properties(unit.people unit.erasing PROPERTIES TIMEOUT 240)
madang_test(unit profile madang_ui_model)
madang_test(unit drafts madang_ui_model)
madang_test(unit keptfiles madang_ui_model madang_server)
set_tests_properties(unit.drafts unit.keptfiles PROPERTIES TIMEOUT 240)
madang_test(unit profilefixtures madang_ui_model)
target_compile_definitions(tst_profilefixtures PRIVATE MADANG_FIXTURES="${CMAKE_SOURCE_DIR}/tests/fixtures")
# Writes the fixtures of versions that have none yet: `write_fixtures tests/fixtures`.
add_executable(write_fixtures EXCLUDE_FROM_ALL tests/fixtures/write.cpp tests/fixtures/fixturetext.h)
target_link_libraries(write_fixtures PRIVATE madang_server_store madang_ui_model)
target_compile_definitions(write_fixtures PRIVATE MADANG_FIXTURES="${CMAKE_SOURCE_DIR}/tests/fixtures")
set_target_properties(write_fixtures PROPERTIES UNITY_BUILD OFF
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
madang_test(unit profilearchive madang_ui_model)
set_tests_properties(unit.profilearchive PROPERTIES TIMEOUT 120)
madang_test(unit secrets madang_ui_model)
madang_test(unit roomexport madang_ui_model madang_server)
madang_test(unit roomlistmodel madang_ui_model)
madang_test(unit roomsections madang_ui_model)
madang_test(unit switchranking madang_ui_model)
madang_test(unit groupmaking madang_ui_model madang_server)
set_tests_properties(unit.groupmaking PROPERTIES TIMEOUT 240)
madang_test(unit peoplechoice madang_ui_model)
madang_test(unit roomname madang_ui_model)
madang_test(unit roomorders madang_ui_model madang_server)
madang_test(unit searchmodel madang_ui_model madang_server)
madang_test(unit webhooksmodel madang_ui_model madang_server)
madang_test(unit statustablemodel madang_ui_model)
madang_test(unit timelinemodel madang_ui_model)
add_executable(bench_timeline EXCLUDE_FROM_ALL tests/bench/bench_timeline.cpp)
target_link_libraries(bench_timeline PRIVATE madang_ui_model)
set_target_properties(bench_timeline PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
add_dependencies(tests_bench bench_timeline)

# --- integration ---------------------------------------------------------------------------
add_library(madang_tests_support STATIC EXCLUDE_FROM_ALL
    tests/support/hostprocess.cpp tests/support/hostprocess.h
    tests/support/rawpeer.cpp tests/support/rawpeer.h
    tests/support/roompeer.cpp tests/support/roompeer.h)
target_link_libraries(madang_tests_support PUBLIC madang_flags madang_stomp_net madang_stomp_wire)
target_compile_definitions(madang_tests_support PUBLIC
    MADANG_HOST_BINARY="$<TARGET_FILE:madang-host>")
add_dependencies(madang_tests_support madang-host)
madang_test(integration host madang_tests_support Qt6::Sql)
set_tests_properties(integration.host PROPERTIES TIMEOUT 240)
foreach(unit database onepeople severalhosts standby)
    madang_test(integration ${unit} madang_tests_support madang_privatepostgres)
endforeach()
if(TARGET madang-thumbnail)
    madang_test(integration sharedfolder madang_tests_support madang_privatepostgres Qt6::Gui)
    add_dependencies(tst_sharedfolder madang-thumbnail)
endif()
foreach(unit clusterfaults hostsbyredis)
    madang_test(integration ${unit} madang_tests_support madang_privatepostgres madang_privateredis)
endforeach()
madang_long_test(integration clusterfaults 14400)
set_tests_properties(integration.clusterfaults integration.database integration.hostsbyredis
    integration.onepeople integration.severalhosts integration.standby
    PROPERTIES TIMEOUT 300)
madang_test(integration drain madang_tests_support)
madang_test(integration brokeraway madang_tests_support madang_privatebroker)
set_tests_properties(integration.brokeraway PROPERTIES TIMEOUT 600)
madang_test(integration brokerintls madang_tests_support madang_privatebroker madang_server_doors)
set_tests_properties(integration.brokerintls PROPERTIES TIMEOUT 600)
madang_test(integration conformance madang_tests_support)
set_tests_properties(integration.conformance PROPERTIES TIMEOUT 240)
madang_test(integration websocket madang_tests_support)
set_tests_properties(integration.websocket PROPERTIES TIMEOUT 120)
madang_test(integration http madang_tests_support)
set_tests_properties(integration.http PROPERTIES TIMEOUT 240)
madang_test(integration watching madang_tests_support)
set_tests_properties(integration.watching PROPERTIES TIMEOUT 240)
madang_test(integration hostile madang_tests_support)
madang_test(integration hoststop madang_tests_support madang_server)
set_tests_properties(integration.hostile PROPERTIES TIMEOUT 300)
madang_test(integration comingin madang_tests_support)
set_tests_properties(integration.comingin PROPERTIES TIMEOUT 240)
madang_test(integration killed madang_tests_support)
set_tests_properties(integration.killed PROPERTIES TIMEOUT 300)
madang_test(integration fulldisk madang_tests_support)
set_tests_properties(integration.fulldisk PROPERTIES TIMEOUT 300)
madang_test(integration rates madang_tests_support)
set_tests_properties(integration.rates PROPERTIES TIMEOUT 240)
madang_test(integration hostvisits madang_server)
madang_test(integration hostway madang_server madang_ui_model)
set_tests_properties(integration.hostway PROPERTIES TIMEOUT 240)
madang_test(integration reload madang_tests_support madang_server_doors madang_stomp_wire)
set_tests_properties(integration.reload PROPERTIES TIMEOUT 240)
madang_test(integration send madang_tests_support madang_server_doors)
target_compile_definitions(tst_send PRIVATE MADANG_SEND_BINARY="$<TARGET_FILE:madang-send>")
add_dependencies(tst_send madang-send)
set_tests_properties(integration.send PROPERTIES TIMEOUT 480)
# Hosts that find each other, on machines made of namespaces.
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND Python3_FOUND)
    add_executable(madang-nearby-probe tests/lan/probe.cpp)
    target_link_libraries(madang-nearby-probe PRIVATE madang_ui_model madang_discovery)
    set_target_properties(madang-nearby-probe PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_dependencies(tests_integration madang-nearby-probe madang-host)
    set(nearby_desktop none)
    if(MADANG_DESKTOP)
        set(nearby_desktop $<TARGET_FILE:madang>)
    endif()
    set(nearby ${Python3_EXECUTABLE} -B tests/lan/lan.py $<TARGET_FILE:madang-host>
        $<TARGET_FILE:madang-nearby-probe> ${nearby_desktop})
    madang_script_test(integration nearby ${nearby})
    set_tests_properties(integration.nearby PROPERTIES TIMEOUT 600)
    # Hosts and their servers there, and cables that are pulled out.
    madang_script_test(integration links ${Python3_EXECUTABLE} -B tests/links/links.py
        $<TARGET_FILE:madang-host>)
    set_tests_properties(integration.links PROPERTIES TIMEOUT 900)
    madang_script_test(long nearby ${nearby})
    set_tests_properties(long.nearby PROPERTIES TIMEOUT 7200 RUN_SERIAL ON ENVIRONMENT "MADANG_LONG=1")
endif()
madang_test(integration webhooks madang_tests_support)
set_tests_properties(integration.webhooks PROPERTIES TIMEOUT 300)
madang_test(integration interop madang_tests_support)
target_compile_definitions(tst_interop PRIVATE MADANG_NODE_TESTS="${CMAKE_SOURCE_DIR}/tests/node")
set_tests_properties(integration.interop PROPERTIES TIMEOUT 300)
add_executable(durability tests/durability/main.cpp
    tests/durability/killing.cpp tests/durability/killing.h
    tests/durability/talker.cpp tests/durability/talker.h
    tests/durability/verdict.cpp tests/durability/verdict.h)
target_link_libraries(durability PRIVATE madang_tests_support Qt6::Sql)
set_target_properties(durability PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
add_dependencies(tests_integration durability)
add_test(NAME integration.durability COMMAND durability --runs 20)
set_tests_properties(integration.durability PROPERTIES LABELS integration TIMEOUT 300)
add_test(NAME long.durability COMMAND durability --runs 200)
set_tests_properties(long.durability PROPERTIES LABELS long TIMEOUT 3600 RUN_SERIAL ON)

# What ./dev package made before, in a fresh Debian of the release that this one is.
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    cmake_host_system_information(RESULT debian QUERY DISTRIB_INFO)
    madang_script_test(long packagelint sh tests/packages/lint.sh build/packages)
    madang_script_test(long packages ${Python3_EXECUTABLE} -B tests/packages/smoke.py
        "${debian_VERSION_CODENAME}" build/packages build/packages-smoke)
    set_tests_properties(long.packages PROPERTIES TIMEOUT 3600 RUN_SERIAL ON)
    set_tests_properties(long.packagelint PROPERTIES TIMEOUT 600)
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_executable(madang-faults-client tests/faults/client/main.cpp
        tests/faults/client/chatperson.cpp tests/faults/client/chatperson.h
        tests/faults/client/countinglink.cpp tests/faults/client/countinglink.h
        tests/faults/client/fileoutbox.cpp tests/faults/client/fileoutbox.h
        tests/faults/client/person.h tests/faults/client/report.h
        tests/faults/client/stompperson.cpp tests/faults/client/stompperson.h
        tests/faults/client/timing.h)
    target_link_libraries(madang-faults-client PRIVATE madang_ui_model)
    add_executable(madang-faults tests/faults/main.cpp
        tests/faults/batch.cpp tests/faults/batch.h
        tests/faults/clientprocess.cpp tests/faults/clientprocess.h
        tests/faults/plan.cpp tests/faults/plan.h tests/faults/run.cpp tests/faults/run.h
        tests/faults/seen.cpp tests/faults/seen.h tests/faults/shownmessage.h
        tests/faults/smalldisk.cpp tests/faults/smalldisk.h tests/faults/waiting.h
        tests/faults/wire.cpp tests/faults/wire.h)
    target_link_libraries(madang-faults PRIVATE madang_tests_support Qt6::Network Qt6::Sql)
    target_compile_definitions(madang-faults PRIVATE
        MADANG_FAULTS_CLIENT="$<TARGET_FILE:madang-faults-client>"
        MADANG_NODE_TESTS="${CMAKE_SOURCE_DIR}/tests/node")
    add_dependencies(madang-faults madang-faults-client)
    set_target_properties(madang-faults madang-faults-client PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_dependencies(tests_integration madang-faults)
    foreach(seed 1 2 3)
        add_test(NAME integration.faults_seed${seed} COMMAND madang-faults --seed ${seed})
        set_tests_properties(integration.faults_seed${seed} PROPERTIES LABELS integration
            TIMEOUT 200)
    endforeach()
    add_test(NAME long.faults COMMAND madang-faults --seed 1000 --runs 1000 --jobs 2)
    set_tests_properties(long.faults PROPERTIES LABELS long TIMEOUT 14400 RUN_SERIAL ON)
endif()

# --- gui -----------------------------------------------------------------------------------
if(MADANG_DESKTOP)
    foreach(unit announcements theme goneroom heightindex messagetext composer connectionstrip timelineview mainwindow
    chatlayout filespane quickswitcher exportdialog memberspane emojipicker editkeeping messageactions movedialog
    presence proxymodels reading searchpane statusdialog typing notices shellsigns deliveryactions deliverysign
    earlierdialog pauseline picturework noticelines indicatorstyle diagnostics language listrow settingsdialog
    shortcuts spelling tryagain hostrail newerstrip timelinedirection avatar doctordialog joincard startpage hostdialog qrview)
        madang_test(gui ${unit} madang_ui)
    endforeach()
    set_tests_properties(gui.deliveryactions PROPERTIES TIMEOUT 300)
    # Stands for what the host's pages bring, which this test has none of.
    qt_add_resources(tst_diagnostics page_licences PREFIX /web BASE ${CMAKE_SOURCE_DIR}/tests/fixtures/page
        FILES ${CMAKE_SOURCE_DIR}/tests/fixtures/page/licenses.txt)
    target_compile_definitions(tst_diagnostics PRIVATE $<$<BOOL:${HUNSPELL_FOUND}>:MADANG_HUNSPELL>
        $<$<BOOL:${PULSE_FOUND}>:MADANG_HAS_PULSE>)
    if(UNIX AND NOT APPLE)
        madang_test(gui dbusnotifier madang_ui)
        set_tests_properties(gui.dbusnotifier PROPERTIES TIMEOUT 300)
        madang_test(gui launchercount madang_ui)
        if(PULSE_FOUND)
            madang_test(gui sound madang_ui)
        endif()
        madang_test(gui systemlook madang_ui)
        set_tests_properties(gui.systemlook PROPERTIES TIMEOUT 300)
    endif()
    foreach(unit accountdialog accountnews backupdialog conversations desktopfiles draftkeeping hostclosing ignoring
    invitepane orderdialog orderpane entrancepane
            pinspane roomlist roomsettingsdialog webhooksdialog writing)
        madang_test(gui ${unit} madang_ui madang_server)
        set_tests_properties(gui.${unit} PROPERTIES TIMEOUT 300)
    endforeach()
    foreach(unit application joining hosting takeover backgroundhosting)
        madang_test(gui ${unit} madang_desktop)
        set_tests_properties(gui.${unit} PROPERTIES TIMEOUT 300)
    endforeach()
    if(UNIX AND NOT APPLE)
        madang_test(gui sleep madang_desktop)
        set_tests_properties(gui.sleep PROPERTIES TIMEOUT 300)
    endif()
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        madang_test(gui koreaninput madang_ui madang_server)
        set_tests_properties(gui.koreaninput PROPERTIES TIMEOUT 1200)
    endif()
    if(Python3_FOUND)
        madang_script_test(checks translations ${Python3_EXECUTABLE} tests/check_translations.py)
    endif()
    add_executable(bench_timelineview EXCLUDE_FROM_ALL tests/bench/bench_timelineview.cpp)
    target_link_libraries(bench_timelineview PRIVATE madang_ui Qt6::Test)
    set_target_properties(bench_timelineview PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    add_dependencies(tests_bench bench_timelineview)
    # Starts programs and connects them: it is the desktop itself, and so has its composition root.
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        add_executable(bench_window EXCLUDE_FROM_ALL
            tests/bench/window/coldstart.cpp tests/bench/window/coldstart.h
            tests/bench/window/desktop.cpp tests/bench/window/desktop.h
            tests/bench/window/figures.cpp tests/bench/window/figures.h
            tests/bench/window/filledfolder.cpp tests/bench/window/filledfolder.h
            tests/bench/window/main.cpp
            tests/bench/window/measuredapplication.cpp tests/bench/window/measuredapplication.h
            tests/bench/window/parts.cpp tests/bench/window/parts.h
            tests/bench/window/typist.cpp tests/bench/window/typist.h)
        target_link_libraries(bench_window PRIVATE madang_tests_support madang_desktop
            madang_server_store Qt6::Test)
        target_compile_definitions(bench_window PRIVATE MADANG_BINARY="$<TARGET_FILE:madang>"
            MADANG_STOMPLOAD="$<TARGET_FILE:stompload>")
        set_target_properties(bench_window PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
        add_dependencies(bench_window madang stompload)
        add_dependencies(tests_bench bench_window)
    endif()
    # Pictures of every page, to be looked at: gallery FOLDER [--settings] [--joining] [--rtl].
    add_executable(gallery EXCLUDE_FROM_ALL tests/gui/gallery.cpp
        tests/gui/galleryclosing.cpp tests/gui/galleryclosing.h
        tests/gui/galleryconversations.cpp tests/gui/galleryconversations.h
        tests/gui/gallerydelivery.cpp tests/gui/gallerydelivery.h
        tests/gui/galleryentrance.cpp tests/gui/galleryentrance.h
        tests/gui/galleryfiles.cpp tests/gui/galleryfiles.h
        tests/gui/galleryhosts.cpp tests/gui/galleryhosts.h
        tests/gui/galleryidentity.cpp tests/gui/galleryidentity.h tests/gui/galleryjoining.cpp
        tests/gui/galleryjoining.h tests/gui/galleryhostwindow.cpp tests/gui/galleryhostwindow.h
        tests/gui/gallerylayout.cpp tests/gui/gallerylayout.h
        tests/gui/gallerynotices.cpp tests/gui/gallerynotices.h
        tests/gui/gallerypresence.cpp tests/gui/gallerypresence.h
        tests/gui/galleryaccounts.cpp tests/gui/galleryaccounts.h
        tests/gui/galleryrooms.cpp tests/gui/galleryrooms.h
        tests/gui/gallerysettings.cpp tests/gui/gallerysettings.h
        tests/gui/gallerywriting.cpp tests/gui/gallerywriting.h)
    target_link_libraries(gallery PRIVATE madang_ui Qt6::Test)
    # The pictures of docs/screens, of the demo: see `./dev screens`.
    add_executable(screens EXCLUDE_FROM_ALL tests/gui/screens.cpp)
    target_link_libraries(screens PRIVATE madang_desktop Qt6::Test)
    # No test runs these, and nobody would see that they are no longer built.
    add_dependencies(tests_gui gallery screens)
    if(TARGET bench_window)
        add_dependencies(tests_gui bench_window)
    endif()
endif()

# --- by ear and by keys --------------------------------------------------------------------
if(MADANG_DESKTOP AND CMAKE_SYSTEM_NAME STREQUAL "Linux" AND Python3_FOUND)
    madang_script_test(integration accessibility ${Python3_EXECUTABLE} -B
        tests/accessibility/reader.py $<TARGET_FILE:madang>)
    set_tests_properties(integration.accessibility PROPERTIES TIMEOUT 900)
endif()

# --- two programs on one screen ------------------------------------------------------------
if(MADANG_DESKTOP)
    madang_test(gui keychain madang_app madang_ui Qt6::DBus)
    madang_test(gui singleinstance madang_app madang_ui_model madang_stomp_net madang_stomp_wire)
    target_compile_definitions(tst_singleinstance PRIVATE MADANG_BINARY="$<TARGET_FILE:madang>")
    add_dependencies(tst_singleinstance madang)
    set_tests_properties(gui.singleinstance PROPERTIES TIMEOUT 300)
    madang_test(gui twodesktops madang_stomp_net madang_stomp_wire)
    target_compile_definitions(tst_twodesktops PRIVATE MADANG_BINARY="$<TARGET_FILE:madang>")
    add_dependencies(tst_twodesktops madang)
    set_tests_properties(gui.twodesktops PROPERTIES TIMEOUT 300)
    madang_test(gui profileproblem madang_desktop)
    madang_test(gui demo madang_desktop)
    target_compile_definitions(tst_demo PRIVATE MADANG_BINARY="$<TARGET_FILE:madang>")
    add_dependencies(tst_demo madang)
    set_tests_properties(gui.demo PROPERTIES TIMEOUT 300)
endif()

# --- the browser page ----------------------------------------------------------------------
if(MADANG_BROWSER_PAGE)
    madang_script_test(integration page_units sh tests/node/run.sh pageunits.mjs
        ${CMAKE_BINARY_DIR}/web)
    # Several in one Chromium each, which takes longer to start than most scenarios.
    function(madang_browser_test name)
        madang_script_test(gui browser_${name} sh tests/node/run.sh browser.mjs
            $<TARGET_FILE:madang-host> ${ARGN})
        set_tests_properties(gui.browser_${name} PROPERTIES TIMEOUT 900)
    endfunction()
    madang_browser_test(talking talk paging rooms confusing composition)
    madang_browser_test(crowds flood everybody keepsNothing)
    madang_browser_test(reading long readable find)
    madang_browser_test(losses unsent lostReceipt restart gap giveUp nowhere closedWithAWord)
    madang_browser_test(hosts closedRoom otherLog garbage blocked script tooLong)
    madang_browser_test(rooms password doors group unread twoTabs otherTab)
    madang_browser_test(order roomSettings door doorByKeys alone ignoring pictures keepingOrder listAfterLoss)
    madang_browser_test(messages changes pinned attach begun transports moreFound menusClose)
    madang_browser_test(delivery receipts held takenBack tooQuick reallyTooQuick changedOrTakenBack)
    madang_browser_test(records fromTheMessage everywhere earlierVersions)
    madang_browser_test(waiting banEnds wrongOften uploadsWait)
    madang_browser_test(entrance atTheDoor invited)
    madang_browser_test(people reachable onlyChanged leavingNothing erasedAlone)
    madang_browser_test(passing passedOn filesPassedOn forwardedLater exported)
    madang_script_test(gui browser_demos sh tests/node/run.sh demos.mjs $<TARGET_FILE:madang-host>)
    set_tests_properties(gui.browser_demos PROPERTIES TIMEOUT 600)
    add_dependencies(tests_gui madang-host)
    if(MADANG_DESKTOP)
        madang_script_test(gui browser_with_desktop sh tests/node/run.sh browser.mjs
            $<TARGET_FILE:madang-host> oneRoom desktop=$<TARGET_FILE:madang>)
        set_tests_properties(gui.browser_with_desktop PROPERTIES TIMEOUT 600)
    endif()
endif()

# --- docs against the host -----------------------------------------------------------------
madang_script_test(integration protocol sh tests/node/run.sh protocol.mjs
    $<TARGET_FILE:madang-host>)
set_tests_properties(integration.protocol PROPERTIES TIMEOUT 600)
add_dependencies(tests_integration madang-host)
if(Python3_FOUND AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # Twenty seconds of what tests/bench/soak.py can do for hours.
    add_test(NAME long.soak COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tests/bench/soak.py
        --build ${CMAKE_BINARY_DIR} --minutes 0.34)
    set_tests_properties(long.soak PROPERTIES LABELS long TIMEOUT 300 RUN_SERIAL ON)
endif()

# --- clients of others, through all that STOMP has --------------------------------------------
foreach(client stompjs stompjs-2 webstomp rx-stomp)
    foreach(door ws tcp)
        madang_script_test(integration client_${client}_${door} sh tests/node/run.sh everyclient.mjs
            $<TARGET_FILE:madang-host> ${client} ${door})
        set_tests_properties(integration.client_${client}_${door} PROPERTIES TIMEOUT 600)
    endforeach()
endforeach()
# --- SockJS ------------------------------------------------------------------------------------
foreach(client stompjs/sockjs-websocket stompjs/sockjs-xhr-streaming stompjs/sockjs-eventsource
        stompjs/sockjs-xhr-polling stompjs-2/sockjs1.0-websocket stompjs-2/sockjs1.1-xhr-streaming)
    string(REGEX MATCH "(.*)/(.*)" pair ${client})
    set(name client_${CMAKE_MATCH_1}_${CMAKE_MATCH_2})
    madang_script_test(integration ${name} sh tests/node/run.sh everyclient.mjs
        $<TARGET_FILE:madang-host> ${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
    set_tests_properties(integration.${name} PROPERTIES TIMEOUT 600)
endforeach()
madang_script_test(integration seeds sh tests/node/run.sh seeds.mjs $<TARGET_FILE:madang-host>)
set_tests_properties(integration.seeds PROPERTIES TIMEOUT 600)
madang_script_test(integration balancer sh tests/node/run.sh balancer.mjs
    $<TARGET_FILE:madang-host> ${CMAKE_SOURCE_DIR}/packaging/cluster/nginx.conf)
set_tests_properties(integration.balancer PROPERTIES TIMEOUT 300)
madang_script_test(integration sockjsdifferential sh tests/node/run.sh sockjsdifferential.mjs
    $<TARGET_FILE:sockjs-echo>)
add_dependencies(tests_integration sockjs-echo)

if(Python3_FOUND)
    madang_script_test(unit capacity ${Python3_EXECUTABLE} -B tests/models/test_capacity.py)
    madang_script_test(integration client_stomppy ${Python3_EXECUTABLE} tests/python/stomppy.py
        $<TARGET_FILE:madang-host>)
    set_tests_properties(integration.client_stomppy PROPERTIES TIMEOUT 600)
    madang_script_test(integration differential ${Python3_EXECUTABLE} -B
        tests/differential/compare.py $<TARGET_FILE:madang-host>)
    set_tests_properties(integration.differential PROPERTIES TIMEOUT 900)
    madang_script_test(integration hostileweb ${Python3_EXECUTABLE} -B tests/python/hostileweb.py
        $<TARGET_FILE:madang-host>)
    set_tests_properties(integration.hostileweb PROPERTIES TIMEOUT 300)
    madang_script_test(long hostileweb ${Python3_EXECUTABLE} -B tests/python/hostileweb.py
        $<TARGET_FILE:madang-host>)
    set_tests_properties(long.hostileweb PROPERTIES TIMEOUT 1800 RUN_SERIAL ON
        ENVIRONMENT "MADANG_LONG=1")
endif()
